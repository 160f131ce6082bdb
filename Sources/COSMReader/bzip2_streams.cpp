#include "bzip2_streams.hpp"

#include <osmium/io/detail/read_write.hpp>
#include <osmium/io/error.hpp>
#include <osmium/io/file_compression.hpp>

#include <cstring>
#include <new>

namespace cosm {
namespace {

constexpr std::size_t input_bytes = 256 * 1024;
constexpr std::size_t magic_bytes = 4;  // BZh and the size of blocks

}  // namespace

bzip2_streams::bzip2_streams(int file) : m_file(file), m_limit(file), m_input(input_bytes) {
  m_stream.next_in = m_input.data();
}

bzip2_streams::~bzip2_streams() noexcept {
  try {
    close();
  } catch (...) {
    // A destructor has nobody to tell.
  }
}

// Moves what is left to the front and reads on; false at the end of the file.
bool bzip2_streams::fill() {
  const std::size_t left = m_stream.avail_in;
  std::memmove(m_input.data(), m_stream.next_in, left);
  m_stream.next_in = m_input.data();
  const auto got = osmium::io::detail::reliable_read(
      m_file, m_input.data() + left, static_cast<unsigned int>(m_input.size() - left));
  m_stream.avail_in += static_cast<unsigned int>(got);
  return got > 0;
}

// False where no further stream begins.
bool bzip2_streams::begin_stream() {
  while (m_stream.avail_in < magic_bytes && fill()) {}
  if (m_stream.avail_in < magic_bytes || std::memcmp(m_stream.next_in, "BZh", 3) != 0) {
    return false;
  }
  if (::BZ2_bzDecompressInit(&m_stream, 0, 0) != BZ_OK) { throw std::bad_alloc{}; }
  m_is_in_stream = true;
  return true;
}

void bzip2_streams::end_stream() noexcept {
  if (m_is_in_stream) { ::BZ2_bzDecompressEnd(&m_stream); }
  m_is_in_stream = false;
}

std::string bzip2_streams::read() {
  std::string output(osmium::io::Decompressor::input_buffer_size, '\0');
  m_stream.next_out = &output[0];
  m_stream.avail_out = static_cast<unsigned int>(output.size());
  while (!m_is_done && m_stream.avail_out > 0) {
    if (!m_is_in_stream && !begin_stream()) {
      m_is_done = true;
      break;
    }
    if (m_stream.avail_in == 0 && !fill()) {
      throw osmium::io_error{"bzip2 error: the file ends inside the compressed data"};
    }
    const int status = ::BZ2_bzDecompress(&m_stream);
    if (status == BZ_STREAM_END) {
      end_stream();
    } else if (status == BZ_MEM_ERROR) {
      throw std::bad_alloc{};
    } else if (status != BZ_OK) {
      throw osmium::io_error{"bzip2 error: damaged compressed data"};
    }
  }
  output.resize(output.size() - m_stream.avail_out);
  m_limit.take(output.size());
  return output;
}

void bzip2_streams::close() {
  end_stream();
  m_is_done = true;
  if (m_file < 0) { return; }
  const int file = m_file;
  m_file = -1;
  osmium::io::detail::reliable_close(file);
}

bool register_bzip2_streams() {
  return osmium::io::CompressionFactory::instance().register_compression(
      osmium::io::file_compression::bzip2,
      [](int, osmium::io::fsync) -> osmium::io::Compressor * {
        throw osmium::io_error{"bzip2 error: nothing is written here"};
      },
      [](int file) -> osmium::io::Decompressor * { return new bzip2_streams{file}; },
      [](const char *, std::size_t) -> osmium::io::Decompressor * {
        throw osmium::io_error{"bzip2 error: only files are read here"};
      });
}

}  // namespace cosm
