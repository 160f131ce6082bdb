/// Judges rules on what is known of a subject, in exact arithmetic.
///
/// - Complexity: O(items of the rule) per finding.
public struct RuleJudge: Sendable {
  /// The plan with its options chosen.
  let standard: RuleSet

  /// A judge of a plan.
  public init(_ standard: RuleSet) { self.standard = standard }

  /// What a rule finds of a subject. A rule of the other setting does not apply; a rule none of whose items
  /// has an entry is not asked; a rule without a threshold has no verdict.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - quantities: What is known of the subject.
  ///   - subject: Whom the finding is about; a rule judged at a higher level has no verdict on it.
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

  /// Removes the verdict of a rule that is judged at a higher level.
  func leaveToHigherLevel(_ rule: Rule, _ level: PlanLevel, _ finding: inout Finding) {
    guard !rule.isJudged(at: level), rule.threshold != nil else { return }
    finding.verdict = nil
    finding.alternatives = []
    finding.margin = nil
    finding.reasons =
      finding.reasons.filter(\.isContradiction) + [.judgedAt(rule.judgedAt ?? level)]
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

  /// The sum of items; adds those whose values are not known to ``Finding/missing``.
  func sum(
    _ items: [String], _ quantities: Quantities, _ finding: inout Finding
  ) -> ExactInterval {
    var sum = ExactInterval(.zero)
    for item in items {
      let known = standard.interval(item, in: quantities, level: finding.subject.level)
      sum = sum + known
      if known.value == nil, !finding.missing.contains(item) { finding.missing.append(item) }
    }
    return sum
  }

  private func judgeRatio(
    _ rule: Rule, _ numerator: [String], _ denominator: [String], _ quantities: Quantities,
    _ finding: inout Finding
  ) {
    let counted = sum(numerator, quantities, &finding)
    if numerator.count > 1, counted.value != nil {
      finding.terms = numerator.compactMap { standard.quantity($0, in: quantities)?.number }
    }
    let by = sum(denominator, quantities, &finding)
    if leaveImpossible(rule, numerator, counted, of: by, &finding) { return }
    conclude(rule, RatioBounds(counted, over: by, isShare: false), &finding)
  }

  /// Completes a finding from a number or a ratio, exact or between bounds.
  ///
  /// - Parameter reason: Why the sides are not known; by default the missing items.
  func conclude(
    _ rule: Rule, _ sides: RatioBounds, because reason: Reason? = nil, _ finding: inout Finding
  ) {
    finding.numerator = sides.numerator.value
    finding.denominator = sides.denominator?.value
    finding.numeratorBounds = finding.numerator == nil ? sides.numerator : nil
    finding.denominatorBounds = finding.denominator == nil ? sides.denominator : nil
    if finding.denominator == .zero {
      // A denominator of 0: the rule is neither met nor missed, whatever is counted.
      finding.verdict = .notApplicable
      finding.missing = []
      finding.reasons.append(.zeroDenominator(rule.kind.denominator))
      return
    }
    guard finding.missing.isEmpty, let ratio = finding.ratio else {
      return leaveOpen(rule, sides, reason ?? .missing(finding.missing), &finding)
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

  /// Completes a finding of which a side is not known: UNKNOWN unless the known part decides alone.
  private func leaveOpen(
    _ rule: Rule, _ sides: RatioBounds, _ reason: Reason, _ finding: inout Finding
  ) {
    let per = finding.per ?? ExactDecimal(1)
    if let low = sides.low(per: per)?.value(places: 6, .down) {
      let high = sides.high(per: per)?.value(places: 6, .up)
      if low > .zero || high != nil {
        finding.valueBounds = ExactInterval(from: low.trimmed, to: high?.trimmed)
      }
    }
    finding.reasons.append(reason)
    guard let threshold = rule.threshold else { return }
    finding.verdict = sides.verdict(threshold, per: per)
    guard finding.verdict != .unknown else { return }
    finding.reasons.append(.knownPartDecides)
    finding.alternatives = rule.alternatives.map {
      Finding.Alternative(alternative: $0, verdict: sides.verdict($0.threshold, per: per))
    }
  }
}
