#include "area_assembler.hpp"
#include "errors.hpp"
#include "feature_table.hpp"
#include "key_columns.hpp"
#include "node_table.hpp"
#include "object_store.hpp"
#include "osm_input.hpp"
#include "tag_filters.hpp"
#include "text_table.hpp"

#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace {

using namespace cosm;

// The arrays behind the C structure.
struct features_result : osm_features {
  features_result() : osm_features{} {}

  text_table table;
  feature_table features;
  std::vector<std::int64_t> outer_ways;
  std::vector<std::int64_t> outer_relations;

  void publish(std::size_t keys) noexcept {
    texts = table.view();
    feature_count = features.ids.size();
    type = features.types.data();
    shape = features.shapes.data();
    id = features.ids.data();
    key_count = keys;
    value = features.values.data();
    first_ring = features.first_rings.data();
    ring_count = features.ring_is_inners.size();
    ring_first = features.ring_firsts.data();
    ring_is_inner = features.ring_is_inners.data();
    point_count = features.lons.size();
    lon = features.lons.data();
    lat = features.lats.data();
    outer_count = outer_ways.size();
    outer_way = outer_ways.data();
    outer_relation = outer_relations.data();
  }
};

// What a way's own tags make of it.
struct way_traits {
  std::vector<std::uint32_t> matches;  // none: kept as a member of a relation only
  bool may_be_area;
};

way_traits traits_of(const osmium::Way &way, const tag_filters &filters) {
  std::string_view area;
  bool is_linear = false;
  for_each_tag(way, [&](std::string_view key, std::string_view value) {
    if (key == "area") { area = value; }
    is_linear |= key == "highway" || key == "barrier";
  });
  return {filters.matches(way), area == "yes" || (area != "no" && !is_linear)};
}

struct relation_traits {
  bool is_area = false;
  bool is_untagged = true;  // but for its type and remarks
};

relation_traits traits_of(const osmium::Relation &relation) {
  relation_traits traits;
  bool is_boundary = false;
  for_each_tag(relation, [&](std::string_view key, std::string_view value) {
    if (key == "type") {
      is_boundary = value == "boundary";
      traits.is_area |= is_boundary || value == "multipolygon";
    } else {
      traits.is_untagged &=
          key == "source" || key == "created_by" || key == "note" || key == "fixme";
    }
  });
  traits.is_untagged &= !is_boundary;
  return traits;
}

// The nodes of some rings, for telling whether a way runs along them.
class ring_nodes {
 public:
  void add(const assembled_ring &ring) { m_ids.insert(ring.nodes.begin(), ring.nodes.end()); }
  bool holds(const std::int64_t *nodes, std::size_t count) const {
    return count > 0 && std::all_of(nodes, nodes + count,
                                    [this](std::int64_t id) { return m_ids.count(id) != 0; });
  }

 private:
  std::unordered_set<std::int64_t> m_ids;
};

void write_rings(const assembled_ring &ring, bool is_inner, feature_table &features) {
  for (const auto location : ring.locations) { features.add_point(location); }
  features.end_ring(is_inner);
}

void write_rings(const assembled_polygon &polygon, feature_table &features) {
  write_rings(polygon.outer, false, features);
  for (const auto &inner : polygon.inners) { write_rings(inner, true, features); }
}

class feature_reader {
 public:
  feature_reader(const char *path, const tag_filters &filters, const key_columns &columns,
                 features_result &result)
      : m_input(path), m_filters(filters), m_columns(columns), m_result(result) {}

