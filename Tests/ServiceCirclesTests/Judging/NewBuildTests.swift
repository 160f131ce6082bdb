import TestSupport
import Testing

@testable import ServiceCircles

/// The plan's rules for new-build projects.
@Suite struct NewBuildTests {
  let judge = RuleJudge(.zhejiang14thFiveYearPlan)

  private func quantities(_ values: [String: String?]) throws -> Quantities {
    var quantities = Quantities()
    for (item, text) in values {
      let type = try #require(judge.standard.item(item)?.type, "\(item)")
      quantities[item] = try type.quantity(of: text)
    }
    return quantities
  }

  /// The verdicts of the rules about areas, or of others.
  private func verdicts(
    _ values: [String: String?], by judge: RuleJudge? = nil,
    rules: [String]? = ["N-1", "N-2", "N-3"]
  ) throws -> [String: Verdict] {
    let findings = (judge ?? self.judge).findings(
      of: BuildProject(id: "p", quantities: try quantities(values)), by: rules)
    var verdicts = Dictionary(
      findings.compactMap { finding in finding.verdict.map { (finding.ruleID, $0) } },
      uniquingKeysWith: { first, _ in first })
    verdicts["overall"] = overall(findings)
    return verdicts
  }

  /// The verdict on the whole project: that of all rules that are asked.
  private func overall(_ findings: [Finding]) -> Verdict {
    Verdict.together(findings.filter(\.isAsked).map(\.verdict))
  }

  private func texts(_ finding: Finding?, _ language: Language) -> [String] {
    finding.map { Wording(judge.standard).reasons(of: $0, in: language) } ?? []
  }

  private func project(
    _ h: String?, _ t: String?, _ b: String?, _ s: String?, _ m: String?, shared: String? = nil
  ) -> [String: String?] {
    [
      "households": h, "total_floor_area_m2": t, "commercial_area_m2": b, "service_area_m2": s,
      "largest_centre_m2": m, "shared_centre_m2": shared,
    ]
  }

