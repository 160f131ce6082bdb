#!/bin/sh
# Compiles the OSM reader with sanitizers and feeds it damaged copies of a file, of
# the fixture where none is named. Usage: Tests/Sanitize/run.sh [FILE.osm.pbf]
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
file=${1:-$root/fixtures/monaco/monaco.osm.pbf}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM

# libosmium adds deltas from the file as signed numbers; -fwrapv makes their overflow defined, as every
# compiler here treats it. NDEBUG as in Package.swift: its assertions are no defence against a file.
"${CXX:-g++}" -std=c++17 -g -O1 -w -DNDEBUG -fwrapv -fno-omit-frame-pointer \
  -fsanitize=address,undefined -fno-sanitize-recover=all \
  -I "$root/Sources/COSMReader/include" \
  "$root"/Sources/COSMReader/*.cpp "$root/Tests/Sanitize/mutated_pbf.cpp" \
  -o "$scratch/mutated_pbf" -lz -lbz2 -lexpat -lpthread

"$scratch/mutated_pbf" "$file" "$scratch/damaged.osm.pbf"
