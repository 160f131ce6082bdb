/// Rules that set a least number.
extension RuleJudge {
  func judgeFloor(
    _ rule: Rule, _ test: RuleKind.Floor, _ quantities: Quantities, _ finding: inout Finding
  ) {
    if let instead = test.instead, let number = standard.quantity(instead, in: quantities)?.number {
      finding.numerator = number
      finding.counted = [instead]
      let own = test.numerator.compactMap { standard.quantity($0, in: quantities)?.number }
      finding.reasons.append(
        .judgedInstead(
          item: instead, of: test.numerator,
          own: own.count == test.numerator.count ? own.reduce(.zero, +) : nil))
    } else {
      finding.numerator = sum(test.numerator, quantities, &finding)
    }
    conclude(rule, &finding)
  }

  func judgeStepped(
    _ rule: Rule, _ test: RuleKind.Stepped, _ quantities: Quantities, _ finding: inout Finding
  ) {
    finding.numerator = sum(test.numerator, quantities, &finding)
    let by = sum([test.by], quantities, &finding)
    var stepped = rule
    if let by, let step = test.steps.first(where: { $0.below.map { by < $0 } ?? true }) {
      stepped.threshold = Threshold(step.threshold, test.comparator)
      finding.reasons.append(.step(item: test.by, value: by, threshold: step.threshold))
    } else {
      // With a threshold the missing item makes the verdict UNKNOWN; without one there would be none.
      stepped.threshold = test.steps.first.map { Threshold($0.threshold, test.comparator) }
    }
    finding.threshold = by == nil ? nil : stepped.threshold
    conclude(stepped, &finding)
  }
}
