import PlaneGeometry

/// Where most of some points lie, whatever a few of them say.
package struct Spread: Hashable, Sendable {
  /// The middle: the median of the eastings and that of the northings.
  package let middle: PlanePoint
  /// The box without the hundredth of the points that lie farthest out on each side.
  package let box: Box

  /// How many points are looked at; of more, every so manieth.
  private static let most = 100_000

  /// The spread of points; nil where there are none that are finite.
  ///
  /// - Complexity: O(n), and a copy of a hundred thousand points at most.
  package init?(of points: some RandomAccessCollection<PlanePoint>) {
    var x: [Double] = []
    var y: [Double] = []
    for p in points.strided(most: Self.most) where p.x.isFinite && p.y.isFinite {
      x.append(p.x)
      y.append(p.y)
    }
    guard !x.isEmpty else { return nil }
    let last = x.count - 1
    func point(_ rank: Int) -> PlanePoint {
      PlanePoint(selected(rank, of: &x), selected(rank, of: &y))
    }
    middle = point(last / 2)
    let out = x.count / 100
    box = Box(min: point(out), max: point(last - out))
  }
}

extension RandomAccessCollection {
  /// The elements, or of more than `most` of them, some at equal distances.
  package func strided(most: Int) -> [Element] {
    guard count > most else { return Array(self) }
    return (0..<most).map { self[index(startIndex, offsetBy: $0 * count / most)] }
  }
}