  // Relations first, for they tell which ways are needed; then ways, for they tell which nodes.
  void run() {
    m_result.box = m_input.box();
    m_input.read(osmium::osm_entity_bits::relation, [this](const osmium::memory::Buffer &buffer) {
      for (const auto &relation : buffer.select<osmium::Relation>()) { keep(relation); }
    });
    m_relations.finish();
    for (const auto &relation : m_relations.entries()) {
      const auto *members = m_relations.references(relation);
      m_member_ids.insert(members, members + relation.count);
    }
    m_input.read(osmium::osm_entity_bits::way, [this](const osmium::memory::Buffer &buffer) {
      for (const auto &way : buffer.select<osmium::Way>()) { keep(way); }
    });
    m_ways.finish();
    for (const auto &way : m_ways.entries()) {
      for (std::size_t i = 0; i < way.count; ++i) { m_locations.need(m_ways.references(way)[i]); }
    }
    m_locations.sort();
    m_input.read(osmium::osm_entity_bits::node, [this](const osmium::memory::Buffer &buffer) {
      for (const auto &node : buffer.select<osmium::Node>()) { keep(node); }
    });
    m_points.finish();
    m_input.require_objects();
    m_locations.set_from(m_ways);

    write_points();
    feature_table areas;
    for (const auto &relation : m_relations.entries()) { write(relation, areas); }
    for (const auto &way : m_ways.entries()) { write(way); }
    m_result.features.append(areas);
    m_result.invalid_locations = m_locations.invalid() + m_invalid_points;
    m_result.duplicate_ids = m_relations.duplicates() + m_ways.duplicates() +
                             m_locations.duplicates() + m_points.duplicates();
  }

 private:
  void keep(const osmium::Relation &relation) {
    const auto traits = traits_of(relation);
    const bool matches = !m_filters.matches(relation).empty();
    if (relation.visible() && !(traits.is_area && (matches || traits.is_untagged))) { return; }
    m_relations.begin(relation);
    m_relation_matches.push_back(matches);
    m_columns.append_row(relation, m_result.table, m_relation_rows);
    for (const auto &member : relation.members()) {
      if (member.type() != osmium::item_type::way) { continue; }
      m_relations.add_reference(member.ref());
    }
  }

  void keep(const osmium::Way &way) {
    auto traits = traits_of(way, m_filters);
    if (way.visible() && traits.matches.empty() && m_member_ids.count(way.id()) == 0) { return; }
    m_ways.begin(way);
    m_way_traits.push_back(std::move(traits));
    m_columns.append_row(way, m_result.table, m_way_rows);
    m_ways.add_nodes(way);
  }

  void keep(const osmium::Node &node) {
    m_locations.set(node);
    if (node.visible() && m_filters.matches(node).empty()) { return; }
    m_points.begin(node);
    m_columns.append_row(node, m_result.table, m_point_rows);
    m_point_locations.push_back(node.location());
  }

  const std::uint32_t *row(const std::vector<std::uint32_t> &rows,
                           const object_store::entry &entry) const {
    return rows.data() + entry.row * m_columns.count();
  }

  void write_points() {
    for (const auto &point : m_points.entries()) {
      const auto location = m_point_locations[point.row];
      if (!location.valid()) {
        ++m_invalid_points;
        continue;
      }
      m_result.features.add_point(location);
      m_result.features.end_ring(false);
      m_result.features.end_feature(OSM_NODE, OSM_POINT, point.id, row(m_point_rows, point),
                                    m_columns.count());
    }
  }

  // False where a node is missing.
  bool locate(const object_store::entry &way, located_way &located) {
    located = located_way{way.id, {}, {}};
    const auto *nodes = m_ways.references(way);
    for (std::size_t i = 0; i < way.count; ++i) {
      const auto location = m_locations.location_of(nodes[i]);
      if (!location.valid()) { return false; }
      located.nodes.push_back(nodes[i]);
      located.locations.push_back(location);
    }
    return true;
  }

  // The members that are ways, each once; false where one of them, or a node of one, is missing.
  bool locate_members(const object_store::entry &relation, std::vector<located_way> &ways) {
    std::unordered_set<std::int64_t> seen;
    for (std::size_t i = 0; i < relation.count; ++i) {
      const auto id = m_relations.references(relation)[i];
      if (!seen.insert(id).second) { continue; }
      const auto *way = m_ways.find(id);
      located_way located{};
      if (way == nullptr || !locate(*way, located)) { return false; }
      ways.push_back(std::move(located));
    }
    return !ways.empty();
  }

