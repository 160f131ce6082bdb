/// Joins the boundary chains of a ``LeafContour`` into closed rings.
struct RingTracing {
  /// The points of all rings, one after the other, in local coordinates.
  private(set) var points: [SIMD2<Double>] = []
  /// Where each ring begins in ``points``; one more entry than rings.
  private(set) var ringStarts: [Int] = [0]

  /// Hash table: lattice side where a chain starts → chain.
  private var chainByFirstSide: [Int32] = []

  /// Traces the rings of a circle: the inside on the left, so outlines run counter-clockwise and holes
  /// clockwise.
  ///
  /// - Complexity: O(points).
  mutating func trace(_ leaves: borrowing LeafContour) {
    points.removeAll(keepingCapacity: true)
    ringStarts.removeAll(keepingCapacity: true)
    ringStarts.append(0)
    let chains = leaves.chains.handle
    let count = chains.count
    guard count > 0 else { return }
    points.reserveCapacity(leaves.points.count)
    // Open addressing, at most half full.
    var size = 16
    while size < 2 * count { size *= 2 }
    let mask = size - 1
    chainByFirstSide.removeAll(keepingCapacity: true)
    chainByFirstSide.append(contentsOf: repeatElement(-1, count: size))
    for i in 0..<count {
      var slot = Self.hash(chains[i].first) & mask
      while chainByFirstSide[slot] >= 0 { slot = (slot + 1) & mask }
      chainByFirstSide[slot] = Int32(i)
    }
    func chain(beginningAt key: UInt64) -> Int? {
      var slot = Self.hash(key) & mask
      while chainByFirstSide[slot] >= 0 {
        if chains[Int(chainByFirstSide[slot])].first == key { return Int(chainByFirstSide[slot]) }
        slot = (slot + 1) & mask
      }
      return nil
    }
    var isUsed = [Bool](repeating: false, count: count)
    for i in 0..<count where !isUsed[i] {
      var c = i
      while !isUsed[c] {
        isUsed[c] = true
        let start = Int(chains[c].firstPoint)
        leaves.points.append(start..<start + Int(chains[c].pointCount), to: &points)
        // Neighbouring leaves see the same crossings, so every end is another chain's beginning.
        guard let next = chain(beginningAt: chains[c].last) else {
          preconditionFailure("the boundary of a circle is not closed")
        }
        c = next
      }
      ringStarts.append(points.count)
    }
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 33)
  }
}
