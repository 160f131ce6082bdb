/// Rules that count units: all of them, or a number.
extension RuleJudge {
  /// Several items each have to cover all: their sum does exactly where every one of them does, for none
  /// can cover more.
  func judgeCoverage(
    _ rule: Rule, _ test: RuleTest.FullCoverage, _ quantities: Quantities,
    _ finding: inout Finding
  ) {
    finding.numerator = sum(test.numerator, quantities, &finding)
    finding.denominator = sum(test.denominator, quantities, &finding).map {
      $0 * ExactDecimal(test.numerator.count)
    }
    conclude(rule, test.denominator, &finding)
  }

  func judgeCount(
    _ rule: Rule, _ test: RuleTest.Count, _ quantities: Quantities, _ finding: inout Finding
  ) {
    guard !test.each.isEmpty else {
      finding.numerator = sum(test.numerator, quantities, &finding)
      return conclude(rule, [], &finding)
    }
    for item in test.numerator {
      finding.parts.append(sum([item], quantities, &finding) ?? .zero)
    }
    // Of a part that is not known nothing is said, least of all 0.
    if finding.missing.isEmpty { credit(finding.parts, test, &finding) }
    conclude(rule, [], &finding)
  }

  /// More of one does not make up for another: what is beyond a number of its own does not count.
  func credit(
    _ parts: [ExactDecimal], _ test: RuleTest.Count, _ finding: inout Finding
  ) {
    var credited = ExactDecimal.zero
    for (i, number) in test.each.enumerated() where i < parts.count {
      credited = credited + min(parts[i], number)
      finding.notes.append(
        Message(
          "check.each", ["value": parts[i].grouped, "number": number.grouped],
          names: ["item": standard.name(of: test.numerator[i])]))
    }
    finding.numerator = credited
  }
}
