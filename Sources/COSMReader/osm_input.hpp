#ifndef COSM_OSM_INPUT_HPP
#define COSM_OSM_INPUT_HPP

#include "include/osm_reader.h"

#include <osmium/memory/buffer.hpp>
#include <osmium/osm/entity_bits.hpp>

#include <functional>
#include <string>

namespace cosm {

// An OpenStreetMap file that can be read several times.
class osm_input {
 public:
  // Finds the format by the content; throws file_error where it is none that is known.
  explicit osm_input(const char *path);

  // The bounding box that the header states.
  osm_box box() const noexcept { return m_box; }

  // Reads the objects of the wanted types, in the file's order. Throws file_error where the file is
  // damaged.
  void read(osmium::osm_entity_bits::type types,
            const std::function<void(const osmium::memory::Buffer &)> &use);

  // Throws file_error where nothing at all was read so far and the rest holds nothing either.
  void require_objects();

 private:
  std::string m_path;
  std::string m_format;
  osm_box m_box{};
  bool m_is_history = false;
  bool m_has_objects = false;
};

}  // namespace cosm

#endif
