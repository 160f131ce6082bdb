import Testing

@testable import Streets

@Suite struct CatchmentTests {
  /// Whether some place near `p` has another nearest facility, or none: looked for outwards.
  static func borderIsWithin(
    _ distance: Double, of p: PlanePoint, _ field: TimeField, _ time: Milliseconds
  ) -> Bool {
    let own = owner(of: p, field, time)
    for ring in 1...8 {
      for k in 0..<(8 * ring) {
        let a = Double(k) / Double(8 * ring) * 2 * Double.pi
        let q =
          p + PlanePoint(CircleTests.sine(a + Double.pi / 2), CircleTests.sine(a))
          * (distance * Double(ring) / 8)
        if owner(of: q, field, time) != own { return true }
      }
    }
    return false
  }

  static func owner(of p: PlanePoint, _ field: TimeField, _ time: Milliseconds) -> Int? {
    field.arrival(at: Place(id: "", at: p)).flatMap { $0.time <= time ? $0.facility : nil }
  }

  private func check(
    _ field: TimeField, _ time: Milliseconds, size: Double, _ random: inout Seeded
  ) {
    let catchments = field.catchments(within: time)
    #expect(catchments.map(\.facility) == catchments.map(\.facility).sorted())
    for catchment in catchments {
      #expect(!catchment.polygons.isEmpty)
      CircleTests.checkRings(catchment.polygons)
    }
    let borders = catchments.flatMap { $0.polygons.flatMap { [$0.exterior] + $0.holes } }
    for i in 0..<300 {
      var p = PlanePoint(
        .random(in: -300...size + 300, using: &random),
        .random(in: -300...size + 300, using: &random)
      )
      // Half of the places lie at borders, where mistakes would be.
      if i % 2 == 0, let ring = borders.randomElement(using: &random) {
        let k = Int.random(in: 1..<ring.count, using: &random)
        p = ring[k - 1] + (ring[k] - ring[k - 1]) * Double.random(in: 0...1, using: &random)
        p += PlanePoint(.random(in: -4...4, using: &random), .random(in: -4...4, using: &random))
      }
      let drawn = catchments.filter { CircleTests.contains(p, $0.polygons) }.map(\.facility)
      #expect(drawn.count <= 1, "\(p) is in \(drawn)")
      if drawn.first != Self.owner(of: p, field, time) {
        #expect(Self.borderIsWithin(2, of: p, field, time), "\(time), \(p): drawn \(drawn)")
      }
    }
    // Together they are the circle, but for what its boundary and theirs are drawn apart.
    let circle = field.circle(within: time)
    let area = circle.reduce(0) { $0 + $1.areaSquareMetres }
    let sum = catchments.reduce(0) { $0 + $1.polygons.reduce(0) { $0 + $1.areaSquareMetres } }
    let length = circle.reduce(0) {
      $0 + ([$1.exterior] + $1.holes).reduce(0) { $0 + perimeter($1) }
    }
    #expect(abs(sum - area) <= 0.5 * length + 1, "\(sum) of \(area) m²")
  }

  private func perimeter(_ ring: [PlanePoint]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { sum, side in
      let d = side.1 - side.0
      return sum + (d.x * d.x + d.y * d.y).squareRoot()
    }
  }

  @Test(arguments: 0..<12)
  func everyPlaceIsInTheCatchmentOfItsNearestFacility(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 300)
    let facilities = (0..<(seed % 3 == 0 ? 3 : 15)).map {
      TimeFieldTests.place("f\($0)", size: 1000, &random)
    }
    let field = try RandomStreets(seed: UInt64(seed)).network.timeField(
      to: facilities, by: seed % 4 < 2 ? .walk : .cycle, within: .minutes(15),
      direction: seed % 2 == 0 ? .to : .from, access: TimeFieldTests.rules[seed % 3])
    for minutes in [1.0, 3, 9] { check(field, .minutes(minutes), size: 1000, &random) }
  }

  @Test func straightLineCatchmentsAreVoronoiCells() throws {
    // A square of four: each has its quarter of the plane, as far as the circle goes.
    let corners = [PlanePoint(0, 0), PlanePoint(600, 0), PlanePoint(600, 600), PlanePoint(0, 600)]
    let field = TimeField.straightLine(
      to: corners.enumerated().map { Place(id: "\($0)", at: $1) }, within: .minutes(5))
    var random = Seeded(4)
    check(field, .minutes(5), size: 600, &random)
    // A disc of 400 m less two segments beyond the middle lines, 300 m away, which do not overlap:
    // r² acos(d/r) − d √(r² − d²) each.
    let segment = 400.0 * 400 * 0.722_734_247_813 - 300 * (400.0 * 400 - 300 * 300).squareRoot()
    let expected = Double.pi * 400 * 400 - 2 * segment
    let areas = field.catchments().map { $0.polygons.reduce(0) { $0 + $1.areaSquareMetres } }
    #expect(areas.count == 4)
    // The drawn border lies within half a metre inside the true one, on 2 km of it.
    for area in areas { #expect(abs(area - expected) < 1000) }
  }

  @Test func aFacilityBehindAnotherHasNone() throws {
    // On one lone street two facilities at one place: the smaller id has it all.
    let network = try StreetNetwork(
      nodes: [StreetNode(.zero), StreetNode(PlanePoint(1000, 0))],
      edges: [
        StreetSegment(
          from: 0, to: 1, lengthMetres: 1000, forward: ModeSet(.walk), backward: ModeSet(.walk))
      ], coordinateSystem: "test")
    let places = ["b", "a"].map { Place(id: $0, at: PlanePoint(500, 10)) }
    let field = network.timeField(to: places, by: .walk, within: .minutes(5))
    #expect(field.catchments().map { field.facilities[$0.facility].id } == ["a"])
    #expect(network.timeField(to: [], by: .walk, within: .minutes(5)).catchments().isEmpty)
  }

  @Test func theOrderOfFacilitiesDoesNotMatter() throws {
    var random = Seeded(12)
    let network = try RandomStreets(seed: 12).network
    let places = (0..<9).map { TimeFieldTests.place("f\($0)", size: 1000, &random) }
    let one = network.timeField(to: places, by: .walk, within: .minutes(6)).catchments()
    let other = network.timeField(
      to: places.shuffled(using: &random), by: .walk, within: .minutes(6)
    ).catchments()
    #expect(one == other && one.count > 3)
  }
}
