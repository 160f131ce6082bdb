import Testing

@testable import ServiceCirclesIO

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("", "abc", 3), ("abc", "abc", 0), ("lon", "lnog", 2), ("ab", "ba", 1),
    ("kitten", "sitting", 3),
    ("户数", "户数量", 1), ("floor_area", "floorarea", 1),
  ]) func distances(_ a: String, _ b: String, _ expected: Int) {
    #expect(NearestName.editDistance(Array(a), Array(b)) == expected)
    #expect(NearestName.editDistance(Array(b), Array(a)) == expected)
  }

  @Test func suggestionsAreNearOrNone() {
    #expect(NearestName.of("houshold", in: ["id", "households", "name"]) == "households")
    #expect(NearestName.of("Kind", in: ["KIND "]) == "KIND ")
    #expect(NearestName.of("lon", in: ["id", "name"]) == nil)
    #expect(NearestName.of("lon", in: ["long", "lot"]) == "long")
    #expect(NearestName.of("x", in: []) == nil)
  }
}
