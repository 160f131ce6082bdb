/// The borders between catchments, as links from point to point: marching squares over any number of
/// labels.
///
/// Every lattice point belongs to its nearest facility, or to none. A side of the lattice between two labels
/// has one crossing. In a cell two crossings are joined; three or four meet in a junction inside it, each
/// label having one corner there, so that no catchment touches itself. Crossings are the same from
/// whichever leaf they are looked at: borders close, and two neighbours share every point of theirs.
struct CatchmentLinks {
  /// A straight piece of border.
  struct Link {
    var from: LatticeKey
    var to: LatticeKey
    var start: PlanePoint
    var end: PlanePoint
    /// The catchment on either side; ``none`` outside all.
    var left: UInt32
    var right: UInt32
  }

  /// The label of places that no facility is near enough to.
  static let none = UInt32.max

  private(set) var links: [Link] = []

  /// Lattice points along a leaf's side.
  private static let side = CatchmentCells.leafCells + 1

  private let pieces: TimedPieces
  private let step: Double
  private var labels = [UInt32](repeating: Self.none, count: Self.side * Self.side)

  init(_ pieces: TimedPieces, _ cells: CatchmentCells, step: Double) {
    self.pieces = pieces
    self.step = step
    cells.candidates.withReader { candidates in
      for leaf in cells.leaves { march(leaf, among: candidates[leaf.range]) }
    }
  }

  private mutating func march(
    _ leaf: CatchmentCells.Leaf, among candidates: ElementReader<Int32>
  ) {
    let x0 = leaf.column * Int32(CatchmentCells.leafCells)
    let y0 = leaf.row * Int32(CatchmentCells.leafCells)
    let side = Self.side
    for i in labels.indices {
      labels[i] = label(
        at: position(x0 + Int32(i % side), y0 + Int32(i / side)), among: candidates)
    }
    for row in 0..<CatchmentCells.leafCells {
      for column in 0..<CatchmentCells.leafCells {
        let i = row * side + column
        let corners = SIMD4(
          labels[i], labels[i + 1], labels[i + side + 1], labels[i + side])
        if corners != SIMD4(repeating: corners[0]) {
          link(x0 + Int32(column), y0 + Int32(row), corners, among: candidates)
        }
      }
    }
  }

  private func position(_ x: Int32, _ y: Int32) -> PlanePoint {
    PlanePoint(Double(x), Double(y)) * step
  }

  private func label(
    at p: PlanePoint, among candidates: ElementReader<Int32>
  ) -> UInt32 {
    pieces.nearest(at: p, among: candidates) ?? Self.none
  }

  /// A point of a border as a cell sees it, with the labels to the left and right of the way from it into
  /// the cell.
  private struct Crossing {
    var key: LatticeKey
    var point: PlanePoint
    var left: UInt32
    var right: UInt32
  }

  /// Where the label changes along a side: found by halving, to a sixty-fourth of a step.
  private func crossing(
    _ kind: LatticeKey.Kind, _ x: Int32, _ y: Int32, first: UInt32, left: UInt32, right: UInt32,
    among candidates: ElementReader<Int32>
  ) -> Crossing {
    let start = position(x, y)
    let along = kind == .level ? PlanePoint(step, 0) : PlanePoint(0, step)
    var (low, high) = (0.0, 1.0)
    for _ in 0..<6 {
      let middle = (low + high) / 2
      if label(at: start + along * middle, among: candidates) == first {
        low = middle
      } else {
        high = middle
      }
    }
    return Crossing(
      key: LatticeKey(kind, x, y), point: start + along * ((low + high) / 2), left: left,
      right: right)
  }

  /// The links of a cell whose corners, counter-clockwise from the south-west, differ.
  private mutating func link(
    _ x: Int32, _ y: Int32, _ c: SIMD4<UInt32>, among candidates: ElementReader<Int32>
  ) {
    var found: [Crossing] = []
    if c[0] != c[1] {
      found.append(
        crossing(.level, x, y, first: c[0], left: c[0], right: c[1], among: candidates))
    }
    if c[1] != c[2] {
      found.append(
        crossing(.upright, x + 1, y, first: c[1], left: c[1], right: c[2], among: candidates))
    }
    if c[2] != c[3] {
      found.append(
        crossing(.level, x, y + 1, first: c[3], left: c[2], right: c[3], among: candidates))
    }
    if c[3] != c[0] {
      found.append(
        crossing(.upright, x, y, first: c[0], left: c[3], right: c[0], among: candidates))
    }
    if found.count == 2 {
      join(found[0], found[1])
    } else if found.count == 4, c[0] == c[2] || c[1] == c[3] {
      let middle = label(at: position(x, y) + step / 2, among: candidates)
      linkOpposite(x, y, c, found, middle: middle)
    } else {
      star(LatticeKey(.junction, x, y), found, at: Self.mean(found.map(\.point)))
    }
  }

  /// A cell with a label at two opposite corners, which can be joined through its middle or not.
  private mutating func linkOpposite(
    _ x: Int32, _ y: Int32, _ c: SIMD4<UInt32>, _ found: [Crossing], middle: UInt32
  ) {
    // Sides stand south, east, north, west: of corner i the sides i − 1 and i.
    let isSaddle = c[0] == c[2] && c[1] == c[3]
    let through: Int? =
      isSaddle
      ? (middle == c[0] || (middle != c[1] && c[0] < c[1]) ? 0 : 1)
      : c[0] == c[2] ? (middle == c[0] ? 0 : nil) : (middle == c[1] ? 1 : nil)
    if let through {
      // The other two corners are cut off.
      for corner in [1 - through, 3 - through] {
        join(found[(corner + 3) % 4], found[corner])
      }
      return
    }
    // The other two labels meet between the two corners.
    let own = c[0] == c[2] ? 0 : 1
    let a = [found[(own + 3) % 4], found[own]]
    let b = [found[own + 1], found[own + 2]]
    let (p, q) = (Self.mean(a.map(\.point)), Self.mean(b.map(\.point)))
    let (first, second) = (LatticeKey(.junction, x, y), LatticeKey(.secondJunction, x, y))
    star(first, a, at: p)
    star(second, b, at: q)
    links.append(
      Link(
        from: first, to: second, start: p, end: q, left: c[(own + 3) % 4], right: c[own + 1]))
  }

  private mutating func join(_ a: Crossing, _ b: Crossing) {
    links.append(
      Link(
        from: a.key, to: b.key, start: a.point, end: b.point, left: a.left, right: a.right))
  }

  private mutating func star(_ key: LatticeKey, _ crossings: [Crossing], at p: PlanePoint) {
    for a in crossings {
      links.append(
        Link(from: a.key, to: key, start: a.point, end: p, left: a.left, right: a.right))
    }
  }

  private static func mean(_ points: [PlanePoint]) -> PlanePoint {
    points.reduce(.zero, +) / Double(points.count)
  }
}
