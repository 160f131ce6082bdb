// Reads damaged copies of a PBF file, a hundred as it is and a hundred with its blocks stored
// uncompressed, and two hundred of a small XML file in two bzip2 streams and plain. Compiled with the address and undefined-behaviour
// sanitizers it fails on the first access that is out of order; whether a copy can still be read does
// not matter, only that nothing worse than an error comes of it.

#include "osm_reader.h"
#include "uncompressed.hpp"

#include <bzlib.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

namespace {

// SplitMix64: the same damage on every machine.
struct random_numbers {
  std::uint64_t state;
  std::uint64_t next() {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t below(std::uint64_t n) { return next() % n; }
};

std::string damaged(std::string bytes, unsigned number) {
  random_numbers random{number};
  switch (number % 4) {
    case 0:
      bytes.resize(random.below(bytes.size()));
      break;
    case 1:
      for (int i = 0; i < 8; ++i) {
        bytes[random.below(bytes.size())] ^= static_cast<char>(1U << random.below(8));
      }
      break;
    case 2: {
      const auto first = random.below(bytes.size());
      const auto count = std::min<std::uint64_t>(1 + random.below(4096), bytes.size() - first);
      bytes.replace(first, count, count, '\0');
      break;
    }
    default:
      if (bytes.size() < 512) { break; }
      // Near the beginning, where the lengths and the header are.
      bytes[random.below(256)] = static_cast<char>(random.next());
      bytes.erase(random.below(bytes.size()), random.below(64));
  }
  return bytes;
}

bool read(const char *path, int *failures) {
  osm_error error;
  const char *const keys[] = {"highway", "name"};
  osm_streets *streets = nullptr;
  if (osm_read_streets(path, "highway", keys, 2, &streets, &error) != 0) {
    ++*failures;
    if (error.message[0] == '\0') { return false; }
  }
  osm_free_streets(streets);
  const osm_filter filters[] = {{"building", nullptr}, {"boundary", "administrative"},
                                {"amenity", nullptr}, {"leisure", nullptr}};
  osm_features *features = nullptr;
  const int code = osm_read_features(path, filters, 4, keys, 2, &features, &error);
  osm_free_features(features);
  return code == 0 || error.message[0] != '\0';
}

// A street whose nodes stand on the way, and a building whose relation has no tags.
const char xml[] =
    "<osm version=\"0.6\"><bounds minlat=\"0\" minlon=\"0\" maxlat=\"1\" maxlon=\"1\"/>"
    "<node id=\"1\" lat=\"0\" lon=\"0\"/><node id=\"2\" lat=\"0\" lon=\"0.9\"/>"
    "<node id=\"3\" lat=\"0.9\" lon=\"0.9\"/><node id=\"4\" lat=\"0.2\" lon=\"0.4\"/>"
    "<node id=\"5\" lat=\"0.2\" lon=\"0.6\"/><node id=\"6\" lat=\"0.3\" lon=\"0.6\"/>"
    "<way id=\"1\"><nd ref=\"1\"/><nd ref=\"9\" lat=\"0.5\" lon=\"0.5\"/><nd ref=\"3\"/>"
    "<tag k=\"highway\" v=\"path\"/></way>"
    "<way id=\"2\"><nd ref=\"1\"/><nd ref=\"2\"/><nd ref=\"3\"/><nd ref=\"1\"/>"
    "<tag k=\"building\" v=\"yes\"/></way>"
    "<way id=\"3\"><nd ref=\"4\"/><nd ref=\"5\"/><nd ref=\"6\"/><nd ref=\"4\"/></way>"
    "<way id=\"4\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"building\" v=\"yes\"/></way>"
    "<way id=\"5\"><nd ref=\"2\"/><nd ref=\"3\"/><nd ref=\"1\"/>"
    "<tag k=\"building\" v=\"yes\"/></way>"
    "<relation id=\"1\"><member type=\"way\" ref=\"2\" role=\"\"/>"
    "<member type=\"way\" ref=\"3\" role=\"inner\"/><tag k=\"type\" v=\"multipolygon\"/>"
    "</relation><relation id=\"2\"><member type=\"way\" ref=\"4\" role=\"\"/>"
    "<member type=\"way\" ref=\"5\" role=\"\"/><tag k=\"type\" v=\"multipolygon\"/></relation>"
    "</osm>";

std::string packed(const std::string &text) {
  std::string result(text.size() + 1024, '\0');
  auto size = static_cast<unsigned int>(result.size());
  BZ2_bzBuffToBuffCompress(&result[0], &size, const_cast<char *>(text.data()),
                           static_cast<unsigned int>(text.size()), 1, 0, 0);
  result.resize(size);
  return result;
}

}  // namespace

int main(int argc, char **argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: mutated_pbf FILE.osm.pbf SCRATCH_FILE\n");
    return 64;
  }
  std::ifstream input{argv[1], std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{input}, {}};
  if (bytes.size() < 1024) {
    std::fprintf(stderr, "%s: too small to damage\n", argv[1]);
    return 66;
  }
  const std::string plain = uncompressed(bytes);
  const std::string text{xml};
  const std::string streams =
      packed(text.substr(0, 300)) + packed(text.substr(300));
  int failures = 0;
  for (unsigned number = 0; number < 400; ++number) {
    const std::string &whole =
        number < 100 ? bytes : number < 200 ? plain : number < 300 ? streams : text;
    // The small ones are read unharmed as well.
    const std::string copy =
        number == 200 || number == 300 ? whole : damaged(whole, number);
    const int before = failures;
    std::ofstream{argv[2], std::ios::binary | std::ios::trunc} << copy;
    if (!read(argv[2], &failures)) {
      std::fprintf(stderr, "copy %u: an error without a message\n", number);
      return 1;
    }
    if ((number == 200 || number == 300) && failures != before) {
      std::fprintf(stderr, "the small file %u cannot be read\n", number);
      return 1;
    }
  }
  std::remove(argv[2]);
  std::printf("400 copies read, %d refusals, nothing out of order\n", failures);
  return 0;
}
