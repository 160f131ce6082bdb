import Foundation
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
            id: "h", at: first.anyPoint + PlanePoint(4, .random(in: -9...9, using: &random)))
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

@Suite struct CodingTests {
  private func again<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }

  @Test func valuesComeBackAsTheyWere() throws {
    let polygon = PlanePolygon(
      exterior: [PlanePoint(0, 0), PlanePoint(9, 0), PlanePoint(0, 9)], holes: [[PlanePoint(1, 1)]])
    #expect(try again(polygon) == polygon)
    #expect(try again(Mode.cycle) == Mode.cycle)
    #expect(try again([Direction.to, .from]) == [.to, .from])
    #expect(try again([ModeSet(.walk)]) == [ModeSet(.walk)])
    #expect(try again(TimeFieldTests.rules) == TimeFieldTests.rules)
    let bounds = AreaBounds(low: 1, high: 2.5)
    #expect(try again(bounds) == bounds)
    let text = String(decoding: try JSONEncoder().encode([Milliseconds(900)]), as: UTF8.self)
    #expect(text == "[900]")
    #expect(try again([Milliseconds(900)]) == [Milliseconds(900)])
  }

  @Test func numbersOutOfRangeAreErrors() {
    func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
      try JSONDecoder().decode(type, from: Data(text.utf8))
    }
    #expect(throws: DecodingError.self) { try decode(Speed.self, #"{"kilometresPerHour":0}"#) }
    #expect(throws: DecodingError.self) {
      try decode(
        Mode.self, #"{"bit":8,"name":"x","defaultSpeed":{"kilometresPerHour":4}}"#)
    }
    #expect(throws: DecodingError.self) {
      try decode(
        AccessRule.self, #"{"speed":{"kilometresPerHour":4},"detour":0.5,"reachMetres":9}"#)
    }
  }
}

@Suite struct BucketQueueTests {
  /// Nodes come out bucket by bucket, each as often as it was put in, whatever is put in on the way.
  @Test(arguments: 0..<10)
  func nodesComeOutByTime(seed: Int) {
    var random = Seeded(UInt64(seed))
    let limit = Milliseconds(.random(in: 1...5_000_000, using: &random))
    var queue = BucketQueue()
    // Twice, in the same memory.
    for _ in 0..<2 {
      queue.prepare(limit: limit, meanWeight: .random(in: 1...50_000, using: &random))
      var times: [UInt32] = []
      func newTime(_ least: UInt32) -> UInt32 {
        times.append(.random(in: least...limit.value, using: &random))
        return times[times.count - 1]
      }
      for node in 0..<3000 { queue.push(UInt32(node), at: newTime(0)) }
      queue._checkInvariants()
      var out: [Int] = []
      var begin: UInt64 = 0
      queue.drain { node, bucket, queue in
        out.append(Int(node))
        #expect(bucket.begin >= begin && UInt64(times[Int(node)]) << 32 >= bucket.begin)
        begin = bucket.begin
        if out.count % 3 == 0, out.count < 3000 {
          queue.push(UInt32(times.count), at: newTime(times[Int(node)]))
        }
      }
      #expect(out.sorted() == Array(times.indices))
    }
  }
}
