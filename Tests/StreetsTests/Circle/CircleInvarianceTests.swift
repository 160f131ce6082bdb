import Testing

@testable import Streets

/// What must not change a circle, beyond the tolerance it is drawn with.
@Suite struct CircleInvarianceTests {
  static let tolerance = 2.0

  /// The area between two circles that lie within the tolerance of the same boundary is at most that of
  /// the strip along it; the mean distance of both is far smaller.
  private func expectSame(
    _ a: [PlanePolygon], _ b: [PlanePolygon], meanMetres: Double, _ comment: String
  ) {
    let (a, b) = (PlainPolygons(a), PlainPolygons(b))
    let (p, q) = (a.perimeter, b.perimeter)
    let areas = [a.area, b.area]
    #expect(abs(areas[0] - areas[1]) <= meanMetres * max(p, q), "\(comment): \(areas)")
    #expect(abs(p - q) <= 0.05 * max(p, q), "\(comment): perimeters \(p) \(q)")
  }

  /// A place that is inside one and outside the other has the boundary of { T ≤ τ } within the tolerance.
  private func expectSameSides(
    _ a: [PlanePolygon], _ b: [PlanePolygon], _ field: TimeField, _ time: Milliseconds,
    _ random: inout Seeded
  ) {
    let (drawn, other) = (PlainPolygons(a), PlainPolygons(b))
    for polygon in a {
      for p in polygon.exterior.dropLast() {
        let q =
          p + PlanePoint(.random(in: -6...6, using: &random), .random(in: -6...6, using: &random))
        if drawn.contain(q) != other.contain(q) {
          let isReached = field.time(at: q).map { $0 <= time } ?? false
          #expect(
            CircleTests.boundaryIsWithin(Self.tolerance, of: q, isInside: isReached, field, time),
            "\(q)")
        }
      }
    }
  }

  private func field(_ streets: RandomStreets, _ facilities: [Place], _ seed: Int) throws
    -> TimeField
  {
    try streets.network.timeField(
      to: facilities, by: seed % 2 == 0 ? .walk : .cycle, within: .minutes(10),
      access: TimeFieldTests.rules[seed % 3])
  }

  @Test(arguments: 0..<3)
  func ofTheOrderOfFacilitiesAndWhoIsAskedFirst(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 60)
    let streets = RandomStreets(seed: UInt64(seed))
    let facilities = (0..<4).map { TimeFieldTests.place("f\($0)", size: 1000, &random) }
    let one = try field(streets, facilities, seed)
    let travel = try #require(one.travel)
    let times = [Milliseconds.minutes(4), .minutes(9)]
    for time in times {
      let other = try field(streets, facilities.shuffled(using: &random), seed)
      #expect(one.circle(within: time) == other.circle(within: time))
    }
    // An engine that has drawn others before draws the same, in any order of times.
    let engine = CircleEngine(travel)
    let first = engine.circles(of: facilities, within: times)
    _ = engine.circles(of: [facilities[0]], within: [.minutes(2)])
    #expect(engine.circles(of: facilities, within: times.reversed()) == first.reversed())
  }

  @Test(arguments: 0..<3)
  func ofNodesPutIntoStreets(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 70)
    let streets = RandomStreets(seed: UInt64(seed))
    var divided = streets
    divided.segments = []
    for s in streets.segments {
      let (a, b) = (streets.nodes[Int(s.from)].position, streets.nodes[Int(s.to)].position)
      let middle = Int32(divided.nodes.count)
      divided.nodes.append(StreetNode((a + b) / 2))
      var (first, second) = (s, s)
      (first.to, first.lengthMetres) = (middle, s.lengthMetres / 2)
      (second.from, second.lengthMetres) = (middle, s.lengthMetres / 2)
      divided.segments += [first, second]
    }
    let facilities = (0..<3).map { TimeFieldTests.place("f\($0)", size: 1000, &random) }
    let (one, two) = (
      try field(streets, facilities, seed), try field(divided, facilities, seed)
    )
    for minutes in [2.0, 5, 9] {
      let time = Milliseconds.minutes(minutes)
      let (a, b) = (one.circle(within: time), two.circle(within: time))
      expectSame(a, b, meanMetres: 0.02, "seed \(seed), \(minutes) min")
      expectSameSides(a, b, one, time, &random)
    }
  }

  /// Turned by a quarter and moved: another lattice, the same circle within the tolerance.
  @Test(arguments: 0..<3)
  func ofTheLatticeTheyAreDrawnOn(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 80)
    let streets = RandomStreets(seed: UInt64(seed))
    func turn(_ p: PlanePoint) -> PlanePoint { PlanePoint(500_000.7 - p.y, 3_000_001.1 + p.x) }
    func back(_ p: PlanePoint) -> PlanePoint { PlanePoint(p.y - 3_000_001.1, 500_000.7 - p.x) }
    var turned = streets
    for i in turned.nodes.indices { turned.nodes[i].position = turn(turned.nodes[i].position) }
    let points = (0..<3).map { _ in
      PlanePoint(.random(in: 0...1000, using: &random), .random(in: 0...1000, using: &random))
    }
    func places(_ points: [PlanePoint]) -> [Place] {
      points.enumerated().map { Place(id: "f\($0)", at: $1) }
    }
    let one = try field(streets, places(points), seed)
    let two = try field(turned, places(points.map(turn)), seed)
    for minutes in [2.0, 5, 9] {
      let time = Milliseconds.minutes(minutes)
      let a = one.circle(within: time)
      let b = two.circle(within: time).map { polygon in
        PlanePolygon(
          exterior: polygon.exterior.map(back), holes: polygon.holes.map { $0.map(back) })
      }
      expectSame(a, b, meanMetres: 0.25, "seed \(seed), \(minutes) min")
      expectSameSides(a, b, one, time, &random)
    }
  }
}
