/// Rules that set a least number.
extension RuleJudge {
  func judgeFloor(
    _ rule: Rule, _ test: RuleTest.Floor, _ quantities: Quantities, _ finding: inout Finding
  ) {
    if let instead = test.instead, let number = standard.quantity(instead, in: quantities)?.number {
      finding.numerator = number
      finding.counted = [instead]
      let own = test.numerator.compactMap { standard.quantity($0, in: quantities)?.number }
      finding.notes.append(
        Message(
          own.count == test.numerator.count ? "check.judged_instead_of" : "check.judged_instead",
          ["own": own.reduce(.zero, +).grouped],
          names: [
            "item": standard.name(of: instead),
            "others": LocalizedText.list(test.numerator.map(standard.name)),
            "unit": standard.item(instead)?.unit ?? LocalizedText(""),
          ]))
    } else {
      finding.numerator = sum(test.numerator, quantities, &finding)
    }
    conclude(rule, [], &finding)
  }

  func judgeStepped(
    _ rule: Rule, _ test: RuleTest.Stepped, _ quantities: Quantities, _ finding: inout Finding
  ) {
    finding.numerator = sum(test.numerator, quantities, &finding)
    let by = sum([test.by], quantities, &finding)
    var stepped = rule
    if let by, let step = test.steps.first(where: { $0.below.map { by < $0 } ?? true }) {
      stepped.threshold = Threshold(step.threshold, test.comparator)
      finding.notes.append(
        Message(
          "check.step", ["value": by.grouped, "threshold": step.threshold.grouped],
          names: ["item": standard.name(of: test.by)]))
    } else {
      // So that what is missing leaves the verdict open.
      stepped.threshold = test.steps.first.map { Threshold($0.threshold, test.comparator) }
    }
    finding.threshold = by == nil ? nil : stepped.threshold
    conclude(stepped, [], &finding)
  }
}
