/// A geometry as a value: the seven types of OGC Simple Features, in two dimensions.
///
/// Emptiness: a multi-part geometry or collection without parts, a line without points, a polygon
/// with an empty outer ring. There is no empty point; WKB's is read as `.multiPoint([])`.
public enum Geometry: Hashable, Sendable {
  case point(PlanePoint)
  case lineString([PlanePoint])
  case polygon(Polygon)
  case multiPoint([PlanePoint])
  case multiLineString([[PlanePoint]])
  case multiPolygon([Polygon])
  case collection([Geometry])

  /// The rectangle of a box.
  package static func rectangle(_ box: Box) -> Geometry { .polygon(Polygon(box)) }

  /// Whether there is no point in it.
  public var isEmpty: Bool { coordinateCount == 0 }

  /// The number of coordinates, closing ones counted.
  package var coordinateCount: Int {
    var count = 0
    forEachPath { count += $0.count }
    return count
  }

  /// The smallest box around it; nil where it is empty.
  ///
  /// - Complexity: O(n).
  public var bounds: Box? {
    var box: Box?
    forEachPath { path in
      guard let b = Box(around: path) else { return }
      box = box?.union(b) ?? b
    }
    return box
  }

  /// Whether every coordinate is a finite number.
  package var isFinite: Bool {
    var isFinite = true
    forEachPath { path in isFinite = isFinite && path.allSatisfy(\.isFinitePoint) }
    return isFinite
  }

  /// The dimension of its largest part: 2 for areas, 1 for lines, 0 for points, -1 where empty.
  package var dimension: Int {
    switch self {
    case .point: 0
    case .multiPoint(let points): points.isEmpty ? -1 : 0
    case .lineString(let line): line.isEmpty ? -1 : 1
    case .multiLineString(let lines): lines.contains { !$0.isEmpty } ? 1 : -1
    case .polygon(let polygon): polygon.exterior.isEmpty ? -1 : 2
    case .multiPolygon(let polygons): polygons.contains { !$0.exterior.isEmpty } ? 2 : -1
    case .collection(let parts): parts.map(\.dimension).max() ?? -1
    }
  }

  /// Its area in the square of the plane's unit; 0 for points and lines. Overlapping parts count
  /// each.
  ///
  /// - Complexity: O(n).
  public var areaSquareMetres: Double {
    polygons.reduce(0) { $0 + $1.areaSquareMetres }
  }

  /// Its polygons, those of nested collections included, in order.
  public var polygons: [Polygon] {
    switch self {
    case .polygon(let polygon): polygon.exterior.isEmpty ? [] : [polygon]
    case .multiPolygon(let polygons): polygons.filter { !$0.exterior.isEmpty }
    case .collection(let parts): parts.flatMap(\.polygons)
    default: []
    }
  }

  /// Its lines (not the rings of polygons), those of nested collections included, in order.
  public var lines: [[PlanePoint]] {
    switch self {
    case .lineString(let line): line.isEmpty ? [] : [line]
    case .multiLineString(let lines): lines.filter { !$0.isEmpty }
    case .collection(let parts): parts.flatMap(\.lines)
    default: []
    }
  }

  /// Its single points (not the vertices of lines), those of nested collections included, in order.
  public var points: [PlanePoint] {
    switch self {
    case .point(let point): [point]
    case .multiPoint(let points): points
    case .collection(let parts): parts.flatMap(\.points)
    default: []
    }
  }

  /// Calls `body` with every run of coordinates: single points, lines, rings.
  func forEachPath(_ body: ([PlanePoint]) -> Void) {
    switch self {
    case .point(let p): body([p])
    case .lineString(let line): body(line)
    case .polygon(let polygon): polygon.rings.forEach(body)
    case .multiPoint(let points): body(points)
    case .multiLineString(let lines): lines.forEach(body)
    case .multiPolygon(let polygons): polygons.forEach { $0.rings.forEach(body) }
    case .collection(let parts): parts.forEach { $0.forEachPath(body) }
    }
  }

  /// The same geometry with every coordinate replaced; the transform's error ends it.
  ///
  /// - Complexity: O(n).
  func mapCoordinates<E: Error>(
    _ transform: (PlanePoint) throws(E) -> PlanePoint
  ) throws(E) -> Geometry {
    try mapPaths { path throws(E) in
      var copy = path
      for i in copy.indices { copy[i] = try transform(copy[i]) }
      return copy
    }
  }

  /// The same geometry with every run of coordinates (point, line, ring) replaced by one of the
  /// same length.
  func mapPaths<E: Error>(
    _ transform: ([PlanePoint]) throws(E) -> [PlanePoint]
  ) throws(E) -> Geometry {
    func map(_ polygon: Polygon) throws(E) -> Polygon {
      var holes: [[PlanePoint]] = []
      for hole in polygon.holes { holes.append(try transform(hole)) }
      return Polygon(exterior: try transform(polygon.exterior), holes: holes)
    }
    switch self {
    case .point(let p):
      return .point(try transform([p]).first ?? p)
    case .lineString(let line): return .lineString(try transform(line))
    case .polygon(let polygon): return .polygon(try map(polygon))
    case .multiPoint(let points): return .multiPoint(try transform(points))
    case .multiLineString(let lines):
      var mapped: [[PlanePoint]] = []
      for line in lines { mapped.append(try transform(line)) }
      return .multiLineString(mapped)
    case .multiPolygon(let polygons):
      var mapped: [Polygon] = []
      for polygon in polygons { mapped.append(try map(polygon)) }
      return .multiPolygon(mapped)
    case .collection(let parts):
      var mapped: [Geometry] = []
      for part in parts { mapped.append(try part.mapPaths(transform)) }
      return .collection(mapped)
    }
  }
}
