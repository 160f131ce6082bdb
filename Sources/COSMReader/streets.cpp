#include "errors.hpp"
#include "key_columns.hpp"
#include "node_table.hpp"
#include "object_store.hpp"
#include "osm_input.hpp"
#include "text_table.hpp"

#include <osmium/osm/way.hpp>

#include <cstdint>
#include <limits>
#include <memory>

namespace {

using namespace cosm;

// The arrays behind the C structure.
struct streets_result : osm_streets {
  streets_result() : osm_streets{} {}

  text_table table;
  std::vector<std::int64_t> node_ids;
  std::vector<std::int32_t> node_lons;
  std::vector<std::int32_t> node_lats;
  std::vector<std::int64_t> way_ids;
  std::vector<std::uint32_t> way_firsts{0};
  std::vector<std::uint32_t> way_nodes;
  std::vector<std::uint32_t> way_values;

  void publish(std::size_t keys) noexcept {
    texts = table.view();
    node_count = node_ids.size();
    node_id = node_ids.data();
    node_lon = node_lons.data();
    node_lat = node_lats.data();
    way_count = way_ids.size();
    way_id = way_ids.data();
    way_first = way_firsts.data();
    way_node = way_nodes.data();
    key_count = keys;
    way_value = way_values.data();
  }
};

bool has_key(const osmium::OSMObject &object, std::string_view wanted) {
  bool found = false;
  for_each_tag(object, [&](std::string_view key, std::string_view) { found |= key == wanted; });
  return found;
}

class street_reader {
 public:
  street_reader(const char *path, const char *filter_key, const key_columns &columns,
                streets_result &result)
      : m_input(path), m_filter_key(filter_key), m_columns(columns), m_result(result) {}

  // Ways first, then only the nodes they need: two passes take less memory than a table of every
  // node of the file, and stand any order of the objects.
  void run() {
    m_result.box = m_input.box();
    m_input.read(osmium::osm_entity_bits::way, [this](const osmium::memory::Buffer &buffer) {
      for (const auto &way : buffer.select<osmium::Way>()) { keep(way); }
    });
    m_ways.finish();
    for (const auto &way : m_ways.entries()) {
      for (std::size_t i = 0; i < way.count; ++i) { m_nodes.need(m_ways.references(way)[i]); }
    }
    m_nodes.sort();
    if (m_nodes.size() >= absent) { throw std::bad_alloc{}; }
    m_input.read(osmium::osm_entity_bits::node, [this](const osmium::memory::Buffer &buffer) {
      for (const auto &node : buffer.select<osmium::Node>()) { m_nodes.set(node); }
    });
    m_input.require_objects();
    m_nodes.set_from(m_ways);
    write_nodes();
    write_ways();
    m_result.invalid_locations = m_nodes.invalid();
    m_result.exchanged_locations = m_nodes.exchanged();
    m_result.duplicate_ids = m_ways.duplicates() + m_nodes.duplicates();
  }

 private:
  static constexpr std::uint32_t absent = std::numeric_limits<std::uint32_t>::max();

  void keep(const osmium::Way &way) {
    // A deleted version is kept until it is clear that no later one replaces it.
    if (way.visible() && !has_key(way, m_filter_key)) { return; }
    m_ways.begin(way);
    m_columns.append_row(way, m_result.table, m_rows);
    m_ways.add_nodes(way);
  }

  void write_nodes() {
    m_number.assign(m_nodes.size(), absent);
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
      const auto location = m_nodes.location(i);
      if (!location.valid()) { continue; }
      m_number[i] = static_cast<std::uint32_t>(m_result.node_ids.size());
      m_result.node_ids.push_back(m_nodes.id(i));
      m_result.node_lons.push_back(location.x());
      m_result.node_lats.push_back(location.y());
    }
  }

  void write_ways() {
    for (const auto &way : m_ways.entries()) {
      bool is_cut = false;
      for (std::size_t i = 0; i < way.count; ++i) {
        const auto node = m_number[m_nodes.index(m_ways.references(way)[i])];
        m_result.way_nodes.push_back(node);
        if (node == absent) {
          ++m_result.missing_node_references;
          is_cut = true;
        }
      }
      if (m_result.way_nodes.size() >= absent) { throw std::bad_alloc{}; }
      if (is_cut) { ++m_result.ways_cut; }
      m_result.way_ids.push_back(way.id);
      m_result.way_firsts.push_back(static_cast<std::uint32_t>(m_result.way_nodes.size()));
      const auto row = m_rows.begin() + static_cast<std::ptrdiff_t>(way.row * m_columns.count());
      m_result.way_values.insert(m_result.way_values.end(), row,
                                 row + static_cast<std::ptrdiff_t>(m_columns.count()));
    }
  }

  osm_input m_input;
  std::string m_filter_key;
  const key_columns &m_columns;
  streets_result &m_result;
  object_store m_ways;
  std::vector<std::uint32_t> m_rows;
  node_table m_nodes;
  std::vector<std::uint32_t> m_number;
};

}  // namespace

extern "C" int osm_read_streets(const char *path, const char *filter_key, const char *const *keys,
                                size_t key_count, osm_streets **out, osm_error *error) {
  *out = nullptr;
  return guarded(error, [&] {
    auto result = std::make_unique<streets_result>();
    const key_columns columns{keys, key_count};
    street_reader{path, filter_key, columns, *result}.run();
    result->publish(key_count);
    *out = result.release();
  });
}

extern "C" void osm_free_streets(osm_streets *streets) {
  delete static_cast<streets_result *>(streets);
}
