/// The boundary of a circle inside one leaf: marching squares over its 8 × 8 lattice points.
///
/// Lattice points are inside where g ≥ 0; on a side of the lattice between an inside and an outside point
/// the boundary crosses where g changes its sign. Neighbouring leaves agree on which shared points are inside,
/// so their chains meet. A saddle is decided by g in its middle.
///
/// The circle is drawn too large by a little more than the error of 32-bit numbers, so that a place found
/// outside is outside, even where several discs meet in one point.
///
/// Unchecked access is justified by construction: lattice points and sides are counted by the leaf's own
/// size, and a chain walks only over sides that ``link(_:_:_:_:)`` wrote.
struct LeafContour: ~Copyable {
  /// A chain of crossings through the leaf, in the order that keeps the inside on the left.
  struct Chain {
    /// The lattice sides where the chain enters and leaves the leaf; equal for a closed chain.
    var first: UInt64
    var last: UInt64
    /// The chain's crossings in ``points``, without that on `last`, which begins the next chain or this one.
    var firstPoint: Int32
    var pointCount: Int32
  }

  private(set) var chains = Memory<Chain>()
  private(set) var points = Memory<SIMD2<Double>>()

  /// The levels g at the lattice points.
  private var values = Memory<Float>(capacity: 64)
  /// For a side by which the boundary enters a cell, the side by which it leaves that cell.
  private var next = Memory<UInt8>(capacity: LeafContour.sideCount)
  /// Where the boundary crosses a side, as a share of its length.
  private var crossings = Memory<Float>(capacity: LeafContour.sideCount)

  /// The sides of the lattice in a leaf: 7 in each of 8 rows, and 8 in each of 7.
  private static let sideCount = 112
  /// How far a crossing may be from the boundary, in steps of the lattice.
  private static let precision: Float = 1.0 / 256
  /// How often a crossing is guessed before its side is halved.
  private static let linearGuesses = 3

  init() {
    values.resize(to: 64)
    next.fill(with: 0, count: Self.sideCount)
    crossings.fill(with: 0, count: Self.sideCount)
  }

  mutating func removeAll() {
    chains.removeAll()
    points.removeAll()
  }

  /// The pieces of a leaf, and where its lattice is.
  private struct Pieces {
    let list: MemoryHandle<CirclePiece>
    let x0: Int32
    let y0: Int32
    let step: Float

    /// The level g at a place, in steps from the leaf's lower left corner.
    @inline(__always)
    func level(atX x: Float, y: Float) -> Float {
      let (px, py) = ((Float(x0) + x) * step, (Float(y0) + y) * step)
      var g = -Float.infinity
      for k in 0..<list.count { g = max(g, list[k].level(atX: px, y: py)) }
      return g
    }
  }

  /// Adds the chains of a leaf.
  mutating func march(_ leaf: CellHierarchy.Leaf, _ hierarchy: borrowing CellHierarchy) {
    let step = hierarchy.step
    let x0 = leaf.column * Int32(CellHierarchy.leafCells)
    let y0 = leaf.row * Int32(CellHierarchy.leafCells)
    let pieces = Pieces(list: hierarchy.pieces(of: leaf), x0: x0, y0: y0, step: step)
    let inside = evaluate(pieces)
    if inside == 0 || inside == UInt64.max { return }
    var starts = (UInt64(0), UInt64(0))
    var ends = (UInt64(0), UInt64(0))
    link(inside, pieces, &starts, &ends)
    findCrossings(starts, pieces)
    // Chains begin on sides that no segment of this leaf leads to.
    let open = (starts.0 & ~ends.0, starts.1 & ~ends.1)
    follow(open, &starts, pieces)
    follow(starts, &starts, pieces)
  }

  /// The levels at the lattice points; returns a bit for each that is inside, row by row.
  @inline(__always)
  private func evaluate(_ pieces: Pieces) -> UInt64 {
    let values = values.vectors
    let (x0, y0, step) = (pieces.x0, pieces.y0, pieces.step)
    for i in 0..<16 { values[i] = SIMD4(repeating: -1e30) }
    let left = SIMD4<Float>(0, 1, 2, 3)
    let xs = ((left + Float(x0)) * step, (left + 4 + Float(x0)) * step)
    for k in 0..<pieces.list.count {
      let piece = pieces.list[k]
      let dx = (xs.0 - piece.line[0], xs.1 - piece.line[0])
      let along = (dx.0 * piece.line[2], dx.1 * piece.line[2])
      let beside = (dx.0 * piece.line[3], dx.1 * piece.line[3])
      for r in 0..<8 {
        let dy = Float(y0 + Int32(r)) * step - piece.line[1]
        let (u, v) = (dy * piece.line[3], dy * piece.line[2])
        values[2 * r] = values[2 * r].larger(
          piece.levels(along: along.0 + u, beside: beside.0 - v))
        values[2 * r + 1] = values[2 * r + 1].larger(
          piece.levels(along: along.1 + u, beside: beside.1 - v))
      }
    }
    var inside: UInt64 = 0
    for i in 0..<16 {
      for lane in 0..<4 { inside |= (values[i][lane] >= 0 ? 1 : 0) << UInt64(i * 4 + lane) }
    }
    return inside
  }

