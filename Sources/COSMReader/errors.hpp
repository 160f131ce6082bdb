#ifndef COSM_ERRORS_HPP
#define COSM_ERRORS_HPP

#include "include/osm_reader.h"

#include <stdexcept>
#include <string>

namespace cosm {

// Something wrong with a file, said for people; becomes an osm_error at the C boundary.
class file_error : public std::runtime_error {
 public:
  file_error(osm_error_code code, const std::string &message)
      : std::runtime_error(message), m_code(code) {}
  osm_error_code code() const noexcept { return m_code; }

 private:
  osm_error_code m_code;
};

// Fills *error from the exception in flight; returns its code. Call it in a catch block only.
int report_current_exception(osm_error *error) noexcept;

void clear(osm_error *error) noexcept;

// Runs `body`; no exception leaves.
template <typename Body>
int guarded(osm_error *error, Body &&body) noexcept {
  clear(error);
  try {
    body();
    return OSM_ERROR_NONE;
  } catch (...) {
    return report_current_exception(error);
  }
}

}  // namespace cosm

#endif
