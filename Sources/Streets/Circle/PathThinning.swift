/// Drops boundary points close to a chord; the thinned paths stay simple and do not cross.
///
/// Each path is thinned by itself (Douglas and Peucker, "Algorithms for the reduction of the number of
/// points", The Canadian Cartographer 10 (1973)). Chords may then cross where two stretches of boundary
/// come closer than the tolerance; such chords get their farthest points back until none cross. This
/// ends, because the full paths do not cross.
struct PathThinning {
  /// A boundary: a closed ring, or an open path whose ends are kept. Several open paths may share an end
  /// point.
  struct Path {
    /// The indices of the path's points.
    var range: Range<Int>
    var isClosed: Bool
  }

  private var isKept: [Bool] = []
  private var stack: [(Int, Int)] = []
  private var chords: [Chord] = []
  private var rows: [(key: UInt64, chord: Int32)] = []

  private struct Chord {
    var path: Int32
    var from: Int32
    var to: Int32
  }

  /// For each point whether it is kept.
  ///
  /// - Complexity: O(n log n), typically.
  mutating func thin(_ points: [SIMD2<Double>], _ paths: [Path], tolerance: Double) -> [Bool] {
    isKept.removeAll(keepingCapacity: true)
    isKept.append(contentsOf: repeatElement(false, count: points.count))
    let squaredTolerance = tolerance * tolerance
    for path in paths {
      if path.isClosed {
        thinRing(points, path.range, squaredTolerance)
      } else {
        let (a, b) = (path.range.lowerBound, path.range.upperBound - 1)
        isKept[a] = true
        isKept[b] = true
        _ = thin(points, path.range, from: a, to: b, squaredTolerance)
      }
    }
    while separate(points, paths) {}
    return isKept
  }

  private mutating func thinRing(
    _ p: [SIMD2<Double>], _ ring: Range<Int>, _ squaredTolerance: Double
  ) {
    var a = ring.lowerBound
    for i in ring where (p[i].x, p[i].y) < (p[a].x, p[a].y) { a = i }
    var b = a
    for i in ring where squaredDistance(p[i], p[a]) > squaredDistance(p[b], p[a]) { b = i }
    isKept[a] = true
    isKept[b] = true
    let added =
      thin(p, ring, from: a, to: b, squaredTolerance)
      + thin(p, ring, from: b, to: a, squaredTolerance)
    if added == 0, let c = farthest(p, ring, from: a, to: b) ?? farthest(p, ring, from: b, to: a) {
      // A sliver thinner than the tolerance stays a ring all the same.
      let other = farthest(p, ring, from: b, to: a) ?? c
      isKept[c.squaredDistance >= other.squaredDistance ? c.index : other.index] = true
    }
  }

  private func squaredDistance(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
    (a - b).dot(a - b)
  }

  /// Thins between two kept points of a path, going up from `a` to `b` and round a ring's end; returns
  /// how many points stay in between.
  private mutating func thin(
    _ p: [SIMD2<Double>], _ path: Range<Int>, from a: Int, to b: Int,
    _ squaredTolerance: Double
  ) -> Int {
    var added = 0
    stack.removeAll(keepingCapacity: true)
    stack.append((a, b))
    while let (i, j) = stack.popLast() {
      guard let far = farthest(p, path, from: i, to: j), far.squaredDistance > squaredTolerance
      else { continue }
      isKept[far.index] = true
      added += 1
      stack.append((i, far.index))
      stack.append((far.index, j))
    }
    return added
  }

  /// The point between two points of a path that lies farthest from their chord.
  private func farthest(
    _ p: [SIMD2<Double>], _ path: Range<Int>, from a: Int, to b: Int
  ) -> (index: Int, squaredDistance: Double)? {
    p.withReader { p in
      let (start, end) = (p[a], p[b])
      let v = end - start
      let squaredLength = v.dot(v)
      let scale = squaredLength > 0 ? 1 / squaredLength : 0
      var best = -1
      var most = -1.0
      // The stretch is one run of indices, or two where it goes round a ring's end.
      let runs = a < b ? (a + 1..<b, b..<b) : (a + 1..<path.upperBound, path.lowerBound..<b)
      for run in [runs.0, runs.1] {
        for i in run {
          let w = p[i] - start
          let t = w.dot(v)
          let c = v.cross(w)
          var square = c * c * scale
          if t <= 0 {
            square = w.dot(w)
          } else if t >= squaredLength {
            square = squaredDistance(p[i], end)
          }
          if square > most { (best, most) = (i, square) }
        }
      }
      return best < 0 ? nil : (best, most)
    }
  }

