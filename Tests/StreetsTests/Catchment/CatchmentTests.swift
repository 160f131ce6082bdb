import Testing

@testable import Streets

@Suite struct CatchmentTests {
  /// Whether some place near `p` has another nearest facility, or none: looked for outwards.
  static func borderIsWithin(
    _ distance: Double, of p: PlanePoint, _ field: TimeField, _ time: Milliseconds
  ) -> Bool {
    let own = owner(of: p, field, time)
    return PlainGeometry.places(around: p, upTo: distance).contains {
      owner(of: $0, field, time) != own
    }
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
      PlainPolygons(catchment.polygons).checkRings()
    }
    let drawn = catchments.map { PlainPolygons($0.polygons) }
    let borders = PlainPolygons(catchments.flatMap(\.polygons))
    for i in 0..<300 {
      var p = PlanePoint(
        .random(in: -300...size + 300, using: &random),
        .random(in: -300...size + 300, using: &random)
      )
      // Half of the places lie at borders, where mistakes would be.
      if i % 2 == 0, let q = borders.placeAtBoundary(aside: 4, &random) { p = q }
      let owners = zip(catchments, drawn).filter { $1.contain(p) }.map(\.0.facility)
      #expect(owners.count <= 1, "\(p) is in \(owners)")
      if owners.first != Self.owner(of: p, field, time) {
        #expect(Self.borderIsWithin(2, of: p, field, time), "\(time), \(p): drawn \(owners)")
      }
    }
    // Together they are the circle, but for what its boundary and theirs are drawn apart.
    let circle = PlainPolygons(field.circle(within: time))
    let sum = drawn.reduce(0) { $0 + $1.area }
    #expect(abs(sum - circle.area) <= 0.5 * circle.perimeter + 1, "\(sum) of \(circle.area) m²")
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
    let areas = field.catchments().map { PlainPolygons($0.polygons).area }
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
