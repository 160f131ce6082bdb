/// What a rule says of a project where the plan is read in another way than was chosen.
public struct OtherReading: Hashable, Sendable {
  /// The rule's id.
  public var ruleID: String
  /// The option's id.
  public var option: String
  /// The other choice.
  public var choice: RuleOption.Choice
  /// The verdict by it.
  public var verdict: Verdict
}

/// The readings of a plan that differ from the chosen ones in one option each.
///
/// - Complexity: As many judgements of a project as there are other choices.
public struct OtherReadings: Sendable {
  private let others: [(option: String, choice: RuleOption.Choice, judge: RuleJudge)]

  /// The other readings of a plan, its options chosen.
  public init(_ standard: RuleSet) {
    var others: [(option: String, choice: RuleOption.Choice, judge: RuleJudge)] = []
    for option in standard.options {
      for choice in option.choices where choice.id != option.chosen {
        // Two choices that contradict each other are no reading.
        guard let other = try? standard.choosing(option.id, choice.id) else { continue }
        others.append((option.id, choice, RuleJudge(other)))
      }
    }
    self.others = others
  }

  /// The readings that turn a rule's PASS into FAIL or its FAIL into PASS.
  public func flips(of found: ProjectFinding) -> [OtherReading] {
    others.flatMap { option, choice, judge in
      found.findings.compactMap { finding -> OtherReading? in
        guard finding.verdict == .pass || finding.verdict == .fail,
          let rule = judge.standard.rule(finding.ruleID)
        else { return nil }
        let other = judge.finding(
          of: rule, on: found.project.quantities, level: .project, setting: found.project.setting)
        guard other.verdict == .pass || other.verdict == .fail, other.verdict != finding.verdict,
          let verdict = other.verdict
        else { return nil }
        return OtherReading(
          ruleID: finding.ruleID, option: option, choice: choice, verdict: verdict)
      }
    }
  }
}
