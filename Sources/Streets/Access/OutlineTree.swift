/// Finds the nearest of many outlines: boxes of boxes, packed along a Hilbert curve.
struct OutlineTree: Sendable {
  private static let fanOut = 8

  private let outlines: [Outline]
  /// The outline of each lowest box.
  private let order: [Int]
  /// The boxes, level by level from below; box `i` of a level encloses up to `fanOut` boxes of the level below,
  /// from `i · fanOut` on.
  private var levels: [[(low: PlanePoint, high: PlanePoint)]]

  /// - Complexity: O(n log n).
  init(_ outlines: [Outline]) {
    self.outlines = outlines
    let located = outlines.indices.filter { !outlines[$0].isEmpty }
    order = HilbertOrder.sorted(located.map { (outlines[$0].low + outlines[$0].high) / 2 })
      .map { located[$0] }
    levels = [order.map { (outlines[$0].low, outlines[$0].high) }]
    while let below = levels.last, below.count > 1 {
      levels.append(
        stride(from: 0, to: below.count, by: Self.fanOut).map { first in
          below[first..<min(first + Self.fanOut, below.count)].dropFirst().reduce(below[first]) {
            (PlanePoint.lower($0.low, $1.low), PlanePoint.upper($0.high, $1.high))
          }
        })
    }
  }

  /// Calls `body` with outlines and their distances from another outline, roughly nearest first; skips boxes
  /// and outlines farther than the distance that `body` last returned.
  ///
  /// - Complexity: O(log n) for the nearest, typically.
  func forEach(
    near outline: Outline, within limit: Double,
    _ body: (_ outline: Int, _ metres: Double) -> Double
  ) {
    guard !order.isEmpty, !outline.isEmpty else { return }
    var limit = limit
    func gap(_ box: (low: PlanePoint, high: PlanePoint)) -> Double {
      let x = max(0, box.low.x - outline.high.x, outline.low.x - box.high.x)
      let y = max(0, box.low.y - outline.high.y, outline.low.y - box.high.y)
      return (x * x + y * y).squareRoot()
    }
    var stack = [(level: levels.count - 1, node: 0, gap: gap(levels[levels.count - 1][0]))]
    while let (level, node, distance) = stack.popLast() {
      guard distance <= limit else { continue }
      if level == 0 {
        let metres = outlines[order[node]].distance(to: outline)
        if metres <= limit { limit = body(order[node], metres) }
        continue
      }
      let first = node * Self.fanOut
      let children = (first..<min(first + Self.fanOut, levels[level - 1].count)).map {
        (level: level - 1, node: $0, gap: gap(levels[level - 1][$0]))
      }
      // The nearest is looked into first, so it goes onto the stack last.
      stack.append(contentsOf: children.sorted { $0.gap > $1.gap })
    }
  }
}
