#include "area_assembler.hpp"

#include <osmium/area/assembler.hpp>
#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/memory/buffer.hpp>
#include <osmium/osm/area.hpp>

#include <utility>

namespace cosm {
namespace {

osmium::area::AssemblerConfig configuration() {
  osmium::area::AssemblerConfig config;
  config.create_empty_areas = false;
  return config;
}

// Objects are built anew without tags: rings need none, and those of a damaged file cannot be trusted.
void build(const located_way &way, osmium::memory::Buffer &buffer) {
  {
    osmium::builder::WayBuilder builder{buffer};
    builder.set_id(way.id);
    osmium::builder::WayNodeListBuilder nodes{builder};
    for (std::size_t i = 0; i < way.nodes.size(); ++i) {
      nodes.add_node_ref(way.nodes[i], way.locations[i]);
    }
  }
  buffer.commit();
}

assembled_ring ring_of(const osmium::NodeRefList &list) {
  assembled_ring ring;
  for (const auto &node : list) {
    ring.nodes.push_back(node.ref());
    ring.locations.push_back(node.location());
  }
  return ring;
}

std::vector<assembled_polygon> polygons_of(const osmium::memory::Buffer &areas) {
  std::vector<assembled_polygon> polygons;
  for (const auto &area : areas.select<osmium::Area>()) {
    for (const auto &outer : area.outer_rings()) {
      assembled_polygon polygon{ring_of(outer), {}};
      for (const auto &inner : area.inner_rings(outer)) {
        polygon.inners.push_back(ring_of(inner));
      }
      polygons.push_back(std::move(polygon));
    }
  }
  return polygons;
}

osmium::memory::Buffer new_buffer() {
  return osmium::memory::Buffer{64 * 1024, osmium::memory::Buffer::auto_grow::yes};
}

}  // namespace

std::vector<assembled_polygon> assemble(const located_way &way) {
  auto input = new_buffer();
  auto output = new_buffer();
  build(way, input);
  const auto config = configuration();  // the assembler keeps a reference to it
  osmium::area::Assembler assembler{config};
  if (!assembler(input.get<osmium::Way>(0), output)) { return {}; }
  return polygons_of(output);
}

std::vector<assembled_polygon> assemble(std::int64_t relation,
                                        const std::vector<located_way> &ways) {
  auto relation_buffer = new_buffer();
  {
    osmium::builder::RelationBuilder builder{relation_buffer};
    builder.set_id(relation);
    osmium::builder::RelationMemberListBuilder members{builder};
    // Roles are left out: the rings themselves say which lies in which.
    for (const auto &way : ways) { members.add_member(osmium::item_type::way, way.id, ""); }
  }
  relation_buffer.commit();
  auto way_buffer = new_buffer();
  for (const auto &way : ways) { build(way, way_buffer); }
  std::vector<const osmium::Way *> members;
  members.reserve(ways.size());
  for (const auto &way : way_buffer.select<osmium::Way>()) { members.push_back(&way); }
  auto output = new_buffer();
  const auto config = configuration();  // the assembler keeps a reference to it
  osmium::area::Assembler assembler{config};
  if (!assembler(relation_buffer.get<osmium::Relation>(0), members, output)) { return {}; }
  return polygons_of(output);
}

}  // namespace cosm
