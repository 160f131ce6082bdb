/// Quarters cells down to leaves, keeping for each cell the pieces that matter there.
///
/// Unchecked access is justified by construction: a cell keeps at most the pieces it was given, rounded up
/// to fours, and room for them is made before the cell is refined.
struct CellRefinement: ~Copyable {
  typealias Leaf = CellHierarchy.Leaf

  /// The step of the lattice in metres.
  let step: Float
  private(set) var leaves = Memory<Leaf>()
  /// The pieces of the leaves, each leaf's padded to a multiple of four with ``CirclePiece/nowhere``.
  private(set) var pieces = Memory<CirclePiece>()
  /// The pieces of the cells that are being quartered, each cell's above those of its parent.
  private var stack = Memory<CirclePiece>()

  private static let leafCells = CellHierarchy.leafCells
  private static let sampleStep = 12
  /// A generous bound on the error of levels, in metres.
  static let slack: Float = 0.02

  init(step: Float) { self.step = step }

  mutating func removeAll() {
    leaves.removeAll()
    pieces.removeAll()
  }

  /// The width of a cell that is quartered `level` times down to a leaf.
  func width(_ level: Int) -> Float { step * Float(Self.leafCells << level) }

  /// Refines a quarter of a wide cell.
  mutating func refine(
    level: Int, column: Int32, row: Int32, _ numbers: MemoryHandle<Int32>,
    of list: borrowing Memory<CirclePiece>
  ) {
    let output = room(level: level, count: numbers.count, above: 0)
    let list = list.handle
    refine(
      level: level, count: numbers.count, isSorted: false, column: column, row: row, to: output,
      above: 0
    ) { $0 < numbers.count ? list[Int(numbers[$0])] : .nowhere }
  }

  /// Decides a cell, or hands its four quarters the pieces that matter.
  ///
  /// Pieces are kept where they come within a lattice step of the cell, so that levels at lattice
  /// points down to minus a step are the same whichever leaf computes them. The piece with the
  /// highest level at the centre is handed on as the first one: it decides most of the quarters.
  ///
  /// - Parameters:
  ///   - output: Where kept pieces go: room for `count` and eight more.
  ///   - bottom: Where `output` begins on the stack; unused for a leaf.
  ///   - isSorted: Whether the first piece is likely to be a high one.
  ///   - piece: Gives a piece by its number; from `count` up to the next multiple of four one that
  ///     reaches nowhere.
  @inline(__always)
  private mutating func refine(
    level: Int, count: Int, isSorted: Bool, column: Int32, row: Int32,
    to output: MemoryHandle<CirclePiece>, above bottom: Int, piece: (Int) -> CirclePiece
  ) {
    let leaf = step * Float(Self.leafCells)
    let size = width(level)
    let square = PlaneSquare(
      x: Float(column) * leaf + size / 2, y: Float(row) * leaf + size / 2, size: size)
    let least = -(step + Self.slack)
    var kept = 0
    var highest = -Float.infinity
    var reach = -Float.infinity
    var nearest = 0
    var corners = SIMD4<Float>(repeating: -1e30)
    // A sample finds a high piece: often it decides the cell, or soon rules out most other pieces.
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
      // At least 0 where a piece matters. Every piece is written: a branch costs more.
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
      leaves.append(
        Leaf(
          column: column, row: row, firstPiece: Int32(pieces.count), pieceCount: Int32(kept)))
      pieces.resize(to: pieces.count + (kept + 3) & ~3)
      return
    }
    if nearest < kept { (output[0], output[nearest]) = (output[nearest], output[0]) }
    // The kept pieces stand on the stack from `bottom` to `top`; their quarters' pieces go above.
    let top = bottom + (kept + 3) & ~3
    let next = Int32(1) << Int32(level - 1)
    for (dx, dy) in [(Int32(0), Int32(0)), (next, 0), (0, next), (next, next)] {
      refineKept(
        level: level - 1, from: bottom, count: kept, above: top, column: column + dx,
        row: row + dy)
    }
  }

  /// Refines a cell whose pieces its parent kept on the stack.
  private mutating func refineKept(
    level: Int, from first: Int, count: Int, above top: Int, column: Int32, row: Int32
  ) {
    let output = room(level: level, count: count, above: top)
    // Valid because the stack has grown already; unused once the cell's own quarters make the stack grow.
    let input = stack.room(after: first)
    refine(
      level: level, count: count, isSorted: true, column: column, row: row, to: output,
      above: top
    ) { input[$0] }
  }

  /// Room for the pieces that a cell may keep: for a leaf at the end of ``pieces``, otherwise on the stack.
  @inline(__always)
  private mutating func room(
    level: Int, count: Int, above top: Int
  ) -> MemoryHandle<CirclePiece> {
    if level == 0 {
      pieces.reserve(pieces.count + count + 8)
      return pieces.room(after: pieces.count)
    }
    stack.reserve(top + count + 8)
    return stack.room(after: top)
  }
}
