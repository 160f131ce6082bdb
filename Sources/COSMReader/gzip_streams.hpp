#ifndef COSM_GZIP_STREAMS_HPP
#define COSM_GZIP_STREAMS_HPP

#include "inflation_limit.hpp"

#include <osmium/io/compression.hpp>

#include <zlib.h>

#include <string>

namespace cosm {

// The text of a gzip file, over all its members, up to a limit, which libosmium's own reader has none of.
class gzip_streams final : public osmium::io::Decompressor {
 public:
  // Takes over the file descriptor.
  explicit gzip_streams(int file);
  gzip_streams(const gzip_streams &) = delete;
  gzip_streams &operator=(const gzip_streams &) = delete;
  ~gzip_streams() noexcept override;

  // The next piece; empty at the end. Throws osmium::io_error where the data is damaged or cut.
  std::string read() override;
  void close() override;

 private:
  inflation_limit m_limit;
  gzFile m_file;
};

// Makes libosmium read gzip files with it.
bool register_gzip_streams();

}  // namespace cosm

#endif
