#include "file_format.hpp"

#include "bzip2_streams.hpp"
#include "errors.hpp"

#include <osmium/io/error.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string_view>
#include <system_error>

namespace cosm {
namespace {

constexpr std::size_t head_bytes = 64 * 1024;

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

// Overpass sends what it has when its time is up, and says so behind the last object.
void require_whole(const std::string &path) {
  const auto file = open(path);
  constexpr long tail_bytes = 4096;
  if (std::fseek(file.get(), 0, SEEK_END) != 0) { return; }
  const long size = std::ftell(file.get());
  if (size < 0 || std::fseek(file.get(), std::max(0L, size - tail_bytes), SEEK_SET) != 0) {
    return;
  }
  std::string tail(static_cast<std::size_t>(tail_bytes), '\0');
  tail.resize(std::fread(&tail[0], 1, tail.size(), file.get()));
  const auto remark = tail.rfind("<remark>");
  if (remark != std::string::npos && tail.find("runtime error", remark) != std::string::npos) {
    throw file_error(OSM_ERROR_CORRUPT,
                     "incomplete: the server broke off with a runtime error (<remark>)");
  }
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
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) { cannot_open(errno); }
  bzip2_streams streams{file};
  try {
    return streams.read();
  } catch (const osmium::io_error &) {
    throw file_error(OSM_ERROR_CORRUPT, "damaged bzip2 data at the file's beginning");
  }
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// Four bytes of length, then a header whose first field is the text OSMHeader.
bool is_pbf(std::string_view head) {
  return head.size() >= 15 && head.substr(4, 11) == "\x0a\x09OSMHeader";
}

// Other programs' containers, by their first bytes.
struct container {
  std::string_view magic;
  const char *name;
};
constexpr container containers[] = {
    {"\xfd\x37zXZ", "compressed with xz"},       {"\x28\xb5\x2f\xfd", "compressed with zstd"},
    {"PK\x03\x04", "a zip archive"},             {"7z\xbc\xaf\x27\x1c", "a 7z archive"},
    {"\x04\x22\x4d\x18", "compressed with lz4"}, {"Rar!", "a rar archive"},
};

// Skips everything from `at` to the end of `closing`; false where the head ends before.
bool skip_past(std::string_view head, std::string_view closing, std::size_t &at) {
  const auto found = head.find(closing, at);
  if (found == std::string_view::npos) { return false; }
  at = found + closing.size();
  return true;
}

constexpr const char *with_entities =
    "XML with entities of its own (<!ENTITY ...>; xmllint --noent writes them out)";

// Skips the declaration at `at`, which may have others in brackets; false where the head ends before.
bool skip_declaration(std::string_view head, std::size_t &at) {
  const auto bracket = head.find('[', at);
  if (bracket >= head.find('>', at)) { return skip_past(head, ">", at); }
  const auto end = head.find("]", bracket);
  if (head.substr(bracket, end - bracket).find("<!ENTITY") != std::string_view::npos) {
    throw file_error(OSM_ERROR_UNSUPPORTED, with_entities);
  }
  return skip_past(head, "]", at) && skip_past(head, ">", at);
}

// The name of the root element, empty where none begins in the head; false where it is no XML.
bool find_root(std::string_view head, std::string_view &name) {
  if (starts_with(head, "\xef\xbb\xbf")) { head.remove_prefix(3); }
  name = std::string_view{};
  std::size_t at = 0;
  for (bool is_markup = false;; is_markup = true) {
    at = head.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos || head[at] != '<') { return is_markup; }
    const auto rest = head.substr(at);
    bool is_skipped = true;
    if (starts_with(rest, "<!--")) {
      is_skipped = skip_past(head, "-->", at);
    } else if (starts_with(rest, "<?")) {
      is_skipped = skip_past(head, "?>", at);
    } else if (starts_with(rest, "<!")) {
      is_skipped = skip_declaration(head, at);
    } else {
      const auto end = rest.find_first_of(" \t\r\n/>");
      if (end != std::string_view::npos) { name = rest.substr(1, end - 1); }
      return true;
    }
    if (!is_skipped) { return true; }
  }
}

// Throws unless the bytes begin OpenStreetMap XML.
void require_markup(std::string_view head) {
  if (is_pbf(head)) {
    throw file_error(OSM_ERROR_UNSUPPORTED, "a PBF file that was compressed again");
  }
  if (head.size() >= 7 && starts_with(head, "\xff\xe0")) {
    const auto kind = head.substr(3, 4);
    if (kind == "o5c2") { throw file_error(OSM_ERROR_CHANGES, "an o5c change file"); }
    if (kind == "o5m2") { throw file_error(OSM_ERROR_UNSUPPORTED, "an o5m file"); }
  }
  for (const auto &other : containers) {
    if (starts_with(head, other.magic)) { throw file_error(OSM_ERROR_UNSUPPORTED, other.name); }
  }
  std::string_view root;
  if (!find_root(head, root)) {
    throw file_error(OSM_ERROR_NOT_OSM, "neither OpenStreetMap PBF nor OpenStreetMap XML");
  }
  if (root == "osmChange") {
    throw file_error(OSM_ERROR_CHANGES, "an OpenStreetMap change file (osmChange)");
  }
  if (root != "osm") {
    throw file_error(OSM_ERROR_NOT_OSM, "XML, but not OpenStreetMap's (no <osm> element)");
  }
}

// In PBF nothing but the name tells a change file from an extract.
bool ends_with(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
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
  if (is_pbf(head)) {
    if (ends_with(path, ".osc.pbf")) {
      throw file_error(OSM_ERROR_CHANGES, "an OpenStreetMap change file (.osc.pbf)");
    }
    return "pbf";
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
  require_whole(path);
  return "osm";
}

}  // namespace cosm
