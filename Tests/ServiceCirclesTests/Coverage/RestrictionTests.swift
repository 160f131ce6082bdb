import PlaneGeometry
import Streets
import Testing

@testable import ServiceCircles

/// Inputs of one region.
@Suite struct RestrictionTests {
  private static let ids = ["330106001001", "330106001002", "330106002201", "330108001001"]

  private func inputs() -> AssessmentInputs {
    var town = MainStreet()
    for (i, id) in Self.ids.enumerated() {
      town.community(id, from: Double(i) * 500, to: Double(i) * 500 + 500)
      town.communities[i].name = "社区\(i)"
    }
    let regions = [
      Region(.township, "330106001"), Region(.township, "330106002"),
      Region(.township, "330108001"),
      Region(.county, "330106"), Region(.county, "330108"), Region(.prefecture, "3301"),
    ]
    return AssessmentInputs(
      streets: nil, communities: town.communities, residences: [], facilities: [],
      registers: regions.map { RegionRecord($0) })
  }

  @Test(arguments: [
    // By a region's code, by the beginning of ids, by the id, by the name.
    ("330106", [0, 1, 2], ["330106001", "330106002", "330106"]),
    ("330106001", [0, 1], ["330106001"]), ("3301060010", [0, 1], ["330106001"]),
    ("330106001001", [0], []), ("社区3", [3], ["330108001", "330108"]),
    // All of them: no register is of more than what is kept.
    (
      "3301", [0, 1, 2, 3],
      ["330106001", "330106002", "330108001", "330106", "330108", "3301"]
    ),
  ])
  func `one region's communities and registers are kept`(
    region: String, kept: [Int], registers: [String]
  ) {
    var inputs = inputs()
    #expect(inputs.onlyRegion == nil)
    let isFound = inputs.restrict(toRegion: region)
    #expect(isFound)
    #expect(inputs.communities.map(\.id) == kept.map { Self.ids[$0] })
    #expect(inputs.registers.map(\.region.name) == registers)
    #expect(inputs.onlyRegion == region)
  }

  @Test func `a region without communities changes nothing`() {
    var inputs = inputs()
    let isFound = inputs.restrict(toRegion: "330199")
    #expect(!isFound)
    #expect(inputs.communities.map(\.id) == Self.ids && inputs.registers.count == 6)
    #expect(inputs.onlyRegion == nil)
  }

  @Test func `homes of other communities are no issue`() async throws {
    var inputs = inputs()
    inputs.residences = [100, 1900].map {
      Residence(place: Place(id: "h\($0)", at: [$0, 0]), households: 1)
    }
    _ = inputs.restrict(toRegion: "330106001")
    let found = try await Assessment(
      inputs: inputs, options: AssessmentOptions(circles: .none)
    ).run()
    #expect(
      found.issues.allSatisfy { $0.feature.isEmpty } && found.run.parameters.only == "330106001")
    #expect(found.communities.map(\.households) == [1, nil])
    #expect(Set(found.regions.map(\.region.name)) == ["*", "33", "3301", "330106", "330106001"])
  }
}
