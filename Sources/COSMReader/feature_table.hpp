#ifndef COSM_FEATURE_TABLE_HPP
#define COSM_FEATURE_TABLE_HPP

#include "include/osm_reader.h"

#include <osmium/osm/location.hpp>

#include <cstdint>
#include <limits>
#include <new>
#include <vector>

namespace cosm {

// Features as flat arrays, written one after the other.
struct feature_table {
  std::vector<std::uint8_t> types;
  std::vector<std::uint8_t> shapes;
  std::vector<std::int64_t> ids;
  std::vector<std::uint32_t> values;
  std::vector<std::uint32_t> first_rings{0};
  std::vector<std::uint32_t> ring_firsts{0};
  std::vector<std::uint8_t> ring_is_inners;
  std::vector<std::int32_t> lons;
  std::vector<std::int32_t> lats;

  void add_point(osmium::Location location) {
    lons.push_back(location.x());
    lats.push_back(location.y());
  }

  void end_ring(bool is_inner) {
    ring_firsts.push_back(checked(lons.size()));
    ring_is_inners.push_back(is_inner ? 1 : 0);
  }

  void end_feature(osm_type type, osm_shape shape, std::int64_t id, const std::uint32_t *row,
                   std::size_t columns) {
    types.push_back(static_cast<std::uint8_t>(type));
    shapes.push_back(static_cast<std::uint8_t>(shape));
    ids.push_back(id);
    values.insert(values.end(), row, row + columns);
    first_rings.push_back(checked(ring_is_inners.size()));
  }

  // Appends the features of another table.
  void append(const feature_table &other) {
    const auto rings = checked(ring_is_inners.size());
    const auto points = checked(lons.size());
    checked(std::size_t{rings} + other.ring_is_inners.size());
    checked(std::size_t{points} + other.lons.size());
    types.insert(types.end(), other.types.begin(), other.types.end());
    shapes.insert(shapes.end(), other.shapes.begin(), other.shapes.end());
    ids.insert(ids.end(), other.ids.begin(), other.ids.end());
    values.insert(values.end(), other.values.begin(), other.values.end());
    for (std::size_t i = 1; i < other.first_rings.size(); ++i) {
      first_rings.push_back(rings + other.first_rings[i]);
    }
    for (std::size_t i = 1; i < other.ring_firsts.size(); ++i) {
      ring_firsts.push_back(points + other.ring_firsts[i]);
    }
    ring_is_inners.insert(ring_is_inners.end(), other.ring_is_inners.begin(),
                          other.ring_is_inners.end());
    lons.insert(lons.end(), other.lons.begin(), other.lons.end());
    lats.insert(lats.end(), other.lats.begin(), other.lats.end());
  }

 private:
  static std::uint32_t checked(std::size_t n) {
    if (n >= std::numeric_limits<std::uint32_t>::max()) { throw std::bad_alloc{}; }
    return static_cast<std::uint32_t>(n);
  }
};

}  // namespace cosm

#endif
