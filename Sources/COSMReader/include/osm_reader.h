#ifndef OSM_READER_H
#define OSM_READER_H

// Reads OpenStreetMap files (PBF, XML, gz, bz2) into flat arrays.
//
// Every function returns 0 and fills *out, or returns non-zero, sets *out to NULL and fills *error with
// a message in English, one line, that names what is wrong (never the path: the caller knows it). No
// C++ exception crosses this boundary. All arrays belong to the result and live until it is freed.
// The format is told by the content; the file is read several times, so it cannot be a pipe. Of gzip
// and bzip2 every member or stream is read. Where ways carry the locations of their nodes (a PBF with
// LocationsOnWays, Overpass's `out geom`), these stand for nodes that the file does not hold.
// The functions share no state and may run at the same time.
//
// A way has at most a million nodes (OpenStreetMap itself allows 2000), and gzip or bzip2 unpack to at most a
// gigabyte or a hundred times the file, whichever is more.
//
// A node outside the world is as good as one that is not in the file. Of objects with the same type
// and id the last in the file counts; one whose last version says that it was deleted does not.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  OSM_ERROR_NONE = 0,
  OSM_ERROR_CANNOT_OPEN = 1,   // no such file, no permission
  OSM_ERROR_NOT_OSM = 2,       // format unknown or no OSM data at all
  OSM_ERROR_CORRUPT = 3,       // truncated or damaged
  OSM_ERROR_MEMORY = 4,
  OSM_ERROR_INTERNAL = 5,
  OSM_ERROR_CHANGES = 6,       // a list of changes (osmChange, o5c), no map
  OSM_ERROR_UNSUPPORTED = 7,   // OSM data, or what may be, in a form that is not read (o5m, xz, zstd)
  OSM_ERROR_TOO_LARGE = 8      // a way or compressed data of a size that no map has
} osm_error_code;

typedef struct {
  osm_error_code code;
  char message[512];
} osm_error;

// A table of texts: text i is bytes[offsets[i] ..< offsets[i + 1]], UTF-8 (a damaged file's may not
// be). Text 0 is empty and means "no value".
typedef struct {
  size_t count;
  const uint32_t *offsets;  // count + 1
  const char *bytes;
} osm_texts;

// The header's bounding box in 1e-7 degree; has_box is 0 where the file states none.
typedef struct {
  int has_box;
  int32_t min_lon, min_lat, max_lon, max_lat;
} osm_box;

typedef struct {
  osm_texts texts;
  osm_box box;

  // Nodes referenced by the ways below and present in the file, ascending by id.
  size_t node_count;
  const int64_t *node_id;
  const int32_t *node_lon, *node_lat;  // 1e-7 degree

  // Ways that carry the filter key, ascending by id.
  size_t way_count;
  const int64_t *way_id;
  const uint32_t *way_first;   // way_count + 1, into way_node
  const uint32_t *way_node;    // index into node_*, or UINT32_MAX where the node is not in the file
  size_t key_count;
  const uint32_t *way_value;   // way_count * key_count text ids, in the order of the keys asked for

  // What was found wrong.
  uint64_t missing_node_references;  // references to nodes that are not in the file
  uint64_t ways_cut;                 // ways with at least one such reference
  uint64_t invalid_locations;        // nodes outside the world
  uint64_t exchanged_locations;      // those of them that are inside with longitude and latitude exchanged
  uint64_t duplicate_ids;            // objects of the same type and id met again
} osm_streets;

// Ways that carry `filter_key`, with the values of `keys`.
int osm_read_streets(const char *path, const char *filter_key, const char *const *keys, size_t key_count,
                     osm_streets **out, osm_error *error);
void osm_free_streets(osm_streets *streets);

typedef enum { OSM_NODE = 0, OSM_WAY = 1, OSM_RELATION = 2 } osm_type;
// An area is broken that could not be put together: its "rings" are the parts of its outline that are in the file,
// none, open or closed.
typedef enum { OSM_POINT = 0, OSM_LINE = 1, OSM_AREA = 2, OSM_BROKEN_AREA = 3 } osm_shape;

typedef struct {
  osm_texts texts;
  osm_box box;

  size_t feature_count;             // nodes, then ways, then relations; each ascending by id
  const uint8_t *type;              // osm_type of the object the feature comes from
  const uint8_t *shape;             // osm_shape
  const int64_t *id;
  size_t key_count;
  const uint32_t *value;            // feature_count * key_count text ids
  const uint32_t *first_ring;       // feature_count + 1, into ring_*: a point or a line has one "ring"
  size_t ring_count;
  const uint32_t *ring_first;       // ring_count + 1, into lon, lat
  const uint8_t *ring_is_inner;     // 1: hole of the last outer ring before it
  size_t point_count;
  const int32_t *lon, *lat;         // 1e-7 degree; rings are closed (first point repeated)

  // Ways among the features that run along an outer ring of a relation among them, by relation, then
  // by way. Mappers often leave a relation's tags on its outer way: whether both are one thing is for
  // the caller to tell. An inner way is another thing: the house in the courtyard.
  size_t outer_count;
  const int64_t *outer_way;
  const int64_t *outer_relation;

  // References of matching ways (as ways, not as members) to nodes that are not in the file.
  uint64_t missing_node_references;
  uint64_t invalid_locations;
  uint64_t duplicate_ids;
} osm_features;

// A filter matches an object that carries `key` with `value` (any value where `value` is NULL).
typedef struct {
  const char *key;
  const char *value;
} osm_filter;

// Tagged nodes, ways and multipolygon areas that match any filter. A closed way is an area unless
// tagged area=no or, without area=yes, it is a highway or a barrier; then, and when open, it is a line,
// in parts where nodes are missing.
//
// A multipolygon relation without tags of its own, as mappers made them until about 2013, lends its holes
// to the matching closed ways along its outer rings. Where several matching ways make up an outer ring,
// the relation stands for them, with the values of the one of smallest id.
int osm_read_features(const char *path, const osm_filter *filters, size_t filter_count,
                      const char *const *keys, size_t key_count,
                      osm_features **out, osm_error *error);
void osm_free_features(osm_features *features);

#ifdef __cplusplus
}
#endif
#endif
