import Testing

@testable import Streets

@Suite struct PlaceArrivalsTests {
  /// What a place's answers are made of, bit by bit.
  struct Answer: Hashable {
    var touches: Bool
    var time: UInt32?
    var facility: Int?
    var metres: UInt64?
  }

  static func answers(_ arrivals: PlaceArrivals) -> [Answer] {
    (0..<arrivals.count).flatMap { place in
      (0..<arrivals.fieldCount).map { field in
        let arrival = arrivals.arrival(place, in: field)
        return Answer(
          touches: arrivals.touchesStreet(place), time: arrival?.time.value,
          facility: arrival?.facility, metres: arrival?.accessMetres.bitPattern)
      }
    }
  }

  /// Enough places for several chunks, some of them off the network.
  @Test func workersChangeNothing() async throws {
    var random = Seeded(12)
    let travel = TravelNetwork(try RandomStreets(seed: 12).network, by: .cycle)
    let fields = [4, 9].map { count in
      travel.timeField(
        to: (0..<count).map { TimeFieldTests.place("f\($0)", size: 1000, &random) },
        within: .minutes(Double(count)))
    }
    let places = (0..<4500).map { TimeFieldTests.place("h\($0)", size: 2000, &random) }
    let one = Self.answers(try await travel.arrivals(at: places, in: fields))
    for workers in [2, 5] {
      #expect(
        Self.answers(try await travel.arrivals(at: places, in: fields, workers: workers)) == one)
    }
    for (i, place) in places.enumerated() where i % 50 == 0 {
      for (f, field) in fields.enumerated() {
        #expect(one[i * 2 + f].time == field.time(at: place)?.value)
      }
    }
    #expect(one.contains { $0.time != nil } && one.contains { !$0.touches })
  }
}
