import PlaneGeometry
import Testing

@testable import ServiceCircles

/// What registers state of regions, beside what the parts of the regions add up to.
@Suite struct RegisterSumsTests {
  private static let county = Region(.county, "330199")
  private static let towns = [Region(.township, "330199001"), Region(.township, "330199002")]

  private func id(_ township: Int, _ community: Int) -> String {
    "33019900\(township)00\(community)"
  }

  private func result(
    _ communities: [(id: String, quantities: [String: String?])], _ registers: [RegionRecord],
    unusable: [UnusableCommunity] = []
  ) async throws -> Assessment.Result {
    let inputs = AssessmentInputs(
      streets: nil,
      communities: communities.enumerated().map { i, own in
        Community(
          id: own.id, setting: AdministrativeCode(own.id)?.setting ?? .urban,
          polygons: [Polygon(Box(min: [Double(i) * 10, 0], max: [Double(i) * 10 + 10, 10]))],
          quantities: quantities(own.quantities))
      }, residences: [], facilities: [], registers: registers, unusableCommunities: unusable)
    return try await Assessment(inputs: inputs, options: AssessmentOptions(circles: .none)).run()
  }

  private func quantities(_ texts: [String: String?]) -> Quantities {
    Quantities(
      texts.mapValues { text in
        text.flatMap { ExactDecimal($0) }.map { .number($0) } ?? .missing
      })
  }

  private func register(_ region: Region, _ texts: [String: String?]) -> RegionRecord {
    RegionRecord(region, quantities: quantities(texts))
  }

  private func conflicts(_ result: Assessment.Result) -> [String] {
    result.issues.filter { $0.problem.key == "value.sum_conflict" }.map {
      "\($0.feature) \($0.field) \($0.problem.values["taken"] ?? "") \($0.problem.values["other"] ?? "")"
    }
  }

  @Test func `a register that states another sum than its communities is named and counted`()
    async throws
  {
    let result = try await result(
      [
        (id(1, 1), ["households": "700", "elderly": "90"]),
        (id(1, 2), ["households": "500", "elderly": "60"]),
      ],
      [
        register(
          Self.county, ["households": "1", "elderly": "150", "registered_organisations": "9"]),
        register(Self.towns[0], ["households": "1200", "elderly": "9"]),
      ])
    #expect(
      conflicts(result) == [
        "330199 households 1 1200", "330199 elderly 150 9", "330199001 elderly 9 150",
      ])
    let remark = try #require(
      result.summary.remarks.first { $0.problem.key == "value.sum_conflicts" })
    let text = remark.problem.text(in: .english)
    #expect(text.contains("(cases: 3), first of 330199: households is 1, and 1200"), "\(text)")
    #expect(remark.problem.text(in: .chinese).contains("户数为 1，而所辖 2 个社区合计为 1200"))
    // The order of sources stays: what communities have is summed from them.
    #expect(
      result.regions.first { $0.ruleID == "T2-3" && $0.region == Self.county }?
        .finding?.denominator != ExactDecimal(1))
  }

  @Test func `the number of communities and of regions is held against those there are`()
    async throws
  {
    let result = try await result(
      [(id(1, 1), [:]), (id(1, 2), [:]), ("330199002201", [:])],
      [
        register(
          Self.county,
          ["communities": "10", "villages": "1", "urban_communities": "2", "townships": "3"])
      ])
    #expect(conflicts(result) == ["330199 communities 10 3", "330199 townships 3 2"])
  }

  @Test func `what a part of the communities has says only that a sum is too small`() async throws {
    let communities: [(String, [String: String?])] = [
      (id(1, 1), ["households": "700"]), (id(1, 2), ["households": nil]),
    ]
    #expect(
      conflicts(try await result(communities, [register(Self.county, ["households": "900"])]))
        .isEmpty)
    #expect(
      conflicts(try await result(communities, [register(Self.county, ["households": "600"])]))
        == ["330199 households 600 ≥ 700"])
    // So does a community whose record cannot be used.
    let known: [(String, [String: String?])] = [(id(1, 1), ["households": "700"])]
    let lost = UnusableCommunity(id: id(1, 2), setting: .urban, regions: RegionPath())
    let registers = [register(Self.county, ["households": "900"])]
    #expect(conflicts(try await result(known, registers)) == ["330199 households 900 700"])
    #expect(conflicts(try await result(known, registers, unusable: [lost])).isEmpty)
  }

  @Test func `rounding is no contradiction, more than that is`() async throws {
    func areas(_ stated: String) async throws -> [String] {
      conflicts(
        try await result(
          [
            (id(1, 1), ["service_area_m2": "100.4"]), (id(1, 2), ["service_area_m2": "200.3"]),
          ],
          [register(Self.county, ["service_area_m2": stated])]))
    }
    #expect(try await areas("301").isEmpty)
    #expect(try await areas("302") == ["330199 service_area_m2 302 300.7"])
    func households(_ stated: String) async throws -> [String] {
      var own = register(Self.county, ["households": stated])
      own.roundings["households"] = ExactDecimal(50)
      return conflicts(try await result([(id(1, 1), ["households": "1249"])], [own]))
    }
    #expect(try await households("1200").isEmpty)
    #expect(try await households("1300") == ["330199 households 1300 1249"])
  }

  @Test func `a county is held against the registers of its townships, as far as all are there`()
    async throws
  {
    let communities: [(String, [String: String?])] = [(id(1, 1), [:]), (id(2, 1), [:])]
    func found(_ towns: [Region], county: String) async throws -> [String] {
      conflicts(
        try await result(
          communities,
          [register(Self.county, ["elderly": county])]
            + towns.map { register($0, ["elderly": "100"]) }))
    }
    #expect(try await found(Self.towns, county: "200").isEmpty)
    #expect(try await found(Self.towns, county: "201") == ["330199 elderly 201 200"])
    #expect(try await found([Self.towns[0]], county: "201").isEmpty)
    #expect(try await found([Self.towns[0]], county: "99") == ["330199 elderly 99 ≥ 100"])
  }

  @Test func `what is not summed is not compared`() async throws {
    let result = try await result(
      [(id(1, 1), ["largest_centre_m2": "300", "social_work_room": "1"])],
      [
        register(
          Self.county,
          ["largest_centre_m2": "900", "social_work_room": "0", "rural_allowance": "1086"])
      ])
    #expect(conflicts(result).isEmpty)
  }
}
