/// A point of a working plane in metres: x = east, y = north, always in this order.
///
/// A place in degrees is a ``GeographicPoint``, another type.
public typealias PlanePoint = SIMD2<Double>

extension SIMD2<Double> {
  /// Whether both numbers are finite.
  @inlinable
  var isFinitePoint: Bool { x.isFinite && y.isFinite }
}
