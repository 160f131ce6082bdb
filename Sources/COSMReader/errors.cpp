#include "errors.hpp"

#include <cstring>
#include <new>
#include <system_error>

namespace cosm {
namespace {

// The message becomes part of one line of an error report.
void fill(osm_error *error, osm_error_code code, const char *message) noexcept {
  if (error == nullptr) { return; }
  error->code = code;
  std::size_t n = 0;
  for (; message[n] != '\0' && n + 1 < sizeof(error->message); ++n) {
    const auto c = static_cast<unsigned char>(message[n]);
    error->message[n] = (c < 0x20 || c == 0x7f) ? ' ' : message[n];
  }
  // A cut in the middle of a character would leave half of it.
  if (message[n] != '\0') {
    while (n > 0 && (static_cast<unsigned char>(message[n]) & 0xc0U) == 0x80U) { --n; }
  }
  error->message[n] = '\0';
}

}  // namespace

void clear(osm_error *error) noexcept {
  if (error != nullptr) {
    error->code = OSM_ERROR_NONE;
    error->message[0] = '\0';
  }
}

int report_current_exception(osm_error *error) noexcept {
  osm_error_code code = OSM_ERROR_INTERNAL;
  try {
    throw;
  } catch (const file_error &e) {
    code = e.code();
    fill(error, code, e.what());
  } catch (const std::bad_alloc &) {
    code = OSM_ERROR_MEMORY;
    fill(error, code, "not enough memory to read the file");
  } catch (const std::system_error &e) {
    // The system refuses a thread, whose stack is memory.
    const bool is_memory = e.code() == std::errc::resource_unavailable_try_again ||
                           e.code() == std::errc::not_enough_memory;
    code = is_memory ? OSM_ERROR_MEMORY : OSM_ERROR_CANNOT_OPEN;
    fill(error, code, e.what());
  } catch (const std::exception &e) {
    fill(error, code, e.what());
  } catch (...) {
    fill(error, code, "unknown error in the OpenStreetMap reader");
  }
  return code;
}

}  // namespace cosm
