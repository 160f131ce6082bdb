/// Finds the cells of the plane that the boundary of a circle may pass through, each with the pieces
/// that matter there.
///
/// Because every level h is 1-Lipschitz, a cell whose centre has g at least half a diagonal is inside,
/// one below minus that is outside; of the pieces only those within half a diagonal of zero at the
/// centre can matter in what is left. Cells are quartered from 32 leaves' width down to one leaf.
struct CellHierarchy {
  /// A cell as wide as a leaf, undecided, with its pieces in ``quads``.
  struct Leaf {
    /// The leaf's place, in leaves from the origin of the coordinates.
    var column: Int32
    var row: Int32
    var firstQuad: Int32
    var pieceCount: Int32
  }

  /// The step of the lattice in metres.
  let step: Float
  private(set) var leaves = Memory<Leaf>()
  private(set) var leafCount = 0
  /// The pieces of the leaves.
  private(set) var quads = Memory<Float>()
  private var quadCount = 0

  /// The pieces of the widest cells, as compressed rows.
  private var cellFirst: [Int32] = []
  private var cellNext: [Int32] = []
  private var cellPieces = Memory<Int32>()
  private var scratch: [Memory<Float>] = []

  /// Cells of a leaf along one side; its 8 lattice points are two vectors of four.
  static let leafCells = 7
  /// How often the widest cells are quartered, unless the pieces lie far apart.
  private static let usualDepth = 5
  private static let mostCells = 1 << 20

  init(step: Double) { self.step = Float(step) }

  /// The width of the usual widest cells in metres; origins of pieces are multiples of it.
  static func widestCell(step: Double) -> Double { step * Double(leafCells << usualDepth) }

