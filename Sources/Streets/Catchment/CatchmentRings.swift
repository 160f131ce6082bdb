/// Puts the arcs around every catchment together.
struct CatchmentRings {
  private struct Corner: Hashable {
    var junction: LatticeKey
    var catchment: UInt32
  }

  /// An arc in the sense that has the catchment on its left.
  private struct Side {
    var arc: Int
    var isForward: Bool
  }

  private let arcs: CatchmentArcs
  private let isKept: [Bool]

  /// - Parameter isKept: which of the arcs' points are drawn.
  init(_ arcs: CatchmentArcs, isKept: [Bool]) {
    self.arcs = arcs
    self.isKept = isKept
  }

  /// The closed rings around every catchment, the catchment on their left.
  func rings() -> [UInt32: [[PlanePoint]]] {
    var rings: [UInt32: [[PlanePoint]]] = [:]
    var open: [(corner: Corner, side: Side)] = []
    for (i, arc) in arcs.arcs.enumerated() {
      for (catchment, isForward) in [(arc.left, true), (arc.right, false)]
      where catchment != CatchmentLinks.none {
        let side = Side(arc: i, isForward: isForward)
        if let ends = arc.ends {
          let corner = Corner(junction: isForward ? ends.from : ends.to, catchment: catchment)
          open.append((corner, side))
        } else {
          let points = points(of: side)
          rings[catchment, default: []].append(points + [points[0]])
        }
      }
    }
    // Of the arcs that meet at a junction one leaves it with a given catchment on its left.
    let next = Dictionary(
      open.map { ($0.corner, $0.side) }, uniquingKeysWith: { first, _ in first })
    var isUsed: Set<Corner> = []
    for (start, _) in open where !isUsed.contains(start) {
      var ring: [PlanePoint] = []
      var corner = start
      while isUsed.insert(corner).inserted, let side = next[corner],
        let ends = arcs.arcs[side.arc].ends
      {
        ring.append(contentsOf: points(of: side).dropLast())
        corner.junction = side.isForward ? ends.to : ends.from
      }
      ring.append(ring[0])
      rings[start.catchment, default: []].append(ring)
    }
    return rings
  }

  private func points(of side: Side) -> [PlanePoint] {
    let kept = arcs.arcs[side.arc].range.lazy.filter { isKept[$0] }.map { arcs.points[$0] }
    return side.isForward ? Array(kept) : kept.reversed()
  }
}
