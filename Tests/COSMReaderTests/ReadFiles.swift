import COSMReader
import Foundation

/// What the C functions gave, copied into Swift arrays and freed.
struct ReadStreets {
  var nodeIDs: [Int64] = []
  var nodeLocations: [[Int32]] = []
  var wayIDs: [Int64] = []
  /// The ids of each way's nodes; nil where the node is not in the file.
  var wayNodes: [[Int64?]] = []
  var wayValues: [[String]] = []
  var box: [Int32]?
  var missingNodeReferences = 0
  var waysCut = 0
  var invalidLocations = 0
  var duplicateIDs = 0
}

struct ReadFeature: Equatable {
  var type: osm_type
  var id: Int64
  var shape: osm_shape
  var values: [String]
  /// Longitudes and latitudes in 1e-7 degree.
  var rings: [[[Int32]]]
  var isInner: [Bool]
}

struct ReadFeatures {
  var features: [ReadFeature] = []
  /// Ways along outer rings, each with its relation.
  var outers: [[Int64]] = []
  /// Areas that could not be put together.
  var broken: [ReadFeature] = []
  var missingNodeReferences = 0
  var invalidLocations = 0
  var duplicateIDs = 0

  var brokenRelations: [Int64] { broken.filter { $0.type == OSM_RELATION }.map(\.id) }
  var brokenRelationValues: [[String]] {
    broken.filter { $0.type == OSM_RELATION }.map(\.values)
  }
  var brokenAreas: Int { broken.count { $0.type == OSM_WAY } }

  subscript(type: osm_type, id: Int64) -> ReadFeature? {
    features.first { $0.type == type && $0.id == id }
  }
}

struct ReadError: Error {
  var code: osm_error_code
  var message: String

  init(_ error: osm_error) {
    code = error.code
    message = withUnsafeBytes(of: error.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

func readStreets(
  _ path: String, filter: String = "highway", keys: [String] = ["highway"]
) throws -> ReadStreets {
  var out: UnsafeMutablePointer<osm_streets>?
  var error = osm_error()
  let status = withCStrings(keys) { osm_read_streets(path, filter, $0, keys.count, &out, &error) }
  guard status == 0, let pointer = out else { throw ReadError(error) }
  defer { osm_free_streets(pointer) }
  let s = pointer.pointee
  var result = ReadStreets()
  for i in 0..<s.node_count {
    result.nodeIDs.append(s.node_id[i])
    result.nodeLocations.append([s.node_lon[i], s.node_lat[i]])
  }
  for i in 0..<s.way_count {
    result.wayIDs.append(s.way_id[i])
    result.wayNodes.append(
      (Int(s.way_first[i])..<Int(s.way_first[i + 1])).map {
        s.way_node[$0] == .max ? nil : s.node_id[Int(s.way_node[$0])]
      })
    result.wayValues.append(
      (0..<s.key_count).map { text(s.texts, s.way_value[i * s.key_count + $0]) })
  }
  if s.box.has_box != 0 {
    result.box = [s.box.min_lon, s.box.min_lat, s.box.max_lon, s.box.max_lat]
  }
  result.missingNodeReferences = Int(s.missing_node_references)
  result.waysCut = Int(s.ways_cut)
  result.invalidLocations = Int(s.invalid_locations)
  result.duplicateIDs = Int(s.duplicate_ids)
  return result
}

func readFeatures(
  _ path: String, filters: [(String, String?)], keys: [String]
) throws -> ReadFeatures {
  var out: UnsafeMutablePointer<osm_features>?
  var error = osm_error()
  let texts = filters.flatMap { [$0.0, $0.1 ?? ""] }
  let status = withCStrings(texts) { strings in
    let wanted = filters.indices.map {
      osm_filter(key: strings[2 * $0], value: filters[$0].1 == nil ? nil : strings[2 * $0 + 1])
    }
    return withCStrings(keys) {
      osm_read_features(path, wanted, wanted.count, $0, keys.count, &out, &error)
    }
  }
  guard status == 0, let pointer = out else { throw ReadError(error) }
  defer { osm_free_features(pointer) }
  let f = pointer.pointee
  var result = ReadFeatures()
  result.outers = (0..<f.outer_count).map { [f.outer_way[$0], f.outer_relation[$0]] }
  for i in 0..<f.feature_count {
    let rings = Int(f.first_ring[i])..<Int(f.first_ring[i + 1])
    let feature = ReadFeature(
      type: osm_type(UInt32(f.type[i])), id: f.id[i], shape: osm_shape(UInt32(f.shape[i])),
      values: (0..<f.key_count).map { text(f.texts, f.value[i * f.key_count + $0]) },
      rings: rings.map { r in
        (Int(f.ring_first[r])..<Int(f.ring_first[r + 1])).map { [f.lon[$0], f.lat[$0]] }
      },
      isInner: rings.map { f.ring_is_inner[$0] != 0 })
    if feature.shape == OSM_BROKEN_AREA {
      result.broken.append(feature)
    } else {
      result.features.append(feature)
    }
  }
  result.missingNodeReferences = Int(f.missing_node_references)
  result.invalidLocations = Int(f.invalid_locations)
  result.duplicateIDs = Int(f.duplicate_ids)
  return result
}

private func text(_ texts: osm_texts, _ id: UInt32) -> String {
  let range = Int(texts.offsets[Int(id)])..<Int(texts.offsets[Int(id) + 1])
  return String(
    decoding: UnsafeRawBufferPointer(
      UnsafeBufferPointer(start: texts.bytes + range.lowerBound, count: range.count)),
    as: UTF8.self)
}

private func withCStrings<R>(
  _ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> R
) -> R {
  let copies = texts.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return body(copies.map { UnsafePointer($0) })
}