  /// Finds the undecided leaves around pieces.
  ///
  /// - Complexity: about O(boundary length × pieces near it).
  mutating func build(_ pieces: CirclePieces) {
    leafCount = 0
    quadCount = 0
    guard pieces.count > 0 else { return }
    var low = SIMD2<Float>(repeating: .infinity)
    var high = SIMD2<Float>(repeating: -.infinity)
    for i in 0..<pieces.count {
      let box = pieces.box(of: i)
      low = SIMD2(min(low.x, box.low.x), min(low.y, box.low.y))
      high = SIMD2(max(high.x, box.high.x), max(high.y, box.high.y))
    }
    var depth = Self.usualDepth
    var grid = WidestCells(low: low - step, high: high + step, size: width(depth))
    while grid.count > Self.mostCells {
      depth += 1
      grid = WidestCells(low: low - step, high: high + step, size: width(depth))
    }
    while scratch.count <= depth { scratch.append(Memory()) }
    distribute(pieces, over: grid)
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let cell = row * grid.columns + column
        let range = Int(cellFirst[cell])..<Int(cellFirst[cell + 1])
        guard !range.isEmpty else { continue }
        gather(pieces, range, at: depth)
        refine(
          level: depth, count: range.count,
          column: (grid.first.x + Int32(column)) << Int32(depth),
          row: (grid.first.y + Int32(row)) << Int32(depth))
      }
    }
  }

  private func width(_ level: Int) -> Float { step * Float(Self.leafCells << level) }

  /// The widest cells over a box.
  private struct WidestCells {
    let first: SIMD2<Int32>
    let columns: Int
    let rows: Int
    let size: Float

    init(low: SIMD2<Float>, high: SIMD2<Float>, size: Float) {
      self.size = size
      first = SIMD2<Int32>((low / size).rounded(.down))
      let last = SIMD2<Int32>((high / size).rounded(.down))
      columns = Int(last.x - first.x) + 1
      rows = Int(last.y - first.y) + 1
    }

    var count: Int { columns * rows }

    /// Calls `body` with every cell that a box, widened by `margin`, meets.
    @inline(__always)
    func forEachCell(
      _ box: (low: SIMD2<Float>, high: SIMD2<Float>), margin: Float, _ body: (Int) -> Void
    ) {
      let a = SIMD2<Int32>(((box.low - margin) / size).rounded(.down)) &- first
      let b = SIMD2<Int32>(((box.high + margin) / size).rounded(.down)) &- first
      var r = max(Int(a.y), 0)
      while r <= min(Int(b.y), rows - 1) {
        var c = max(Int(a.x), 0)
        while c <= min(Int(b.x), columns - 1) {
          body(r * columns + c)
          c += 1
        }
        r += 1
      }
    }
  }

  /// Lists for each of the widest cells the pieces whose box meets it, by counting.
  private mutating func distribute(_ pieces: CirclePieces, over grid: WidestCells) {
    cellFirst.removeAll(keepingCapacity: true)
    cellFirst.append(contentsOf: repeatElement(0, count: grid.count + 1))
    for i in 0..<pieces.count {
      grid.forEachCell(pieces.box(of: i), margin: step) { cellFirst[$0 + 1] += 1 }
    }
    for i in 1..<cellFirst.count { cellFirst[i] += cellFirst[i - 1] }
    cellNext.removeAll(keepingCapacity: true)
    cellNext.append(contentsOf: cellFirst)
    cellPieces.reserve(Int(cellFirst[grid.count]))
    for i in 0..<pieces.count {
      grid.forEachCell(pieces.box(of: i), margin: step) {
        cellPieces.start[Int(cellNext[$0])] = Int32(i)
        cellNext[$0] += 1
      }
    }
  }

  /// Copies the pieces of one of the widest cells side by side.
  private mutating func gather(_ pieces: CirclePieces, _ range: Range<Int>, at level: Int) {
    scratch[level].reserve(Self.room(for: range.count))
    let out = scratch[level].start
    for (k, i) in range.enumerated() {
      let piece = Int(cellPieces.start[i])
      Self.copy(
        pieces.quads.start + (piece >> 2) * CirclePieces.stride, lane: piece & 3, to: out, at: k)
    }
    Self.pad(out, count: range.count)
  }

  private static func room(for count: Int) -> Int { (count + 4) / 4 * CirclePieces.stride }

  @inline(__always)
  private static func copy(
    _ quad: UnsafePointer<Float>, lane: Int, to out: UnsafeMutablePointer<Float>, at k: Int
  ) {
    let p = out + (k >> 2) * CirclePieces.stride + (k & 3)
    for field in 0..<8 { p[field * 4] = quad[field * 4 + lane] }
  }

  /// Makes the unused lanes of the last quad reach nowhere.
  @inline(__always)
  private static func pad(_ out: UnsafeMutablePointer<Float>, count: Int) {
    guard count & 3 != 0 else { return }
    for lane in (count & 3)..<4 {
      CirclePieces.fill(out + (count >> 2) * CirclePieces.stride, lane: lane)
    }
  }

  /// Decides a cell, or hands its four quarters the pieces that matter.
  ///
  /// Pieces are kept a lattice step beyond the half-diagonal, so that levels at lattice points down to
  /// minus a step are the same from whichever leaf they are looked at.
  private mutating func refine(level: Int, count: Int, column: Int32, row: Int32) {
    let leaf = step * Float(Self.leafCells)
    let size = width(level)
    let x = Float(column) * leaf + size / 2
    let y = Float(row) * leaf + size / 2
    let half = size * 0.707_107 + 0.01
    let least = -(half + step)
    let input = scratch[level].start
    let output: UnsafeMutablePointer<Float>
    if level == 0 {
      quads.reserve(quadCount * CirclePieces.stride + Self.room(for: count))
      output = quads.start + quadCount * CirclePieces.stride
    } else {
      scratch[level - 1].reserve(Self.room(for: count))
      output = scratch[level - 1].start
    }
    var kept = 0
    var best = -Float.infinity
    for q in 0..<((count + 3) / 4) {
      let quad = UnsafePointer(input + q * CirclePieces.stride)
      let levels = CirclePieces.levels(quad, atX: x, y: y)
      let highest = levels.largest
      if highest < least { continue }
      if highest >= half { return }
      best = max(best, highest)
      for lane in 0..<4 where levels[lane] >= least {
        Self.copy(quad, lane: lane, to: output, at: kept)
        kept += 1
      }
    }
    // Nothing reaches into the cell.
    if best < -half { return }
    Self.pad(output, count: kept)
    guard level > 0 else {
      leaves.reserve(leafCount + 1)
      leaves.start[leafCount] = Leaf(
        column: column, row: row, firstQuad: Int32(quadCount), pieceCount: Int32(kept))
      leafCount += 1
      quadCount += (kept + 3) / 4
      return
    }
    let next = Int32(1) << Int32(level - 1)
    for (dx, dy) in [(Int32(0), Int32(0)), (next, 0), (0, next), (next, next)] {
      refine(level: level - 1, count: kept, column: column + dx, row: row + dy)
    }
  }
}
