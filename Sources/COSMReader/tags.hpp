#ifndef COSM_TAGS_HPP
#define COSM_TAGS_HPP

#include <osmium/osm/object.hpp>
#include <osmium/osm/tag.hpp>

#include <cstring>
#include <string_view>

namespace cosm {

// Calls `use(key, value)` for every tag.
//
// libosmium's own iterator goes from terminator to terminator until it *meets* the end, so a tag with a
// zero byte inside, which a damaged file can hold, sends it past the end of the buffer. This one
// stops there.
template <typename Use>
void for_each_tag(const osmium::OSMObject &object, Use &&use) {
  const osmium::TagList &tags = object.tags();
  const char *at = reinterpret_cast<const char *>(tags.data()) + sizeof(osmium::TagList);
  const char *const end = reinterpret_cast<const char *>(tags.data()) + tags.byte_size();
  const auto next = [&at, end](std::string_view &text) {
    if (at >= end) { return false; }
    const void *zero = std::memchr(at, '\0', static_cast<std::size_t>(end - at));
    if (zero == nullptr) { return false; }
    const auto *stop = static_cast<const char *>(zero);
    text = std::string_view{at, static_cast<std::size_t>(stop - at)};
    at = stop + 1;
    return true;
  };
  std::string_view key;
  std::string_view value;
  while (next(key) && next(value)) { use(key, value); }
}

inline bool has_tags(const osmium::OSMObject &object) {
  return object.tags().byte_size() > sizeof(osmium::TagList);
}

}  // namespace cosm

#endif