  void write(const object_store::entry &relation, feature_table &areas) {
    const bool matches = m_relation_matches[relation.row];
    if (!matches && !has_matching_member(relation)) { return; }
    std::vector<located_way> ways;
    std::vector<assembled_polygon> polygons;
    if (locate_members(relation, ways)) { polygons = assemble(relation.id, ways); }
    if (!matches) {
      lend_holes(relation, polygons, areas);
      return;
    }
    const auto *values = row(m_relation_rows, relation);
    if (polygons.empty()) {
      write_members(relation, areas);
      areas.end_feature(OSM_RELATION, OSM_BROKEN_AREA, relation.id, values, m_columns.count());
      return;
    }
    for (const auto &polygon : polygons) { write_rings(polygon, areas); }
    areas.end_feature(OSM_RELATION, OSM_AREA, relation.id, values, m_columns.count());
    note_outer_ways(relation, polygons);
  }

  // What is there of the ways of a relation, each once.
  void write_members(const object_store::entry &relation, feature_table &areas) {
    std::unordered_set<std::int64_t> seen;
    for (std::size_t i = 0; i < relation.count; ++i) {
      const auto id = m_relations.references(relation)[i];
      const auto *way = seen.insert(id).second ? m_ways.find(id) : nullptr;
      if (way != nullptr) { write_parts(*way, areas); }
    }
  }

  bool has_matching_member(const object_store::entry &relation) const {
    const auto *members = m_relations.references(relation);
    return std::any_of(members, members + relation.count, [this](std::int64_t id) {
      const auto *way = m_ways.find(id);
      return way != nullptr && !m_way_traits[way->row].matches.empty();
    });
  }

