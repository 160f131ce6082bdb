import Testing

@testable import Streets

/// Fields of several sets of facilities at once, and work that is cancelled.
@Suite struct TimeFieldsTests {
  @Test func fieldsOfSeveralWorkersAreThoseOfOne() async throws {
    var random = Seeded(31)
    let travel = TravelNetwork(try RandomStreets(seed: 31).network, by: .walk)
    let sets = (0..<7).map { set in
      (0..<set).map { TimeFieldTests.place("f\($0)", size: 1000, &random) }
    }
    let fields = try await travel.timeFields(to: sets, within: .minutes(12), workers: 3)
    #expect(fields.count == sets.count)
    for _ in 0..<100 {
      let home = TimeFieldTests.place("h", size: 1000, &random)
      for (set, field) in zip(sets, fields) {
        let expected = travel.timeField(to: set, within: .minutes(12)).arrival(at: home)
        #expect(field.arrival(at: home) == expected)
      }
    }
  }

  @Test func cancelledWorkThrowsInsteadOfReturningHalf() async throws {
    let travel = TravelNetwork(try RandomStreets(seed: 5).network, by: .walk)
    let places = (0..<50).map { Place(id: "\($0)", at: PlanePoint(Double($0) * 20, 500)) }
    let work: [@Sendable () async throws -> Void] = [
      { _ = try await travel.timeFields(to: [places, places], within: .minutes(9), workers: 2) },
      { _ = try await travel.arrivals(at: places, in: [], workers: 2) },
      {
        try await CircleBatch(travel).forEachFacility(of: places, within: [.minutes(5)]) { _, _ in }
      },
    ]
    for body in work {
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        try await body()
      }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  /// A search that is stopped before its third facility has looked at two.
  @Test func searchesAreCheckedBetweenFacilities() throws {
    struct Stop: Error {}
    let travel = TravelNetwork(try RandomStreets(seed: 6).network, by: .walk)
    let places = (0..<9).map { Place(id: "\($0)", at: PlanePoint(Double($0) * 100, 500)) }
    var calls = 0
    #expect(throws: Stop.self) {
      _ = try travel.timeField(to: places, within: .minutes(9)) {
        calls += 1
        if calls == 3 { throw Stop() }
      }
    }
    #expect(calls == 3)
  }
}
