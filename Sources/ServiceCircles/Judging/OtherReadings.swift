/// A reading of the standard under which a rule's verdict on a project flips, PASS ↔ FAIL.
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

/// The readings of a standard that differ from the chosen one in one option each.
///
/// - Complexity: `flips`: one judgement per finding and alternative choice that affects its rule.
struct OtherReadings: Sendable {
  private struct Other: Sendable {
    var option: String
    var choice: RuleOption.Choice
    var judge: RuleJudge
    /// The rules this choice can change.
    var rules: Set<String>
  }

  private let others: [Other]

  /// The alternative readings of a standard with its options chosen.
  init(_ standard: RuleSet) {
    others = standard.options.flatMap { option in
      option.choices.compactMap { choice -> Other? in
        // `choosing` throws where choices contradict each other: skip those.
        guard choice.id != option.chosen, let other = try? standard.choosing(option.id, choice.id)
        else { return nil }
        // Rules changed by the choice now in force change back.
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
