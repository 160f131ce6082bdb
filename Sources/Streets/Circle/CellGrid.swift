/// A grid of wide cells, each with a list of the pieces whose box meets the cell.
///
/// Unchecked access is justified by construction: ranges of cells are clamped to the grid, and a cell's
/// list has the room that was counted for it.
struct CellGrid: ~Copyable {
  private var columns = 0
  private var rows = 0
  private var inverse: Float = 0
  private var origin = SIMD2<Float>.zero

  /// Where the list of each cell begins in ``numbers``; one more entry than cells.
  private var first = Memory<Int32>()
  private var next = Memory<Int32>()
  private var numbers = Memory<Int32>()
  /// The cells that the box of each piece meets: first column and row, last column and row.
  private var ranges = Memory<SIMD4<Int32>>()

  /// The number of cells.
  var count: Int { columns * rows }

  /// Covers a box with cells whose corners are multiples of their size.
  mutating func layOut(low: SIMD2<Float>, high: SIMD2<Float>, size: Float) {
    inverse = 1 / size
    origin = SIMD2((low.x / size).rounded(.down), (low.y / size).rounded(.down))
    columns = Int((high.x / size).rounded(.down) - origin.x) + 1
    rows = Int((high.y / size).rounded(.down) - origin.y) + 1
  }

  /// Lists for each cell the pieces whose box, widened by `margin`, meets the cell (counting sort).
  mutating func distribute(_ pieces: borrowing CirclePieces, margin: Float) {
    self.first.fill(with: 0, count: count + 1)
    self.next.resize(to: count)
    self.ranges.resize(to: pieces.count)
    let (first, next, ranges) = (self.first.handle, self.next.handle, self.ranges.handle)
    for i in 0..<pieces.count {
      ranges[i] = range(of: pieces.list[i].box, margin)
      forEachCell(in: ranges[i]) { first[$0 + 1] &+= 1 }
    }
    for i in 0..<count {
      next[i] = first[i]
      first[i + 1] &+= first[i]
    }
    self.numbers.resize(to: Int(first[count]))
    let numbers = self.numbers.handle
    for i in 0..<pieces.count {
      forEachCell(in: ranges[i]) {
        numbers[Int(next[$0])] = Int32(truncatingIfNeeded: i)
        next[$0] &+= 1
      }
    }
  }

  /// The cells that a box meets.
  ///
  /// Lane by lane: generic code converts vectors to integers ten times as slowly.
  @inline(__always)
  private func range(
    of box: (low: SIMD2<Float>, high: SIMD2<Float>), _ margin: Float
  ) -> SIMD4<Int32> {
    let low = (box.low - margin) * inverse - origin
    let high = (box.high + margin) * inverse - origin
    // Below 0 the box begins before the first cell; conversion rounds positive numbers down.
    return SIMD4(
      Int32(max(low.x, 0)), Int32(max(low.y, 0)),
      min(Int32(max(high.x, 0)), Int32(truncatingIfNeeded: columns - 1)),
      min(Int32(max(high.y, 0)), Int32(truncatingIfNeeded: rows - 1)))
  }

  /// Calls `body` with the number of every cell of a range.
  @inline(__always)
  private func forEachCell(in range: SIMD4<Int32>, _ body: (Int) -> Void) {
    var r = Int(range[1])
    while r <= Int(range[3]) {
      var c = Int(range[0])
      while c <= Int(range[2]) {
        body(r &* columns &+ c)
        c &+= 1
      }
      r &+= 1
    }
  }

  /// Calls `body` with the column and row of every cell that has pieces, counted in cells from the origin
  /// of the coordinates, and the numbers of its pieces.
  @inline(__always)
  func forEachCell(_ body: (Int32, Int32, MemoryHandle<Int32>) -> Void) {
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = row * columns + column
        let (begin, end) = (Int(first[cell]), Int(first[cell + 1]))
        if begin == end { continue }
        body(
          Int32(origin.x) + Int32(column), Int32(origin.y) + Int32(row),
          numbers.handle[begin..<end])
      }
    }
  }
}
