import Testing

@testable import ServiceCircles

/// The shipped rule sets as a whole.
@Suite struct WholePlanTests {
  let plan = RuleSet.zhejiang14thFiveYearPlan

  private func ids(_ prefix: String, _ numbers: ClosedRange<Int>) -> [String] {
    numbers.map { "\(prefix)-\($0)" }
  }

  @Test func `every rule of the plan is there, in its order`() {
    let first = ["T1-1a", "T1-1b", "T1-2", "T1-3", "T1-4", "T1-5a", "T1-5b", "T1-6", "T1-7"]
    #expect(
      plan.rules.map(\.id) == first + ids("T2", 1...13) + ids("C", 1...8) + ids("N", 1...6)
        + ids("F", 1...30) + ids("P", 1...14) + ids("G", 1...12) + ids("H", 1...4))
  }

  @Test(arguments: RuleSet.all)
  func `both languages are complete`(plan: RuleSet) {
    func isWhole(_ text: LocalizedText?) -> Bool {
      text.map { !$0.chinese.isEmpty && !$0.english.isEmpty } ?? true
    }
    #expect(isWhole(plan.name))
    for rule in plan.rules {
      #expect(isWhole(rule.name) && isWhole(rule.place) && isWhole(rule.note), "\(rule.id)")
      #expect(isWhole(rule.unitOfCount) && !rule.source.isEmpty, "\(rule.id)")
      #expect(rule.alternatives.allSatisfy { isWhole($0.name) }, "\(rule.id)")
      #expect(
        rule.name.chinese.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) },
        "\(rule.id)")
      #expect(
        !rule.name.english.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) },
        "\(rule.id)")
    }
    #expect(plan.items.allSatisfy { isWhole($0.name) })
    #expect(plan.conflicts.values.allSatisfy { isWhole($0) })
    for option in plan.options {
      #expect(isWhole(option.name) && option.choices.allSatisfy { isWhole($0.name) })
    }
  }

  @Test func `thresholds are the plan's`() {
    let expected: [String: String] = [
      "T1-4": ">= 9.5", "T1-6": ">= 0.8", "T2-1": "= 100", "T2-2": ">= 12", "T2-3": ">= 40",
      "T2-4": ">= 11", "T2-5": ">= 16", "T2-6": ">= 18", "T2-7": ">= 20", "T2-8": ">= 30",
      "T2-9": ">= 500", "T2-10": ">= 100", "T2-11": ">= 1000", "T2-12": ">= 3000",
      "T2-13": ">= 800", "N-1": ">= 12", "N-2": ">= 40", "N-3": ">= 350", "F-23": "= 0",
      "P-1": ">= 4.5", "P-2": ">= 25", "P-3": ">= 1", "P-8": ">= 80", "P-9": ">= 90",
      "P-10": ">= 50", "G-1": ">= 1000", "G-2": ">= 10000", "G-3": ">= 8000", "G-9": ">= 800",
      "H-1": ">= 3", "H-2": ">= 120",
    ]
    for (id, text) in expected {
      let threshold = plan.rule(id)?.threshold
      #expect(
        threshold.map { "\($0.comparator.rawValue) \($0.number)" } == text, "\(id)")
    }
    for id in ["C-7", "C-8", "N-5", "N-6", "F-6", "F-25", "P-11", "P-14", "G-11", "G-12", "H-3"] {
      #expect(plan.rule(id)?.threshold == nil, "\(id)")
    }
    #expect(plan.rule("T2-9")?.baseline == nil && plan.rule("T2-4")?.baseline?.value == .zero)
    #expect(
      plan.rules.filter { $0.nature == .binding && $0.id.hasPrefix("T2") }.map(\.id)
        == ["T2-1", "T2-3", "T2-4"])
    // A province's count is no county's.
    for rule in plan.rules where rule.id.hasPrefix("G") || rule.id.hasPrefix("T2-1") {
      guard case .count = rule.kind else { continue }
      #expect(rule.judgedAt == .province, "\(rule.id)")
    }
  }

  @Test func `every column name is one item's, but for those split by setting`() {
    var owners: [String: [Item]] = [:]
    for item in plan.items {
      for name in Set(item.columns.map { $0.lowercased() }) {
        owners[name, default: []].append(item)
      }
    }
    for (name, items) in owners where items.count > 1 {
      #expect(Set(items.map(\.setting)) == [.urban, .rural], "\(name)")
    }
  }

  @Test func `the national plan has its own numbers`() {
    let national = RuleSet.national14thFiveYearPlan
    #expect(national.rules.map(\.threshold?.number.description) == ["30", "18", "80"])
    #expect(national.circleRules.isEmpty)
  }

  private func ruleSet(_ rule: String, _ more: String = "") -> String {
    """
    id: own
    name: { zh: 甲, en: own }
    items:
      a: { zh: 甲, en: a, type: area }
      b: { zh: 乙, en: b, type: count }
    \(more)
    rules:
      - { id: R, name: { zh: 甲, en: r }, source: 甲, \(rule) }
    """
  }

  @Test(arguments: [
    ("kind: ratio, numerator: [a], denominator: [c]", "", "line 8: unknown item 'c'"),
    ("kind: ratio, numerator: [a], denominator: [b], per: 3", "", "twos and fives"),
    ("kind: ratio, numerator: [], denominator: [b]", "", "'numerator' is empty"),
    ("kind: ratio, denominator: [b]", "", "'numerator' is missing"),
    ("kind: share, numerator: [a]", "", "unknown kind of rule 'share'"),
    ("kind: floor, numerator: [a], threshold: 1.2.3", "", "'1.2.3' is not a decimal number"),
    ("kind: floor, numerator: [a], threshold: 12345678901", "", "more than nine digits"),
    ("kind: floor, numerator: [a], tresh: 1", "", "unknown key 'tresh'"),
    ("kind: floor, numerator: [a], comparator: '=>', threshold: 1", "", "'comparator' is one of"),
    ("kind: floor, numerator: [a], nature: soft", "", "'nature' is one of"),
    ("kind: floor, numerator: [a], level: city", "", "'level' is one of"),
    ("kind: floor, numerator: [a], conflicts: [I-1]", "", "unknown conflict 'I-1'"),
    ("kind: count, numerator: [a, b], each: [1], threshold: 1", "", "a number for every item"),
    ("kind: count, numerator: [a, b], each: [1, 2], threshold: 4", "", "their sum"),
    ("kind: coverage, numerator: [a], denominator: [b], passing: [Q]", "", "unknown rule 'Q'"),
    ("kind: coverage, numerator: [a], denominator: [b], circles: [R]", "", "unknown circle rule"),
    ("kind: flag, items: [a], threshold: 1", "", "a flag has no threshold"),
    (
      "kind: coverage, numerator: [a], denominator: [b], measure: land", "",
      "'measure' is households"
    ),
    (
      "kind: floor, numerator: [a]",
      "options: [{ id: o, name: { zh: 甲, en: o }, default: x, choices: { x: { zh: 甲, en: x, rules: { R: { denominator: [b] } } } } }]",
      "no 'denominator' to replace"
    ),
    ("kind: stages, stages: [{ name: { zh: 甲, en: s } }]", "", "'earlier' is missing"),
    ("kind: floor, numerator: [a]", "bounds: [{ parts: [a], whole: z }]", "unknown item 'z'"),
    (
      "kind: floor, numerator: [a]",
      "options: [{ id: o, name: { zh: 甲, en: o }, default: x, choices: { y: { zh: 甲, en: y } } }]",
      "no choice 'x'"
    ),
    (
      "kind: floor, numerator: [a]",
      "options: [{ id: o, name: { zh: 甲, en: o }, default: 1, sets: { R: slack_days } }]",
      "of a rule of stages"
    ),
    (
      "kind: stepped, numerator: [a], by: b, steps: [{ below: 5, threshold: 1 }, { below: 3, threshold: 2 }, { threshold: 9 }]",
      "", "steps go upwards"
    ),
  ])
  func `what is wrong is said with its line`(rule: String, more: String, says: String) {
    let error = #expect(throws: TableError.self) { try RuleSet(yaml: ruleSet(rule, more)) }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("line ") == true, "\(error?.description ?? "")")
  }

  @Test func `items are described strictly`() {
    for (item, says) in [
      ("{ zh: 甲, en: a }", "'type' is missing"), ("{ zh: 甲, en: a, type: text }", "one of"),
      ("{ zh: 甲, en: a, type: area, parts: [z] }", "unknown item 'z'"),
      ("{ zh: 甲, en: a, type: area, facilities: { kinds: [XXX], take: sum } }", "unknown kind"),
      ("{ zh: 甲, en: a, type: area, facilities: { kinds: [GOV] } }", "'take' is missing"),
    ] {
      let error = #expect(throws: TableError.self) {
        try RuleSet(
          yaml:
            "id: o\nname: { zh: 甲, en: o }\nitems: { a: \(item) }\nrules:\n  - { id: R, kind: flag, name: { zh: 甲, en: r }, items: [a] }"
        )
      }
      #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    }
  }
}
