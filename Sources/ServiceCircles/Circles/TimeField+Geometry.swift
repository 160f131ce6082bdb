import PlaneGeometry
import Streets

extension Array<PlanePolygon> {
  /// The polygons as a geometry: a valid MultiPolygon in the working plane; empty where nothing is reached.
  public var geometry: Geometry {
    .multiPolygon(map { Polygon(exterior: $0.exterior, holes: $0.holes) })
  }
}

extension TimeField {
  /// The service circle { p : T(p) ≤ τ } as a geometry in the working plane.
  ///
  /// - Parameters:
  ///   - time: τ, inclusive; the field's limit when nil.
  ///   - tolerance: How far the drawn boundary may be from the true one.
  /// - Returns: A valid MultiPolygon, empty where nothing is reached.
  public func circle(
    within time: Milliseconds? = nil, tolerance: Tolerance = .metres(2)
  ) -> Geometry {
    circle(within: time, toleranceMetres: tolerance.metres).geometry
  }
}
