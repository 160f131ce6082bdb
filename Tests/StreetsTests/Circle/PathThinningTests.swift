import Testing

@testable import Streets

@Suite struct PathThinningTests {
  typealias Path = PathThinning.Path

  /// Douglas and Peucker's rule, word for word: the points between two that stay.
  private func thinned(_ points: [PlanePoint], _ tolerance: Double) -> [PlanePoint] {
    guard points.count > 2, let a = points.first, let b = points.last else { return points }
    var (farthest, most) = (0, 0.0)
    for i in 1..<(points.count - 1) {
      let metres = PlainGeometry.distance(from: points[i], toLineFrom: a, to: b)
      if metres > most { (farthest, most) = (i, metres) }
    }
    if most <= tolerance { return [a, b] }
    return thinned(Array(points[...farthest]), tolerance).dropLast()
      + thinned(Array(points[farthest...]), tolerance)
  }

  /// A path that goes east without turning back, so that it does not cross itself.
  private func wave(_ count: Int, at y: Double, _ random: inout Seeded) -> [PlanePoint] {
    (0..<count).map {
      PlanePoint(Double($0) * 3, y + .random(in: -4...4, using: &random))
    }
  }

  @Test(arguments: 0..<20)
  func openPathsAreThinnedByTheRule(seed: Int) {
    var random = Seeded(UInt64(seed) + 20)
    let tolerance = [0.5, 2, 5][seed % 3]
    // Far from each other, so that none gets points back for another one's sake.
    let waves = (0..<4).map { wave(seed * 7 + 2, at: Double($0) * 100, &random) }
    var points: [PlanePoint] = []
    let paths = waves.map { wave in
      defer { points += wave }
      return Path(range: points.count..<points.count + wave.count, isClosed: false)
    }
    var thinning = PathThinning()
    let isKept = thinning.thin(points, paths, tolerance: tolerance)
    for (path, wave) in zip(paths, waves) {
      let kept = path.range.filter { isKept[$0] }.map { points[$0] }
      #expect(kept == thinned(wave, tolerance))
    }
  }

  /// Rings round one another, nearer than the tolerance.
  @Test func ringsStayNearSimpleAndApart() {
    var conflicts = 0
    for seed in 0..<10 { if keepsApart(seed: seed) { conflicts += 1 } }
    // Else none had to be kept apart.
    #expect(conflicts > 5)
  }

  /// Thins three rings; returns whether they would cross if each were thinned by itself.
  private func keepsApart(seed: Int) -> Bool {
    var random = Seeded(UInt64(seed) + 70)
    let tolerance = 2.0
    var points: [PlanePoint] = []
    var paths: [Path] = []
    let count = 30 + seed * 10
    for ring in 0..<3 {
      let first = points.count
      // Seen from the middle at ascending angles, each ring outside the last one.
      for k in 0..<count {
        let angle = Double(k) / Double(count) * 2 * Double.pi
        let metres = 60 + Double(ring) * 0.3 + Double.random(in: 0...0.2, using: &random)
        points.append(PlainGeometry.direction(angle) * metres)
      }
      paths.append(Path(range: first..<points.count, isClosed: true))
    }
    var thinning = PathThinning()
    // In memory used before.
    _ = thinning.thin(points, paths, tolerance: 9)
    let isKept = thinning.thin(points, paths, tolerance: tolerance)
    #expect(isKept.count { $0 } < points.count)
    var chords: [(from: Int, to: Int)] = []
    for path in paths {
      let kept = path.range.filter { isKept[$0] }
      #expect(kept.count >= 3)
      for (i, from) in kept.enumerated() {
        let to = kept[(i + 1) % kept.count]
        chords.append((from, to))
        var most = 0.0
        var k = from
        while k != to {
          most = max(
            most, PlainGeometry.distance(from: points[k], toLineFrom: points[from], to: points[to]))
          k = k + 1 == path.range.upperBound ? path.range.lowerBound : k + 1
        }
        #expect(most <= tolerance + 1e-9)
      }
    }
    #expect(crossings(chords, points) == 0)
    var alone: [(from: Int, to: Int)] = []
    for path in paths {
      let own = Array(points[path.range])
      let kept = thinning.thin(
        own, [Path(range: own.indices, isClosed: true)], tolerance: tolerance)
      let numbers = own.indices.filter { kept[$0] }.map { $0 + path.range.lowerBound }
      for (i, from) in numbers.enumerated() {
        alone.append((from, numbers[(i + 1) % numbers.count]))
      }
    }
    let wouldCross = crossings(alone, points) > 0
    #expect(wouldCross == (alone.count < chords.count))
    return wouldCross
  }

  private func crossings(_ chords: [(from: Int, to: Int)], _ points: [PlanePoint]) -> Int {
    var found = 0
    for (i, a) in chords.enumerated() {
      for b in chords[(i + 1)...]
      where a.from != b.from && a.to != b.to && a.from != b.to && a.to != b.from {
        if PlainGeometry.cross(points[a.from], points[a.to], points[b.from], points[b.to]) {
          found += 1
        }
      }
    }
    return found
  }

  /// A ring thinner than the tolerance keeps three points; a path of two points keeps both.
  @Test func nothingVanishes() {
    let sliver = [PlanePoint(0, 0), PlanePoint(50, 0.1), PlanePoint(100, 0), PlanePoint(50, -0.1)]
    let line = [PlanePoint(0, 50), PlanePoint(9, 50)]
    var thinning = PathThinning()
    let isKept = thinning.thin(
      sliver + line, [Path(range: 0..<4, isClosed: true), Path(range: 4..<6, isClosed: false)],
      tolerance: 5)
    #expect(isKept[..<4].count { $0 } == 3 && isKept[0] && isKept[2])
    #expect(isKept[4] && isKept[5])
  }
}
