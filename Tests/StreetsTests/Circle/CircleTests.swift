import Testing

@testable import Streets

@Suite struct CircleTests {
  /// Whether some place within `distance` of p is on the other side of { T ≤ τ }: looked for outwards,
  /// so that a small hole is not missed.
  static func boundaryIsWithin(
    _ distance: Double, of p: PlanePoint, isInside: Bool, _ field: TimeField, _ time: Milliseconds
  ) -> Bool {
    PlainGeometry.places(around: p, upTo: distance).contains { q in
      (field.time(at: q).map { $0 <= time } ?? false) != isInside
    }
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
      let drawn = PlainPolygons(field.circle(within: time))
      drawn.checkRings()
      for i in 0..<400 {
        var p = PlanePoint(
          .random(in: -300...1300, using: &random), .random(in: -300...1300, using: &random))
        // Half of the places lie at the polygon's boundary, where mistakes would be.
        if i % 2 == 0, let q = drawn.placeAtBoundary(aside: 4, &random) { p = q }
        let isReached = field.time(at: p).map { $0 <= time } ?? false
        if isReached != drawn.contain(p) {
          #expect(
            Self.boundaryIsWithin(2, of: p, isInside: isReached, field, time),
            "seed \(seed), \(minutes) min, \(p): reached \(isReached), drawn \(!isReached)")
        }
      }
    }
  }

  @Test(arguments: 0..<8)
  func circlesOfGrowingTimesAreNested(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 900)
    let field = try RandomStreets(seed: UInt64(seed)).network.timeField(
      to: [TimeFieldTests.place("f", size: 1000, &random)], by: .walk, within: .minutes(15),
      access: TimeFieldTests.rules[seed % 3])
    var smaller = PlainPolygons([])
    for minutes in stride(from: 1.0, through: 15, by: 1) {
      let larger = PlainPolygons(field.circle(within: .minutes(minutes)))
      for p in smaller.rings.joined() {
        // A corner of the smaller circle is in the larger one, or nearer to it than the drawing is exact.
        #expect(
          larger.contain(p)
            || (0..<16).contains {
              larger.contain(p + PlainGeometry.direction(Double($0) * Double.pi / 8))
            })
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
        let area = PlainPolygons(polygons).area
        let expected = PlainPolygons(field.circle(within: time)).area
        #expect(abs(area - expected) <= 1e-3 * max(expected, 1))
      }
    }
  }
}
