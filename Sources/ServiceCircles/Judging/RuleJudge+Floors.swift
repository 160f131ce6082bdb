/// Rules that set a minimum.
extension RuleJudge {
  func judgeFloor(
    _ rule: Rule, _ test: RuleKind.Floor, _ quantities: Quantities, _ finding: inout Finding
  ) {
    var counted: ExactInterval
    // The item to judge instead counts only where its value is above 0.
    if let instead = test.instead,
      let number = standard.quantity(instead, in: quantities)?.number, number > .zero
    {
      counted = ExactInterval(number)
      finding.counted = [instead]
      let own = test.numerator.compactMap { standard.quantity($0, in: quantities)?.number }
      finding.reasons.append(
        .judgedInstead(
          item: instead, of: test.numerator,
          own: own.count == test.numerator.count ? own.reduce(.zero, +) : nil))
    } else {
      counted = sum(test.numerator, quantities, &finding)
    }
    conclude(rule, RatioBounds(counted, over: nil, isShare: false), &finding)
  }

  func judgeStepped(
    _ rule: Rule, _ test: RuleKind.Stepped, _ quantities: Quantities, _ finding: inout Finding
  ) {
    let counted = sum(test.numerator, quantities, &finding)
    let by = sum([test.by], quantities, &finding).value
    var stepped = rule
    if let by, let step = test.steps.first(where: { $0.below.map { by < $0 } ?? true }) {
      stepped.threshold = Threshold(step.threshold, test.comparator)
      finding.reasons.append(.step(item: test.by, value: by, threshold: step.threshold))
    } else {
      // The step is not known: the verdict is that of all steps where they agree, otherwise UNKNOWN.
      stepped.threshold = nil
    }
    finding.threshold = stepped.threshold
    let sides = RatioBounds(counted, over: nil, isShare: false)
    conclude(stepped, sides, &finding)
    guard by == nil else { return }
    let verdicts = Set(
      test.steps.map { step in
        sides.verdict(Threshold(step.threshold, test.comparator), per: ExactDecimal(1))
      })
    finding.verdict = verdicts.count == 1 ? verdicts.first : .unknown
  }
}
