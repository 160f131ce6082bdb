import PlaneGeometry
import Streets
import Testing

@testable import ServiceCircles

/// Rules that depend on circles, and on which communities are urban.
@Suite struct ReachAndSensitivityTests {
  /// Twenty villages along a street: seventeen with their own facility, two that share a neighbour's, and one
  /// that reaches none.
  @Test func `own facilities and reach are judged side by side`() async throws {
    var town = MainStreet()
    for i in 0..<20 {
      let x = Double(i) * 100
      town.community("v\(i < 10 ? "0" : "")\(i)", from: x, to: x + 100, .rural)
      town.homes(at: [x + 50])
      if i < 17 { town.facility("f\(i)", .general, at: x + 40) }
    }
    // The last stands on an island, off every street.
    town.residences[19].place = Place(id: "h19", at: [1950, 190])
    town.communities[19].seat = [1950, 900]
    let result = try await town.run()
    func row(_ profile: String) throws -> RegionResult {
      try #require(
        result.regions.first {
          $0.region == .run && $0.ruleID == "T2-1" && $0.profile == profile
        })
    }
    let own = try row("own")
    #expect(own.passing == 17 && own.units == 20 && own.finding?.verdict == .fail)
    #expect(own.finding?.value == ExactDecimal(85))
    let reach = try row("strict")
    #expect(reach.passing == 19 && reach.finding?.value == ExactDecimal(95))
    #expect(reach.finding?.verdict == .fail)
  }

  @Test func `residents inside the circles of all services`() async throws {
    var town = MainStreet()
    town.standard = try town.standard.choosing("full_coverage_by_circles", "judged")
    town.community("a", from: 0, to: 3000)
    town.homes(at: [100, 200, 2900])
    for i in town.residences.indices { town.residences[i].population = 10 << i }
    for category in [
      ServiceCategory.general, .childcare, .elderly, .medical, .education, .cultural, .commercial,
    ] {
      town.facility("f-\(category)", category, at: 300)
    }
    let result = try await town.run()
    let found = try #require(
      result.findings.first { $0.ruleID == "F-24" && $0.profile == "standard" })
    #expect(found.numerator == ExactDecimal(30))
    #expect(found.denominator == ExactDecimal(70) && found.verdict == .fail)
    // The circles have no pass mark: by default the share is reported, not judged.
    var reported = town
    reported.standard = .zhejiang14thFiveYearPlan
    let share = try await reported.run().findings.first { $0.ruleID == "F-24" }
    #expect(share?.numerator != nil && share?.verdict == nil)
    // Without people at the homes nobody asks.
    for i in town.residences.indices { town.residences[i].population = nil }
    #expect(try await town.run().findings.allSatisfy { $0.ruleID != "F-24" })
  }

  @Test func `what the data's edge leaves open is no failure of full coverage`() async throws {
    var town = MainStreet()
    town.goesOnEast = true
    town.standard = try town.standard.choosing("full_coverage_by_circles", "judged")
    town.community("a", from: 0, to: 3000)
    town.homes(at: [2900])
    town.residences[0].population = 5
    town.facility("pitch", .sports, at: 100)
    let found = try await town.run().findings.first {
      $0.ruleID == "F-29" && $0.profile == "standard"
    }
    #expect(found?.verdict == .unknown)
    #expect(found?.numeratorBounds == ExactInterval(from: .zero, to: ExactDecimal(5)))
  }

  /// The street goes on beyond the data: a facility may stand there.
  @Test func `a seat at the data's edge is no failure`() async throws {
    var town = MainStreet()
    town.community("v", from: 0, to: 3000, .rural)
    town.homes(at: [2900])
    town.facility("far", .medical, at: 100)
    town.communities[0].seat = [2900, 0]
    func verdict() async throws -> Verdict? {
      try await town.run().findings.first { $0.ruleID == "T2-1" && $0.profile == "strict" }?
        .verdict
    }
    #expect(try await verdict() == .fail)
    town.goesOnEast = true
    #expect(try await verdict() == .unknown)
  }

  /// The same community, rural by its committee and urban by its statistical class.
  @Test func `both meanings of urban stand side by side`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000, .rural)
    town.communities[0].settings = SettingReadings([.committee: .rural, .statisticalClass: .urban])
    town.homes(at: [100, 900])
    town.facility("pitch", .sports, at: 1000)
    town.standard = try RuleSet(
      yaml: """
        id: own
        name: { zh: 甲, en: own }
        services: { SPT: { zh: 体, en: sports } }
        profiles: { standard: { zh: 标, en: standard } }
        always_judged: [standard]
        rules:
          - { id: U, kind: circle, name: { zh: 城, en: urban }, applies_to: urban, services: [SPT], minutes: 10, threshold: 100, travel: { standard: { mode: walk, metres: 800 } } }
          - { id: R, kind: circle, name: { zh: 乡, en: rural }, applies_to: rural, services: [SPT], minutes: 15, threshold: 100, travel: { standard: { mode: walk, metres: 1200 } } }
          - { id: B, kind: circle, name: { zh: 都, en: both }, services: [SPT], minutes: 10, threshold: 100, travel: { standard: { mode: walk, metres: 800 } } }
        """)
    let result = try await town.run()
    #expect(
      result.coverage.map(\.ruleID) == ["B", "R"] || result.coverage.map(\.ruleID) == ["R", "B"])
    let rows = result.sensitivity.sorted { $0.ruleID < $1.ruleID }
    #expect(rows.map(\.ruleID) == ["R", "U"])
    #expect(rows[0].verdict == .pass && rows[0].otherVerdict == .notApplicable)
    #expect(rows[1].verdict == .notApplicable && rows[1].otherVerdict == .fail)
    #expect(rows[1].value == 2.0 / 3 && rows.allSatisfy { $0.flips })
    #expect(rows[0].bases == [.statisticalClass] && rows[0].otherSetting == .urban)
  }
}
