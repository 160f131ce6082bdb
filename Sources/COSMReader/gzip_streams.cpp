#include "gzip_streams.hpp"

#include <osmium/io/detail/read_write.hpp>
#include <osmium/io/error.hpp>
#include <osmium/io/file_compression.hpp>

#include <new>

namespace cosm {

gzip_streams::gzip_streams(int file) : m_limit(file), m_file(::gzdopen(file, "rb")) {
  if (m_file == nullptr) {
    osmium::io::detail::reliable_close(file);
    throw std::bad_alloc{};
  }
}

gzip_streams::~gzip_streams() noexcept {
  try {
    close();
  } catch (...) {
    // A destructor has nobody to tell.
  }
}

std::string gzip_streams::read() {
  std::string output(osmium::io::Decompressor::input_buffer_size, '\0');
  const int count = ::gzread(m_file, &output[0], static_cast<unsigned int>(output.size()));
  if (count < 0) {
    int number = 0;
    const std::string words = ::gzerror(m_file, &number);
    if (number == Z_MEM_ERROR) { throw std::bad_alloc{}; }
    throw osmium::io_error{"gzip error: " + words};
  }
  m_limit.take(static_cast<std::uint64_t>(count));
  output.resize(static_cast<std::size_t>(count));
  set_offset(static_cast<std::size_t>(::gzoffset(m_file)));
  return output;
}

void gzip_streams::close() {
  if (m_file == nullptr) { return; }
  const gzFile file = m_file;
  m_file = nullptr;
  // That the data breaks off is an error here.
  if (::gzclose_r(file) != Z_OK) { throw osmium::io_error{"gzip error: damaged or cut"}; }
}

bool register_gzip_streams() {
  return osmium::io::CompressionFactory::instance().register_compression(
      osmium::io::file_compression::gzip,
      [](int, osmium::io::fsync) -> osmium::io::Compressor * {
        throw osmium::io_error{"gzip error: nothing is written here"};
      },
      [](int file) -> osmium::io::Decompressor * { return new gzip_streams{file}; },
      [](const char *, std::size_t) -> osmium::io::Decompressor * {
        throw osmium::io_error{"gzip error: only files are read here"};
      });
}

}  // namespace cosm
