import PlaneGeometry
import Streets

extension Array<CirclePolygon> {
  /// The circle as a geometry: a valid MultiPolygon in the working plane; empty where nothing is reached.
  public var geometry: Geometry {
    .multiPolygon(map { Polygon(exterior: $0.exterior, holes: $0.holes) })
  }
}

/// How far a drawn boundary may be from the true one.
public struct Tolerance: Hashable, Sendable {
  /// The distance in metres.
  public let metres: Double

  /// A tolerance in metres, at least 1 centimetre.
  public static func metres(_ metres: Double) -> Tolerance { Tolerance(metres: metres) }
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
