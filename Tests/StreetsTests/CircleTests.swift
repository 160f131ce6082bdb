import Testing

@testable import Streets

@Suite struct CircleTests {
  /// Whether a place lies in a circle's polygons.
  static func contains(_ p: PlanePoint, _ polygons: [PlanePolygon]) -> Bool {
    polygons.contains { $0.contains(p) }
  }

  /// Whether some place within `distance` of p is on the other side of { T ≤ τ }: looked for outwards,
  /// so that a small hole is not missed.
  static func boundaryIsWithin(
    _ distance: Double, of p: PlanePoint, isInside: Bool, _ field: TimeField, _ time: Milliseconds
  ) -> Bool {
    for ring in 1...8 {
      let r = distance * Double(ring) / 8
      for k in 0..<(8 * ring) {
        let a = Double(k) / Double(8 * ring) * 2 * Double.pi
        let q = p + PlanePoint(sine(a + Double.pi / 2), sine(a)) * r
        if (field.time(at: q).map { $0 <= time } ?? false) != isInside { return true }
      }
    }
    return false
  }

  /// Sine by its series: the tests need no mathematics library of their own.
  static func sine(_ x: Double) -> Double {
    var x = x.truncatingRemainder(dividingBy: 2 * Double.pi)
    if x > Double.pi { x -= 2 * Double.pi }
    var (term, sum, n) = (x, x, 1.0)
    while abs(term) > 1e-17 {
      term *= -x * x / ((n + 1) * (n + 2))
      sum += term
      n += 2
    }
    return sum
  }

  @Test(arguments: 0..<24)
  func everyPlaceIsOnItsTrueSide(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 500)
    let streets = RandomStreets(seed: UInt64(seed))
    let rule = TimeFieldTests.rules[seed % 3]
    let facilities = (0..<(seed % 2 == 0 ? 1 : 12)).map {
      TimeFieldTests.place("f\($0)", size: 1000, &random)
    }
    let field = try streets.network.timeField(
      to: facilities, by: seed % 4 < 2 ? .walk : .cycle, within: .minutes(15),
      direction: seed % 2 == 0 ? .to : .from, access: rule)
    for minutes in [0.5, 1, 2, 4, 8, 15] {
      let time = Milliseconds.minutes(minutes)
      let polygons = field.circle(within: time)
      Self.checkRings(polygons)
      for i in 0..<400 {
        var p = PlanePoint(
          .random(in: -300...1300, using: &random), .random(in: -300...1300, using: &random))
        // Half of the places lie at the polygon's boundary, where mistakes would be.
        if i % 2 == 0, let polygon = polygons.randomElement(using: &random) {
          let ring = ([polygon.exterior] + polygon.holes).randomElement(using: &random)!
          let k = Int.random(in: 1..<ring.count, using: &random)
          p = ring[k - 1] + (ring[k] - ring[k - 1]) * Double.random(in: 0...1, using: &random)
          p += PlanePoint(.random(in: -4...4, using: &random), .random(in: -4...4, using: &random))
        }
        let isReached = field.time(at: p).map { $0 <= time } ?? false
        if isReached != Self.contains(p, polygons) {
          #expect(
            Self.boundaryIsWithin(2, of: p, isInside: isReached, field, time),
            "seed \(seed), \(minutes) min, \(p): reached \(isReached), drawn \(!isReached)")
        }
      }
    }
  }

  /// Rings are closed, turn the right way, and no two edges of a circle cross or touch.
  static func checkRings(_ polygons: [PlanePolygon]) {
    var edges: [(PlanePoint, PlanePoint, ring: Int, index: Int, count: Int)] = []
    var number = 0
    for polygon in polygons {
      #expect(PlanePolygon.signedArea(polygon.exterior) > 0)
      for hole in polygon.holes { #expect(PlanePolygon.signedArea(hole) < 0) }
      for ring in [polygon.exterior] + polygon.holes {
        #expect(ring.count >= 4 && ring.first == ring.last)
        for i in 1..<ring.count {
          edges.append((ring[i - 1], ring[i], number, i - 1, ring.count - 1))
        }
        number += 1
      }
    }
    // By their left ends, so that each is held against those it may meet only.
    edges.sort { min($0.0.x, $0.1.x) < min($1.0.x, $1.1.x) }
    for i in edges.indices {
      let right = max(edges[i].0.x, edges[i].1.x)
      for j in (i + 1)..<edges.count {
        let (a, b) = (edges[i], edges[j])
        if min(b.0.x, b.1.x) > right { break }
        if a.ring == b.ring,
          (a.index + 1) % a.count == b.index || (b.index + 1) % a.count == a.index
        {
          continue
        }
        let (u, v) = (a.1 - a.0, b.1 - b.0)
        let crosses =
          (u.cross(b.0 - a.0) > 0) != (u.cross(b.1 - a.0) > 0)
          && (v.cross(a.0 - b.0) > 0) != (v.cross(a.1 - b.0) > 0)
        #expect(!crosses)
      }
    }
  }

  @Test(arguments: 0..<8)
  func circlesOfGrowingTimesAreNested(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 900)
    let field = try RandomStreets(seed: UInt64(seed)).network.timeField(
      to: [TimeFieldTests.place("f", size: 1000, &random)], by: .walk, within: .minutes(15),
      access: TimeFieldTests.rules[seed % 3])
    var smaller: [PlanePolygon] = []
    for minutes in stride(from: 1.0, through: 15, by: 1) {
      let larger = field.circle(within: .minutes(minutes))
      for polygon in smaller {
        for p in polygon.exterior {
          // A corner of the smaller circle is in the larger one, or nearer to it than the drawing is exact.
          let isInside =
            Self.contains(p, larger)
            || (0..<16).contains {
              let a = Double($0) * Double.pi / 8
              return Self.contains(
                p + PlanePoint(Self.sine(a + Double.pi / 2), Self.sine(a)), larger)
            }
          #expect(isInside)
        }
      }
      smaller = larger
    }
  }

  @Test func engineDrawsWhatFieldsDraw() throws {
    var random = Seeded(77)
    let travel = TravelNetwork(try RandomStreets(seed: 77).network, by: .walk)
    let engine = CircleEngine(travel)
    let times = [Milliseconds.minutes(3), .minutes(9)]
    for i in 0..<30 {
      let place = TimeFieldTests.place("f\(i)", size: 1000, &random)
      let field = travel.timeField(to: [place], within: .minutes(9))
      let drawn = engine.circles(of: [place], within: times)
      for (time, polygons) in zip(times, drawn) {
        let area = polygons.reduce(0) { $0 + $1.areaSquareMetres }
        let expected = field.circle(within: time).reduce(0) { $0 + $1.areaSquareMetres }
        #expect(abs(area - expected) <= 1e-3 * max(expected, 1))
      }
    }
  }
}
