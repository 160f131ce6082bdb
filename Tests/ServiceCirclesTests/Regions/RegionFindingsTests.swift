import PlaneGeometry
import Streets
import Testing

@testable import ServiceCircles

/// Ratios of communities, rolled up to the regions they belong to.
@Suite struct RegionFindingsTests {
  /// Communities of a made-up county, side by side, without streets or homes.
  private func assess(
    _ communities: [(id: String, quantities: [String: Int?])], households: [String: Int] = [:],
    facilities: [(community: String, kind: FacilityKind, area: String?)] = [],
    registers: [RegionRecord] = [], covers: PlanLevel? = nil,
    standard: RuleSet = .zhejiang14thFiveYearPlan
  ) async throws -> Assessment.Result {
    let inputs = Assessment.Inputs(
      streets: nil,
      communities: communities.enumerated().map { i, own in
        Community(
          id: own.id, setting: AdministrativeCode(own.id)?.setting ?? .urban,
          polygons: [Polygon(Box(min: [Double(i) * 10, 0], max: [Double(i) * 10 + 10, 10]))],
          households: households[own.id],
          quantities: Quantities(
            own.quantities.mapValues { $0.map { .number(ExactDecimal($0)) } ?? .missing }))
      }, residences: [],
      facilities: facilities.enumerated().map { i, own in
        Facility(
          place: Place(id: "f\(i)", at: [5, 5]), kind: own.kind, floorArea: own.area,
          servedCommunityID: own.community, geometry: .point([5, 5]))
      }, registers: registers)
    return try await Assessment(
      standard: standard, inputs: inputs, options: AssessmentOptions(covers: covers, circles: .none)
    ).run()
  }

  private func code(_ township: Int, _ community: Int) -> String {
    "330199" + String("00\(township)".suffix(3)) + String("00\(community)".suffix(3))
  }

