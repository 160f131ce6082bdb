#include "bzip2_streams.hpp"

#include <osmium/io/compression.hpp>
#include <osmium/io/error.hpp>

#include <bzlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace cosm {
namespace {

class bzip2_streams final : public osmium::io::Decompressor {
 public:
  explicit bzip2_streams(int descriptor) : m_file(::fdopen(descriptor, "rb")), m_input(1U << 16U) {
    if (m_file == nullptr) {
      const int number = errno;
      ::close(descriptor);
      throw std::system_error{number, std::system_category(), "fdopen failed"};
    }
  }

  bzip2_streams(const bzip2_streams &) = delete;
  bzip2_streams &operator=(const bzip2_streams &) = delete;
  bzip2_streams(bzip2_streams &&) = delete;
  bzip2_streams &operator=(bzip2_streams &&) = delete;

  ~bzip2_streams() noexcept override { shut(); }

  // An empty text is the end: never given between two streams.
  std::string read() override {
    std::string output(osmium::io::Decompressor::input_buffer_size, '\0');
    while (true) {
      if (m_stream.avail_in == 0 && !fill()) {
        if (m_is_open) { throw osmium::io_error{"bzip2 error: the file ends too early"}; }
        return {};
      }
      if (!m_is_open) { begin(); }
      m_stream.next_out = &output[0];
      m_stream.avail_out = static_cast<unsigned>(output.size());
      const int result = BZ2_bzDecompress(&m_stream);
      if (result == BZ_STREAM_END) {
        end();
      } else if (result != BZ_OK) {
        throw osmium::io_error{"bzip2 error: read failed"};
      }
      const auto count = output.size() - m_stream.avail_out;
      if (count > 0) {
        output.resize(count);
        return output;
      }
    }
  }

  void close() override { shut(); }

 private:
  bool fill() {
    const auto count = std::fread(m_input.data(), 1, m_input.size(), m_file);
    if (count == 0 && std::ferror(m_file) != 0) {
      throw osmium::io_error{"bzip2 error: read failed"};
    }
    m_stream.next_in = m_input.data();
    m_stream.avail_in = static_cast<unsigned>(count);
    return count > 0;
  }

  void begin() {
    const int result = BZ2_bzDecompressInit(&m_stream, 0, 0);
    if (result != BZ_OK) { throw osmium::io_error{"bzip2 error: read open failed"}; }
    m_is_open = true;
  }

  void shut() noexcept {
    end();
    if (m_file != nullptr) { std::fclose(m_file); }
    m_file = nullptr;
  }

  void end() noexcept {
    if (m_is_open) { BZ2_bzDecompressEnd(&m_stream); }
    m_is_open = false;
  }

  std::FILE *m_file;
  std::vector<char> m_input;
  bz_stream m_stream{};
  bool m_is_open = false;
};

}  // namespace

void register_bzip2_streams() {
  static const bool is_registered = osmium::io::CompressionFactory::instance().register_compression(
      osmium::io::file_compression::bzip2,
      [](int, osmium::io::fsync) -> osmium::io::Compressor * {
        throw std::logic_error{"bzip2 is only read"};
      },
      [](int descriptor) { return new bzip2_streams{descriptor}; },
      [](const char *, std::size_t) -> osmium::io::Decompressor * {
        throw std::logic_error{"bzip2 is only read from files"};
      });
  (void)is_registered;
}

}  // namespace cosm
