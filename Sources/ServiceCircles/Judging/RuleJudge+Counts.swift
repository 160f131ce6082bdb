/// Rules that count units: all of them, or a number.
extension RuleJudge {
  /// Each of several items has to cover all units. Their sum is all units times the number of items
  /// exactly where every item covers all, for no item can cover more.
  func judgeCoverage(
    _ rule: Rule, _ test: RuleKind.FullCoverage, _ quantities: Quantities,
    _ finding: inout Finding
  ) {
    finding.numerator = sum(test.numerator, quantities, &finding)
    finding.denominator = sum(test.denominator, quantities, &finding).map {
      $0 * ExactDecimal(test.numerator.count)
    }
    conclude(rule, &finding)
  }

  func judgeCount(
    _ rule: Rule, _ test: RuleKind.Count, _ quantities: Quantities, _ finding: inout Finding
  ) {
    guard !test.each.isEmpty else {
      finding.numerator = sum(test.numerator, quantities, &finding)
      return conclude(rule, &finding)
    }
    for item in test.numerator {
      finding.parts.append(sum([item], quantities, &finding) ?? .zero)
    }
    // Where a part is not known there is no credit: a missing part is not 0.
    if finding.missing.isEmpty { credit(finding.parts, test, &finding) }
    conclude(rule, &finding)
  }

  /// Counts each item up to its own number: more of one item does not make up for too little of another.
  func credit(
    _ parts: [ExactDecimal], _ test: RuleKind.Count, _ finding: inout Finding
  ) {
    var credited = ExactDecimal.zero
    for (i, number) in test.each.enumerated() where i < parts.count {
      credited = credited + min(parts[i], number)
      finding.reasons.append(
        .each(item: test.numerator[i], value: parts[i], number: number))
    }
    finding.numerator = credited
  }
}
