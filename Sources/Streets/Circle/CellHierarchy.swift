/// Finds the cells of the plane that the boundary of a circle may pass through, each with the pieces
/// that matter there.
///
/// Every level h of a ``CirclePiece`` is concave. So a cell is inside where some h is positive at its four
/// corners, and over a cell no h rises above its supporting plane at the centre. A piece whose plane stays
/// below zero does not reach into the cell; one whose plane stays below the level of another piece at the
/// corners is nowhere the highest. The other pieces are handed to the quarters of the cell, down to one leaf.
///
/// ``CellRefinement`` decides the cells; this type lays out the wide ones it begins with.
struct CellHierarchy: ~Copyable {
  /// A cell as wide as a leaf, undecided, with its pieces in ``pieces``.
  struct Leaf {
    /// The leaf's place, in leaves from the origin of the coordinates.
    var column: Int32
    var row: Int32
    /// The index of the leaf's first piece in ``pieces``.
    var firstPiece: Int32
    var pieceCount: Int32
  }

  private var cells: CellRefinement
  private var grid = CellGrid()

  /// Lattice cells along one side of a leaf; the 8 lattice points there are two vectors of four.
  static let leafCells = 7
  private static let mostCells = 1 << 20

  /// A hierarchy for a lattice with a step in metres.
  init(step: Double) { cells = CellRefinement(step: Float(step)) }

  /// Origins of coordinates are multiples of this many metres, the width of a cell of 32 leaves.
  static func originStep(step: Double) -> Double { step * Double(leafCells << 5) }

  /// The step of the lattice in metres.
  var step: Float { cells.step }

  /// The number of undecided leaves.
  var leafCount: Int { cells.leaves.count }

  /// An undecided leaf.
  subscript(i: Int) -> Leaf { cells.leaves[i] }

  /// The pieces of a leaf.
  func pieces(of leaf: Leaf) -> MemoryHandle<CirclePiece> {
    let first = Int(leaf.firstPiece)
    return cells.pieces.handle[first..<first + Int(leaf.pieceCount)]
  }

  /// Finds the undecided leaves around pieces.
  ///
  /// - Complexity: about O(boundary length × pieces near it).
  mutating func build(_ pieces: borrowing CirclePieces) {
    cells.removeAll()
    guard pieces.count > 0 else { return }
    let depth = layOut(around: pieces)
    Self.refine(grid, pieces, level: depth, into: &cells)
    _checkInvariants()
  }

  /// Lays out the wide cells; returns the level of their quarters: how often these are quartered down to leaves.
  private mutating func layOut(around pieces: borrowing CirclePieces) -> Int {
    var low = SIMD2<Float>(repeating: .infinity)
    var high = SIMD2<Float>(repeating: -.infinity)
    var extent: Float = 0
    for i in 0..<pieces.count {
      let box = pieces.list[i].box
      low = SIMD2(min(low.x, box.low.x), min(low.y, box.low.y))
      high = SIMD2(max(high.x, box.high.x), max(high.y, box.high.y))
      extent += max(box.high.x - box.low.x, box.high.y - box.low.y)
    }
    // Cells about as wide as pieces, refined by quarters: narrower cells would list every piece too often,
    // wider quarters hold many pieces and are rarely decided.
    var depth = 0
    while cells.width(depth + 1) < 0.6 * extent / Float(pieces.count) { depth += 1 }
    grid.layOut(low: low - step, high: high + step, size: cells.width(depth + 1))
    while grid.count > Self.mostCells {
      depth += 1
      grid.layOut(low: low - step, high: high + step, size: cells.width(depth + 1))
    }
    grid.distribute(pieces, margin: step + CellRefinement.slack)
    return depth
  }

  private static func refine(
    _ grid: borrowing CellGrid, _ pieces: borrowing CirclePieces, level: Int,
    into cells: inout CellRefinement
  ) {
    grid.forEachCell { column, row, numbers in
      for quarter in 0..<4 {
        cells.refine(
          level: level, column: (2 * column + Int32(quarter & 1)) << Int32(level),
          row: (2 * row + Int32(quarter >> 1)) << Int32(level), numbers, of: pieces.list)
      }
    }
  }

  #if STREETS_INTERNAL_CHECKS
    /// No leaf is listed twice. Each has a run of pieces that begins where the last leaf's ends and is padded
    /// to a multiple of four with pieces that reach nowhere.
    func _checkInvariants() {
      var places: Set<SIMD2<Int32>> = []
      var end = 0
      for i in 0..<leafCount {
        let leaf = self[i]
        precondition(places.insert(SIMD2(leaf.column, leaf.row)).inserted, "a leaf stands twice")
        precondition(Int(leaf.firstPiece) == end && leaf.pieceCount > 0, "a leaf without pieces")
        end += (Int(leaf.pieceCount) + 3) & ~3
        for k in (Int(leaf.firstPiece) + Int(leaf.pieceCount))..<end {
          precondition(cells.pieces[k].shape[1] < 0, "a filling piece reaches somewhere")
        }
      }
      precondition(end == cells.pieces.count, "pieces without a leaf")
    }
  #else
    @inline(__always)
    func _checkInvariants() {}
  #endif
}
