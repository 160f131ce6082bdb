/// Judges rules on what is known of a subject, in exact arithmetic.
///
/// - Complexity: O(items of the rule) each.
public struct RuleJudge: Sendable {
  /// The plan, its options chosen.
  public let standard: RuleSet

  /// A judge of a plan.
  public init(_ standard: RuleSet) { self.standard = standard }

  /// What a rule finds. A rule of the other setting does not apply; one none of whose items is there is not
  /// asked; without a threshold there is no verdict.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - quantities: What is known of the subject.
  ///   - level: What the subject is; a rule judged higher up has no verdict on it.
  ///   - setting: The subject's setting; nil where it has none.
  public func finding(
    of rule: Rule, on quantities: Quantities, level: PlanLevel, setting: Setting? = nil
  ) -> Finding {
    var finding = Finding(ruleID: rule.id)
    let items = rule.items.map { standard.quantity($0, in: quantities) }
    finding.isAsked = items.contains { $0 != nil }
    guard finding.isAsked else { return finding }
    guard rule.applies(to: setting) else {
      finding.verdict = .notApplicable
      finding.notes.append(Message("check.other_setting"))
      return finding
    }
    finding.threshold = rule.threshold
    finding.per = rule.test.per
    finding.counted = rule.test.numerator
    judge(rule, quantities, &finding)
    leaveToHigherLevel(rule, level, &finding)
    return finding
  }

  /// Takes the verdict back where a higher level has it.
  func leaveToHigherLevel(_ rule: Rule, _ level: PlanLevel, _ finding: inout Finding) {
    guard !rule.isJudged(at: level), rule.threshold != nil else { return }
    finding.verdict = nil
    finding.alternatives = []
    finding.margin = nil
    finding.notes = [
      Message("check.judged_higher", parts: ["level": Message("level.\(rule.judgedAt ?? level)")])
    ]
  }

  private func judge(_ rule: Rule, _ quantities: Quantities, _ finding: inout Finding) {
    switch rule.test {
    case .circle: finding.isAsked = false
    case .ratio(let test):
      judgeRatio(rule, test.numerator, test.denominator, quantities, &finding)
    case .coverage(let test): judgeCoverage(rule, test, quantities, &finding)
    case .count(let test): judgeCount(rule, test, quantities, &finding)
    case .floor(let test): judgeFloor(rule, test, quantities, &finding)
    case .stages(let test): judgeStages(rule, test, quantities, &finding)
    case .stepped(let test): judgeStepped(rule, test, quantities, &finding)
    case .flag(let items): report(items, quantities, &finding)
    }
  }

  /// The sum of items; nil, with what is missing, where one is not known.
  func sum(
    _ items: [String], _ quantities: Quantities, _ finding: inout Finding
  ) -> ExactDecimal? {
    var sum = ExactDecimal.zero
    var isKnown = true
    for item in items {
      if let number = standard.quantity(item, in: quantities)?.number {
        sum = sum + number
      } else {
        isKnown = false
        if !finding.missing.contains(item) { finding.missing.append(item) }
      }
    }
    return isKnown ? sum : nil
  }

  private func judgeRatio(
    _ rule: Rule, _ numerator: [String], _ denominator: [String], _ quantities: Quantities,
    _ finding: inout Finding
  ) {
    finding.numerator = sum(numerator, quantities, &finding)
    if numerator.count > 1, finding.numerator != nil {
      finding.terms = numerator.compactMap { standard.quantity($0, in: quantities)?.number }
    }
    finding.denominator = sum(denominator, quantities, &finding)
    conclude(rule, denominator, &finding)
  }

  /// The verdict on a numerator and perhaps a denominator, with what they lack.
  func conclude(_ rule: Rule, _ denominator: [String], _ finding: inout Finding) {
    if finding.denominator == .zero {
      // Nothing to be counted for: neither met nor missed, whatever is counted.
      finding.verdict = .notApplicable
      finding.missing = []
      finding.notes.append(
        Message(
          "check.zero_denominator",
          names: ["items": LocalizedText.list(denominator.map(standard.name))]))
      return
    }
    guard finding.missing.isEmpty, let ratio = finding.ratio else {
      finding.verdict = rule.threshold == nil ? nil : .unknown
      finding.notes.append(missing(finding.missing))
      return
    }
    guard let threshold = rule.threshold else {
      finding.notes.append(soft(rule))
      return
    }
    finding.verdict = threshold.verdict(on: ratio)
    finding.margin = ratio.numerator(for: threshold.number).map { ratio.numerator - $0 }
    finding.alternatives = rule.alternatives.map {
      Finding.Alternative(alternative: $0, verdict: $0.threshold.verdict(on: ratio))
    }
    if finding.verdict == .fail, let note = shortfall(rule, finding) { finding.notes.append(note) }
  }

  func missing(_ items: [String]) -> Message {
    Message("check.missing", names: ["items": LocalizedText.list(items.map(standard.name))])
  }

  private func soft(_ rule: Rule) -> Message {
    rule.soft.map { Message("check.soft", ["word": $0]) } ?? Message("check.no_number")
  }

  /// What would cure a failure, in the numerator's unit.
  private func shortfall(_ rule: Rule, _ finding: Finding) -> Message? {
    guard let margin = finding.margin, let numerator = finding.numerator,
      let threshold = finding.threshold
    else { return nil }
    let needed = numerator - margin
    let counted = finding.counted.first.flatMap { standard.item($0)?.unit }
    let unit = counted ?? (finding.counted.isEmpty ? rule.unit : nil) ?? LocalizedText("")
    let whole = whole(of: rule)
    let key =
      switch threshold.comparator {
      case .atLeast, .moreThan:
        margin == .zero
          ? "check.needs_any_more" : whole == nil ? "check.needs_more" : "check.needs_more_within"
      case .atMost, .lessThan: margin == .zero ? "check.needs_any_less" : "check.needs_less"
      case .equal: margin < .zero ? "check.needs_more" : "check.needs_less"
      }
    return Message(
      key,
      [
        "needed": needed.trimmed.grouped, "has": numerator.grouped,
        "amount": margin.magnitude.trimmed.grouped,
      ], names: ["unit": unit, "whole": whole.map(standard.name) ?? LocalizedText("")])
  }

  /// The denominator of which the numerator is a part: to add to the one adds to the other.
  private func whole(of rule: Rule) -> String? {
    let denominator = rule.test.denominator
    guard denominator.count == 1, let whole = denominator.first else { return nil }
    let isPart = standard.bounds.contains { bound in
      bound.whole == whole && rule.test.numerator.allSatisfy { bound.parts.contains($0) }
    }
    return isPart ? whole : nil
  }
}
