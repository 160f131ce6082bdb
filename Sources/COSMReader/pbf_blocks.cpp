#include "pbf_blocks.hpp"

#include "errors.hpp"

#include <protozero/pbf_message.hpp>

#include <array>
#include <cstdint>
#include <fstream>
#include <vector>

namespace cosm {
namespace {

// Limits of the format: https://wiki.openstreetmap.org/wiki/PBF_Format
constexpr std::uint32_t max_header_bytes = 64 * 1024;
constexpr std::int64_t max_blob_bytes = 32 * 1024 * 1024;

[[noreturn]] void corrupt(std::int64_t offset, const char *what) {
  throw file_error(OSM_ERROR_CORRUPT,
                   "damaged PBF: " + std::string{what} + " at byte " + std::to_string(offset));
}

struct blob_header {
  std::string type;
  std::int64_t data_bytes = 0;
};

blob_header parse(const std::vector<char> &bytes) {
  blob_header header;
  protozero::pbf_reader message{bytes.data(), bytes.size()};
  while (message.next()) {
    if (message.tag() == 1 && message.wire_type() == protozero::pbf_wire_type::length_delimited) {
      header.type = message.get_string();
    } else if (message.tag() == 3 && message.wire_type() == protozero::pbf_wire_type::varint) {
      header.data_bytes = message.get_int32();
    } else {
      message.skip();
    }
  }
  return header;
}

}  // namespace

void check_pbf_blocks(const std::string &path) {
  std::ifstream file{path, std::ios::binary | std::ios::ate};
  if (!file) { throw file_error(OSM_ERROR_CANNOT_OPEN, "cannot be read"); }
  const auto size = static_cast<std::int64_t>(file.tellg());
  std::int64_t at = 0;
  bool is_first = true;
  std::vector<char> bytes;
  while (at < size) {
    std::array<unsigned char, 4> length{};
    file.seekg(at);
    if (size - at < 4 || !file.read(reinterpret_cast<char *>(length.data()), 4)) {
      corrupt(at, "the file ends inside a block");
    }
    const std::uint32_t header_bytes = (std::uint32_t{length[0]} << 24U) |
                                       (std::uint32_t{length[1]} << 16U) |
                                       (std::uint32_t{length[2]} << 8U) | std::uint32_t{length[3]};
    if (header_bytes == 0 || header_bytes > max_header_bytes) {
      corrupt(at, "a block of impossible length");
    }
    if (size - at - 4 < header_bytes) { corrupt(at, "the file ends inside a block"); }
    bytes.resize(header_bytes);
    if (!file.read(bytes.data(), header_bytes)) { corrupt(at, "the file cannot be read"); }
    blob_header header;
    try {
      header = parse(bytes);
    } catch (const protozero::exception &) {
      corrupt(at, "a block without a proper header");
    }
    if (header.type != (is_first ? "OSMHeader" : "OSMData")) {
      corrupt(at, "a block of unexpected type");
    }
    if (header.data_bytes <= 0 || header.data_bytes > max_blob_bytes) {
      corrupt(at, "a block of impossible length");
    }
    at += 4 + std::int64_t{header_bytes} + header.data_bytes;
    if (at > size) { corrupt(size, "the file ends inside a block"); }
    is_first = false;
  }
}

}  // namespace cosm
