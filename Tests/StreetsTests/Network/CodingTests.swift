import Foundation
import Testing

@testable import Streets

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