  @Test func `boundaries are inclusive to the last square centimetre`() throws {
    #expect(
      try verdicts(project("875", "80000", "9250.00", "350.00", "350.00"))
        == ["N-1": .pass, "N-2": .pass, "N-3": .pass, "overall": .pass])
    #expect(
      try verdicts(project("876", "80000", "9249.99", "349.99", "349.99"))
        == ["N-1": .fail, "N-2": .fail, "N-3": .fail, "overall": .fail])
    // Sums and quotients that binary floating point gets wrong.
    for (h, t, b, s) in [
      ("1", "39956.75", "4569.57", "225.24"), ("102", "367", "3.24", "40.80"),
      ("107", "370", "1.60", "42.80"), ("179", "1000", "48.40", "71.60"),
    ] {
      let found = try verdicts(project(h, t, b, s, s))
      #expect(found["N-1"] == .pass && found["N-2"] == .pass, "\(h)")
    }
  }

  @Test func `nothing to divide by does not apply, and what is missing is unknown`() throws {
    #expect(try verdicts(project("0", "30000", "3200", "400", "400"))["N-2"] == .notApplicable)
    #expect(try verdicts(project("0", "30000", "3200", "400", "400"))["overall"] == .pass)
    #expect(try verdicts(project("500", "0", "0", "200", "200"))["N-1"] == .unknown)
    #expect(try verdicts(project(nil, "98000", "11210", "550", "550"))["overall"] == .unknown)
    let failing = try verdicts(project(nil, "98000", "9000", "550", "300"))
    #expect(failing["N-2"] == .unknown && failing["overall"] == .fail)
  }

  @Test func `a shared centre is judged in place of the own one`() throws {
    let own = project("120", "10400", "1188", "60", "60")
    #expect(try verdicts(own)["N-3"] == .fail)
    let shared = project("120", "10400", "1188", "60", "60", shared: "400")
    #expect(try verdicts(shared)["overall"] == .pass)
    // Nothing of a shared one is none.
    let none = project("120", "10400", "1188", "400", "400", shared: "0")
    #expect(try verdicts(none)["N-3"] == .pass)
    let strict = RuleJudge(try judge.standard.choosing("shared_centre", "own"))
    #expect(try verdicts(shared, by: strict)["N-3"] == .fail)
    let finding = try judge.findings(of: BuildProject(id: "p", quantities: quantities(shared)))
      .first { $0.ruleID == "N-3" }
    #expect(texts(finding, .english).first?.contains("60") == true)
    #expect(texts(finding, .chinese).first?.contains("60") == true)
  }

  @Test func `what the plan leaves open can be chosen`() throws {
    // The literal reading of “every hundred households”.
    let trap = project("1000", "100000", "11700", "390", "390")
    #expect(try verdicts(trap)["N-2"] == .fail)
    let literal = RuleJudge(try judge.standard.choosing("service_numerator", "with_commercial"))
    #expect(try verdicts(trap, by: literal)["N-2"] == .pass)
    // Split rooms: 1,200 m² in all, the largest 340.
    let split = project("3000", "240000", "27600", "1200", "340")
    #expect(try verdicts(split)["N-3"] == .fail)
    let sum = RuleJudge(try judge.standard.choosing("centre", "sum"))
    #expect(try verdicts(split, by: sum)["N-3"] == .pass)
    var each = split
    each["largest_centre_m2"] = "400"
    each["smallest_centre_m2"] = "349"
    #expect(try verdicts(each)["N-3"] == .pass)
    #expect(
      try verdicts(each, by: RuleJudge(judge.standard.choosing("centre", "each")))["N-3"] == .fail)
    var basis = project("1250", "98000", "11210", "550", "550")
    basis["plot_ratio_floor_area_m2"] = "99000"
    #expect(try verdicts(basis)["N-1"] == .pass)
    let plotRatio = RuleJudge(try judge.standard.choosing("floor_area_basis", "plot_ratio"))
    #expect(try verdicts(basis, by: plotRatio)["N-1"] == .fail)
    var residents = basis
    residents["resident_households"] = "1400"
    let resident = RuleJudge(try judge.standard.choosing("households_basis", "resident"))
    #expect(try verdicts(residents, by: resident)["N-2"] == .fail)
    // Two options that change the same rule, in either order.
    let both = try judge.standard.choosing("centre", "sum").choosing("shared_centre", "own")
    let turned = try judge.standard.choosing("shared_centre", "own").choosing("centre", "sum")
    var shared = split
    shared["shared_centre_m2"] = "100"
    for standard in [both, turned] {
      #expect(try verdicts(shared, by: RuleJudge(standard))["N-3"] == .pass)
    }
  }

  @Test func `rooms of both kinds add up where the sum is not given`() throws {
    var project = project("1250", "98000", "11210", nil, "400")
    project["service_area_m2"] = nil
    project.removeValue(forKey: "service_area_m2")
    project["community_rooms_m2"] = "400"
    project["elderly_care_rooms_m2"] = "150"
    #expect(try verdicts(project)["overall"] == .pass)
    let rooms = RuleJudge(try judge.standard.choosing("service_area", "rooms"))
    #expect(try verdicts(project, by: rooms)["N-2"] == .fail)
    project["elderly_care_rooms_m2"] = .some(nil)
    #expect(try verdicts(project)["N-2"] == .unknown)
  }

  @Test func `choices that are not there say what there is`() {
    for (option, value, says) in [
      ("centr", "sum", "centre"), ("centre", "smallest", "largest, each, sum"),
      ("date_slack_days", "-1", "days"), ("date_slack_days", "many", "days"),
    ] {
      let error = #expect(throws: RuleOptionError.self) {
        try judge.standard.choosing(option, value)
      }
      #expect(error?.message.text(in: .english).contains(says) == true)
    }
    // Two choices that take one item from different others.
    #expect(throws: RuleOptionError.self) {
      try judge.standard.choosing("service_area", "rooms").choosing("area_kind", "usable")
    }
  }

  private let stages: [String: String?] = [
    "rooms_in_scheme": "是", "rooms_same_phase": "是", "rooms_accepted_on": "2025-06-10",
    "main_accepted_on": "2025-06-10", "rooms_handed_over_on": "2025-07-01",
    "main_handed_over_on": "2025-06-30",
  ]

  @Test func `four stages go together, to the day`() throws {
    #expect(try verdicts(stages, rules: nil)["N-4"] == .fail)
    let lenient = RuleJudge(try judge.standard.choosing("date_slack_days", "1"))
    #expect(try verdicts(stages, by: lenient, rules: nil)["N-4"] == .pass)
    var earlier = stages
    earlier["rooms_handed_over_on"] = "2025年6月30日"
    #expect(try verdicts(earlier, rules: nil)["N-4"] == .pass)
    var open = earlier
    open["rooms_handed_over_on"] = .some(nil)
    #expect(try verdicts(open, rules: nil)["N-4"] == .unknown)
    open["rooms_in_scheme"] = "否"
    #expect(try verdicts(open, rules: nil)["N-4"] == .fail)
    let late = judge.findings(of: BuildProject(id: "p", quantities: try quantities(stages)))
      .first { $0.ruleID == "N-4" }
    #expect(late?.numerator == ExactDecimal(3) && late?.denominator == ExactDecimal(4))
    let notes = texts(late, .english)
    #expect(
      notes.first == "kept: planned, built, accepted" || notes.first?.hasPrefix("kept: ") == true)
    #expect(notes.last?.contains("1 day(s) after") == true)
  }

  @Test func `a hard rule is asked of every project, another only where the list has a column`()
    throws
  {
    let found = judge.findings(
      of: BuildProject(id: "p", quantities: try quantities(["households": "100"])))
    let asked = found.filter(\.isAsked)
    #expect(asked.map(\.ruleID) == ["N-1", "N-2", "N-3", "N-4"])
    #expect(asked.allSatisfy { $0.verdict == .unknown && !$0.missing.isEmpty })
    #expect(found.count == judge.standard.newBuildRules.count)
    // Rules without a number are reported without a verdict.
    let flags = judge.findings(
      of: BuildProject(id: "p", quantities: try quantities(["barrier_free": "否"])))
    let rule = flags.first { $0.ruleID == "N-5" }
    #expect(rule?.isAsked == true && rule?.verdict == nil && overall(flags) == .unknown)
    #expect(texts(rule, .english).last?.contains("no number") == true)
  }

  @Test func `what would cure a failure is exact`() throws {
    let found = judge.findings(
      of: BuildProject(
        id: "p",
        quantities: try quantities(project("1250", "98000", "11209.99", "442.70", "300"))))
    let margins = found.map { $0.margin?.description }
    #expect(margins.prefix(3) == ["-107.31", "-57.30", "-50"])
    let notes = found.flatMap { texts($0, .english) }
    #expect(notes.contains { $0.contains("57.3 m² more") })
    #expect(notes.contains { $0.contains("50 m² more") })
    #expect(found.flatMap { texts($0, .chinese) }.contains { $0.contains("还差 57.3 m²") })
  }

  /// Square centimetres as whole numbers, cross-multiplied: the verdicts of random projects, many of them on
  /// the boundary or one square centimetre off it.
  @Test func `random projects are judged as exact fractions are`() throws {
    var random = SplitMix(state: 875)
    for _ in 0..<4000 {
      let h = Int.random(in: 0...3000, using: &random)
      var s = Int.random(in: 0...200_000, using: &random)
      if Bool.random(using: &random) { s = 40 * h + Int.random(in: -1...1, using: &random) }
      s = max(s, 0)
      var t = Int.random(in: 0...20_000_000, using: &random)
      let b = Int.random(in: 0...2_000_000, using: &random)
      if Bool.random(using: &random) {
        t = (b + s) * 100 / 12 + Int.random(in: 0...1, using: &random)
      }
      let m = Bool.random(using: &random) ? 35_000 + Int.random(in: -1...1, using: &random) : s
      func text(_ n: Int) -> String { ExactDecimal(digits: Int128(n), places: 2).description }
      let found = try verdicts(project("\(h)", text(t), text(b), text(s), text(m)))
      // Parts of more than the whole are not judged.
      let n1: Verdict =
        t == 0 || b + s > t ? .unknown : 100 * (b + s) >= 12 * t ? .pass : .fail
      // s is in hundredths: s / 100 × 100 / h ≥ 40.
      let n2: Verdict = h == 0 ? .notApplicable : s >= 40 * h ? .pass : .fail
      let n3: Verdict = m >= 35_000 ? .pass : .fail
      #expect(
        found == ["N-1": n1, "N-2": n2, "N-3": n3, "overall": .together([n1, n2, n3])],
        "\(h) \(t) \(b) \(s) \(m)")
    }
  }
}
