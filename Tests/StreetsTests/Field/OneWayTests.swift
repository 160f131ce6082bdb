import Testing

@testable import Streets

/// One-way streets bind bicycles (240 ms a metre), and the direction says which way round.
@Suite struct OneWayTests {
  typealias OnStreet = PredictedGridTests.OnStreet
  /// Legs too short to go back against a street, or to the next one.
  static let rule = AccessRule(detour: 1.5, reachMetres: 10)

  /// From an edge that leads east or north one gets wherever lies neither west nor south.
  private func leads(_ a: OnStreet, to b: OnStreet) -> Bool {
    let d = b.point - a.point
    return d.x >= 0 && d.y >= 0 && !a.isAcross(b)
  }

  @Test(arguments: Direction.allCases)
  func timesOnAOneWayGrid(direction: Direction) throws {
    var random = Seeded(direction == .to ? 1 : 2)
    let network = try DrawnStreets.grid(
      blocks: PredictedGridTests.blocks, spacing: PredictedGridTests.spacing,
      centre: PredictedGridTests.centre, isOneWay: true
    ).network
    var reached = 0
    for _ in 0..<10 {
      let facility = OnStreet.random(&random, along: [30, 70])
      let place = [Place(id: "f", at: facility.point)]
      func field(_ mode: Mode) -> TimeField {
        network.timeField(
          to: place, by: mode, within: .minutes(60), direction: direction, access: Self.rule)
      }
      let (cycled, walked) = (field(.cycle), field(.walk))
      for i in 0..<40 {
        var home = OnStreet.random(&random, along: [30, 70])
        if i == 0 { home = facility }
        let metres = home.streetMetres(to: facility)
        let isReached =
          direction == .to ? leads(home, to: facility) : leads(facility, to: home)
        let time = cycled.time(at: home.point)
        if isReached {
          reached += 1
          #expect(isAbout(time, metres * 240), "\(home) \(facility)")
        } else {
          #expect(time == nil, "\(home) \(facility)")
        }
        #expect(isAbout(walked.time(at: home.point), metres * 750))
      }
    }
    #expect(reached > 50)
  }

  /// Once round a one-way ring of 1000 m; with a street to it the ring is an edge from a junction to
  /// itself, without one it has no junction at all.
  @Test(arguments: [false, true], Direction.allCases)
  func timesRoundAOneWayRing(hasJunction: Bool, direction: Direction) throws {
    var streets = DrawnStreets()
    let corners = [PlanePoint(0, 0), PlanePoint(250, 0), PlanePoint(250, 250), PlanePoint(0, 250)]
    streets.street(corners + [corners[0]], isOneWay: true)
    if hasJunction { streets.street([corners[1], PlanePoint(400, 0)]) }
    func at(_ metres: Int) -> PlanePoint {
      let (side, along) = (metres / 250 % 4, Double(metres % 250))
      return corners[side] + (corners[(side + 1) % 4] - corners[side]) * (along / 250)
    }
    let network = try streets.network
    #expect(network.edgeCount == (hasJunction ? 2 : 1))
    for f in [100, 275, 600, 990] {
      let field = network.timeField(
        to: [Place(id: "f", at: at(f))], by: .cycle, within: .minutes(60), direction: direction,
        access: Self.rule)
      for h in stride(from: 0, to: 1000, by: 25) where h == f || abs(h - f) > 20 && abs(h - f) < 980
      {
        let metres = (direction == .to ? f - h + 1000 : h - f + 1000) % 1000
        #expect(isAbout(field.time(at: at(h)), Double(metres) * 240), "\(h) \(f)")
      }
    }
  }

  /// Times from facilities are the times to them when every street is turned round.
  @Test(arguments: 0..<8)
  func reversingStreetsIsReversingTheDirection(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 300)
    let streets = RandomStreets(seed: UInt64(seed))
    var turned = streets
    for i in turned.segments.indices {
      let s = streets.segments[i]
      (turned.segments[i].forward, turned.segments[i].backward) = (s.backward, s.forward)
    }
    let rule = TimeFieldTests.rules[seed % 3]
    let facilities = (0..<(rule.reachMetres < 50 ? 20 : 4)).map {
      TimeFieldTests.place("f\($0)", size: 1000, &random)
    }
    let from = try streets.network.timeField(
      to: facilities, by: .cycle, within: .minutes(20), direction: .from, access: rule)
    let to = try turned.network.timeField(
      to: facilities, by: .cycle, within: .minutes(20), direction: .to, access: rule)
    let same = try streets.network.timeField(
      to: facilities, by: .cycle, within: .minutes(20), direction: .to, access: rule)
    var different = 0
    for _ in 0..<200 {
      let home = TimeFieldTests.place("h", size: 1000, &random)
      #expect(from.arrival(at: home) == to.arrival(at: home))
      if from.time(at: home) != same.time(at: home) { different += 1 }
    }
    // Else nothing was shown.
    #expect(different > 0)
    #expect(from.circle(within: .minutes(3)) == to.circle(within: .minutes(3)))
  }
}
