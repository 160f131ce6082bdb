#ifndef UNCOMPRESSED_HPP
#define UNCOMPRESSED_HPP

#include <protozero/pbf_reader.hpp>
#include <protozero/pbf_writer.hpp>
#include <zlib.h>

#include <cstdint>
#include <stdexcept>
#include <string>

// The same PBF with its blocks stored, not deflated: damage then reaches the decoder of objects, where
// a checksum would else stop it.
inline std::string uncompressed(const std::string &file) {
  std::string result;
  std::size_t at = 0;
  while (at + 4 <= file.size()) {
    const auto byte = [&](std::size_t i) { return std::uint32_t(std::uint8_t(file[at + i])); };
    const std::uint32_t header_bytes = byte(0) << 24U | byte(1) << 16U | byte(2) << 8U | byte(3);
    at += 4;
    std::string type;
    std::size_t blob_bytes = 0;
    protozero::pbf_reader header{file.data() + at, header_bytes};
    while (header.next()) {
      if (header.tag() == 1) {
        type = header.get_string();
      } else if (header.tag() == 3) {
        blob_bytes = static_cast<std::size_t>(header.get_int32());
      } else {
        header.skip();
      }
    }
    at += header_bytes;
    protozero::pbf_reader blob{file.data() + at, blob_bytes};
    std::string raw;
    std::string deflated;
    uLongf raw_bytes = 0;
    while (blob.next()) {
      switch (blob.tag()) {
        case 1: raw = blob.get_string(); break;
        case 2: raw_bytes = static_cast<uLongf>(blob.get_int32()); break;
        case 3: deflated = blob.get_string(); break;
        default: blob.skip();
      }
    }
    at += blob_bytes;
    if (!deflated.empty()) {
      raw.resize(raw_bytes);
      if (::uncompress(reinterpret_cast<Bytef *>(&raw[0]), &raw_bytes,
                       reinterpret_cast<const Bytef *>(deflated.data()),
                       deflated.size()) != Z_OK) {
        throw std::runtime_error{"cannot inflate a block"};
      }
    }
    std::string new_blob;
    protozero::pbf_writer{new_blob}.add_bytes(1, raw);
    std::string new_header;
    protozero::pbf_writer writer{new_header};
    writer.add_string(1, type);
    writer.add_int32(3, static_cast<std::int32_t>(new_blob.size()));
    for (int shift = 24; shift >= 0; shift -= 8) {
      result.push_back(static_cast<char>(new_header.size() >> static_cast<unsigned>(shift)));
    }
    result += new_header + new_blob;
  }
  return result;
}

#endif