  /// Sets ``next`` for every lattice side by which the boundary enters a cell.
  ///
  /// Sides: 0…55 from (x, y) to (x+1, y), row by row of 7; 56…111 from (x, y) to (x, y+1), row by row of 8.
  @inline(__always)
  private mutating func link(
    _ inside: UInt64, _ pieces: Pieces, _ starts: inout (UInt64, UInt64),
    _ ends: inout (UInt64, UInt64)
  ) {
    // A cell is mixed where its corners differ: compare each point with its right and upper neighbours.
    let right = inside >> 1
    let above = inside >> 8
    let diagonal = inside >> 9
    let columns: UInt64 = 0x007f_7f7f_7f7f_7f7f
    var mixed = ((inside ^ right) | (inside ^ above) | (inside ^ diagonal)) & columns
    while mixed != 0 {
      let bit = mixed.trailingZeroBitCount
      mixed &= mixed - 1
      let (x, y) = (bit & 7, bit >> 3)
      let corners =
        Int(inside >> UInt64(bit) & 1) | Int(right >> UInt64(bit) & 1) << 1
        | Int(diagonal >> UInt64(bit) & 1) << 2 | Int(above >> UInt64(bit) & 1) << 3
      let (s, n) = (y * 7 + x, (y + 1) * 7 + x)
      let (w, e) = (56 + y * 8 + x, 56 + y * 8 + x + 1)
      switch corners {
      case 1: join(s, w, &starts, &ends)
      case 2: join(e, s, &starts, &ends)
      case 3: join(e, w, &starts, &ends)
      case 4: join(n, e, &starts, &ends)
      case 6: join(n, s, &starts, &ends)
      case 7: join(n, w, &starts, &ends)
      case 8: join(w, n, &starts, &ends)
      case 9: join(s, n, &starts, &ends)
      case 11: join(e, n, &starts, &ends)
      case 12: join(w, e, &starts, &ends)
      case 13: join(s, e, &starts, &ends)
      case 14: join(w, s, &starts, &ends)
      default:
        let g = pieces.level(atX: Float(x) + 0.5, y: Float(y) + 0.5)
        if (corners == 5) == (g >= 0) {
          // The outside corners, or for the other diagonal the inside ones, are south-east and north-west.
          if corners == 5 {
            join(s, e, &starts, &ends)
            join(n, w, &starts, &ends)
          } else {
            join(e, s, &starts, &ends)
            join(w, n, &starts, &ends)
          }
        } else if corners == 5 {
          join(s, w, &starts, &ends)
          join(n, e, &starts, &ends)
        } else {
          join(w, s, &starts, &ends)
          join(e, n, &starts, &ends)
        }
      }
    }
  }

  @inline(__always)
  private mutating func join(
    _ start: Int, _ end: Int, _ starts: inout (UInt64, UInt64), _ ends: inout (UInt64, UInt64)
  ) {
    next[start] = UInt8(truncatingIfNeeded: end)
    if start < 56 { starts.0 |= 1 << UInt64(start) } else { starts.1 |= 1 << UInt64(start - 56) }
    if end < 56 { ends.0 |= 1 << UInt64(end) } else { ends.1 |= 1 << UInt64(end - 56) }
  }

  /// Walks the chains that begin on `sides`, removing every side passed from `starts`.
  @inline(__always)
  private mutating func follow(
    _ sides: (UInt64, UInt64), _ starts: inout (UInt64, UInt64), _ pieces: Pieces
  ) {
    for half in 0..<2 {
      var rest = half == 0 ? sides.0 : sides.1
      while rest != 0 {
        let first = rest.trailingZeroBitCount + half * 56
        rest &= rest - 1
        guard Self.take(first, from: &starts) else { continue }
        let firstPoint = points.count
        var side = first
        while true {
          points.append(crossing(side, pieces))
          side = Int(next[side])
          if !Self.take(side, from: &starts) { break }
        }
        chains.append(
          Chain(
            first: Self.key(first, pieces.x0, pieces.y0),
            last: Self.key(side, pieces.x0, pieces.y0), firstPoint: Int32(firstPoint),
            pointCount: Int32(points.count - firstPoint)))
      }
    }
  }

  @inline(__always)
  private static func take(_ side: Int, from starts: inout (UInt64, UInt64)) -> Bool {
    if side < 56 {
      let bit: UInt64 = 1 << UInt64(side)
      defer { starts.0 &= ~bit }
      return starts.0 & bit != 0
    }
    let bit: UInt64 = 1 << UInt64(side - 56)
    defer { starts.1 &= ~bit }
    return starts.1 & bit != 0
  }

