/// Leaves out the points of rings that a chord stays near to, and keeps the rings simple and apart.
///
/// Each ring is thinned by itself (Douglas and Peucker, "Algorithms for the reduction of the number of
/// points", The Canadian Cartographer 10 (1973)). Chords may then cross where two stretches of boundary
/// come closer than the tolerance; such chords get their farthest points back until none cross. The full
/// rings do not, so that ends.
struct RingThinning {
  private var isKept: [Bool] = []
  private var stack: [(Int, Int)] = []
  private var chords: [Chord] = []
  private var rows: [(key: UInt64, chord: Int32)] = []

  private struct Chord {
    var ring: Int32
    var from: Int32
    var to: Int32
    /// Which chord of its ring it is, and of how many.
    var position: Int32
    var count: Int32
  }

  /// Which of the points stay.
  ///
  /// - Complexity: O(n log n), typically.
  mutating func thin(_ rings: RingTracing, tolerance: Double) -> [Bool] {
    let points = rings.points
    isKept.removeAll(keepingCapacity: true)
    isKept.append(contentsOf: repeatElement(false, count: points.count))
    for r in 0..<(rings.first.count - 1) {
      thin(points, rings.first[r]..<rings.first[r + 1], tolerance * tolerance)
    }
    while separate(points, rings.first) {}
    return isKept
  }

  private mutating func thin(_ p: [SIMD2<Double>], _ ring: Range<Int>, _ square: Double) {
    var a = ring.lowerBound
    for i in ring where (p[i].x, p[i].y) < (p[a].x, p[a].y) { a = i }
    var b = a
    for i in ring where distance(p[i], p[a]) > distance(p[b], p[a]) { b = i }
    isKept[a] = true
    isKept[b] = true
    let added = thin(p, ring, from: a, to: b, square) + thin(p, ring, from: b, to: a, square)
    if added == 0, let c = farthest(p, ring, from: a, to: b) ?? farthest(p, ring, from: b, to: a) {
      // A sliver thinner than the tolerance stays a ring all the same.
      let other = farthest(p, ring, from: b, to: a) ?? c
      isKept[c.distance >= other.distance ? c.index : other.index] = true
    }
  }

  private func distance(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { (a - b).dot(a - b) }

  /// Thins between two kept points of a ring, going up from `a` to `b` and round its end; returns how
  /// many points stay in between.
  private mutating func thin(
    _ p: [SIMD2<Double>], _ ring: Range<Int>, from a: Int, to b: Int, _ square: Double
  ) -> Int {
    var added = 0
    stack.removeAll(keepingCapacity: true)
    stack.append((a, b))
    while let (i, j) = stack.popLast() {
      guard let far = farthest(p, ring, from: i, to: j), far.distance > square else { continue }
      isKept[far.index] = true
      added += 1
      stack.append((i, far.index))
      stack.append((far.index, j))
    }
    return added
  }

  /// The point between two points of a ring that lies farthest from their chord, squared distance.
  private func farthest(
    _ p: [SIMD2<Double>], _ ring: Range<Int>, from a: Int, to b: Int
  ) -> (index: Int, distance: Double)? {
    p.withUnsafeBufferPointer { p in
      let (start, end) = (p[a], p[b])
      let v = end - start
      let length = v.dot(v)
      let scale = length > 0 ? 1 / length : 0
      var best = -1
      var most = -1.0
      // The stretch is one run of indices, or two where it goes round the ring's end.
      let runs = a < b ? (a + 1..<b, b..<b) : (a + 1..<ring.upperBound, ring.lowerBound..<b)
      for run in [runs.0, runs.1] {
        for i in run {
          let w = p[i] - start
          let t = w.dot(v)
          let c = v.cross(w)
          var square = c * c * scale
          if t <= 0 { square = w.dot(w) } else if t >= length { square = distance(p[i], end) }
          if square > most { (best, most) = (i, square) }
        }
      }
      return best < 0 ? nil : (best, most)
    }
  }

  /// Gives crossing chords a point back; whether there were any.
  private mutating func separate(_ p: [SIMD2<Double>], _ first: [Int]) -> Bool {
    listChords(first)
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
        // In a row chords stand by their left ends, in whole steps.
        if min(c.x, d.x) > right + Self.column { break }
        if max(min(a.y, b.y), min(c.y, d.y)) <= min(max(a.y, b.y), max(c.y, d.y)),
          max(min(a.x, b.x), min(c.x, d.x)) <= min(right, max(c.x, d.x)),
          conflict(chord, other, p)
        {
          let (one, two) = (restore(chord, p, first), restore(other, p, first))
          found = found || one || two
        }
        k += 1
      }
    }
    return found
  }

  private mutating func listChords(_ first: [Int]) {
    chords.removeAll(keepingCapacity: true)
    for r in 0..<(first.count - 1) {
      let begin = chords.count
      var last = -1
      var start = -1
      for i in first[r]..<first[r + 1] where isKept[i] {
        if last >= 0 {
          chords.append(
            Chord(
              ring: Int32(r), from: Int32(last), to: Int32(i),
              position: Int32(chords.count - begin), count: 0))
        } else {
          start = i
        }
        last = i
      }
      chords.append(
        Chord(
          ring: Int32(r), from: Int32(last), to: Int32(start),
          position: Int32(chords.count - begin), count: 0))
      let count = Int32(chords.count - begin)
      for k in begin..<chords.count { chords[k].count = count }
    }
  }

  private static let row = 64.0
  private static let column = 1.0

  private mutating func sortIntoRows(_ p: [SIMD2<Double>]) {
    rows.removeAll(keepingCapacity: true)
    let bias = 1_000_000_000.0
    for (i, chord) in chords.enumerated() {
      let (a, b) = (p[Int(chord.from)], p[Int(chord.to)])
      let low = Int((min(a.y, b.y) / Self.row).rounded(.down))
      let high = Int((max(a.y, b.y) / Self.row).rounded(.down))
      let x = UInt64(((min(a.x, b.x) + bias) / Self.column).rounded(.down))
      for r in low...high {
        rows.append((UInt64(r + (1 << 22)) << 40 | x, Int32(i)))
      }
    }
    rows.sort { $0.key < $1.key }
  }

  /// Whether two chords cross, touch, or run back on each other.
  private func conflict(_ one: Chord, _ two: Chord, _ p: [SIMD2<Double>]) -> Bool {
    let (a, b) = (p[Int(one.from)], p[Int(one.to)])
    let (c, d) = (p[Int(two.from)], p[Int(two.to)])
    if one.ring == two.ring {
      if one.to == two.from { return isSpike(a, b, d) }
      if two.to == one.from { return isSpike(c, d, b) }
    }
    let u = b - a
    let v = d - c
    let (s, t) = (u.cross(c - a), u.cross(d - a))
    let (q, r) = (v.cross(a - c), v.cross(b - c))
    return !(s > 0 && t > 0) && !(s < 0 && t < 0) && !(q > 0 && r > 0) && !(q < 0 && r < 0)
  }

  private func isSpike(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Bool {
    (b - a).cross(c - b) == 0 && (b - a).dot(c - b) < 0
  }

  /// Keeps the point farthest from a chord, of those it left out; whether there was one.
  private mutating func restore(_ chord: Chord, _ p: [SIMD2<Double>], _ first: [Int]) -> Bool {
    let ring = first[Int(chord.ring)]..<first[Int(chord.ring) + 1]
    guard let far = farthest(p, ring, from: Int(chord.from), to: Int(chord.to)) else {
      return false
    }
    defer { isKept[far.index] = true }
    return !isKept[far.index]
  }
}
