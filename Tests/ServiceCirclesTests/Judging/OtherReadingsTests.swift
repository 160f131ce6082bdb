import TestSupport
import Testing

@testable import ServiceCircles

/// Other readings of the plan, against judging every rule anew by every other choice.
@Suite struct OtherReadingsTests {
  /// A project with random values of all items that rules ask for, many of them near the rules' numbers.
  private func project(_ standard: RuleSet, _ random: inout SplitMix) throws -> BuildProject {
    var quantities = Quantities()
    let h = Int.random(in: 0...2000, using: &random)
    for item in standard.items where Int.random(in: 0..<8, using: &random) > 0 {
      if Int.random(in: 0..<10, using: &random) == 0 {
        quantities[item.id] = .missing
        continue
      }
      switch item.type {
      case .flag: quantities[item.id] = .number(ExactDecimal(Int.random(in: 0...1, using: &random)))
      case .date:
        let day = CalendarDay(year: 2025, month: 6, day: .random(in: 28...30, using: &random))
        quantities[item.id] = .day(try #require(day))
      case .count:
        quantities[item.id] = .number(
          ExactDecimal(max(0, h + Int.random(in: -300...300, using: &random))))
      case .area:
        let scale = [300, 350, 400, 40 * h / 100, 80 * h].randomElement(using: &random) ?? 1
        quantities[item.id] = .number(
          ExactDecimal(
            digits: Int128(scale * 100 + Int.random(in: -1...1, using: &random)).magnitudeOrZero,
            places: 2))
      default: quantities[item.id] = .number(ExactDecimal(Int.random(in: 0...100, using: &random)))
      }
    }
    return BuildProject(
      id: "p", setting: [.urban, .rural, nil].randomElement(using: &random) ?? nil,
      quantities: quantities)
  }

  private struct Other {
    var option: RuleOption
    var choice: RuleOption.Choice
    var judge: RuleJudge
  }

  /// The plan by every choice that is not in force.
  private func others(_ standard: RuleSet) -> [Other] {
    standard.options.flatMap { option in
      option.choices.filter { $0.id != option.chosen }.compactMap { choice in
        (try? standard.choosing(option.id, choice.id)).map {
          Other(option: option, choice: choice, judge: RuleJudge($0))
        }
      }
    }
  }

  /// Every rule by every other choice, one after the other.
  private func naive(
    _ others: [Other], _ findings: [Finding], _ project: BuildProject
  ) -> [OtherReading] {
    others.flatMap { other in
      let verdicts = Dictionary(
        other.judge.findings(of: project).map { ($0.ruleID, $0.verdict) },
        uniquingKeysWith: { first, _ in first })
      return findings.compactMap { finding -> OtherReading? in
        guard let new = verdicts[finding.ruleID] ?? nil,
          Set([new, finding.verdict]) == [.pass, .fail]
        else { return nil }
        return OtherReading(
          ruleID: finding.ruleID, option: other.option.id, choice: other.choice.id,
          name: other.choice.name, verdict: new)
      }
    }
  }

  @Test(arguments: [
    [:], ["centre": "sum"], ["shared_centre": "own", "service_area": "rooms"],
    ["floor_area_basis": "plot_ratio", "households_basis": "resident"],
  ])
  func `the same as judging all rules by every other choice`(choices: [String: String]) throws {
    var standard = RuleSet.zhejiang14thFiveYearPlan
    for (option, choice) in choices.sorted(by: { $0.key < $1.key }) {
      standard = try standard.choosing(option, choice)
    }
    let judge = RuleJudge(standard)
    let readings = OtherReadings(standard)
    let others = others(standard)
    var random = SplitMix(state: UInt64(choices.count) + 77)
    var options: Set<String> = []
    for _ in 0..<40 {
      let project = try project(standard, &random)
      let findings = judge.findings(of: project)
      let found = readings.flips(of: findings, on: project)
      #expect(found == naive(others, findings, project))
      options.formUnion(found.map(\.option))
    }
    #expect(options.count >= 4, "the projects are such that readings matter")
  }
}

extension Int128 {
  fileprivate var magnitudeOrZero: Int128 { self < 0 ? 0 : self }
}
