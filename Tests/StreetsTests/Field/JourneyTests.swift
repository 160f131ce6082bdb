import Testing

@testable import Streets

@Suite struct JourneyTests {
  @Test(arguments: 0..<12)
  func stepsAddUpToTheAnswerAndHangTogether(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 40)
    let network = try RandomStreets(seed: UInt64(seed)).network
    let facilities = (0..<5).map { TimeFieldTests.place("f\($0)", size: 1000, &random) }
    let field = network.timeField(
      to: facilities, by: seed % 2 == 0 ? .walk : .cycle, within: .minutes(30),
      direction: seed % 4 < 2 ? .to : .from)
    var explained = 0
    for _ in 0..<100 {
      let home = TimeFieldTests.place("h", size: 1000, &random)
      guard let journey = field.journey(at: home) else {
        #expect(field.arrival(at: home) == nil)
        continue
      }
      explained += 1
      #expect(journey.steps.first?.kind == .placeLeg)
      #expect(journey.steps.last?.kind == .facilityLeg)
      let sum = journey.steps.reduce(0) { $0 + $1.milliseconds }
      // The facility's leg and the answer are rounded once each.
      #expect(abs(sum - Double(journey.arrival.time.value)) <= 1.001)
      #expect(abs(journey.steps[0].metres - journey.arrival.accessMetres) < 1e-6)
      for (a, b) in zip(journey.steps, journey.steps.dropFirst()) {
        #expect(PlainGeometry.distance(a.points[a.points.count - 1], b.points[0]) < 1e-3)
      }
    }
    #expect(explained > 10)
  }
}
