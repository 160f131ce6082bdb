import Testing

@testable import ServiceCircles

/// What is said to be missing cures the failure.
@Suite struct ShortfallTests {
  private func words(
    _ standard: RuleSet, _ id: String, _ numerator: String, of denominator: String? = nil,
    margin: String, _ language: Language = .english
  ) throws -> String {
    let rule = try #require(standard.rule(id))
    var finding = Finding(.project("p"), of: rule)
    // Units that keep other rules are no item's.
    finding.counted = denominator == nil ? rule.kind.numerator : []
    finding.numerator = ExactDecimal(numerator)
    finding.denominator = denominator.flatMap { ExactDecimal($0) }
    finding.margin = ExactDecimal(margin)
    finding.verdict = .fail
    finding.reasons = [.shortfall]
    return Wording(standard).note(of: finding, in: language)
  }

  private func rule(_ comparator: String, _ type: String) throws -> RuleSet {
    try RuleSet(
      yaml: """
        id: own
        name: { zh: 甲, en: own }
        version: 1
        items: { thing: { zh: 物, en: thing, type: \(type), unit: { zh: 个, en: "" } } }
        rules:
          - { id: X, kind: count, stage: existing, name: { zh: 甲, en: x }, source: 甲, numerator: [thing], comparator: "\(comparator)", threshold: 10.5, unit: { zh: 个, en: "" } }
        """)
  }

  @Test func `of units that keep other rules so many are missing, not per cent`() throws {
    let plan = RuleSet.zhejiang14thFiveYearPlan
    let rule = try #require(
      plan.rules.first { rule in
        guard case .coverage(let test) = rule.kind else { return false }
        return !test.passing.isEmpty && rule.threshold?.number == ExactDecimal(100)
      })
    #expect(
      try words(plan, rule.id, "0", of: "1", margin: "-1") == "needs 1, has 0: 1 more would meet it"
    )
    #expect(
      try words(plan, rule.id, "0", of: "1", margin: "-1", .chinese) == "需要 1 个，现有 0 个，还差 1 个")
  }

  @Test(arguments: [
    (">=", "10", "-0.5", "needs 11, has 10: 1 more would meet it"),
    (">", "10", "-0.5", "needs 11, has 10: 1 more would meet it"),
    (">", "10", "0", "needs 11, has 10: 1 more would meet it"),
    ("<=", "12", "1.5", "may have 10, has 12: 2 less would meet it"),
    ("<", "12", "1.5", "may have 10, has 12: 2 less would meet it"),
    ("<", "12", "0", "may have 11, has 12: 1 less would meet it"),
  ])
  func `counts are whole on the right side`(
    comparator: String, value: String, margin: String, said: String
  ) throws {
    #expect(try words(rule(comparator, "count"), "X", value, margin: margin) == said)
  }

  @Test func `what is not enough is not said to be`() throws {
    #expect(
      try words(rule(">", "number"), "X", "10", margin: "-0.5").contains("more than 0.5"))
    #expect(
      try words(rule("<", "number"), "X", "11", margin: "0.5").contains("more than 0.5"))
    #expect(
      try words(rule(">=", "number"), "X", "10", margin: "-0.5").contains(": 0.5"))
  }

  @Test func `a value that is known from below is shown from below`() {
    var finding = Finding(.community("c"), ruleID: "X")
    finding.valueBounds = ExactInterval(from: ExactDecimal(3), to: nil)
    #expect(finding.shownValue == "≥ 3")
    finding.valueBounds = ExactInterval(from: ExactDecimal(3), to: ExactDecimal(7))
    #expect(finding.shownValue == "3–7")
  }
}
