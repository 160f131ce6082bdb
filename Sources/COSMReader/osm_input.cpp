#include "osm_input.hpp"

#include "bzip2_streams.hpp"
#include "errors.hpp"
#include "file_format.hpp"
#include "gzip_streams.hpp"
#include "pbf_blocks.hpp"

#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/thread/pool.hpp>

#include <new>
#include <string_view>
#include <system_error>

namespace cosm {
namespace {

// libosmium takes "-" for standard input and starts curl for http://…; a path is only ever a path.
std::string as_local(const char *path) {
  if (path == nullptr || *path == '\0') {
    throw file_error(OSM_ERROR_CANNOT_OPEN, "no file name given");
  }
  return *path == '/' ? std::string{path} : "./" + std::string{path};
}

// Whatever goes wrong between the first and the last block is the file's fault: a damaged one raises
// errors of libosmium, of protozero, of expat, and std::out_of_range alike.
template <typename Body>
void blaming_the_file(Body &&body) {
  try {
    body();
  } catch (const file_error &) {
    throw;
  } catch (const std::bad_alloc &) {
    throw;
  } catch (const std::system_error &) {
    throw;
  } catch (const std::exception &e) {
    const std::string_view what{e.what()};
    // A way of packing, or a feature of the format, that libosmium does not know: the file is whole.
    if (what.find("not supported") != std::string_view::npos &&
        what.find("PBF error") != std::string_view::npos) {
      throw file_error(OSM_ERROR_UNSUPPORTED, std::string{what});
    }
    throw file_error(OSM_ERROR_CORRUPT, "damaged file: " + std::string{what});
  }
}

osm_box as_box(const osmium::io::Header &header) {
  const osmium::Box box = header.joined_boxes();
  osm_box result{};
  if (box.valid() && box.bottom_left().x() < box.top_right().x() &&
      box.bottom_left().y() < box.top_right().y()) {
    result = osm_box{1, box.bottom_left().x(), box.bottom_left().y(), box.top_right().x(),
                     box.top_right().y()};
  }
  return result;
}

// A pool of its own for every read: the threads of libosmium's shared one never end.
constexpr int pool_threads = 2;

const bool reads_all_bzip2_streams = register_bzip2_streams();
const bool reads_bounded_gzip_streams = register_gzip_streams();

}  // namespace

osm_input::osm_input(const char *path) : m_path(as_local(path)), m_format(find_format(m_path)) {
  blaming_the_file([this] {
    if (m_format == "pbf") { check_pbf_blocks(m_path); }
    osmium::thread::Pool pool{1};
    osmium::io::Reader reader{osmium::io::File{m_path, m_format},
                              osmium::osm_entity_bits::nothing, pool};
    const osmium::io::Header header = reader.header();
    reader.close();
    m_box = as_box(header);
    m_is_history = header.has_multiple_object_versions();
  });
}

void osm_input::read(osmium::osm_entity_bits::type types,
                     const std::function<void(const osmium::memory::Buffer &)> &use) {
  blaming_the_file([&] {
    osmium::thread::Pool pool{pool_threads};
    // Authors and dates are a third of the work of decoding; deletions are told among them.
    osmium::io::Reader reader{
        osmium::io::File{m_path, m_format}, types, pool,
        m_is_history ? osmium::io::read_meta::yes : osmium::io::read_meta::no};
    while (const osmium::memory::Buffer buffer = reader.read()) {
      m_has_objects = true;
      use(buffer);
    }
    reader.close();
  });
}

void osm_input::require_objects() {
  if (!m_has_objects) {
    read(osmium::osm_entity_bits::nwr, [](const osmium::memory::Buffer &) {});
  }
  if (!m_has_objects) {
    throw file_error(OSM_ERROR_NOT_OSM, "the file holds no OpenStreetMap data");
  }
}

}  // namespace cosm
