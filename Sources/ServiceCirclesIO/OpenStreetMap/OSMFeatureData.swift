import COSMReader
import PlaneGeometry

/// Tagged objects with their geometry as the reader gives them, owned until this object goes.
final class OSMFeatureData {
  private let data: UnsafeMutablePointer<osm_features>
  private let column: [String: Int]

  init(_ data: UnsafeMutablePointer<osm_features>, keys: [String]) {
    self.data = data
    column = Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
  }

  deinit { osm_free_features(data) }

  /// The number of features: nodes, then ways, then relations, each ascending by id.
  var count: Int { data.pointee.feature_count }
  var missingNodeReferences: Int { Int(data.pointee.missing_node_references) }
  var invalidLocations: Int { Int(data.pointee.invalid_locations) }
  var duplicateIDs: Int { Int(data.pointee.duplicate_ids) }

  /// The id with the letter of the type before it: `n1`, `w2`, `r3`.
  func id(_ feature: Int) -> String {
    let letter =
      switch osm_type(UInt32(data.pointee.type[feature])) {
      case OSM_NODE: "n"
      case OSM_WAY: "w"
      default: "r"
      }
    return "\(letter)\(data.pointee.id[feature])"
  }

  func isRelation(_ feature: Int) -> Bool {
    osm_type(UInt32(data.pointee.type[feature])) == OSM_RELATION
  }

  func isWay(_ feature: Int) -> Bool {
    osm_type(UInt32(data.pointee.type[feature])) == OSM_WAY
  }

  func isPoint(_ feature: Int) -> Bool {
    osm_shape(UInt32(data.pointee.shape[feature])) == OSM_POINT
  }

  func isArea(_ feature: Int) -> Bool {
    osm_shape(UInt32(data.pointee.shape[feature])) == OSM_AREA
  }

  /// Whether it is an area that could not be put together: nodes or members are missing, or it crosses itself.
  func isBroken(_ feature: Int) -> Bool {
    osm_shape(UInt32(data.pointee.shape[feature])) == OSM_BROKEN_AREA
  }

  /// The value of a key, empty where the object has no such tag.
  func value(_ feature: Int, _ key: String) -> String {
    text(data.pointee.value, feature, key)
  }

  /// The ways along outer rings of relations that `isSame` takes for the same thing, each with its relation.
  /// The relation has the holes, so it is the one that counts.
  func outerWays(isSame: (_ way: Int, _ relation: Int) -> Bool) -> [Int: Int] {
    let d = data.pointee
    if d.outer_count == 0 { return [:] }
    var ways: [Int64: Int] = [:]
    var relations: [Int64: Int] = [:]
    for feature in 0..<count {
      if isWay(feature) { ways[d.id[feature]] = feature }
      if isRelation(feature) { relations[d.id[feature]] = feature }
    }
    var found: [Int: Int] = [:]
    for i in 0..<d.outer_count {
      guard let way = ways[d.outer_way[i]], let relation = relations[d.outer_relation[i]],
        found[way] == nil, isSame(way, relation)
      else { continue }
      found[way] = relation
    }
    return found
  }

  /// The points of a feature without their order, holes left out: two features that have the same are
  /// drawn on the same outline.
  func outline(_ feature: Int) -> [OSMCoordinate] {
    let d = data.pointee
    var points: [OSMCoordinate] = []
    for ring in Int(d.first_ring[feature])..<Int(d.first_ring[feature + 1])
    where d.ring_is_inner[ring] == 0 {
      for i in Int(d.ring_first[ring])..<Int(d.ring_first[ring + 1]) {
        points.append(OSMCoordinate(longitude: d.lon[i], latitude: d.lat[i]))
      }
    }
    points.sort { ($0.longitude, $0.latitude) < ($1.longitude, $1.latitude) }
    var distinct: [OSMCoordinate] = []
    for point in points where point != distinct.last { distinct.append(point) }
    return distinct
  }

  /// A point so near to an outline is on it: coordinates are rounded to a centimetre, and a straight side on
  /// the Earth is not quite straight in the plane.
  static let onOutlineMetres = 0.1

  private func text(_ values: UnsafePointer<UInt32>, _ row: Int, _ key: String) -> String {
    guard let column = column[key] else { return "" }
    let id = values[row * data.pointee.key_count + column]
    return id == 0 ? "" : OSMTexts(data.pointee.texts)[id]
  }

  /// The geometry in a plane; nil where a point of it has no place there. Of a broken area, the parts of its outline
  /// that are there.
  func geometry(_ feature: Int, _ projector: Projector) -> Geometry? {
    let d = data.pointee
    var paths: [(points: [PlanePoint], isInner: Bool)] = []
    for ring in Int(d.first_ring[feature])..<Int(d.first_ring[feature + 1]) {
      var points: [PlanePoint] = []
      for i in Int(d.ring_first[ring])..<Int(d.ring_first[ring + 1]) {
        let place = OSMCoordinate(longitude: d.lon[i], latitude: d.lat[i]).degrees
        guard let point = projector.forward(place) else { return nil }
        points.append(point)
      }
      paths.append((points, d.ring_is_inner[ring] != 0))
    }
    switch osm_shape(UInt32(d.shape[feature])) {
    case OSM_POINT:
      return paths.first?.points.first.map { .point($0) }
    case OSM_LINE, OSM_BROKEN_AREA:
      if paths.isEmpty { return nil }
      return paths.count == 1
        ? .lineString(paths[0].points) : .multiLineString(paths.map(\.points))
    default:
      var polygons: [Polygon] = []
      for path in paths {
        if path.isInner, !polygons.isEmpty {
          polygons[polygons.count - 1].holes.append(path.points)
        } else {
          polygons.append(Polygon(exterior: path.points))
        }
      }
      return polygons.count == 1
        ? .polygon(polygons[0].wound) : .multiPolygon(polygons.map(\.wound))
    }
  }
}

extension PreparedGeometry {
  /// Whether the point lies in the geometry or on its outline.
  func isAt(_ point: PlanePoint) throws(GeometryError) -> Bool {
    try distance(to: point).map { $0 <= OSMFeatureData.onOutlineMetres } ?? false
  }
}

extension Box {
  /// The box within which points are that may be in, or on the outline of, what this one is around.
  var aroundOutline: Box {
    let margin = PlanePoint(repeating: OSMFeatureData.onOutlineMetres)
    return Box(min: min - margin, max: max + margin)
  }
}
