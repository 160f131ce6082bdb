#ifndef COSM_OBJECT_STORE_HPP
#define COSM_OBJECT_STORE_HPP

#include <osmium/osm/location.hpp>
#include <osmium/osm/object.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace cosm {

// Ways or relations that are kept: an id, a run of references, and whatever row the caller holds
// beside it under the same number. Only plain numbers are kept, none of libosmium's buffers.
class object_store {
 public:
  struct entry {
    std::int64_t id;
    std::uint32_t row;  // the number in the order of reading
    bool is_visible;
    std::size_t first;  // into references()
    std::size_t count;
  };

  std::uint32_t begin(const osmium::OSMObject &object) {
    const auto row = static_cast<std::uint32_t>(m_entries.size());
    m_entries.push_back(entry{object.id(), row, object.visible(), m_references.size(), 0});
    return row;
  }
  void add_reference(std::int64_t id) {
    m_references.push_back(id);
    ++m_entries.back().count;
  }

  // Sorts by id; of the same id the last one read stays, unless it says that it was deleted.
  void finish() {
    std::sort(m_entries.begin(), m_entries.end(), [](const entry &a, const entry &b) {
      return a.id != b.id ? a.id < b.id : a.row < b.row;
    });
    std::vector<entry> kept;
    kept.reserve(m_entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
      if (i + 1 < m_entries.size() && m_entries[i + 1].id == m_entries[i].id) {
        ++m_duplicates;
      } else if (m_entries[i].is_visible) {
        kept.push_back(m_entries[i]);
      }
    }
    m_entries = std::move(kept);
  }

  // The location that a way gives for its node, where the file has them on its ways.
  void add_location(std::int64_t id, osmium::Location location) {
    if (location.valid()) { m_locations.emplace_back(id, location); }
  }

  // Hands these locations over, and forgets them.
  template <typename Table>
  void suggest_locations(Table &table) {
    std::sort(m_locations.begin(), m_locations.end(),
              [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[id, location] : m_locations) { table.suggest(id, location); }
    m_locations.clear();
    m_locations.shrink_to_fit();
  }

  const std::vector<entry> &entries() const noexcept { return m_entries; }
  const std::int64_t *references(const entry &e) const { return m_references.data() + e.first; }

  const entry *find(std::int64_t id) const {
    const auto found = std::lower_bound(
        m_entries.begin(), m_entries.end(), id,
        [](const entry &e, std::int64_t wanted) { return e.id < wanted; });
    return found != m_entries.end() && found->id == id ? &*found : nullptr;
  }

  std::uint64_t duplicates() const noexcept { return m_duplicates; }

 private:
  std::vector<entry> m_entries;
  std::vector<std::int64_t> m_references;
  std::vector<std::pair<std::int64_t, osmium::Location>> m_locations;
  std::uint64_t m_duplicates = 0;
};

}  // namespace cosm

#endif
