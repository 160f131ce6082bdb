#ifndef COSM_NODE_TABLE_HPP
#define COSM_NODE_TABLE_HPP

#include "object_store.hpp"

#include <osmium/osm/location.hpp>
#include <osmium/osm/node.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace cosm {

// The locations of the nodes that are needed, found by binary search in a sorted array of ids: a
// quarter of the memory of a hash table, and files list nodes in ascending order, which makes the
// next one the neighbour of the last.
class node_table {
 public:
  // First gather the ids, then call sort() once, then set locations.
  void need(std::int64_t id) { m_ids.push_back(id); }

  void sort() {
    std::sort(m_ids.begin(), m_ids.end());
    m_ids.erase(std::unique(m_ids.begin(), m_ids.end()), m_ids.end());
    m_ids.shrink_to_fit();
    m_locations.assign(m_ids.size(), osmium::Location{});
    m_seen.assign(m_ids.size(), false);
    m_cursor = 0;
  }

  void set(const osmium::Node &node) {
    const auto i = index(node.id());
    if (i == npos) { return; }
    if (m_seen[i]) { ++m_duplicates; }
    m_seen[i] = true;
    // A later version of a node replaces the earlier one, also where it was deleted.
    m_locations[i] = osmium::Location{};
    if (!node.visible()) { return; }
    if (node.location().valid()) {
      m_locations[i] = node.location();
    } else {
      reject(node.location());
    }
  }

  // Once all nodes are set: takes the locations that ways state for nodes that the file does not hold.
  void set_from(const object_store &ways) {
    for (const auto &way : ways.entries()) {
      const auto *locations = ways.locations(way);
      if (locations == nullptr) { return; }
      for (std::size_t i = 0; i < way.count; ++i) {
        set_unless_seen(ways.references(way)[i], locations[i]);
      }
    }
  }

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  std::size_t index(std::int64_t id) {
    if (m_cursor < m_ids.size() && m_ids[m_cursor] == id) { return m_cursor++; }
    const auto found = std::lower_bound(m_ids.begin(), m_ids.end(), id);
    if (found == m_ids.end()) { return npos; }
    // Also when absent: the next id in the file may be the one found.
    m_cursor = static_cast<std::size_t>(found - m_ids.begin());
    return *found == id ? m_cursor++ : npos;
  }

  std::size_t size() const noexcept { return m_ids.size(); }
  std::int64_t id(std::size_t i) const { return m_ids[i]; }
  // Undefined where the node is not in the file, deleted or outside the world.
  osmium::Location location(std::size_t i) const { return m_locations[i]; }
  osmium::Location location_of(std::int64_t id) {
    const auto i = index(id);
    return i == npos ? osmium::Location{} : m_locations[i];
  }

  std::uint64_t duplicates() const noexcept { return m_duplicates; }
  std::uint64_t invalid() const noexcept { return m_invalid; }
  // Those of them that would be in the world with longitude and latitude exchanged.
  std::uint64_t exchanged() const noexcept { return m_exchanged; }

 private:
  void set_unless_seen(std::int64_t id, osmium::Location location) {
    const auto i = location.is_defined() ? index(id) : npos;
    if (i == npos || m_seen[i]) { return; }
    m_seen[i] = true;
    if (location.valid()) {
      m_locations[i] = location;
    } else {
      reject(location);
    }
  }

  void reject(osmium::Location location) {
    ++m_invalid;
    if (osmium::Location{location.y(), location.x()}.valid()) { ++m_exchanged; }
  }

  std::vector<std::int64_t> m_ids;
  std::vector<osmium::Location> m_locations;
  std::vector<bool> m_seen;
  std::size_t m_cursor = 0;
  std::uint64_t m_duplicates = 0;
  std::uint64_t m_invalid = 0;
  std::uint64_t m_exchanged = 0;
};

}  // namespace cosm

#endif
