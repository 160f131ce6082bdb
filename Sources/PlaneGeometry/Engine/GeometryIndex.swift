/// Finds boxes by place: a packed R-tree (sort-tile-recursive) over boxes, each with a number.
///
/// Immutable and Sendable: every worker may ask the same index. Boxes with NaN are never found.
/// Source: Leutenegger, Lopez, Edgington, "STR: a simple and efficient algorithm for R-tree
/// packing", ICDE 1997.
package final class GeometryIndex: Sendable {
  /// How many children a node has.
  private static let fanOut = 16

  private let payloads: [Int]
  /// Level 0 holds the items' boxes, each level above one box for every 16 of the level below.
  private let levels: [[Box]]

  /// The number of items.
  var count: Int { payloads.count }

  /// An index of boxes whose numbers are their places in the array.
  convenience init(boxes: [Box]) {
    self.init(boxes.enumerated().map { ($1, $0) })
  }

  /// An index of boxes with their numbers, which need not differ.
  ///
  /// - Complexity: O(n log n).
  package init(_ items: [(box: Box, payload: Int)]) {
    let sorted = GeometryIndex.tiled(items)
    payloads = sorted.map(\.payload)
    var levels = [sorted.map(\.box)]
    while levels[levels.count - 1].count > 1 {
      let below = levels[levels.count - 1]
      levels.append(
        stride(from: 0, to: below.count, by: GeometryIndex.fanOut).map { first in
          let last = Swift.min(first + GeometryIndex.fanOut, below.count)
          return below[first..<last].dropFirst().reduce(below[first]) { $0.union($1) }
        })
    }
    self.levels = levels
  }

  private static func tiled(
    _ items: [(box: Box, payload: Int)]
  ) -> [(box: Box, payload: Int)] {
    let leaves = (Double(items.count) / Double(fanOut)).rounded(.up)
    let perSlice = Swift.max(1, Int(leaves.squareRoot().rounded(.up))) * fanOut
    let byX = items.sorted { ($0.box.centre.x, $0.payload) < ($1.box.centre.x, $1.payload) }
    return stride(from: 0, to: byX.count, by: perSlice).flatMap { first in
      byX[first..<Swift.min(first + perSlice, byX.count)].sorted {
        ($0.box.centre.y, $0.payload) < ($1.box.centre.y, $1.payload)
      }
    }
  }

  /// The numbers of all boxes that share a point with `box`, ascending.
  ///
  /// - Complexity: O(log n + k log k) for k answers, in well-spread data.
  package func query(_ box: Box) -> [Int] {
    var found: [Int] = []
    forEach(meeting: box) { found.append($0) }
    found.sort()
    return found
  }

  /// Calls `body` with the number of every box that shares a point with `box`, in no promised
  /// order.
  func forEach(meeting box: Box, _ body: (Int) -> Void) {
    guard !payloads.isEmpty else { return }
    var stack: [(level: Int, node: Int)] = [(levels.count - 1, 0)]
    while let (level, node) = stack.popLast() {
      guard levels[level][node].intersects(box) else { continue }
      if level == 0 {
        body(payloads[node])
      } else {
        for child in children(of: node, below: level) { stack.append((level - 1, child)) }
      }
    }
  }

  /// The item nearest to a point, and its distance; nil where none lies within `limit`, inclusive.
  /// Of equally near items the smallest number.
  ///
  /// `distance` gives the distance from the point to the item with a number, at least that to its box;
  /// nil where it does not count. By default it is the distance to the box.
  func nearest(
    to point: PlanePoint, within limit: Double = .infinity, distance: ((Int) -> Double?)? = nil
  ) -> (payload: Int, distance: Double)? {
    guard !payloads.isEmpty else { return nil }
    var best: (payload: Int, distance: Double)?
    var stack: [(level: Int, node: Int, squared: Double)] = [
      (levels.count - 1, 0, levels[levels.count - 1][0].squaredDistance(to: point))
    ]
    while let (level, node, squared) = stack.popLast() {
      let reach = best?.distance ?? limit
      guard squared <= reach * reach else { continue }
      if level == 0 {
        let payload = payloads[node]
        guard let d = distance.map({ $0(payload) }) ?? squared.squareRoot(), d <= reach else {
          continue
        }
        if best == nil || (d, payload) < (reach, best!.payload) { best = (payload, d) }
      } else {
        // The nearest child is looked into first, so it goes onto the stack last.
        let ordered = children(of: node, below: level)
          .map { ($0, levels[level - 1][$0].squaredDistance(to: point)) }
          .sorted { $0.1 > $1.1 }
        for (child, squared) in ordered { stack.append((level - 1, child, squared)) }
      }
    }
    return best
  }

  private func children(of node: Int, below level: Int) -> Range<Int> {
    let first = node * GeometryIndex.fanOut
    return first..<Swift.min(first + GeometryIndex.fanOut, levels[level - 1].count)
  }
}