  // The matching ways among the members that run along the rings, each once, ascending by id.
  std::vector<const object_store::entry *> matching_members(const object_store::entry &relation,
                                                            const ring_nodes &rings) const {
    std::vector<const object_store::entry *> found;
    for (std::size_t i = 0; i < relation.count; ++i) {
      const auto *way = m_ways.find(m_relations.references(relation)[i]);
      if (way != nullptr && !m_way_traits[way->row].matches.empty() &&
          rings.holds(m_ways.references(*way), way->count)) {
        found.push_back(way);
      }
    }
    std::sort(found.begin(), found.end(), [](const auto *a, const auto *b) { return a->id < b->id; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  // By the rings: roles are often missing, and wrong at times.
  void note_outer_ways(const object_store::entry &relation,
                       const std::vector<assembled_polygon> &polygons) {
    ring_nodes outer;
    for (const auto &polygon : polygons) { outer.add(polygon.outer); }
    for (const auto *way : matching_members(relation, outer)) {
      m_result.outer_ways.push_back(way->id);
      m_result.outer_relations.push_back(relation.id);
    }
  }

  // Of a relation without tags of its own: what its outer ways say holds for the area.
  void lend_holes(const object_store::entry &relation,
                  const std::vector<assembled_polygon> &polygons, feature_table &areas) {
    const object_store::entry *first = nullptr;
    for (const auto &polygon : polygons) {
      ring_nodes outer;
      outer.add(polygon.outer);
      auto ways = matching_members(relation, outer);
      ways.erase(std::remove_if(ways.begin(), ways.end(),
                                [this](const auto *way) { return !may_be_area(*way); }),
                 ways.end());
      if (ways.empty()) { continue; }
      const auto *nodes = m_ways.references(*ways[0]);
      if (ways.size() == 1 && ends_meet(nodes[0], nodes[ways[0]->count - 1])) {
        if (!polygon.inners.empty()) { m_with_holes.emplace(ways[0]->id, polygon); }
        continue;
      }
      const auto &matches = m_way_traits[ways[0]->row].matches;
      const bool agree = std::all_of(ways.begin(), ways.end(), [&](const auto *way) {
        return m_way_traits[way->row].matches == matches && m_joined.count(way->id) == 0 &&
               (first == nullptr || m_way_traits[first->row].matches == matches);
      });
      if (!agree) { continue; }
      if (first == nullptr) { first = ways[0]; }
      for (const auto *way : ways) { m_joined.insert(way->id); }
      write_rings(polygon, areas);
    }
    if (first != nullptr) {
      areas.end_feature(OSM_RELATION, OSM_AREA, relation.id, row(m_way_rows, *first),
                        m_columns.count());
    }
  }

  bool may_be_area(const object_store::entry &way) const {
    return m_way_traits[way.row].may_be_area;
  }

  void write(const object_store::entry &way) {
    const auto &traits = m_way_traits[way.row];
    if (traits.matches.empty()) { return; }
    const auto *nodes = m_ways.references(way);
    for (std::size_t i = 0; i < way.count; ++i) {
      if (!m_locations.location_of(nodes[i]).valid()) { ++m_result.missing_node_references; }
    }
    if (m_joined.count(way.id) != 0) { return; }
    if (traits.may_be_area && way.count > 3 && ends_meet(nodes[0], nodes[way.count - 1])) {
      write_area(way);
    } else {
      write_line(way);
    }
  }

  // By place, for closed ways with two nodes on the same spot are common.
  bool ends_meet(std::int64_t first, std::int64_t last) {
    if (first == last) { return true; }
    const auto location = m_locations.location_of(first);
    return location.valid() && location == m_locations.location_of(last);
  }

  void write_area(const object_store::entry &way) {
    std::vector<assembled_polygon> polygons;
    const auto with_holes = m_with_holes.find(way.id);
    located_way located{};
    if (with_holes != m_with_holes.end()) {
      polygons.push_back(with_holes->second);
    } else if (locate(way, located)) {
      polygons = assemble(located);
    }
    if (polygons.empty()) { write_parts(way, m_result.features); }
    for (const auto &polygon : polygons) { write_rings(polygon, m_result.features); }
    m_result.features.end_feature(OSM_WAY, polygons.empty() ? OSM_BROKEN_AREA : OSM_AREA, way.id,
                                  row(m_way_rows, way), m_columns.count());
  }

  void write_line(const object_store::entry &way) {
    if (write_parts(way, m_result.features)) {
      m_result.features.end_feature(OSM_WAY, OSM_LINE, way.id, row(m_way_rows, way),
                                    m_columns.count());
    }
  }

  // In several parts where nodes are missing; parts of one node are no line. False where there is no part.
  bool write_parts(const object_store::entry &way, feature_table &features) {
    std::vector<osmium::Location> part;
    bool has_part = false;
    const auto end_part = [&] {
      if (part.size() > 1) {
        for (const auto location : part) { features.add_point(location); }
        features.end_ring(false);
        has_part = true;
      }
      part.clear();
    };
    for (std::size_t i = 0; i < way.count; ++i) {
      const auto location = m_locations.location_of(m_ways.references(way)[i]);
      if (location.valid()) {
        part.push_back(location);
      } else {
        end_part();
      }
    }
    end_part();
    return has_part;
  }

  osm_input m_input;
  const tag_filters &m_filters;
  const key_columns &m_columns;
  features_result &m_result;

  object_store m_relations;
  std::vector<bool> m_relation_matches;  // false: without tags of its own
  std::vector<std::uint32_t> m_relation_rows;
  std::unordered_set<std::int64_t> m_member_ids;

  object_store m_ways;
  std::vector<way_traits> m_way_traits;
  std::vector<std::uint32_t> m_way_rows;
  std::unordered_map<std::int64_t, assembled_polygon> m_with_holes;  // by way
  std::unordered_set<std::int64_t> m_joined;  // ways that a relation without tags stands for

  object_store m_points;
  std::vector<std::uint32_t> m_point_rows;
  std::vector<osmium::Location> m_point_locations;
  std::uint64_t m_invalid_points = 0;
  node_table m_locations;
};

}  // namespace

extern "C" int osm_read_features(const char *path, const osm_filter *filters, size_t filter_count,
                                 const char *const *keys, size_t key_count, osm_features **out,
                                 osm_error *error) {
  *out = nullptr;
  return guarded(error, [&] {
    auto result = std::make_unique<features_result>();
    const tag_filters wanted{filters, filter_count};
    const key_columns columns{keys, key_count};
    feature_reader{path, wanted, columns, *result}.run();
    result->publish(key_count);
    *out = result.release();
  });
}

extern "C" void osm_free_features(osm_features *features) {
  delete static_cast<features_result *>(features);
}
