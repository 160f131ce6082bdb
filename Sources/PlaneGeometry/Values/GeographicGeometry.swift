/// A geometry in degrees of longitude and latitude, as GeoJSON wants it (RFC 7946).
///
/// A type of its own, because lengths and areas of degrees mean nothing: a ``Projector`` makes one
/// from a plane's ``Geometry``, and turns it back. Coded as a GeoJSON geometry object.
public struct GeographicGeometry: Hashable, Sendable {
  /// The geometry with x = longitude and y = latitude, in degrees.
  package let degrees: Geometry

  package init(degrees: Geometry) { self.degrees = degrees }

  /// The line through places.
  public init(line places: [GeographicPoint]) {
    self.init(degrees: .lineString(places.map(\.degrees)))
  }

  /// The polygon of closed rings: the outer one, then its holes.
  public init(exterior: [GeographicPoint], holes: [[GeographicPoint]] = []) {
    self.init(
      degrees: .polygon(
        Polygon(exterior: exterior.map(\.degrees), holes: holes.map { $0.map(\.degrees) })))
  }

  /// Whether there is no point in it.
  public var isEmpty: Bool { degrees.isEmpty }

  /// The smallest box around it; nil where it is empty.
  ///
  /// - Complexity: O(n).
  var bounds: GeographicBox? {
    degrees.bounds.map { GeographicBox(min: GeographicPoint($0.min), max: GeographicPoint($0.max)) }
  }
}

extension GeographicGeometry: Codable {
  /// A geometry from a GeoJSON geometry object. Heights are dropped.
  ///
  /// - Throws: `DecodingError` as for a ``Geometry``.
  public init(from decoder: any Decoder) throws { degrees = try Geometry(from: decoder) }

  /// Writes the geometry as a GeoJSON geometry object.
  public func encode(to encoder: any Encoder) throws { try degrees.encode(to: encoder) }
}
