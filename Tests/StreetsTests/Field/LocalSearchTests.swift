import Testing

@testable import Streets

@Suite struct LocalSearchTests {
  /// One worker's memory through many questions, networks, modes and directions.
  @Test func equalsTheFieldOfTheSameFacilities() throws {
    let search = LocalSearch()
    var found = 0
    for seed in 0..<16 {
      var random = Seeded(UInt64(seed) + 700)
      let travel = TravelNetwork(
        try RandomStreets(seed: UInt64(seed), nodeCount: 40 + seed).network,
        by: seed % 4 < 2 ? .walk : .cycle, direction: seed % 2 == 0 ? .to : .from,
        access: TimeFieldTests.rules[seed % 3])
      for i in 0..<40 {
        let facilities = (0..<(i % 4)).map {
          TimeFieldTests.place("f\(9 - $0)", size: 1000, &random)
        }
        var home = TimeFieldTests.place("h", size: 1000, &random)
        // Some homes stand beside a facility: both on one edge.
        if i % 3 == 0, let first = facilities.first {
          home = Place(
            id: "h",
            at: PlainPlace(first).somePoint + PlanePoint(4, .random(in: -9...9, using: &random)))
        }
        let limit = Milliseconds.minutes(Double(1 + i % 12))
        let legs = AccessLegs(of: home, in: travel)
        let arrival = search.arrival(over: legs, to: facilities, in: travel, within: limit)
        #expect(
          arrival == travel.timeField(to: facilities, within: limit).arrival(over: legs),
          "seed \(seed), home \(i)")
        if arrival != nil { found += 1 }
      }
    }
    #expect(found > 50)
  }
}
