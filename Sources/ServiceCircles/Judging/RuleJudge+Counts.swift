/// Rules that count units: all of them, or a number.
extension RuleJudge {
  /// Each of several items has to cover all units. Their sum is all units times the number of items
  /// exactly where every item covers all, for no item can cover more.
  func judgeCoverage(
    _ rule: Rule, _ test: RuleKind.FullCoverage, _ quantities: Quantities,
    _ finding: inout Finding
  ) {
    let have = test.numerator.map { sum([$0], quantities, &finding) }
    let all = sum(test.denominator, quantities, &finding)
    for (item, part) in zip(test.numerator, have) {
      if leaveImpossible(rule, [item], part, of: all, &finding) { return }
    }
    var sides = RatioBounds(isShare: true, hasDenominator: true)
    for item in have { sides.add(item, over: all) }
    conclude(rule, sides, &finding)
  }

  func judgeCount(
    _ rule: Rule, _ test: RuleKind.Count, _ quantities: Quantities, _ finding: inout Finding
  ) {
    guard !test.each.isEmpty else {
      let counted = sum(test.numerator, quantities, &finding)
      return conclude(rule, RatioBounds(counted, over: nil, isShare: false), &finding)
    }
    finding.parts = test.numerator.map { sum([$0], quantities, &finding) }
    conclude(rule, credit(finding.parts, test, &finding), &finding)
  }

  /// Counts each item up to its own number: more of one item does not make up for too little of another.
  func credit(
    _ parts: [ExactInterval], _ test: RuleKind.Count, _ finding: inout Finding
  ) -> RatioBounds {
    var credited = RatioBounds(isShare: false, hasDenominator: false)
    for (i, number) in test.each.enumerated() where i < parts.count {
      credited.add(parts[i].credited(upTo: number), over: nil)
      guard let value = parts[i].value else { continue }
      finding.reasons.append(.each(item: test.numerator[i], value: value, number: number))
    }
    return credited
  }
}
