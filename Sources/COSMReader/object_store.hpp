#ifndef COSM_OBJECT_STORE_HPP
#define COSM_OBJECT_STORE_HPP

#include "errors.hpp"

#include <osmium/osm/location.hpp>
#include <osmium/osm/object.hpp>
#include <osmium/osm/way.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace cosm {

// Ways or relations that are kept: an id, a run of references, and whatever row the caller holds
// beside it under the same number. Only plain numbers are kept, none of libosmium's buffers.
class object_store {
 public:
  // More nodes than any way can have that was ever in OpenStreetMap, which allows 2000.
  static constexpr std::size_t most_nodes = 1'000'000;

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
  // The references of a way, with the locations that it states itself, if it does.
  void add_nodes(const osmium::Way &way) {
    if (way.nodes().size() > most_nodes) {
      throw file_error(OSM_ERROR_TOO_LARGE, "way " + std::to_string(way.id()) + " has " +
                                                std::to_string(way.nodes().size()) + " nodes");
    }
    for (const auto &node : way.nodes()) { add_reference(node.ref(), node.location()); }
  }

  // The location is that which the object itself states, if it does.
  void add_reference(std::int64_t id, osmium::Location location = osmium::Location{}) {
    if (location.is_defined() && m_locations.empty()) { m_locations.resize(m_references.size()); }
    m_references.push_back(id);
    if (location.is_defined() || !m_locations.empty()) { m_locations.push_back(location); }
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

  const std::vector<entry> &entries() const noexcept { return m_entries; }
  const std::int64_t *references(const entry &e) const { return m_references.data() + e.first; }

  // The locations beside the references; null where the file states none.
  const osmium::Location *locations(const entry &e) const {
    return m_locations.empty() ? nullptr : m_locations.data() + e.first;
  }

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
  std::vector<osmium::Location> m_locations;  // empty, or one a reference
  std::uint64_t m_duplicates = 0;
};

}  // namespace cosm

#endif
