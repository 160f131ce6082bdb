/// Finds the cells of the plane that the boundary of a circle may pass through, each with the pieces
/// that matter there.
///
/// Every level h is concave. So a cell is inside where some h is positive at its four corners, and over a
/// cell no h rises above its supporting plane at the centre. A piece whose plane stays below zero does
/// not reach into the cell; one whose plane stays below the level of another piece at the corners is
/// nowhere the nearest. What is left is handed to the quarters of the cell, down to one leaf.
struct CellHierarchy {
  /// A cell as wide as a leaf, undecided, with its pieces in ``pieces``.
  struct Leaf {
    /// The leaf's place, in leaves from the origin of the coordinates.
    var column: Int32
    var row: Int32
    var firstPiece: Int32
    var pieceCount: Int32
  }

  /// The step of the lattice in metres.
  let step: Float
  private(set) var leaves = Memory<Leaf>()
  private(set) var leafCount = 0
  /// The pieces of the leaves.
  private(set) var pieces = Memory<CirclePiece>()
  private var pieceCount = 0

  private var grid = CellGrid()
  /// The pieces of the cell of every level that is being quartered.
  private var scratch: [Memory<CirclePiece>] = []

  /// Cells of a leaf along one side; its 8 lattice points are two vectors of four.
  static let leafCells = 7
  private static let mostCells = 1 << 20
  private static let sampleStep = 12
  /// How exact levels are: in metres, with room to spare.
  private static let slack: Float = 0.02

  init(step: Double) { self.step = Float(step) }

  /// What origins of coordinates are multiples of, in metres: the width of a cell of 32 leaves.
  static func originStep(step: Double) -> Double { step * Double(leafCells << 5) }

  /// Finds the undecided leaves around pieces.
  ///
  /// - Complexity: about O(boundary length × pieces near it).
  mutating func build(_ pieces: CirclePieces) {
    leafCount = 0
    pieceCount = 0
    guard pieces.count > 0 else { return }
    var low = SIMD2<Float>(repeating: .infinity)
    var high = SIMD2<Float>(repeating: -.infinity)
    var extent: Float = 0
    for i in 0..<pieces.count {
      let box = pieces.list.start[i].box
      low = SIMD2(min(low.x, box.low.x), min(low.y, box.low.y))
      high = SIMD2(max(high.x, box.high.x), max(high.y, box.high.y))
      extent += max(box.high.x - box.low.x, box.high.y - box.low.y)
    }
    // Lists for cells as wide as pieces are, looked at in quarters: narrower cells list every piece too
    // often, wider quarters hold many pieces and are rarely decided.
    var depth = 0
    while width(depth + 1) < 0.6 * extent / Float(pieces.count) { depth += 1 }
    grid.layOut(low: low - step, high: high + step, size: width(depth + 1))
    while grid.count > Self.mostCells {
      depth += 1
      grid.layOut(low: low - step, high: high + step, size: width(depth + 1))
    }
    while scratch.count <= depth { scratch.append(Memory()) }
    grid.distribute(pieces, margin: step + Self.slack)
    let list = UnsafePointer(pieces.list.start)
    let cells = grid
    cells.forEachCell { column, row, numbers in
      for quarter in 0..<4 {
        refine(
          level: depth, count: numbers.count, isSorted: false,
          column: (2 * column + Int32(quarter & 1)) << Int32(depth),
          row: (2 * row + Int32(quarter >> 1)) << Int32(depth)
        ) { $0 < numbers.count ? list[Int(numbers[$0])] : .nowhere }
      }
    }
  }

  private func width(_ level: Int) -> Float { step * Float(Self.leafCells << level) }

