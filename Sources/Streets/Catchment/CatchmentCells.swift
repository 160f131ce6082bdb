/// Finds the cells of the plane that a border between catchments may pass through, each with the pieces
/// that matter there.
///
/// Times at a cell's middle bound those everywhere in it, see ``TimedPiece``. A piece whose lower bound lies
/// above another's upper bound is nowhere the nearest; a cell in which only pieces of one facility are
/// left, one of them within the limit everywhere, has no border. Cells are quartered from 64 leaves' width
/// down to one leaf.
struct CatchmentCells {
  /// A cell that a border may pass through.
  struct Leaf {
    /// Its place, in leaves from the plane's origin.
    var column: Int32
    var row: Int32
    /// Its pieces in ``candidates``.
    var range: Range<Int>
  }

  private(set) var leaves: [Leaf] = []
  private(set) var candidates: [Int32] = []

  private let pieces: TimedPieces
  private let step: Double
  private var scratch: [[Int32]] = []
  private var bounds: [Double] = []

  /// Cells of the lattice along a leaf's side.
  static let leafCells = 3
  private static let depth = 6

  /// - Complexity: about O(length of the borders × pieces near them).
  init(_ pieces: TimedPieces, step: Double) {
    self.pieces = pieces
    self.step = step
    scratch = [[Int32]](repeating: [], count: Self.depth + 1)
    for (cell, members) in Self.distribute(pieces, size: width(Self.depth)) {
      scratch[Self.depth] = members
      refine(
        level: Self.depth, column: cell.x << Int32(Self.depth), row: cell.y << Int32(Self.depth))
    }
  }

  private func width(_ level: Int) -> Double { step * Double(Self.leafCells << level) }

  /// The pieces of every widest cell that any reaches, row by row.
  private static func distribute(
    _ pieces: TimedPieces, size: Double
  ) -> [(SIMD2<Int32>, [Int32])] {
    var cells: [SIMD2<Int32>: [Int32]] = [:]
    for i in 0..<pieces.count {
      guard let box = pieces.box(of: i) else { continue }
      let low = (box.low / size).rounded(.down)
      let high = (box.high / size).rounded(.down)
      for y in Int32(low.y)...Int32(high.y) {
        for x in Int32(low.x)...Int32(high.x) { cells[SIMD2(x, y), default: []].append(Int32(i)) }
      }
    }
    return cells.map { ($0.key, $0.value) }.sorted { ($0.0.y, $0.0.x) < ($1.0.y, $1.0.x) }
  }

  private mutating func refine(level: Int, column: Int32, row: Int32) {
    let leaf = step * Double(Self.leafCells)
    let size = width(level)
    let middle = PlanePoint(Double(column), Double(row)) * leaf + size / 2
    guard let kept = remaining(scratch[level], around: middle, half: size * 0.707_107 + 0.01) else {
      return
    }
    if level == 0 {
      let first = candidates.count
      candidates.append(contentsOf: kept)
      leaves.append(Leaf(column: column, row: row, range: first..<candidates.count))
      return
    }
    let next = Int32(1) << Int32(level - 1)
    for (dx, dy) in [(Int32(0), Int32(0)), (next, 0), (0, next), (next, next)] {
      scratch[level - 1] = kept
      refine(level: level - 1, column: column + dx, row: row + dy)
    }
  }

  /// The pieces that may be the nearest somewhere in a cell; nil where the cell has no border.
  private mutating func remaining(
    _ members: [Int32], around middle: PlanePoint, half: Double
  ) -> [Int32]? {
    let slack = half * pieces.perMetre
    // Times within a millisecond may be equal when they are rounded.
    let rounding = 1.0
    var least = Double.infinity
    bounds.removeAll(keepingCapacity: true)
    for i in members {
      let bound = pieces.time(of: i, at: middle, reach: pieces.reach + half) - slack
      bounds.append(bound)
      // Nearer than half a diagonal, the leg is in reach from everywhere in the cell.
      if bound <= least, pieces.reach > half {
        least = min(least, pieces.time(of: i, at: middle, reach: pieces.reach - half) + slack)
      }
    }
    let most = min(least, pieces.limit) + rounding
    var kept: [Int32] = []
    for (i, bound) in zip(members, bounds) where bound <= most { kept.append(i) }
    guard let first = kept.first else { return nil }
    let source = pieces.source(of: first)
    let isDecided =
      least + rounding <= pieces.limit && kept.allSatisfy { pieces.source(of: $0) == source }
    return isDecided ? nil : kept
  }
}
