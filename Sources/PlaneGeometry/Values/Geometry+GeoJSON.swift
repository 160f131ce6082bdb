/// A geometry is coded as a GeoJSON geometry object (RFC 7946, section 3.1): `type` with
/// `coordinates`, or `type` with `geometries`.
///
/// The numbers stay what they are. RFC 7946 asks for longitudes and latitudes; coordinates of a
/// plane must therefore come with the code of their plane.
extension Geometry: Codable {
  private enum Key: String, CodingKey { case type, coordinates, geometries }

  private enum Kind: String, Codable {
    case point = "Point"
    case lineString = "LineString"
    case polygon = "Polygon"
    case multiPoint = "MultiPoint"
    case multiLineString = "MultiLineString"
    case multiPolygon = "MultiPolygon"
    case collection = "GeometryCollection"
  }

  /// A geometry from a GeoJSON geometry object. Heights are dropped.
  ///
  /// - Throws: `DecodingError` where the object is no GeoJSON geometry, a position has fewer than
  ///   two numbers or a number that is not finite, or a ring of a polygon is not closed.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    func paths() throws -> [[PlanePoint]] {
      try object.decode([[Position]].self, forKey: .coordinates).map { $0.map(\.point) }
    }
    func polygon(_ rings: [[Position]]) throws -> Polygon {
      let rings = rings.map { $0.map(\.point) }.filter { !$0.isEmpty }
      guard rings.allSatisfy({ $0.first == $0.last }) else {
        throw DecodingError.dataCorruptedError(
          forKey: .coordinates, in: object, debugDescription: "a ring is not closed")
      }
      return Polygon(exterior: rings.first ?? [], holes: Array(rings.dropFirst()))
    }
    switch try object.decode(Kind.self, forKey: .type) {
    case .point: self = .point(try object.decode(Position.self, forKey: .coordinates).point)
    case .lineString:
      self = .lineString(
        try object.decode([Position].self, forKey: .coordinates).map(\.point))
    case .polygon:
      self = .polygon(try polygon(try object.decode([[Position]].self, forKey: .coordinates)))
    case .multiPoint:
      self = .multiPoint(
        try object.decode([Position].self, forKey: .coordinates).map(\.point))
    case .multiLineString: self = .multiLineString(try paths())
    case .multiPolygon:
      self = .multiPolygon(
        try object.decode([[[Position]]].self, forKey: .coordinates).map(polygon))
    case .collection:
      self = .collection(try object.decode([Geometry].self, forKey: .geometries))
    }
  }

  /// Writes the geometry as a GeoJSON geometry object.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    func encode(_ kind: Kind, _ coordinates: some Encodable) throws {
      try object.encode(kind, forKey: .type)
      try object.encode(coordinates, forKey: .coordinates)
    }
    switch self {
    case .point(let point): try encode(.point, point)
    case .lineString(let line): try encode(.lineString, line)
    case .polygon(let polygon): try encode(.polygon, polygon.rings)
    case .multiPoint(let points): try encode(.multiPoint, points)
    case .multiLineString(let lines): try encode(.multiLineString, lines)
    case .multiPolygon(let polygons): try encode(.multiPolygon, polygons.map(\.rings))
    case .collection(let parts):
      try object.encode(Kind.collection, forKey: .type)
      try object.encode(parts, forKey: .geometries)
    }
  }

  /// A position of GeoJSON: two numbers, and more that are not read.
  private struct Position: Decodable {
    let point: PlanePoint

    init(from decoder: any Decoder) throws {
      var numbers = try decoder.unkeyedContainer()
      point = PlanePoint(try numbers.decode(Double.self), try numbers.decode(Double.self))
      guard point.isFinitePoint else {
        throw DecodingError.dataCorruptedError(
          in: numbers, debugDescription: "a coordinate is not a finite number")
      }
    }
  }
}