  /// Decides a cell, or hands its four quarters the pieces that matter.
  ///
  /// Pieces are kept where they come within a lattice step of the cell, so that levels at lattice
  /// points down to minus a step are the same from whichever leaf they are looked at. The piece with the
  /// highest level at the centre is handed on as the first one: it decides most of the quarters.
  ///
  /// - Parameters:
  ///   - isSorted: Whether the first piece is likely to be a high one.
  ///   - piece: Gives a piece by its number; from `count` up to the next multiple of four one that
  ///     reaches nowhere.
  @inline(__always)
  private mutating func refine(
    level: Int, count: Int, isSorted: Bool, column: Int32, row: Int32,
    piece: (Int) -> CirclePiece
  ) {
    let leaf = step * Float(Self.leafCells)
    let size = width(level)
    let square = PlaneSquare(
      x: Float(column) * leaf + size / 2, y: Float(row) * leaf + size / 2, size: size)
    let output: UnsafeMutablePointer<CirclePiece>
    if level == 0 {
      pieces.reserve(pieceCount + count + 8)
      output = pieces.start + pieceCount
    } else {
      scratch[level - 1].reserve(count + 8)
      output = scratch[level - 1].start
    }
    let least = -(step + Self.slack)
    var kept = 0
    var highest = -Float.infinity
    var reach = -Float.infinity
    var nearest = 0
    var corners = SIMD4<Float>(repeating: -1e30)
    // A sample finds a high piece: often the cell is decided, and if not, most others are soon left out.
    for i in stride(from: 0, to: isSorted ? 0 : count, by: Self.sampleStep) {
      let one = piece(i)
      let level = one.level(atX: square.x, y: square.y)
      if level <= highest { continue }
      highest = level
      corners = one.corners(of: square)
      if corners.least >= Self.slack { return }
    }
    var i = 0
    while i < count {
      let four = (piece(i), piece(i + 1), piece(i + 2), piece(i + 3))
      i += 4
      let planes = FourPieces(four.0, four.1, four.2, four.3).planes(over: square)
      let tops = planes.tops
      let top = tops.largest
      if top < least { continue }
      reach = max(reach, top)
      var best = -1
      if planes.level.largest >= highest {
        best = planes.level.laneOfLargest
        highest = planes.level[best]
        let cover = best == 0 ? four.0 : best == 1 ? four.1 : best == 2 ? four.2 : four.3
        corners = cover.corners(of: square)
        if corners.least >= Self.slack { return }
      }
      // At least 0 where a piece matters; written in any case, for a branch costs more.
      let worth = (tops - least).smaller(planes.excess(over: corners) + Self.slack)
      if best == 0 { nearest = kept }
      output[kept] = four.0
      kept &+= worth[0] >= 0 ? 1 : 0
      if best == 1 { nearest = kept }
      output[kept] = four.1
      kept &+= worth[1] >= 0 ? 1 : 0
      if best == 2 { nearest = kept }
      output[kept] = four.2
      kept &+= worth[2] >= 0 ? 1 : 0
      if best == 3 { nearest = kept }
      output[kept] = four.3
      kept &+= worth[3] >= 0 ? 1 : 0
    }
    // Nothing reaches into the cell.
    if reach < -Self.slack { return }
    for k in kept..<(kept + 3) { output[k] = .nowhere }
    guard level > 0 else {
      leaves.reserve(leafCount + 1)
      leaves.start[leafCount] = Leaf(
        column: column, row: row, firstPiece: Int32(pieceCount), pieceCount: Int32(kept))
      leafCount += 1
      pieceCount += (kept + 3) & ~3
      return
    }
    if nearest < kept { (output[0], output[nearest]) = (output[nearest], output[0]) }
    let next = Int32(1) << Int32(level - 1)
    refineKept(level: level - 1, count: kept, column: column, row: row)
    refineKept(level: level - 1, count: kept, column: column + next, row: row)
    refineKept(level: level - 1, count: kept, column: column, row: row + next)
    refineKept(level: level - 1, count: kept, column: column + next, row: row + next)
  }

  /// Refines a cell whose pieces its parent kept.
  private mutating func refineKept(level: Int, count: Int, column: Int32, row: Int32) {
    let input = scratch[level].start
    refine(level: level, count: count, isSorted: true, column: column, row: row) { input[$0] }
  }
}
