/// A place on the Earth in degrees of longitude and latitude (WGS 84 or CGCS2000).
///
/// A type of its own, so that degrees cannot be passed where metres of a plane are meant:
/// a ``Projector`` leads from one to the other.
public struct GeographicPoint: Hashable, Sendable, Codable {
  /// Degrees east of Greenwich, west negative.
  public var longitude: Double
  /// Degrees north of the equator, south negative.
  public var latitude: Double

  /// The place at a longitude and a latitude, in degrees.
  public init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }
}

extension GeographicPoint {
  /// The place as two numbers, longitude first.
  package var degrees: SIMD2<Double> { SIMD2(longitude, latitude) }

  /// A place from two numbers, longitude first.
  package init(_ degrees: SIMD2<Double>) {
    self.init(longitude: degrees.x, latitude: degrees.y)
  }
}
