import Streets
import Testing

@testable import ServiceCircles

@Suite struct RuleSetTests {
  let plan = RuleSet.zhejiang14thFiveYearPlan

  /// The plan's minutes, and the metres that each profile makes of them.
  @Test func `the plan's circles are what the plan says`() throws {
    let expected: [(String, Setting?, Double, [String: Double])] = [
      (
        "C-1", .urban, 15,
        ["standard": 1200, "strict": 1000, "elderly": 900, "gb50180-2018": 1000]
      ),
      ("C-2", .rural, 30, ["standard": 7500, "strict": 2000, "elderly": 1800]),
      (
        "C-3", nil, 15,
        ["standard": 1200, "strict": 1000, "elderly": 900, "gb50180-2018": 1000]
      ),
      (
        "C-4", nil, 15,
        ["standard": 1200, "strict": 1000, "elderly": 900, "gb50180-2018": 1000]
      ),
      (
        "C-5", .urban, 10,
        [
          "standard": 800, "strict": 500, "zj-sport": 1000, "elderly": 600, "gb50180-2018": 500,
        ]
      ),
      ("C-6", .rural, 15, ["standard": 1200, "strict": 1000, "zj-sport": 1500, "elderly": 900]),
    ]
    #expect(plan.circleRules.map(\.id) == expected.map(\.0))
    for (rule, (_, setting, minutes, metres)) in zip(plan.circleRules, expected) {
      #expect(rule.setting == setting && rule.minutes == minutes && rule.threshold == nil)
      #expect(rule.circle.travel.keys.sorted() == metres.keys.sorted())
      for (profile, length) in metres {
        let travel = try #require(rule.circle.travel[profile])
        let reached = travel.speed.kilometresPerHour * 1000 / 60 * minutes
        #expect(abs(reached - length) < 1e-9, "\(rule.id) \(profile)")
        #expect(travel.mode == (rule.id == "C-2" && profile == "standard" ? .cycle : .walk))
      }
    }
    #expect(plan.alwaysJudged == ["standard", "strict"])
    #expect(plan.circleRules[0].services == ["GOV", "CHD", "ELD", "MED", "EDU", "CUL", "COM"])
    #expect(plan.circleRules.allSatisfy { !$0.rule.source.isEmpty })
  }

  @Test func `the medical and the cultural circle can be for towns alone`() throws {
    let urban = try plan.choosing("medical_and_culture", "urban")
    #expect(urban.circleRules.filter { $0.setting == nil }.isEmpty)
    #expect(urban.rule("C-3")?.setting == .urban && urban.circleRules[2].setting == .urban)
    #expect(try urban.choosing("medical_and_culture", "all") == plan)
    #expect(plan.rule("C-3")?.setting == nil)
  }

  @Test func `profiles that are asked for are judged beside the two that always are`() {
    #expect(plan.judged(by: []).count == 12)
    #expect(Set(plan.judged(by: ["elderly"]).map(\.profile)) == ["standard", "strict", "elderly"])
    // Sport's own profile has no other rule.
    #expect(
      plan.judged(by: ["zj-sport"]).filter { $0.profile == "zj-sport" }.map(\.rule.id)
        == ["C-5", "C-6"])
  }

  @Test(arguments: [
    ("id: x", "'name' is missing"),
    ("id: [1]\nname: {zh: a, en: b}", "expected a text"),
    ("nme: 1", "line 1: unknown key 'nme'"),
    ("- 1", "line 1: expected a mapping"),
    ("", "the table is empty"),
    ("a: [", "not YAML"),
  ])
  func `what is wrong is said with its line`(yaml: String, says: String) {
    let error = #expect(throws: TableError.self) { try RuleSet(yaml: yaml) }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
  }

  private func ruleSet(_ rule: String) -> String {
    """
    id: own
    name: { zh: 甲, en: own }
    services: { MED: { zh: 医, en: medical } }
    profiles: { standard: { zh: 标, en: standard } }
    always_judged: [standard]
    rules:
      - { id: R, kind: circle, name: { zh: 甲, en: r }, services: [MED], minutes: 15, \(rule) }
    """
  }

  @Test(arguments: [
    ("travel: { standard: { mode: fly, metres: 1 } }", "unknown mode 'fly'"),
    ("travel: { standard: { mode: walk } }", "metres or speed_kmh"),
    ("travel: { standard: { mode: walk, metres: 1, speed_kmh: 2 } }", "metres or speed_kmh"),
    ("travel: { other: { mode: walk, metres: 1 } }", "unknown profile 'other'"),
    ("threshold: 9O, travel: {}", "'9O' is not a decimal number"),
    ("required: 2, travel: {}", "required is any, all, or 1…1"),
    ("applies_to: town, travel: {}", "is one of urban, rural, all"),
  ])
  func `a wrong rule is refused`(rule: String, says: String) {
    let error = #expect(throws: TableError.self) { try RuleSet(yaml: ruleSet(rule)) }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
  }

  @Test func `thresholds keep the text they are written in`() throws {
    let own = try RuleSet(
      yaml: ruleSet(
        "comparator: '>', threshold: 90.10, travel: { standard: { mode: walk, metres: 900 } }"))
    #expect(own.circleRules[0].threshold?.number.description == "90.10")
    #expect(own.circleRules[0].threshold?.comparator == .moreThan)
  }

  @Test func `codes tell regions and settings`() throws {
    let code = try #require(AdministrativeCode("330106001203"))
    #expect(code.province == "33" && code.prefecture == "3301" && code.county == "330106")
    #expect(code.township == "330106001" && code.setting == .rural)
    #expect(AdministrativeCode("330106001001")?.setting == .urban)
    #expect(AdministrativeCode("330106001199")?.setting == .urban)
    #expect(AdministrativeCode("330106001399")?.setting == .rural)
    #expect(try #require(AdministrativeCode("330106001400")).setting == nil)
    for text in ["33010600100", "3301060010011", "33010600100a", ""] {
      #expect(AdministrativeCode(text) == nil)
    }
    #expect(
      StatisticalClass("121")?.setting == .urban && StatisticalClass("220")?.setting == .rural)
    #expect(StatisticalClass("113") == nil)
  }
}
