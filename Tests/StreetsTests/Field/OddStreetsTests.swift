import Testing

import Streets

/// Predicted times where streets are odd: no length, loops, parallels, islands, bridges, closed streets.
@Suite struct OddStreetsTests {
  static let rule = AccessRule(detour: 1.5, reachMetres: 20)

  private func field(
    _ streets: DrawnStreets, to facility: PlanePoint, access: AccessRule = rule
  ) throws -> TimeField {
    try streets.network.timeField(
      to: [Place(id: "f", at: facility)], by: .walk, within: .minutes(60), access: access)
  }

  @Test func segmentsOfNoLengthTakeNoTime() throws {
    var streets = DrawnStreets()
    streets.street([PlanePoint(0, 0), PlanePoint(300, 0)])
    // Two junctions in one place: each with a street of its own, joined by nothing but a zero.
    let here = streets.node(PlanePoint(300, 0))
    let there = streets.separateNode(PlanePoint(300, 0))
    streets.segment(from: here, to: there)
    streets.segment(from: here, to: here)
    streets.street([PlanePoint(300, 0), PlanePoint(300, -200)])
    let far = streets.node(PlanePoint(700, 0))
    let up = streets.node(PlanePoint(300, 200))
    for end in [far, up] { streets.segment(from: there, to: end) }
    let field = try field(streets, to: PlanePoint(0, 0))
    #expect(isAbout(field.time(at: PlanePoint(700, 0)), 700 * 750))
    #expect(isAbout(field.time(at: PlanePoint(300, 150)), 450 * 750))
    #expect(isAbout(field.time(at: PlanePoint(300, -150)), 450 * 750))
    #expect(isAbout(field.time(at: PlanePoint(300, 0)), 300 * 750))
  }

  @Test func ofParallelStreetsTheShorterCounts() throws {
    var streets = DrawnStreets()
    let (a, b) = (PlanePoint(0, 0), PlanePoint(100, 0))
    streets.street([PlanePoint(-100, 0), a])
    streets.street([b, PlanePoint(200, 0)])
    streets.street([a, b])
    streets.street([a, PlanePoint(0, 100), PlanePoint(100, 100), b])
    streets.street([a, b], metres: 250)
    let field = try field(streets, to: PlanePoint(-100, 0))
    #expect(isAbout(field.time(at: PlanePoint(200, 0)), 300 * 750))
    // On the longer street: 100 + 150 one way round, 100 + 100 + 150 the other.
    #expect(isAbout(field.time(at: PlanePoint(50, 100)), 250 * 750))
    #expect(isAbout(field.time(at: PlanePoint(100, 70)), 270 * 750))
  }

  @Test func loopsAreWalkedTheShorterWayRound() throws {
    var streets = DrawnStreets()
    let gate = PlanePoint(100, 0)
    streets.street([PlanePoint(0, 0), gate])
    streets.street([
      gate, PlanePoint(200, 0), PlanePoint(200, 100), PlanePoint(100, 100), gate,
    ])
    let outside = try field(streets, to: PlanePoint(0, 0))
    #expect(isAbout(outside.time(at: PlanePoint(200, 50)), (100 + 150) * 750))
    #expect(isAbout(outside.time(at: PlanePoint(200, 100)), (100 + 200) * 750))
    #expect(isAbout(outside.time(at: PlanePoint(130, 100)), (100 + 130) * 750))
    // Both on the loop: along it, or through its gate.
    let onLoop = try field(streets, to: PlanePoint(150, 0))
    #expect(isAbout(onLoop.time(at: PlanePoint(200, 70)), 120 * 750))
    #expect(isAbout(onLoop.time(at: PlanePoint(100, 60)), 110 * 750))
    #expect(isAbout(onLoop.time(at: PlanePoint(150, 100)), 200 * 750))
  }

  @Test func isolatedNodesAndOtherIslandsChangeNothing() throws {
    var streets = DrawnStreets()
    streets.street([PlanePoint(0, 0), PlanePoint(500, 0)])
    let alone = try field(streets, to: PlanePoint(0, 0))
    streets.street([PlanePoint(0, 100), PlanePoint(500, 100)])
    _ = streets.separateNode(PlanePoint(200, 50))
    _ = streets.separateNode(PlanePoint(200, 0))
    let together = try field(streets, to: PlanePoint(0, 0))
    for x in stride(from: 0.0, through: 500, by: 12.5) {
      let time = together.time(at: PlanePoint(x, 0))
      #expect(time == alone.time(at: PlanePoint(x, 0)) && isAbout(time, x * 750))
      #expect(together.time(at: PlanePoint(x, 100)) == nil)
    }
    // A node without a street is nothing to step onto.
    #expect(together.time(at: PlanePoint(200, 50)) == nil)
    #expect(try streets.network.nodes.count == 4)
  }

  @Test func nobodyStepsOffABridge() throws {
    var streets = DrawnStreets()
    streets.street([PlanePoint(0, 0), PlanePoint(400, 0)])
    streets.street([PlanePoint(400, 0), PlanePoint(600, 0)], traits: .noAccess)
    streets.street([PlanePoint(600, 0), PlanePoint(1000, 0)])
    let wide = AccessRule(detour: 1.5, reachMetres: 120)
    let field = try field(streets, to: PlanePoint(1000, 0), access: wide)
    // Under the bridge's middle one walks to its end, 100 m along and 10 m aside.
    let leg = (100.0 * 100 + 10 * 10).squareRoot()
    #expect(isAbout(field.time(at: PlanePoint(500, 10)), (1.5 * leg + 400) * 750))
    #expect(isAbout(field.time(at: PlanePoint(0, 0)), 1000 * 750))
    // And a facility there is reached the same way.
    let under = try self.field(streets, to: PlanePoint(500, 10), access: wide)
    #expect(isAbout(under.time(at: PlanePoint(1000, 0)), (1.5 * leg + 400) * 750))
    #expect(try self.field(streets, to: PlanePoint(500, 10)).time(at: PlanePoint(0, 0)) == nil)
  }

  @Test func closedStreetsAreNoWay() throws {
    var streets = DrawnStreets()
    streets.street([PlanePoint(0, 0), PlanePoint(100, 0)])
    streets.street([PlanePoint(100, 0), PlanePoint(200, 0)], traits: .restricted)
    streets.street([
      PlanePoint(100, 0), PlanePoint(100, 300), PlanePoint(200, 300), PlanePoint(200, 0),
    ])
    streets.street([PlanePoint(200, 0), PlanePoint(300, 0)])
    let field = try field(streets, to: PlanePoint(0, 0))
    #expect(isAbout(field.time(at: PlanePoint(300, 0)), 900 * 750))
    #expect(field.time(at: PlanePoint(150, 0)) == nil)
  }
}
