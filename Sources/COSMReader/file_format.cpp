#include "file_format.hpp"

#include "errors.hpp"

#include <bzlib.h>
#include <sys/stat.h>
#include <zlib.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <string_view>
#include <system_error>

namespace cosm {
namespace {

constexpr std::size_t head_bytes = 8192;

struct file_closer {
  void operator()(std::FILE *file) const noexcept { std::fclose(file); }
};
using file_handle = std::unique_ptr<std::FILE, file_closer>;

[[noreturn]] void cannot_open(int number) {
  throw file_error(OSM_ERROR_CANNOT_OPEN, std::generic_category().message(number));
}

file_handle open(const std::string &path) {
  file_handle file{std::fopen(path.c_str(), "rb")};
  if (!file) { cannot_open(errno); }
  return file;
}

std::string plain_head(const std::string &path) {
  const auto file = open(path);
  std::string head(head_bytes, '\0');
  head.resize(std::fread(&head[0], 1, head.size(), file.get()));
  if (std::ferror(file.get()) != 0) { cannot_open(errno); }
  return head;
}

std::string gzip_head(const std::string &path) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) { cannot_open(errno); }
  std::string head(head_bytes, '\0');
  const int n = gzread(file, &head[0], static_cast<unsigned>(head.size()));
  gzclose(file);
  if (n < 0) { throw file_error(OSM_ERROR_CORRUPT, "damaged gzip data at the file's beginning"); }
  head.resize(static_cast<std::size_t>(n));
  return head;
}

std::string bzip2_head(const std::string &path) {
  const auto file = open(path);
  int status = BZ_OK;
  BZFILE *stream = BZ2_bzReadOpen(&status, file.get(), 0, 0, nullptr, 0);
  std::string head(head_bytes, '\0');
  int n = 0;
  if (status == BZ_OK) {
    n = BZ2_bzRead(&status, stream, &head[0], static_cast<int>(head.size()));
  }
  int ignored = BZ_OK;
  BZ2_bzReadClose(&ignored, stream);
  if (status == BZ_MEM_ERROR) { throw std::bad_alloc{}; }
  if (status != BZ_OK && status != BZ_STREAM_END) {
    throw file_error(OSM_ERROR_CORRUPT, "damaged bzip2 data at the file's beginning");
  }
  head.resize(static_cast<std::size_t>(n));
  return head;
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// Four bytes of length, then a header whose first field is the text OSMHeader.
bool is_pbf(std::string_view head) {
  return head.size() >= 15 && head.substr(4, 11) == "\x0a\x09OSMHeader";
}

enum class markup { none, other, osm, change };

markup find_markup(std::string_view head) {
  if (starts_with(head, "\xef\xbb\xbf")) { head.remove_prefix(3); }
  const auto begin = head.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || head[begin] != '<') { return markup::none; }
  for (auto at = head.find("<osm"); at != std::string_view::npos; at = head.find("<osm", at + 1)) {
    auto rest = head.substr(at + 4);
    const bool is_change = starts_with(rest, "Change");
    if (is_change) { rest.remove_prefix(6); }
    if (rest.empty() || rest.find_first_of(" \t\r\n/>") == 0) { return is_change ? markup::change : markup::osm; }
  }
  return markup::other;
}

void require_markup(std::string_view head) {
  if (is_pbf(head)) {
    throw file_error(OSM_ERROR_NOT_OSM, "a PBF file that was compressed again; decompress it first");
  }
  switch (find_markup(head)) {
    case markup::osm: return;
    case markup::change:
      throw file_error(OSM_ERROR_NOT_OSM,
                       "a file of changes (osmChange); apply it to the extract it belongs to first");
    case markup::other:
      throw file_error(OSM_ERROR_NOT_OSM, "XML, but not OpenStreetMap's (no <osm> element)");
    case markup::none:
      throw file_error(OSM_ERROR_NOT_OSM, "neither OpenStreetMap PBF nor OpenStreetMap XML");
  }
}

}  // namespace

std::string find_format(const std::string &path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) { cannot_open(errno); }
  if (S_ISDIR(status.st_mode)) { cannot_open(EISDIR); }
  // It is read several times, which a pipe does not allow.
  if (!S_ISREG(status.st_mode)) { throw file_error(OSM_ERROR_CANNOT_OPEN, "not a regular file"); }
  const std::string head = plain_head(path);
  if (head.empty()) { throw file_error(OSM_ERROR_NOT_OSM, "the file is empty"); }
  if (is_pbf(head)) { return "pbf"; }
  // A reset, then the header block: o5m for data, o5c for changes.
  if (starts_with(head, std::string_view{"\xff\xe0\x04o5", 5})) {
    throw file_error(OSM_ERROR_NOT_OSM, "an o5m or o5c file; convert it to PBF first");
  }
  if (starts_with(head, "\x1f\x8b")) {
    require_markup(gzip_head(path));
    return "osm.gz";
  }
  if (starts_with(head, "BZh")) {
    require_markup(bzip2_head(path));
    return "osm.bz2";
  }
  require_markup(head);
  return "osm";
}

}  // namespace cosm
