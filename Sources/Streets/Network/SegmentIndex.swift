/// Finds the street segments near a place.
///
/// A grid whose occupied cells are kept in rows; a segment stands in every cell its box meets. Segments
/// much longer than a cell go to a coarser grid, so that neither a long bridge nor a stray coordinate
/// costs more than a few entries.
struct SegmentIndex: Sendable {
  private var levels: [Level] = []

  /// - Complexity: O(n log n).
  init(vertices: [PlanePoint], segmentEdge: [UInt32], isIndexed: (Int) -> Bool) {
    var byLevel: [[UInt32]] = []
    var low = PlanePoint(repeating: .infinity)
    var high = PlanePoint(repeating: -.infinity)
    for p in vertices {
      low = PlanePoint.lower(low, p)
      high = PlanePoint.upper(high, p)
    }
    guard low.x <= high.x, vertices.count > 1 else { return }
    // At most a million rows, whatever the coordinates are.
    let finest = max(Self.finestCell, (high.y - low.y) / 1_000_000, (high.x - low.x) / 1e9)
    for i in 0..<(vertices.count - 1)
    where segmentEdge[i] == segmentEdge[i + 1] && isIndexed(i) {
      let extent =
        PlanePoint.upper(vertices[i], vertices[i + 1])
        - PlanePoint.lower(vertices[i], vertices[i + 1])
      var level = 0
      var cell = finest
      while max(extent.x, extent.y) > Self.widestSpan * cell {
        level += 1
        cell *= Self.levelRatio
      }
      while byLevel.count <= level { byLevel.append([]) }
      byLevel[level].append(UInt32(i))
    }
    var cell = finest
    for segments in byLevel {
      if !segments.isEmpty {
        levels.append(Level(cell: cell, origin: low, segments: segments, vertices: vertices))
      }
      cell *= Self.levelRatio
    }
  }

  /// Calls `body` once for every segment whose box meets the box from `low` to `high`.
  @inline(__always)
  func forEachSegment(
    from low: PlanePoint, to high: PlanePoint, in vertices: [PlanePoint], _ body: (Int) -> Void
  ) {
    for level in levels { level.forEachSegment(from: low, to: high, in: vertices, body) }
  }

  private static let finestCell = 96.0
  private static let levelRatio = 8.0
  private static let widestSpan = 4.0

  /// One grid: cells in rows, row by row, each with its segments.
  private struct Level: Sendable {
    let cell: Double
    let origin: PlanePoint
    var rowFirst: [UInt32]
    var column: [Int32] = []
    var cellFirst: [UInt32] = []
    var entry: [UInt32] = []

    init(cell: Double, origin: PlanePoint, segments: [UInt32], vertices: [PlanePoint]) {
      self.cell = cell
      self.origin = origin
      var keyed: [(row: Int32, column: Int32, segment: UInt32)] = []
      keyed.reserveCapacity(segments.count * 2)
      for s in segments {
        let (a, b) = (vertices[Int(s)], vertices[Int(s) + 1])
        let (c0, r0) = Self.cell(of: PlanePoint.lower(a, b), origin, cell)
        let (c1, r1) = Self.cell(of: PlanePoint.upper(a, b), origin, cell)
        for r in r0...r1 {
          for c in c0...c1 {
            let marks = (r > r0 ? Self.notLowestRow : 0) | (c > c0 ? Self.notLeftmost : 0)
            keyed.append((r, c, s | marks))
          }
        }
      }
      keyed.sort { ($0.row, $0.column, $0.segment) < ($1.row, $1.column, $1.segment) }
      let rows = Int(keyed.last?.row ?? -1) + 1
      rowFirst = [UInt32](repeating: 0, count: rows + 1)
      var row = -1
      for k in keyed {
        if Int(k.row) != row || column.last != k.column {
          while row < Int(k.row) {
            row += 1
            rowFirst[row] = UInt32(column.count)
          }
          column.append(k.column)
          cellFirst.append(UInt32(entry.count))
        }
        entry.append(k.segment)
      }
      rowFirst[rows] = UInt32(column.count)
      cellFirst.append(UInt32(entry.count))
    }

    /// A segment in a cell that is not the leftmost of its cells, or not in their lowest row.
    private static let notLeftmost: UInt32 = 1 << 31
    private static let notLowestRow: UInt32 = 1 << 30
    private static let segment: UInt32 = (1 << 30) - 1

    static func cell(of p: PlanePoint, _ origin: PlanePoint, _ cell: Double) -> (Int32, Int32) {
      let q = ((p - origin) / cell).rounded(.down)
      return (Int32(max(-1, min(q.x, 2e9))), Int32(max(-1, min(q.y, 2e9))))
    }

    /// The first cell of a row that is not left of a column, by its place among cells.
    ///
    /// Columns ascend, so it stands no later than it would in a row without gaps; in towns, where most
    /// is asked for, there are few.
    @inline(__always)
    private func firstCell(from begin: Int, to end: Int, column c: Int32) -> Int {
      guard begin < end, column[begin] < c else { return begin }
      var top = min(end, begin + Int(c - column[begin]))
      var step = 1
      while column[top - step] >= c {
        top -= step
        step = min(2 * step, top - begin)
      }
      var low = top - step + 1
      while low < top {
        let mid = (low + top) >> 1
        if column[mid] < c { low = mid + 1 } else { top = mid }
      }
      return low
    }

    @inline(__always)
    func forEachSegment(
      from low: PlanePoint, to high: PlanePoint, in vertices: [PlanePoint], _ body: (Int) -> Void
    ) {
      let (c0, r0) = Self.cell(of: low, origin, cell)
      let (c1, r1) = Self.cell(of: high, origin, cell)
      let firstRow = max(Int(r0), 0)
      let lastRow = min(Int(r1), rowFirst.count - 2)
      guard firstRow <= lastRow else { return }
      for r in firstRow...lastRow {
        let end = Int(rowFirst[r + 1])
        var i = firstCell(from: Int(rowFirst[r]), to: end, column: c0)
        while i < end, column[i] <= c1 {
          for e in Int(cellFirst[i])..<Int(cellFirst[i + 1]) {
            let marked = entry[e]
            // A segment that stands in several cells is met in the first of them that is asked for.
            if marked & Self.notLeftmost != 0 && column[i] != c0 { continue }
            if marked & Self.notLowestRow != 0 && r != firstRow { continue }
            let s = Int(marked & Self.segment)
            let (a, b) = (vertices[s], vertices[s + 1])
            if min(a.x, b.x) <= high.x, min(a.y, b.y) <= high.y, max(a.x, b.x) >= low.x,
              max(a.y, b.y) >= low.y
            {
              body(s)
            }
          }
          i += 1
        }
      }
    }
  }
}
