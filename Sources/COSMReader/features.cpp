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

#include <cstdint>
#include <memory>
#include <unordered_set>
#include <utility>

namespace {

using namespace cosm;

// The arrays behind the C structure.
struct features_result : osm_features {
  features_result() : osm_features{} {}

  text_table table;
  feature_table features;
  std::vector<std::int64_t> broken_ids;
  std::vector<std::uint32_t> broken_values;

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
    broken_relation_count = broken_ids.size();
    broken_relation_id = broken_ids.data();
    broken_relation_value = broken_values.data();
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

bool is_multipolygon(const osmium::Relation &relation) {
  bool found = false;
  for_each_tag(relation, [&](std::string_view key, std::string_view value) {
    found |= key == "type" && (value == "multipolygon" || value == "boundary");
  });
  return found;
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
    m_ways.suggest_locations(m_locations);
    m_input.read(osmium::osm_entity_bits::node, [this](const osmium::memory::Buffer &buffer) {
      for (const auto &node : buffer.select<osmium::Node>()) { keep(node); }
    });
    m_points.finish();
    m_input.require_objects();

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
    auto matches = m_filters.matches(relation);
    if (relation.visible() && (matches.empty() || !is_multipolygon(relation))) { return; }
    m_relations.begin(relation);
    m_relation_matches.push_back(std::move(matches));
    m_columns.append_row(relation, m_result.table, m_relation_rows);
    for (const auto &member : relation.members()) {
      if (member.type() != osmium::item_type::way) { continue; }
      m_relations.add_reference(member.ref());
      m_member_is_inner.push_back(std::string_view{member.role()} == "inner");
    }
  }

  void keep(const osmium::Way &way) {
    auto traits = traits_of(way, m_filters);
    if (way.visible() && traits.matches.empty() && m_member_ids.count(way.id()) == 0) { return; }
    m_ways.begin(way);
    m_way_traits.push_back(std::move(traits));
    m_columns.append_row(way, m_result.table, m_way_rows);
    for (const auto &node : way.nodes()) {
      m_ways.add_reference(node.ref());
      m_ways.add_location(node.ref(), node.location());
    }
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

  void write(const object_store::entry &relation, feature_table &areas) {
    std::vector<located_way> ways;
    bool is_complete = relation.count > 0;
    std::unordered_set<std::int64_t> seen;
    for (std::size_t i = 0; i < relation.count && is_complete; ++i) {
      const auto id = m_relations.references(relation)[i];
      if (!seen.insert(id).second) { continue; }
      const auto *way = m_ways.find(id);
      located_way located{};
      is_complete = way != nullptr && locate(*way, located);
      if (is_complete) { ways.push_back(std::move(located)); }
    }
    const auto *values = row(m_relation_rows, relation);
    if (is_complete && assemble(relation.id, ways, areas)) {
      areas.end_feature(OSM_RELATION, OSM_AREA, relation.id, values, m_columns.count());
      note_repetitions(relation);
    } else {
      areas.drop_unfinished();
      m_result.broken_ids.push_back(relation.id);
      m_result.broken_values.insert(m_result.broken_values.end(), values,
                                    values + m_columns.count());
    }
  }

  // Mappers often leave a relation's tags on its outer way too: one thing, not two. Of a building they may
  // tell different kinds (`yes` and `apartments`): it is still one. An inner way with
  // the same tags is another thing: the house in the courtyard.
  void note_repetitions(const object_store::entry &relation) {
    const auto &matches = m_relation_matches[relation.row];
    for (std::size_t i = 0; i < relation.count; ++i) {
      if (m_member_is_inner[relation.first + i]) { continue; }
      const auto *way = m_ways.find(m_relations.references(relation)[i]);
      const auto &own = m_way_traits[way->row].matches;
      if (m_filters.are_same(own, matches)) {
        m_repeated.insert(way->id);
      }
    }
  }

  void write(const object_store::entry &way) {
    const auto &traits = m_way_traits[way.row];
    if (traits.matches.empty()) { return; }
    const auto *nodes = m_ways.references(way);
    for (std::size_t i = 0; i < way.count; ++i) {
      if (!m_locations.location_of(nodes[i]).valid()) { ++m_result.missing_node_references; }
    }
    if (m_repeated.count(way.id) != 0) { return; }
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
    located_way located{};
    if (locate(way, located) && assemble(located, m_result.features)) {
      m_result.features.end_feature(OSM_WAY, OSM_AREA, way.id, row(m_way_rows, way),
                                    m_columns.count());
    } else {
      m_result.features.drop_unfinished();
      ++m_result.broken_areas;
    }
  }

  // In several parts where nodes are missing; parts of one node are no line.
  void write_line(const object_store::entry &way) {
    auto &features = m_result.features;
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
    if (has_part) {
      features.end_feature(OSM_WAY, OSM_LINE, way.id, row(m_way_rows, way), m_columns.count());
    }
  }

  osm_input m_input;
  const tag_filters &m_filters;
  const key_columns &m_columns;
  features_result &m_result;

  object_store m_relations;
  std::vector<std::vector<std::uint32_t>> m_relation_matches;
  std::vector<std::uint32_t> m_relation_rows;
  std::vector<bool> m_member_is_inner;  // beside the relations' references
  std::unordered_set<std::int64_t> m_member_ids;

  object_store m_ways;
  std::vector<way_traits> m_way_traits;
  std::vector<std::uint32_t> m_way_rows;
  std::unordered_set<std::int64_t> m_repeated;

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
