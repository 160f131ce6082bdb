import Testing

@testable import Streets

@Suite struct CircleBatchTests {
  private func drawn(
    _ travel: TravelNetwork, _ facilities: [Place], _ times: [Milliseconds], workers: Int
  ) async throws -> [[[PlanePolygon]]] {
    var circles: [[[PlanePolygon]]] = []
    try await CircleBatch(travel, workers: workers)
      .forEachFacility(of: facilities, within: times) { number, polygons in
        #expect(number == circles.count)
        circles.append(polygons)
      }
    return circles
  }

  @Test func workersChangeNothing() async throws {
    var random = Seeded(21)
    let travel = TravelNetwork(try RandomStreets(seed: 21).network, by: .walk)
    // Some lie where no street is in reach.
    let facilities = (0..<20).map { TimeFieldTests.place("f\($0)", size: 1600, &random) }
    let times = [Milliseconds.minutes(2), .minutes(1), .minutes(2)]
    let one = try await drawn(travel, facilities, times, workers: 1)
    for workers in [2, 5] {
      #expect(try await drawn(travel, facilities, times, workers: workers) == one)
    }
    #expect(one.count == 20 && one.allSatisfy { $0.count == 3 && $0[0] == $0[2] })
    #expect(one.contains { $0[0].isEmpty } && one.contains { !$0[1].isEmpty })
    let alone = CircleEngine(travel)
    for (i, facility) in facilities.enumerated() where i % 8 == 0 {
      #expect(alone.circles(of: [facility], within: times) == one[i])
    }
  }

  /// More facilities than are drawn at once stay in order; an error of the receiver ends the work.
  @Test func manyFacilitiesComeInOrderUntilAnErrorEndsThem() async throws {
    struct Enough: Error {}
    var streets = DrawnStreets()
    streets.street([PlanePoint(0, 0), PlanePoint(100, 0)])
    let travel = TravelNetwork(
      try streets.network, by: .walk, access: AccessRule(reachMetres: 10))
    let facilities = (0..<1030).map { Place(id: "\($0)", at: PlanePoint(Double($0 % 100), 0)) }
    var seen = 0
    await #expect(throws: Enough.self) {
      try await CircleBatch(travel, workers: 2)
        .forEachFacility(of: facilities, within: [.minutes(0.05)]) { number, _ in
          #expect(number == seen)
          seen += 1
          if seen == 1027 { throw Enough() }
        }
    }
    #expect(seen == 1027)
  }
}
