#ifndef COSM_AREA_ASSEMBLER_HPP
#define COSM_AREA_ASSEMBLER_HPP

#include <osmium/osm/location.hpp>

#include <cstdint>
#include <vector>

namespace cosm {

// A way with the locations of its nodes, all of them valid.
struct located_way {
  std::int64_t id;
  std::vector<std::int64_t> nodes;
  std::vector<osmium::Location> locations;
};

// A closed ring: the first node stands again at the end.
struct assembled_ring {
  std::vector<std::int64_t> nodes;
  std::vector<osmium::Location> locations;
};

struct assembled_polygon {
  assembled_ring outer;
  std::vector<assembled_ring> inners;
};

// The polygon of the closed way; none where it is no valid ring.
std::vector<assembled_polygon> assemble(const located_way &way);

// The polygons that the ways form together; none where they form none.
std::vector<assembled_polygon> assemble(std::int64_t relation,
                                        const std::vector<located_way> &ways);

}  // namespace cosm

#endif
