import Foundation
import PlaneGeometry
import Streets
import TestSupport
import Testing

@testable import ServiceCircles

/// Results, plans and exact values as JSON, there and back.
@Suite struct JSONTests {
  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func back<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(try json(value).utf8))
  }

  @Test func `exact values keep every digit`() throws {
    for text in ["0", "0.10", "-3.50", "999999999999.999999", "0.000000001"] {
      let number = try #require(ExactDecimal(text))
      #expect(try back([number]).map(\.description) == [text])
    }
    for text in ["1900-01-01", "2024-02-29", "2199-12-31"] {
      #expect(try back([#require(CalendarDay(text))]).map(\.description) == [text])
    }
    let day = Quantity.day(try #require(CalendarDay("2025-06-30")))
    let quantities = Quantities(["a": .number(ExactDecimal(5)), "b": day, "c": .missing])
    #expect(try back(quantities) == quantities)
  }

  @Test(arguments: ["1.2.3", "x", "", "12345678901234567890123456789012345678901234567890"])
  func `what is no number is refused`(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ExactDecimal].self, from: Data(#"["\#(text)"]"#.utf8))
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CalendarDay].self, from: Data(#"["\#(text)"]"#.utf8))
    }
  }

  @Test func `plans with their choices in force`() throws {
    let chosen = try RuleSet.zhejiang14thFiveYearPlan.choosing("centre", "sum")
      .choosing("date_slack_days", "3").choosing("service_area", "rooms")
    for plan in RuleSet.all + [chosen] {
      let again = try back(plan)
      #expect(again == plan && again.chosenOptions == plan.chosenOptions)
      #expect(try json(again) == json(plan))
      // It judges, and can be chosen from, as before.
      #expect(again.circleRules == plan.circleRules)
      #expect(again.rules.map(\.items) == plan.rules.map(\.items))
    }
    #expect(
      try back(chosen).choosing("centre", "largest") == chosen.choosing("centre", "largest"))
  }

  @Test func `a result of an assessment is whole`() async throws {
    var town = MainStreet()
    town.goesOnEast = true
    town.community("330106001001", from: 0, to: 1500)
    town.community("330106001202", from: 1500, to: 2800, .rural)
    town.communities[0].seat = [100, 0]
    town.communities[1].settings = SettingReadings([
      .committee: .rural, .statisticalClass: .urban,
    ])
    town.communities[0].quantities["social_work_room"] = .number(ExactDecimal(1))
    town.homes(at: [100.125, 1400, 1600, 2700, 2900])
    for i in town.residences.indices { town.residences[i].population = i }
    town.land = .community
    for (i, category) in [ServiceCategory.medical, .cultural, .general].enumerated() {
      town.facility("f\(i)", category, at: Double(i) * 700 + 50)
      town.facilities[i].floorArea = "350.50"
    }
    var assessment = try town.assessment(circles: .service)
    var inputs = assessment.inputs
    inputs.plane = try WorkingPlane(srid: 4549)
    var source = InputSource(role: "streets", path: "a.osm")
    source.features = 1
    inputs.sources = [source]
    assessment = Assessment(inputs: inputs, options: assessment.options)
    let result = try await assessment.run()
    #expect(!result.circles.isEmpty && !result.gaps.isEmpty && !result.sensitivity.isEmpty)
    #expect(!result.findings.isEmpty && !result.issues.isEmpty && !result.regions.isEmpty)
    let again = try back(result)
    #expect(try json(again) == json(result))
    #expect(again.run == result.run && again.rules == result.rules)
    #expect(again.communities == result.communities && again.facilities == result.facilities)
    #expect(again.coverage == result.coverage && again.gaps == result.gaps)
    #expect(again.findings == result.findings && again.sensitivity == result.sensitivity)
    #expect(again.circles == result.circles && again.issues == result.issues)
    #expect(again.regions == result.regions && again.sources == result.sources)
  }

  @Test func `a result of a check is whole`() async throws {
    let plane = try WorkingPlane(srid: 4549)
    let projector = try Projector(plane)
    let corner = PlanePoint(510_000, 3_350_000)
    var random = SplitMix(state: 8)
    let streets = try RandomGrid(side: 5, origin: corner).streets(&random)
    let position = try #require(projector.inverse(corner + PlanePoint(300, 300)))
    let issue = RecordIssue(
      .error, role: "projects", layer: "l", feature: "r", problem: Message("cell.negative"),
      action: Message("layer.skipped"))
    let check = ProjectCheck(
      inputs: ProjectCheck.Inputs(
        list: "l",
        records: [
          .project(
            BuildProject(
              id: "p", name: "甲", setting: .urban, position: position,
              quantities: Quantities([
                "households": .number(ExactDecimal(1000)), "service_area_m2": .missing,
                "largest_centre_m2": .number(ExactDecimal(340)),
                "smallest_centre_m2": .number(ExactDecimal(340)),
                "total_centre_m2": .number(ExactDecimal(700)),
              ]),
              facilities: [BuildProject.Facility(kind: FacilityKind(.medical, "clinic"))])),
          .rejected(id: "r", issues: [issue]),
        ], streets: streets, plane: plane))
    let result = try await check.run()
    #expect(result.projects[0].reach != nil)
    let again = try back(result)
    #expect(try json(again) == json(result))
    #expect(again.projects.map(\.findings) == result.projects.map(\.findings))
    #expect(again.projects.map(\.reach) == result.projects.map(\.reach))
    #expect(again.run == result.run && again.rules == result.rules && again.gravest == nil)
  }
}
