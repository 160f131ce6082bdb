/// The verdict of a rule on a project where the plan is read in another way than was chosen.
public struct OtherReading: Hashable, Sendable, Codable {
  /// The rule's id.
  public var ruleID: String
  /// The option's id.
  public var option: String
  /// The other choice's id.
  public var choice: String
  /// The other choice's name.
  public var name: LocalizedText
  /// The verdict by the other choice.
  public var verdict: Verdict
}

/// The readings of a plan that differ from the chosen ones in one option each.
///
/// - Complexity: A judgement of a project for every rule that another choice changes.
struct OtherReadings: Sendable {
  private struct Other: Sendable {
    var option: String
    var choice: RuleOption.Choice
    var judge: RuleJudge
    /// The rules that read differently.
    var rules: Set<String>
  }

  private let others: [Other]

  /// The other readings of a plan, its options chosen.
  init(_ standard: RuleSet) {
    others = standard.options.flatMap { option in
      option.choices.compactMap { choice -> Other? in
        // Two choices that contradict each other are no reading.
        guard choice.id != option.chosen, let other = try? standard.choosing(option.id, choice.id)
        else { return nil }
        // What the choice in force changes is read differently, too.
        let chosen = option.choices.first { $0.id == option.chosen }
        return Other(
          option: option.id, choice: choice, judge: RuleJudge(other),
          rules: standard.rules(touchedBy: choice)
            .union(chosen.map { standard.rules(touchedBy: $0) } ?? [])
            .union(other.rules(touchedBy: choice)))
      }
    }
  }

  /// The readings that turn the PASS of a rule on a project into FAIL, or its FAIL into PASS.
  func flips(of findings: [Finding], on project: BuildProject) -> [OtherReading] {
    others.flatMap { other in
      findings.compactMap { finding -> OtherReading? in
        guard finding.verdict == .pass || finding.verdict == .fail,
          other.rules.contains(finding.ruleID),
          let rule = other.judge.standard.rule(finding.ruleID)
        else { return nil }
        let found = other.judge.finding(
          of: rule, on: project.quantities, about: finding.subject, setting: project.setting)
        guard let verdict = found.verdict, verdict == .pass || verdict == .fail,
          verdict != finding.verdict
        else { return nil }
        return OtherReading(
          ruleID: finding.ruleID, option: other.option, choice: other.choice.id,
          name: other.choice.name, verdict: verdict)
      }
    }
  }
}
