#ifndef COSM_AREA_ASSEMBLER_HPP
#define COSM_AREA_ASSEMBLER_HPP

#include "feature_table.hpp"

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

// Appends the rings of the closed way; false where it is no valid ring.
bool assemble(const located_way &way, feature_table &features);

// Appends the rings that the ways form together; false where they form none.
bool assemble(std::int64_t relation, const std::vector<located_way> &ways,
              feature_table &features);

}  // namespace cosm

#endif
