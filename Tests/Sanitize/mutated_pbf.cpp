// Reads damaged copies of a PBF file, a hundred as it is and a hundred with its blocks stored
// uncompressed. Compiled with the address and undefined-behaviour
// sanitizers it fails on the first access that is out of order; whether a copy can still be read does
// not matter, only that nothing worse than an error comes of it.

#include "osm_reader.h"
#include "uncompressed.hpp"

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
  int failures = 0;
  for (unsigned number = 0; number < 200; ++number) {
    const std::string copy = damaged(number < 100 ? bytes : plain, number);
    std::ofstream{argv[2], std::ios::binary | std::ios::trunc} << copy;
    if (!read(argv[2], &failures)) {
      std::fprintf(stderr, "copy %u: an error without a message\n", number);
      return 1;
    }
  }
  std::remove(argv[2]);
  std::printf("200 damaged copies read, %d refusals, nothing out of order\n", failures);
  return 0;
}