  /// The key of a lattice side, the same in all leaves.
  @inline(__always)
  private static func key(_ side: Int, _ x0: Int32, _ y0: Int32) -> UInt64 {
    let (x, y) = place(of: side)
    let gx = UInt64(UInt32(bitPattern: x0 &+ Int32(x)))
    let gy = UInt64(UInt32(bitPattern: y0 &+ Int32(y)) & 0x7fff_ffff)
    return gx << 32 | gy << 1 | (side >= 56 ? 1 : 0)
  }

  /// Finds where the boundary crosses each of the sides, four at a time, as a share of the side's length in
  /// ``crossings``; never quite at its ends, so that rings do not touch.
  ///
  /// The first guess takes g as linear, which it is to a few millimetres almost everywhere. But where
  /// discs meet, g may be near 0 deep inside; so a guess is taken only where it proves to be just
  /// outside: there minus g is the distance to the boundary. Otherwise the next guess uses the levels found;
  /// after ``linearGuesses`` guesses the side is halved until it is short.
  @inline(__always)
  private mutating func findCrossings(_ sides: (UInt64, UInt64), _ pieces: Pieces) {
    var rest = sides
    var four = SIMD4<Int32>.zero
    var count = 0
    while rest.0 | rest.1 != 0 {
      if rest.0 != 0 {
        four[count] = Int32(rest.0.trailingZeroBitCount)
        rest.0 &= rest.0 - 1
      } else {
        four[count] = Int32(rest.1.trailingZeroBitCount + 56)
        rest.1 &= rest.1 - 1
      }
      count += 1
      if count < 4 && rest.0 | rest.1 != 0 { continue }
      for lane in count..<4 { four[lane] = four[0] }
      findCrossings(four, pieces)
      count = 0
    }
  }

  @inline(__always)
  private mutating func findCrossings(_ sides: SIMD4<Int32>, _ pieces: Pieces) {
    // Where the sides begin, where they lead, and the levels at their ends.
    var (x, y) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
    var (right, up) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
    var (a, b) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
    for lane in 0..<4 {
      let side = Int(sides[lane])
      let (column, row) = Self.place(of: side)
      x[lane] = Float(pieces.x0 &+ Int32(column))
      y[lane] = Float(pieces.y0 &+ Int32(row))
      let at = row * 8 + column
      a[lane] = values[at]
      if side >= 56 {
        up[lane] = 1
        b[lane] = values[at + 8]
      } else {
        right[lane] = 1
        b[lane] = values[at + 1]
      }
    }
    let precision = Self.precision
    let isRising = a .< 0
    // Positions on the side between which the boundary is, `inner` inside and `outer` outside, and the
    // levels there.
    var inner = SIMD4<Float>.zero.replacing(with: 1, where: isRising)
    var outer = SIMD4<Float>(repeating: 1).replacing(with: 0, where: isRising)
    var high = a.larger(b)
    var low = a.smaller(b)
    var guesses = 0
    while true {
      var f = (inner + outer) / 2
      if guesses < Self.linearGuesses {
        let share = (high / (high - low)).larger(SIMD4(repeating: 0.001))
        f = inner + (outer - inner) * (share + precision / 2).smaller(SIMD4(repeating: 0.999))
      }
      guesses += 1
      let (px, py) = ((x + right * f) * pieces.step, (y + up * f) * pieces.step)
      var g = SIMD4<Float>(repeating: -.infinity)
      for k in 0..<pieces.list.count { g = g.larger(pieces.list[k].levels(atX: px, y: py)) }
      let isOutside = g .< 0
      outer = outer.replacing(with: f, where: isOutside)
      low = low.replacing(with: g, where: isOutside)
      inner = f.replacing(with: inner, where: isOutside)
      high = g.replacing(with: high, where: isOutside)
      // A guess just outside the boundary is final: no interval is left to search.
      inner = inner.replacing(
        with: outer, where: isOutside .& (g .>= -precision * pieces.step))
      if (outer - inner).magnitudes.largest <= precision { break }
    }
    let found = outer.larger(SIMD4(repeating: 0.001)).smaller(SIMD4(repeating: 0.999))
    for lane in 0..<4 { crossings[Int(sides[lane])] = found[lane] }
  }

  /// The column and row of the lattice point where a side begins.
  @inline(__always)
  private static func place(of side: Int) -> (column: Int, row: Int) {
    side >= 56 ? ((side - 56) & 7, (side - 56) >> 3) : (side % 7, side / 7)
  }

  /// Where the boundary crosses a side.
  @inline(__always)
  private func crossing(_ side: Int, _ pieces: Pieces) -> SIMD2<Double> {
    let (x, y) = Self.place(of: side)
    let p = SIMD2(Double(pieces.x0 &+ Int32(x)), Double(pieces.y0 &+ Int32(y)))
    let at = Double(crossings[side])
    return (p + (side >= 56 ? SIMD2(0, at) : SIMD2(at, 0))) * Double(pieces.step)
  }
}
