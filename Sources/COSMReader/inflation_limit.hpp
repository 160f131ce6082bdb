#ifndef COSM_INFLATION_LIMIT_HPP
#define COSM_INFLATION_LIMIT_HPP

#include "errors.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace cosm {

// How much may come out of a compressed file: a few kilobytes can hold terabytes of blanks, which take a day.
//
// Maps in XML are packed to between a tenth and a twentieth.
class inflation_limit {
 public:
  static constexpr std::uint64_t most_times = 100;
  static constexpr std::uint64_t always_allowed = std::uint64_t{1} << 30;

  explicit inflation_limit(int file) {
    struct stat status {};
    const auto size = ::fstat(file, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
    m_left = std::max(always_allowed, most_times * size);
  }

  // Counts what has come out.
  void take(std::uint64_t bytes) {
    if (bytes > m_left) {
      throw file_error(OSM_ERROR_TOO_LARGE,
                       "unpacked it is more than " + std::to_string(most_times) +
                           " times as large as the file");
    }
    m_left -= bytes;
  }

 private:
  std::uint64_t m_left;
};

}  // namespace cosm

#endif
