import Testing

@testable import Streets

@Suite struct EdgeStopsTests {
  /// Facilities' contacts in random streets.
  private func stops(
    _ travel: TravelNetwork, _ facilities: [Place]
  ) -> [EdgeStops.Stop] {
    var found: [EdgeStops.Stop] = []
    var legs = AccessLegs()
    for (i, facility) in facilities.enumerated() {
      legs.find(of: Outline(facility), in: travel.streets, as: .facility)
      for touch in legs.touches {
        legs.forEachContact(of: touch, in: travel.streets) { line, contact in
          found.append(EdgeStops.Stop(line: line, contact: contact, source: UInt32(i)))
        }
      }
    }
    return found
  }

  private func travel(seed: Int) throws -> TravelNetwork {
    TravelNetwork(
      try RandomStreets(seed: UInt64(seed)).network, by: seed % 2 == 0 ? .walk : .cycle,
      access: TimeFieldTests.rules[seed % 3])
  }

  /// What a stop is told from others by.
  private struct Name: Hashable {
    var segment: Int
    var source: UInt32
    var low: Double
    var high: Double

    init(_ stop: EdgeStops.Stop) {
      (segment, source) = (stop.line.index, stop.source)
      (low, high) = (stop.contact.low, stop.contact.high)
    }
  }

  /// Every edge has the stops that a search through all of them finds, with an index and without.
  @Test(arguments: 0..<6)
  func everyEdgeHasItsStops(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 90)
    let travel = try travel(seed: seed)
    let facilities = (0..<(seed * 4)).map { TimeFieldTests.place("f\($0)", size: 1000, &random) }
    let all = stops(travel, facilities)
    #expect(all.isEmpty == (seed == 0))
    var expected = [[EdgeStops.Stop]](repeating: [], count: travel.network.edgeCount)
    for stop in all { expected[stop.line.edge].append(stop) }
    for indexing in [true, false] {
      let known = EdgeStops(all.shuffled(using: &random), in: travel.streets, indexing: indexing)
      for (edge, expected) in expected.enumerated() {
        let found = known.stops(onEdge: edge)
        #expect(found.map(\.line.index) == expected.map(\.line.index).sorted())
        #expect(Set(found.map { Name($0) }) == Set(expected.map { Name($0) }))
      }
      #expect(
        known.touchedEdges.map { Int($0) } == expected.indices.filter { !expected[$0].isEmpty })
      #expect(known.all.count == all.count)
    }
  }

  /// A way along the common edge that takes less than a limit is never ruled out.
  ///
  /// Ways are looked for by trying many positions along both segments.
  @Test(arguments: 0..<6)
  func noWayIsRuledOutThatTakesLess(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 190)
    let travel = try travel(seed: seed)
    let facilities = (0..<(TimeFieldTests.rules[seed % 3].reachMetres < 50 ? 60 : 8)).map {
      Place(
        id: "f\($0)",
        at: PlanePoint(.random(in: 0...1000, using: &random), .random(in: 0...1000, using: &random))
      )
    }
    let known = EdgeStops(stops(travel, facilities), in: travel.streets, indexing: true)
    let rule = TimeFieldTests.rules[seed % 3]
    let legPace = 3600 / rule.speed.kilometresPerHour * rule.detour
    let aside = rule.reachMetres / 2
    var (tried, ruledOut) = (0, 0)
    for _ in 0..<80 {
      // Beside a facility, so that they touch the same edge.
      let p = PlainPlace(facilities.randomElement(using: &random)!).somePoint
      let home = Place(
        id: "h",
        at: p
          + PlanePoint(
            .random(in: -aside...aside, using: &random), .random(in: -9...9, using: &random)))
      let legs = AccessLegs(of: home, in: travel)
      for touch in legs.touches {
        let edge = Int(touch.edge)
        let edgeTime = Double(travel.streets.edgeTimes[edge])
        for i in known.range(ofEdge: edge) {
          let stop = known[i]
          let least = leastTime(
            from: PlainPlace(home), touch, to: PlainPlace(facilities[Int(stop.source)]), stop.line,
            rule, legPace, travel)
          guard least < .infinity else { continue }
          tried += 1
          #expect(
            known.mayTake(
              lessThan: least + 0.01, from: touch, toStop: i, edgeTime: edgeTime,
              perMetre: legPace))
          if !known.mayTake(
            lessThan: least / 2, from: touch, toStop: i, edgeTime: edgeTime, perMetre: legPace)
          {
            ruledOut += 1
          }
        }
      }
    }
    // Else nothing was shown, or it is true of everything.
    #expect(tried > 20 && ruledOut > tried / 4)
  }

  /// The least time over the positions tried along the segments of a place and of a facility.
  private func leastTime(
    from place: PlainPlace, _ touch: AccessLegs.Touch, to facility: PlainPlace,
    _ other: SegmentLine, _ rule: AccessRule, _ legPace: Double, _ travel: TravelNetwork
  ) -> Double {
    let line = travel.streets.line(Int(touch.segment))
    let usable = travel.streets.usableEnds[line.edge]
    /// The legs in reach, each with the time from the edge's beginning to where it meets the street.
    func legs(_ place: PlainPlace, _ line: SegmentLine) -> [(time: Double, leg: Double)] {
      (0...40).compactMap { i in
        let s = line.length * Double(i) / 40
        let leg = place.distance(from: line.start + line.along * s)
        return leg <= rule.reachMetres ? (line.timeBefore + line.slope * s, legPace * leg) : nil
      }
    }
    var least = Double.infinity
    let ends = legs(facility, other)
    for begin in legs(place, line) {
      for end in ends {
        let along = end.time - begin.time
        if along > 0, !usable.contains(.to) { continue }
        if along < 0, !usable.contains(.from) { continue }
        least = min(least, abs(along) + begin.leg + end.leg)
      }
    }
    return least
  }
}
