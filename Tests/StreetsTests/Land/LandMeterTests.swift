import Testing

@testable import Streets

@Suite struct LandMeterTests {
  private func square(_ low: PlanePoint, _ high: PlanePoint) -> [PlanePoint] {
    [low, PlanePoint(high.x, low.y), high, PlanePoint(low.x, high.y), low]
  }

  /// One metre a second, as far as 1000 m.
  private func straight(to points: [PlanePoint]) -> TimeField {
    TimeField.straightLine(
      to: points.enumerated().map { Place(id: "\($0)", at: $1) }, at: .kilometresPerHour(3.6),
      within: Milliseconds(1_000_000))
  }

  private func bounds(
    _ rings: [[PlanePoint]], _ fields: [TimeField], share: Double = 0.001
  ) -> AreaBounds {
    var meter = LandMeter(land: rings.map { PlanePolygon(exterior: $0) }, share: share)
    let bounds = meter.covered(
      by: fields.enumerated().map { (number: $0, field: $1) }, within: Milliseconds(1_000_000))
    #expect(bounds.low <= bounds.high)
    #expect(bounds.high - bounds.low <= share * meter.areaSquareMetres)
    return bounds
  }

  /// The published cases S-01, S-02 and S-03: a disc in a square, two discs in a rectangle, a cap.
  @Test(arguments: [0.001, 0.0001])
  func publishedAreasLieWithinTheirBounds(share: Double) {
    let cases: [([PlanePoint], [PlanePoint], Double)] = [
      (square(.zero, PlanePoint(2000, 2000)), [PlanePoint(1000, 1000)], Double.pi * 1e6),
      (
        square(.zero, PlanePoint(4000, 2000)), [PlanePoint(1500, 1000), PlanePoint(2500, 1000)],
        5_054_815.61
      ),
      (square(.zero, PlanePoint(2000, 1000)), [PlanePoint(1000, -500)], 614_184.85),
    ]
    for (ring, facilities, expected) in cases {
      let found = bounds([ring], [straight(to: facilities)], share: share)
      #expect(found.low <= expected && expected <= found.high, "\(found), not \(expected)")
    }
  }

  @Test func holesAndSeveralCirclesTogetherCount() {
    let field = straight(to: [.zero])
    // All of the land within the circle, less its hole.
    let ring = square(PlanePoint(-300, -300), PlanePoint(300, 300))
    let hole = Array(square(PlanePoint(-100, -100), PlanePoint(100, 100)).reversed())
    #expect(bounds([ring, hole], [field]) == AreaBounds(low: 320_000, high: 320_000))
    // None of it.
    let far = square(PlanePoint(2000, 2000), PlanePoint(2100, 2100))
    #expect(bounds([far], [field]) == AreaBounds(low: 0, high: 0))
    // The lens of two discs.
    let lens = bounds(
      [square(PlanePoint(-1500, -1500), PlanePoint(2500, 1500))],
      [straight(to: [PlanePoint(0, 0)]), straight(to: [PlanePoint(1000, 0)])])
    #expect(lens.low <= 1_228_369.70 && 1_228_369.70 <= lens.high)
  }

  /// Land over made-up streets against the circle's polygon, drawn to five centimetres.
  @Test(arguments: 0..<12)
  func boundsHoldTheFinelyDrawnCircle(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 50)
    let facilities = (0..<3).map { TimeFieldTests.place("f\($0)", size: 1000, &random) }
    let field = try RandomStreets(seed: UInt64(seed)).network.timeField(
      to: facilities, by: seed % 2 == 0 ? .walk : .cycle, within: .minutes(6),
      access: TimeFieldTests.rules[seed % 3])
    let low = PlanePoint(.random(in: 0...400, using: &random), .random(in: 0...400, using: &random))
    let high = low + PlanePoint(.random(in: 100...500, using: &random), 300)
    let ring = square(low, high)
    let time = Milliseconds.minutes(4)
    var meter = LandMeter(land: [PlanePolygon(exterior: ring)])
    let found = meter.covered(by: [(number: 0, field: field)], within: time)
    let circle = PlainPolygons(field.circle(within: time, toleranceMetres: 0.05))
    let drawn = circle.rings.reduce(0) {
      $0 + PlainGeometry.area(of: $1, from: low, to: high)
    }
    // What is drawn lies within five centimetres of the true boundary.
    let slack = 0.05 * circle.perimeter + 1e-6
    #expect(found.low <= drawn + slack && drawn - slack <= found.high, "\(found), drawn \(drawn)")
    let land = (high.x - low.x) * (high.y - low.y)
    #expect(abs(meter.areaSquareMetres - land) < 1e-6)
    #expect(found.high - found.low <= 0.001 * land + 1e-9)
  }
}
