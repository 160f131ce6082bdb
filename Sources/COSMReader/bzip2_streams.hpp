#ifndef COSM_BZIP2_STREAMS_HPP
#define COSM_BZIP2_STREAMS_HPP

#include "inflation_limit.hpp"

#include <osmium/io/compression.hpp>

#include <bzlib.h>

#include <string>
#include <vector>

namespace cosm {

// The text of a bzip2 file, over all its streams: pbzip2 writes one a block, and `cat` of two files gives
// a file of two. What follows the last stream and does not begin one is left alone, as bzip2 does.
//
// libosmium's own reader takes the first stream of a short file for all of it, and has no limit.
class bzip2_streams final : public osmium::io::Decompressor {
 public:
  // Takes over the file descriptor.
  explicit bzip2_streams(int file);
  bzip2_streams(const bzip2_streams &) = delete;
  bzip2_streams &operator=(const bzip2_streams &) = delete;
  ~bzip2_streams() noexcept override;

  // The next piece; empty at the end. Throws osmium::io_error where the data is damaged or cut.
  std::string read() override;
  void close() override;

 private:
  bool begin_stream();
  bool fill();
  void end_stream() noexcept;

  int m_file;
  inflation_limit m_limit;
  bz_stream m_stream{};
  bool m_is_in_stream = false;
  bool m_is_done = false;
  std::vector<char> m_input;
};

// Makes libosmium read bzip2 files with it.
bool register_bzip2_streams();

}  // namespace cosm

#endif
