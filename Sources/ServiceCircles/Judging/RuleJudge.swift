/// Judges rules on what is known of a subject, in exact arithmetic.
///
/// - Complexity: O(items of the rule) each.
public struct RuleJudge: Sendable {
  /// The plan, its options chosen.
  let standard: RuleSet

  /// A judge of a plan.
  public init(_ standard: RuleSet) { self.standard = standard }

  /// What a rule finds of a subject. A rule of the other setting does not apply; a rule none of whose items
  /// has an entry is not asked; a rule without a threshold has no verdict.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - quantities: What is known of the subject.
  ///   - subject: Whom it is about; a rule judged at a higher level has no verdict on it.
  ///   - setting: The subject's setting; nil where it has none.
  func finding(
    of rule: Rule, on quantities: Quantities, about subject: Finding.Subject,
    setting: Setting? = nil
  ) -> Finding {
    var finding = Finding(subject, ruleID: rule.id)
    finding.isAsked = standard.hasEntry(ofAny: rule.items, in: quantities)
    guard finding.isAsked else { return finding }
    guard rule.applies(to: setting) else {
      finding.verdict = .notApplicable
      finding.reasons.append(.otherSetting)
      return finding
    }
    finding.threshold = rule.threshold
    finding.per = rule.kind.per
    finding.counted = rule.kind.numerator
    judge(rule, quantities, &finding)
    leaveToHigherLevel(rule, subject.level, &finding)
    return finding
  }

  /// Takes the verdict back where a higher level has it.
  func leaveToHigherLevel(_ rule: Rule, _ level: PlanLevel, _ finding: inout Finding) {
    guard !rule.isJudged(at: level), rule.threshold != nil else { return }
    finding.verdict = nil
    finding.alternatives = []
    finding.margin = nil
    finding.reasons = [.judgedAt(rule.judgedAt ?? level)]
  }

  private func judge(_ rule: Rule, _ quantities: Quantities, _ finding: inout Finding) {
    switch rule.kind {
    case .circle: finding.isAsked = false
    case .ratio(let test):
      judgeRatio(rule, test.numerator, test.denominator, quantities, &finding)
    case .coverage(let test): judgeCoverage(rule, test, quantities, &finding)
    case .count(let test): judgeCount(rule, test, quantities, &finding)
    case .floor(let test): judgeFloor(rule, test, quantities, &finding)
    case .stages(let test): judgeStages(test, quantities, &finding)
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
    conclude(rule, &finding)
  }

  /// The verdict on a numerator and perhaps a denominator, with what they lack.
  func conclude(_ rule: Rule, _ finding: inout Finding) {
    if finding.denominator == .zero {
      // Nothing to be counted for: neither met nor missed, whatever is counted.
      finding.verdict = .notApplicable
      finding.missing = []
      finding.reasons.append(.zeroDenominator(rule.kind.denominator))
      return
    }
    guard finding.missing.isEmpty, let ratio = finding.ratio else {
      finding.verdict = rule.threshold == nil ? nil : .unknown
      finding.reasons.append(.missing(finding.missing))
      return
    }
    guard let threshold = rule.threshold else {
      finding.reasons.append(rule.soft.map { .softWord($0) } ?? .noThreshold)
      return
    }
    finding.verdict = threshold.verdict(on: ratio)
    finding.margin = ratio.numerator(for: threshold.number).map { ratio.numerator - $0 }
    finding.alternatives = rule.alternatives.map {
      Finding.Alternative(alternative: $0, verdict: $0.threshold.verdict(on: ratio))
    }
    if finding.verdict == .fail, finding.margin != nil { finding.reasons.append(.shortfall) }
  }

  /// Takes a verdict back that an open quantity might change.
  func leaveOpen(_ open: ExactDecimal, _ rule: Rule, _ finding: inout Finding) {
    finding.open = open
    guard open > .zero, let threshold = rule.threshold, let ratio = finding.ratio else { return }
    let most = ExactRatio(ratio.numerator + open, of: ratio.denominator, per: ratio.per)
    finding.verdict = threshold.verdict(
      low: ratio.compare(with: threshold.number), high: most.compare(with: threshold.number))
    guard finding.verdict == .unknown else { return }
    finding.margin = nil
    finding.alternatives = []
    finding.reasons = [.open(open)]
  }
}
