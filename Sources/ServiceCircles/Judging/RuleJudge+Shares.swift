/// Shares: the numerator is part of the denominator.
extension RuleJudge {
  /// Leaves a share open whose part exceeds the whole: nobody knows which of the two is wrong.
  ///
  /// - Returns: Whether the share was left open; false for a rule that is not a share.
  func leaveImpossible(
    _ rule: Rule, _ items: [String], _ part: ExactInterval, of whole: ExactInterval,
    _ finding: inout Finding
  ) -> Bool {
    guard let most = whole.high, part.low > most, standard.isShare(rule) else { return false }
    // A unit to which the rule does not apply may have what the rule counts.
    if most == .zero, finding.subject.level <= .community { return false }
    let denominator = rule.kind.denominator
    finding.missing = items + denominator.filter { !items.contains($0) }
    finding.terms = []
    conclude(
      rule, RatioBounds(.unknown, over: .unknown, isShare: rule.kind.isShare),
      because: .partExceedsWhole(items, sum: part.low, whole: denominator, total: most), &finding)
    return true
  }
}

extension Finding {
  /// The issue to report where parts exceed their whole; nil where none do.
  func impossibility(_ standard: RuleSet) -> RecordIssue? {
    let reason = reasons.first {
      if case .partExceedsWhole = $0 { true } else { false }
    }
    guard case .partExceedsWhole(let parts, let sum, let whole, let total)? = reason else {
      return nil
    }
    let role: String
    let feature: String
    switch subject {
    case .project(let id): (role, feature) = ("projects", id)
    case .community(let id): (role, feature) = ("communities", id)
    case .region(let region): (role, feature) = ("registers", region.name)
    }
    return RecordIssue(
      .warning, role: role, layer: "", feature: feature, field: parts.first ?? "",
      problem: standard.excess("table.parts_exceed_whole", of: parts, sum, over: whole, total),
      action: Message("share.not_judged"))
  }
}
