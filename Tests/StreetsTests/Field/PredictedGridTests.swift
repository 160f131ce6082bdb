import Testing

import Streets

/// Times on perfect grids, from first principles: 4.8 km/h are 750 ms a metre.
@Suite struct PredictedGridTests {
  static let spacing = 100.0
  static let blocks = 6

  /// A place on a street of the grid, on an edge that goes east or north from a corner.
  struct OnStreet {
    var column: Int
    var row: Int
    var goesEast: Bool
    /// Metres from the corner along the edge.
    var along: Double

    var point: PlanePoint {
      PlanePoint(Double(column), Double(row)) * spacing
        + (goesEast ? PlanePoint(along, 0) : PlanePoint(0, along))
    }

    static func random(_ random: inout Seeded, along: [Double]? = nil) -> OnStreet {
      let goesEast = Bool.random(using: &random)
      return OnStreet(
        column: .random(in: 0..<(goesEast ? blocks : blocks + 1), using: &random),
        row: .random(in: 0..<(goesEast ? blocks + 1 : blocks), using: &random),
        goesEast: goesEast,
        along: along?.randomElement(using: &random) ?? .random(in: 1..<spacing, using: &random))
    }

    func isOnSameEdge(as other: OnStreet) -> Bool {
      goesEast == other.goesEast && column == other.column && row == other.row
    }

    /// Whether both are on opposite sides of the same row or column of blocks: the way leads round an
    /// end of it.
    func isAcross(_ other: OnStreet) -> Bool {
      goesEast == other.goesEast && !isOnSameEdge(as: other)
        && (goesEast ? column == other.column : row == other.row)
    }

    /// The metres of street to another place.
    func streetMetres(to other: OnStreet) -> Double {
      let d = other.point - point
      if isAcross(other) {
        let round = min(along + other.along, 2 * spacing - along - other.along)
        return round + (goesEast ? abs(d.y) : abs(d.x))
      }
      return abs(d.x) + abs(d.y)
    }
  }

  static let centre = PlanePoint(repeating: spacing * Double(blocks) / 2)

  /// With a detour of 1.5 no leg is a short cut: 1.5 is more than √2, what cutting a corner saves.
  static let onStreetOnly = AccessRule(detour: 1.5, reachMetres: 20)

  @Test(arguments: 0..<6)
  func timesAreStreetDistances(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let grid = DrawnStreets.grid(
      blocks: Self.blocks, spacing: Self.spacing, centre: Self.centre)
    let places = (0..<8).map { _ in OnStreet.random(&random) }
    let field = try grid.network.timeField(
      to: places.enumerated().map { Place(id: "f\($0)", at: $1.point) }, by: .walk,
      within: .minutes(60), access: Self.onStreetOnly)
    var onSameEdge = 0
    for i in 0..<200 {
      var home = OnStreet.random(&random)
      if i % 4 == 0 {
        home = places[i / 4 % places.count]
        home.along = .random(in: 0...Self.spacing, using: &random)
      }
      let metres = places.map { home.streetMetres(to: $0) }
      let nearest = try #require(metres.indices.min { metres[$0] < metres[$1] })
      if home.isOnSameEdge(as: places[nearest]) { onSameEdge += 1 }
      let arrival = field.arrival(at: Place(id: "h", at: home.point))
      #expect(isAbout(arrival?.time, metres[nearest] * 750), "\(home)")
      // Where another one is as near to a millimetre, rounding decides.
      let others = metres.indices.filter { metres[$0] < metres[nearest] + 0.01 }
      #expect(others.contains { arrival?.facility == $0 })
      #expect((arrival?.accessMetres ?? 1) < 1e-6)
    }
    #expect(onSameEdge > 10)
  }