  private func row(
    _ result: Assessment.Result, _ rule: String, _ level: PlanLevel, _ region: String = "*",
    _ profile: String = "*"
  ) throws -> RegionResult {
    try #require(
      result.regions.first {
        $0.ruleID == rule && $0.region == Region(level, region) && $0.profile == profile
      })
  }

  private let centre = FacilityKind(.general, "service_centre")

  @Test func `a region's ratio is the ratio of sums, not the mean of ratios`() async throws {
    let (a, b) = (code(1, 1), code(1, 2))
    let result = try await assess(
      [(a, [:]), (b, [:])], households: [a: 1000, b: 200],
      facilities: [(a, centre, "300"), (b, centre, "180")])
    let found = Dictionary(
      result.findings.filter { $0.ruleID == "T2-3" }
        .map { ($0.subject.id, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    #expect(found == [a: .fail, b: .pass])
    for (level, region) in [
      (PlanLevel.run, "*"), (.province, "33"), (.prefecture, "3301"),
      (.county, "330199"), (.township, "330199001"),
    ] {
      let row = try row(result, "T2-3", level, region)
      #expect(row.finding?.verdict == .pass && row.units == 2 && row.passing == 1)
      #expect(row.finding?.value == ExactDecimal(40))
      #expect(row.finding?.numerator == ExactDecimal(480))
    }
  }

  @Test func `an area counts where it serves, and one that is not known leaves the sum open`()
    async throws
  {
    let (a, b) = (code(1, 1), code(1, 2))
    let result = try await assess(
      [(a, [:]), (b, [:])], households: [a: 1000, b: 200],
      facilities: [(a, centre, "400.00"), (a, centre, "0.01"), (b, centre, nil)])
    let findings = result.findings.filter { $0.ruleID == "T2-3" }
    try #require(findings.count == 2)
    #expect(findings[0].numerator?.description == "400.01" && findings[0].verdict == .pass)
    #expect(findings[1].verdict == .unknown && findings[1].missing == ["service_area_m2"])
    let region = try row(result, "T2-3", .run)
    #expect(region.finding?.verdict == .unknown && region.passing == 1)
    // All households are known; what they have is not, but for its least.
    #expect(region.finding?.denominator == ExactDecimal(1200) && region.finding?.numerator == nil)
    #expect(region.finding?.numeratorBounds?.low == ExactDecimal("400.01"))
  }

  @Test func `an area that is known in part passes where that part is enough`() async throws {
    func found(_ areas: [String?]) async throws -> Finding {
      let id = code(1, 1)
      let result = try await assess(
        [(id, [:])], households: [id: 1000], facilities: areas.map { (id, centre, $0) })
      return try #require(result.findings.first { $0.ruleID == "T2-3" })
    }
    let enough = try await found(["400.01", nil])
    #expect(enough.verdict == .pass && enough.numerator == nil && enough.value == nil)
    #expect(enough.numeratorBounds == ExactInterval(from: ExactDecimal("400.01") ?? .zero, to: nil))
    #expect(try await found(["399.99", nil]).verdict == .unknown)
    #expect(try await found(["399.99", "0.01"]).verdict == .pass)
  }

  @Test func `households that are known in part fail where that part is too many`() async throws {
    func verdict(_ households: [Int?]) async throws -> Verdict? {
      var town = MainStreet()
      town.community("a", from: 0, to: 1500)
      town.homes(at: households.map { _ in 0 })
      for (i, number) in households.enumerated() { town.residences[i].households = number }
      town.facilities = [
        Facility(
          place: Place(id: "f", at: [0, 0]), kind: centre, floorArea: "400",
          servedCommunityID: "a", geometry: .point([0, 0]))
      ]
      return try await town.run().findings.first { $0.ruleID == "T2-3" }?.verdict
    }
    #expect(try await verdict([1001, nil]) == .fail)
    #expect(try await verdict([999, nil]) == .unknown)
    #expect(try await verdict([nil, nil]) == .unknown)
    #expect(try await verdict([999, 1]) == .pass)
  }

  @Test func `of twenty thousand villages one is too few`() throws {
    let communities = (0..<20_000).map { i in
      Community(id: code(1 + i / 199, 201 + i % 199), setting: .rural, polygons: [])
    }
    let judge = RuleJudge(.zhejiang14thFiveYearPlan)
    let rule = try #require(judge.standard.rule("T2-1"))
    var regions = RegionAggregator(judge.standard, communities, covers: nil)
    regions.add(
      CommunityResults(
        findings: communities.enumerated().map { i, community in
          let known = Quantities([
            "integrated_facility": .number(ExactDecimal(i == 7 ? 0 : 1)),
            "villages": .number(ExactDecimal(1)),
          ])
          var finding = judge.finding(
            of: rule, on: known, about: .community(community.id), setting: .rural)
          finding.profile = Finding.ownFacilities
          return finding
        }))
    let results = regions.results
    let row = try #require(results.first { $0.region == .run })
    #expect(row.units == 20_000 && row.passing == 19_999)
    #expect(row.finding?.verdict == .fail && row.finding?.margin == ExactDecimal(-1))
    #expect(row.finding?.shownValue == "99.995")
    let township = try #require(results.first { $0.region == Region(.township, "330199001") })
    #expect(township.units == 199 && township.passing == 198)
    #expect(
      results.first { $0.region == Region(.township, "330199002") }?.finding?.verdict == .pass)
  }

  @Test func `what is missing leaves full coverage open unless one has it not`() async throws {
    func verdict(_ flags: [Int?]) async throws -> Verdict? {
      let result = try await assess(
        flags.enumerated().map { (code(1, $0 + 1), ["social_work_room": $1]) })
      return try row(result, "F-4", .run).finding?.verdict
    }
    #expect(try await verdict([1, 1, 1]) == .pass)
    #expect(try await verdict([1, nil, 1]) == .unknown)
    #expect(try await verdict([1, nil, 0]) == .fail)
  }

  @Test func `a sum that is too large stays so whatever is missing`() async throws {
    func verdict(_ counts: [Int?]) async throws -> Verdict? {
      let result = try await assess(
        counts.enumerated().map { (code(1, $0 + 1), ["jobless_households": $1]) })
      return try row(result, "F-23", .run).finding?.verdict
    }
    #expect(try await verdict([0, 0]) == .pass)
    #expect(try await verdict([0, nil]) == .unknown)
    #expect(try await verdict([1, nil]) == .fail)
  }

  @Test func `counts are judged where the run covers the province`() async throws {
    let pilots = (1...60).map { (id: code(1, $0), quantities: ["urban_deliberation_pilot": 1]) }
    let villages = (201...260).map {
      (id: code(2, $0), quantities: ["rural_deliberation_pilot": $0 < 250 ? 1 : 0])
    }
    let all = (pilots + villages).map { own in
      (
        own.id,
        ["urban_deliberation_pilot": 0, "rural_deliberation_pilot": 0]
          .merging(own.quantities) { $1 }.mapValues { Optional($0) }
      )
    }
    let part = try await assess(all)
    #expect(try row(part, "G-6", .province, "33").finding?.verdict == nil)
    #expect(try row(part, "G-6", .run).finding?.verdict == nil)
    let whole = try await assess(all, covers: .province)
    let province = try #require(row(whole, "G-6", .province, "33").finding)
    // 60 in towns count as 50; 49 in villages are one too few.
    #expect(province.numerator == ExactDecimal(99) && province.verdict == .fail)
    #expect(try row(whole, "G-6", .run).finding?.verdict == .fail)
    #expect(try row(whole, "G-6", .county, "330199").finding?.verdict == nil)
  }

  @Test func `registers speak for townships and counties, and are summed upwards`() async throws {
    let communities = [(code(1, 1), [String: Int?]()), (code(2, 1), [:])]
    func register(_ level: PlanLevel, _ region: String, _ items: [String: Int]) -> RegionRecord {
      RegionRecord(
        Region(level, region),
        quantities: Quantities(items.mapValues { .number(ExactDecimal($0)) }))
    }
    let result = try await assess(
      communities.map { ($0.0, $0.1) },
      registers: [
        register(.township, "330199001", ["social_work_station": 1]),
        register(.township, "330199002", ["social_work_station": 0]),
        register(.county, "330199", ["care_consortium": 1, "least_training_days_per_year": 2]),
      ])
    let stations = try row(result, "F-3", .county, "330199")
    #expect(stations.units == 2 && stations.passing == 1)
    #expect(stations.finding?.verdict == .fail)
    #expect(try row(result, "F-3", .township, "330199001").finding?.verdict == .pass)
    #expect(try row(result, "F-7", .prefecture, "3301").finding?.verdict == .pass)
    // A least number is no sum.
    let training = try row(result, "H-1", .run)
    #expect(training.finding?.verdict == .fail && training.finding?.numerator == nil)
    #expect(training.passing == 0)
  }

  @Test func `resettlement communities have to pass what new ones have to`() async throws {
    let (a, b, c) = (code(1, 201), code(1, 202), code(1, 203))
    let areas = ["total_floor_area_m2": 10_000, "commercial_area_m2": 1000]
    let result = try await assess(
      [
        (a, areas.merging(["resettlement": 1]) { $1 }.mapValues { Optional($0) }),
        (b, areas.merging(["resettlement": 1]) { $1 }.mapValues { Optional($0) }),
        (c, areas.merging(["resettlement": 0]) { $1 }.mapValues { Optional($0) }),
      ], households: [a: 500, b: 500, c: 500],
      facilities: [(a, centre, "350"), (b, centre, "349.99"), (c, centre, "10")])
    let findings = result.findings.filter { $0.ruleID == "F-2" }
    #expect(findings.map(\.subject.id) == [a, b])
    #expect(findings.map(\.verdict) == [.pass, .fail])
    let texts = Wording(.zhejiang14thFiveYearPlan).reasons(of: findings[1], in: .english)
    #expect(texts.contains("N-3: FAIL"))
    let row = try row(result, "F-2", .run)
    #expect(row.units == 2 && row.passing == 1 && row.finding?.verdict == .fail)
  }

  @Test func `a register of two of forty-four villages says nothing of the others`() async throws {
    let ids = (0..<44).map { code(1, 201 + $0) }
    let result = try await assess(
      ids.enumerated().map { i, id in (id, i < 2 ? ["visiting_system": 1] : [:]) })
    let run = try row(result, "F-30", .run)
    #expect(run.verdict == .unknown && run.units == 44 && run.passing == 2 && run.value == nil)
    let finding = try #require(run.finding)
    #expect(finding.numerator == nil && finding.shownValue == "4.54–100")
    guard case .unitsUnknown(42, of: 44, let missing, let examples) = finding.reasons.first else {
      Issue.record("\(finding.reasons)")
      return
    }
    #expect(missing == ["visiting_system"] && examples == Array(ids[2...4]))
    #expect(result.findings.count { $0.ruleID == "F-30" && $0.verdict == .unknown } == 42)
    // One that has it not decides.
    let failing = try await assess(
      ids.enumerated().map { i, id in (id, i < 2 ? ["visiting_system": i] : [:]) })
    let decided = try row(failing, "F-30", .run)
    #expect(decided.verdict == .fail && decided.value == nil)
    #expect(decided.finding?.reasons.contains(.knownPartDecides) == true)
  }

  @Test func `an unrecorded total floor area is missing, in a community and in the run`()
    async throws
  {
    for total in [nil, 0] as [Int?] {
      let result = try await assess(
        (1...3).map { i in
          (
            code(1, i),
            ["commercial_area_m2": 100, "service_area_m2": 50, "total_floor_area_m2": total]
          )
        })
      let run = try row(result, "T2-2", .run)
      #expect(run.verdict == .unknown && run.finding?.numerator == ExactDecimal(450))
      #expect(run.finding?.denominator == nil && run.finding?.shownValue == nil)
      let own = result.findings.filter { $0.ruleID == "T2-2" }
      #expect(own.count == 3 && own.allSatisfy { $0.verdict == .unknown })
      #expect(own.allSatisfy { $0.missing == ["total_floor_area_m2"] })
    }
  }

  @Test func `a region that no register lists leaves the larger one open`() async throws {
    let a = "330101001001", b = "330102001001"
    func run(_ stations: [Int?]) async throws -> RegionResult {
      let registers = zip(["330101", "330102"], stations).compactMap { county, number in
        number.map {
          RegionRecord(
            Region(.county, county),
            quantities: Quantities(["care_consortium": .number(ExactDecimal($0))]))
        }
      }
      return try row(try await assess([(a, [:]), (b, [:])], registers: registers), "F-7", .run)
    }
    #expect(try await run([1, 1]).verdict == .pass)
    #expect(try await run([1, nil]).verdict == .unknown)
    #expect(try await run([0, nil]).verdict == .fail)
  }

  @Test func `the area of services is that of the rooms the option in force counts`() async throws {
    let a = code(1, 1)
    let facilities: [(community: String, kind: FacilityKind, area: String?)] = [
      (a, centre, "300"), (a, FacilityKind(.elderly, "care_centre"), "150"),
      (a, FacilityKind(.elderly, "nursing_home"), "5000"),
    ]
    let both = try await assess([(a, [:])], households: [a: 1000], facilities: facilities)
    #expect(try row(both, "T2-3", .run).finding?.numerator == ExactDecimal(450))
    let rooms = try await assess(
      [(a, [:])], households: [a: 1000], facilities: facilities,
      standard: RuleSet.zhejiang14thFiveYearPlan.choosing("service_area", "rooms"))
    #expect(try row(rooms, "T2-3", .run).finding?.numerator == ExactDecimal(300))
  }

  /// A county's register counts all of its communities, and the run has two of them.
  @Test func `a register's part of a whole that the run counts smaller is an issue`() async throws {
    let (a, b) = (code(1, 1), code(1, 2))
    func assess(_ rooms: Int) async throws -> Assessment.Result {
      try await self.assess(
        [(a, [:]), (b, [:])],
        registers: [
          RegionRecord(
            Region(.county, "330199"),
            quantities: Quantities(["social_work_room": .number(ExactDecimal(rooms))]))
        ])
    }
    let whole = try await assess(2)
    #expect(try row(whole, "F-4", .county, "330199").verdict == .pass && whole.recordIssues.isEmpty)
    let result = try await assess(3)
    let county = try row(result, "F-4", .county, "330199")
    #expect(county.verdict == .unknown && county.value == nil)
    #expect(
      result.recordIssues.map { "\($0.role) \($0.feature) \($0.field) \($0.problem.key)" }
        == ["registers 330199 social_work_room table.parts_exceed_whole"])
  }

  @Test func `a community's part that is more than its whole is an issue`() async throws {
    let a = code(1, 1)
    let result = try await assess([
      (a, ["elderly_with_care_services": 12, "elderly": 10]),
      (code(1, 2), ["elderly_with_care_services": 10, "elderly": 10]),
    ])
    let found = result.findings.filter { $0.ruleID == "F-8" }
    #expect(found.map(\.verdict) == [.unknown, .pass])
    #expect(try row(result, "F-8", .county, "330199").verdict == .unknown)
    #expect(result.recordIssues.map { "\($0.role) \($0.feature)" } == ["communities \(a)"])
  }
}
