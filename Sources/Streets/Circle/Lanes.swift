// The standard library's own minimum and maximum of vectors go lane by lane through generic code; these
// compile to one instruction.

extension SIMD4<Float> {
  /// The larger of two numbers, lane by lane.
  @inline(__always)
  func larger(_ other: Self) -> Self { replacing(with: other, where: other .> self) }

  /// The smaller of two numbers, lane by lane.
  @inline(__always)
  func smaller(_ other: Self) -> Self { replacing(with: other, where: other .< self) }

  /// The largest of the four numbers.
  @inline(__always)
  var largest: Float {
    let a = self[0] > self[1] ? self[0] : self[1]
    let b = self[2] > self[3] ? self[2] : self[3]
    return a > b ? a : b
  }

  /// The least of the four numbers.
  @inline(__always)
  var least: Float { -(-self).largest }

  /// The first lane with the largest number.
  @inline(__always)
  var laneOfLargest: Int {
    let a = self[1] > self[0] ? 1 : 0
    let b = self[3] > self[2] ? 3 : 2
    return self[b] > self[a] ? b : a
  }

  /// The numbers without their signs.
  @inline(__always)
  var magnitudes: Self { larger(-self) }
}