  /// Restores a point on each crossing chord; returns whether any was restored.
  private mutating func separate(_ p: [SIMD2<Double>], _ paths: [Path]) -> Bool {
    listChords(paths)
    sortIntoRows(p)
    var found = false
    for (i, row) in rows.enumerated() {
      let chord = chords[Int(row.chord)]
      let (a, b) = (p[Int(chord.from)], p[Int(chord.to)])
      let right = max(a.x, b.x)
      var k = i + 1
      while k < rows.count, rows[k].key >> 40 == row.key >> 40 {
        let other = chords[Int(rows[k].chord)]
        let (c, d) = (p[Int(other.from)], p[Int(other.to)])
        // Within a row chords are sorted by left end, rounded down to whole columns.
        if min(c.x, d.x) > right + Self.columnWidth { break }
        if max(min(a.y, b.y), min(c.y, d.y)) <= min(max(a.y, b.y), max(c.y, d.y)),
          max(min(a.x, b.x), min(c.x, d.x)) <= min(right, max(c.x, d.x)),
          Self.conflict(a, b, c, d)
        {
          let (one, two) = (restore(chord, p, paths), restore(other, p, paths))
          found = found || one || two
        }
        k += 1
      }
    }
    return found
  }

  private mutating func listChords(_ paths: [Path]) {
    chords.removeAll(keepingCapacity: true)
    for (number, path) in paths.enumerated() {
      var last = -1
      var start = -1
      for i in path.range where isKept[i] {
        if last >= 0 {
          chords.append(Chord(path: Int32(number), from: Int32(last), to: Int32(i)))
        } else {
          start = i
        }
        last = i
      }
      if path.isClosed {
        chords.append(Chord(path: Int32(number), from: Int32(last), to: Int32(start)))
      }
    }
  }

  private static let rowHeight = 64.0
  private static let columnWidth = 1.0

  /// Key: row of 64 m (24 bits), then left end in metres (40 bits).
  private mutating func sortIntoRows(_ p: [SIMD2<Double>]) {
    rows.removeAll(keepingCapacity: true)
    let bias = 1_000_000_000.0
    for (i, chord) in chords.enumerated() {
      let (a, b) = (p[Int(chord.from)], p[Int(chord.to)])
      let low = Int((min(a.y, b.y) / Self.rowHeight).rounded(.down))
      let high = Int((max(a.y, b.y) / Self.rowHeight).rounded(.down))
      let x = UInt64(((min(a.x, b.x) + bias) / Self.columnWidth).rounded(.down))
      for r in low...high {
        rows.append((UInt64(r + (1 << 22)) << 40 | x, Int32(i)))
      }
    }
    rows.sort { $0.key < $1.key }
  }

  /// Whether two chords cross, touch other than at a common end, or run along each other.
  private static func conflict(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>, _ d: SIMD2<Double>
  ) -> Bool {
    if a == c { return b == d || isSpike(b, a, d) }
    if a == d { return b == c || isSpike(b, a, c) }
    if b == c { return isSpike(a, b, d) }
    if b == d { return isSpike(a, b, c) }
    let u = b - a
    let v = d - c
    let (s, t) = (u.cross(c - a), u.cross(d - a))
    let (q, r) = (v.cross(a - c), v.cross(b - c))
    return !(s > 0 && t > 0) && !(s < 0 && t < 0) && !(q > 0 && r > 0) && !(q < 0 && r < 0)
  }

  /// Whether the path from `a` over `b` to `c` runs back on itself.
  private static func isSpike(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>
  ) -> Bool {
    (b - a).cross(c - b) == 0 && (b - a).dot(c - b) < 0
  }

  /// Restores the dropped point farthest from a chord; returns whether there was one not yet restored.
  private mutating func restore(_ chord: Chord, _ p: [SIMD2<Double>], _ paths: [Path]) -> Bool {
    let range = paths[Int(chord.path)].range
    guard let far = farthest(p, range, from: Int(chord.from), to: Int(chord.to)) else {
      return false
    }
    defer { isKept[far.index] = true }
    return !isKept[far.index]
  }
}
