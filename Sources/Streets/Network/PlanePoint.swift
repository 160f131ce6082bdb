/// A point of the working plane: x = east, y = north, in metres.
public typealias PlanePoint = SIMD2<Double>

extension SIMD2<Double> {
  /// The scalar product with another vector.
  @inlinable
  func dot(_ other: Self) -> Double { x * other.x + y * other.y }

  /// The z component of the vector product with another vector: positive when `other` lies to the left.
  @inlinable
  func cross(_ other: Self) -> Double { x * other.y - y * other.x }

  /// The Euclidean length.
  @inlinable
  var length: Double { dot(self).squareRoot() }

  @inlinable
  var isFinite: Bool { x.isFinite && y.isFinite }

  /// The lower left corner of the box of two points.
  @inlinable
  static func lower(_ a: Self, _ b: Self) -> Self { Self(Swift.min(a.x, b.x), Swift.min(a.y, b.y)) }

  /// The upper right corner of the box of two points.
  @inlinable
  static func upper(_ a: Self, _ b: Self) -> Self { Self(Swift.max(a.x, b.x), Swift.max(a.y, b.y)) }
}