  /// Off the street by h, a leg that costs κ a metre meets it at the angle that balances both:
  /// together with the street h·√(κ² − 1) more than along the street, 0.75·h for κ = 1.25.
  @Test(arguments: 0..<6)
  func legsMeetTheStreetAtTheBalancedAngle(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 10)
    let grid = DrawnStreets.grid(
      blocks: Self.blocks, spacing: Self.spacing, centre: Self.centre)
    let network = try grid.network
    let rule = AccessRule(detour: 1.25, reachMetres: 20)
    for _ in 0..<60 {
      // Farther from the corners than the reach: legs end on the place's own edge only.
      let facility = OnStreet.random(&random, along: [25, 40, 50, 60, 75])
      var home = OnStreet.random(&random, along: [25, 40, 50, 60, 75])
      if Bool.random(using: &random) {
        home = facility
        home.along = [25, 40, 50, 60, 75].randomElement(using: &random) ?? 25
      }
      let (h, k) = (
        Double.random(in: 0...12, using: &random), Double.random(in: 0...12, using: &random)
      )
      func place(_ id: String, _ at: OnStreet, _ offset: Double) -> Place {
        let side = Bool.random(using: &random) ? offset : -offset
        return Place(
          id: id, at: at.point + (at.goesEast ? PlanePoint(0, side) : PlanePoint(side, 0)))
      }
      var metres = home.streetMetres(to: facility) + 0.75 * (h + k)
      let d = abs(home.along - facility.along)
      if home.isOnSameEdge(as: facility), d < (h + k) / 0.75 {
        // Straight to a point of the street and on to the other's mirror image.
        metres = 1.25 * (d * d + (h + k) * (h + k)).squareRoot()
      }
      let time = network.timeField(
        to: [place("f", facility, k)], by: .walk, within: .minutes(60), access: rule
      ).time(at: place("h", home, h))
      #expect(isAbout(time, metres * 750), "\(home) \(h), \(facility) \(k)")
    }
  }

  @Test func theReachCutsTheBalancedAngleShort() throws {
    var streets = DrawnStreets()
    streets.street([PlanePoint(-1000, 0), PlanePoint(1000, 0)])
    let network = try streets.network
    func time(_ mode: Mode, _ rule: AccessRule) -> Milliseconds? {
      network.timeField(
        to: [Place(id: "f", at: PlanePoint(500, 0))], by: mode, within: .minutes(60), access: rule
      ).time(at: PlanePoint(0, 12))
    }
    // The balanced leg would be 20 m; with 13 it ends 5 m along, with 12 at the nearest point.
    let cases: [(reach: Double, metres: Double)] = [
      (20, 500 + 0.75 * 12), (13, 495 + 1.25 * 13), (12, 500 + 1.25 * 12),
    ]
    for (reach, metres) in cases {
      let answer = time(.walk, AccessRule(detour: 1.25, reachMetres: reach))
      #expect(isAbout(answer, metres * 750), "reach \(reach)")
    }
    #expect(time(.walk, AccessRule(detour: 1.25, reachMetres: 11.99)) == nil)
    // As fast off the street as on it: straight, as far along as the reach allows (√(37² − 12²) = 35).
    let straight = time(.walk, AccessRule(detour: 1, reachMetres: 37))
    #expect(isAbout(straight, 502 * 750))
    // By bicycle 240 ms a metre: h·√(937.5² − 240²) more than along the street.
    let aside: Double = 12 * (937.5 * 937.5 - 240 * 240).squareRoot()
    let cycled = time(.cycle, AccessRule(detour: 1.25, reachMetres: 50))
    #expect(isAbout(cycled, 120_000 + aside))
  }

  @Test func lengthsOnTheGroundDecideNotThePlane() throws {
    var streets = DrawnStreets()
    streets.street([PlanePoint(0, 0), PlanePoint(100, 0), PlanePoint(100, 100)], metres: 300)
    let field = try streets.network.timeField(
      to: [Place(id: "f", at: PlanePoint(100, 100))], by: .walk, within: .minutes(60),
      access: Self.onStreetOnly)
    #expect(isAbout(field.time(at: PlanePoint(0, 0)), 300 * 750))
    #expect(isAbout(field.time(at: PlanePoint(40, 0)), 1.5 * 160 * 750))
    #expect(isAbout(field.time(at: PlanePoint(100, 50)), 1.5 * 50 * 750))
  }
}
