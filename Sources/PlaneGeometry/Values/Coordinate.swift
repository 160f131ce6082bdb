/// A point of a plane or of the globe: x = east or longitude, y = north or latitude, always in this
/// order.
public typealias Coordinate = SIMD2<Double>

extension SIMD2<Double> {
  /// Whether both numbers are finite.
  @inlinable
  var isFinitePoint: Bool { x.isFinite && y.isFinite }
}
