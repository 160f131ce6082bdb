import Testing

@testable import ServiceCircles

@Suite struct FacilityTagMapTests {
  @Test func `the map that comes with the library can be read and covers what can be tagged`() {
    let map = FacilityTagMap.openStreetMap
    let categories = Set(map.kinds.map(\.category))
    // The digital services of the plan have no tag.
    #expect(categories == Set(ServiceCategory.allCases).subtracting([.digital]))
    #expect(map.keys.contains("amenity") && map.keys.contains("access"))
  }

  @Test func `keys that every street carries are looked for by value`() {
    let filters = FacilityTagMap.openStreetMap.filters
    #expect(filters.contains { $0.key == "amenity" && $0.value == nil })
    #expect(filters.filter { $0.key == "highway" }.map(\.value) == ["bus_stop"])
    #expect(!filters.contains { $0.key == "building" })
  }

  @Test func `all tags of a description must hold, lists and prefixes count`() throws {
    let map = try FacilityTagMap(
      yaml: """
        unless: { access: [private] }
        kinds:
          SPT.pitch:
            - leisure: [pitch, "field*"]
              sport: "*"
              unless: { surface: mud }
          COM.market: [{ shop: a }, { shop: b }]
        """)
    func kinds(_ tags: [String: String]) -> [String] {
      map.kinds { tags[$0] ?? "" }.map(\.description)
    }
    #expect(kinds(["leisure": "pitch", "sport": "x"]) == ["SPT.pitch"])
    #expect(kinds(["leisure": "fields", "sport": "x"]) == ["SPT.pitch"])
    #expect(kinds(["leisure": "pitch"]) == [])
    #expect(kinds(["leisure": "pitch", "sport": "x", "surface": "mud"]) == [])
    #expect(kinds(["leisure": "pitch", "sport": "x", "access": "private"]) == [])
    #expect(
      kinds(["leisure": "a; pitch", "sport": "x", "shop": "b"]) == ["COM.market", "SPT.pitch"])
  }

  @Test(arguments: [
    "", "kinds: [1]", "kind: {}", "kinds: { XXX.a: [{ a: b }] }", "kinds: { MED: [{ a: b }] }",
    "kinds: { MED.a: { a: b } }", "kinds: { MED.a: [{ unless: { a: b } }] }", "a: [",
  ])
  func `a map that is wrong says so`(yaml: String) {
    #expect(throws: TableError.self) { try FacilityTagMap(yaml: yaml) }
  }

  /// A record that lists several kinds has none that could be counted for it.
  @Test(arguments: [",", "，", "、", ";", "；", "/", "／", "\n"])
  func `several codes are no code, and a list of them is read`(separator: String) {
    #expect(FacilityKind(code: "MED.clinic\(separator)CHD") == nil)
    #expect(FacilityKind(code: "MED\(separator)") == nil)
    #expect(
      FacilityKind.codes(in: " MED.clinic \(separator)\(separator) ＣＨＤ") == ["MED.clinic", "CHD"])
  }
}
