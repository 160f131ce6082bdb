import Testing

import Streets

/// The spatial cases of the standard with closed-form answers: S-04 to S-08, walking 80 m a minute.
@Suite struct StandardCasesTests {
  static let reach1200 = Milliseconds.minutes(15)
  static let onStreetOnly = AccessRule(detour: 1.5, reachMetres: 10)

  private func field(
    _ streets: DrawnStreets, to facility: Place, within limit: Milliseconds = reach1200,
    access: AccessRule = onStreetOnly
  ) throws -> TimeField {
    try streets.network.timeField(to: [facility], by: .walk, within: limit, access: access)
  }

  @Test func `S-04 a river is crossed at its bridge only`() throws {
    var streets = DrawnStreets()
    let home = PlanePoint(0, 0)
    let facility = Place(id: "f", at: PlanePoint(0, 300))
    streets.street([home, PlanePoint(700, 150), PlanePoint(0, 300)])
    let straight = TimeField.straightLine(to: [facility], within: Self.reach1200)
    #expect(straight.time(at: home) == Milliseconds(300 * 750))
    #expect(try field(streets, to: facility).time(at: home) == nil)
    let longer = try field(streets, to: facility, within: .minutes(30))
    // 2·√(700² + 150²) = 1431.78 m.
    #expect(isAbout(longer.time(at: home), 1431.782 * 750, within: 1.8))
  }

  /// With a detour of √2 a leg at 45° costs what the corner would have, so that T is the distance along
  /// the grid from everywhere (in reach of √2·160 m) and the circle is exactly the diamond.
  @Test func `S-05 on a square grid the circle is a diamond`() throws {
    let centre = PlanePoint(500_000, 3_300_000)
    let spacing = 160.0
    let streets = DrawnStreets.grid(blocks: 18, spacing: spacing, centre: centre)
    let rule = AccessRule(detour: 2.0.squareRoot(), reachMetres: 230)
    let facility = Place(id: "f", at: centre)
    let field = try field(streets, to: facility, access: rule)
    var random = Seeded(5)
    for _ in 0..<200 {
      let d = PlanePoint(
        .random(in: -1200...1200, using: &random), .random(in: -1200...1200, using: &random))
      let metres = abs(d.x) + abs(d.y)
      let time = field.time(at: centre + d)
      if metres < 1199.99 {
        #expect(isAbout(time, metres * 750), "\(d)")
      } else if metres > 1200.01 {
        #expect(time == nil, "\(d)")
      }
    }
    let area = PlainPolygons(field.circle(toleranceMetres: 2)).area
    // Straight sides are drawn exactly; only the four tips lose something.
    #expect(abs(area - 2_880_000) < 200)
    let straight = TimeField.straightLine(to: [facility], within: Self.reach1200)
    let disc = PlainPolygons(straight.circle(toleranceMetres: 2)).area
    #expect(abs(disc - 4_523_893) < 7540 * 0.5)
    #expect(abs(area / disc - 0.6366) < 0.001)
  }

  @Test func `S-06 the limit is inclusive to the millisecond`() throws {
    var streets = DrawnStreets()
    let facility = Place(id: "f", at: PlanePoint(0, 0))
    streets.street([
      PlanePoint(0, 0), PlanePoint(1200, 0), PlanePoint(1200.01, 0), PlanePoint(1300, 0),
    ])
    let limit = Milliseconds.minutes(15)
    let field = try field(streets, to: facility)
    #expect(field.time(at: PlanePoint(1200, 0)) == limit)
    #expect(field.time(at: PlanePoint(1200.01, 0)) == nil)
    let straight = TimeField.straightLine(to: [facility], within: limit)
    #expect(straight.time(at: PlanePoint(1200, 0)) == limit)
    #expect(straight.time(at: PlanePoint(1200.01, 0)) == nil)
  }

  @Test func `S-07 from a gated compound one goes through its gate and round the wall`() throws {
    var streets = DrawnStreets()
    // The wall is 400 × 300 with a street around it.
    let gate = PlanePoint(200, 0)
    let wall = [
      PlanePoint(0, 0), PlanePoint(400, 0), PlanePoint(400, 300), PlanePoint(0, 300),
      PlanePoint(0, 0),
    ]
    streets.street([wall[0], gate, wall[1], wall[2], PlanePoint(200, 300), wall[3], wall[0]])
    streets.street([PlanePoint(200, 300), PlanePoint(200, 550)])
    let compound = Place(
      id: "h", parts: [.area(PlanePolygon(exterior: wall))],
      accessPoints: [.init(gate, resolvedBy: .surveyed)])
    let facility = Place(id: "f", at: PlanePoint(200, 550))
    #expect(isAbout(try field(streets, to: facility).time(at: compound), 950 * 750))
    #expect(try field(streets, to: facility, within: .minutes(10)).time(at: compound) == nil)
    // From its middle the facility is 400 m away in a straight line.
    let straight = TimeField.straightLine(to: [facility], within: .minutes(10))
    #expect(straight.time(at: PlanePoint(200, 150)) == Milliseconds(400 * 750))
  }

  @Test func `S-08 a greenway is reached at its access points, not along its line`() throws {
    var streets = DrawnStreets()
    // A street 100 m beside the greenway, and one to each of its ends.
    streets.street([
      PlanePoint(0, 0), PlanePoint(0, -100), PlanePoint(500, -100), PlanePoint(1000, -100),
      PlanePoint(1000, 0),
    ])
    let line = [PlanePoint(0, 0), PlanePoint(1000, 0)]
    let atEnds = Place(
      id: "f", parts: [.line(line)],
      accessPoints: line.map { .init($0, resolvedBy: .surveyed) })
    let anywhere = Place(id: "f", parts: [.line(line)])
    let rule = AccessRule(detour: 1.5, reachMetres: 99)
    #expect(
      isAbout(
        try field(streets, to: atEnds, access: rule).time(at: PlanePoint(500, -100)), 600 * 750))
    #expect(
      isAbout(
        try field(streets, to: anywhere, access: rule).time(at: PlanePoint(500, -100)), 600 * 750))
    // Within reach of the line itself, only its ends count where they are known.
    let wide = AccessRule(detour: 1.5, reachMetres: 100)
    #expect(
      isAbout(
        try field(streets, to: atEnds, access: wide).time(at: PlanePoint(500, -100)), 600 * 750))
    #expect(
      isAbout(
        try field(streets, to: anywhere, access: wide).time(at: PlanePoint(500, -100)), 150 * 750))
  }
}
