/// Rules about stages of a project, and rules that are only reported.
extension RuleJudge {
  func judgeStages(
    _ test: RuleKind.Stages, _ quantities: Quantities, _ finding: inout Finding
  ) {
    var verdicts: [Verdict] = []
    var kept: [LocalizedText] = []
    for stage in test.stages {
      let verdict: Verdict
      switch stage.test {
      case .flag(let item):
        let number = sum([item], quantities, &finding).value
        verdict = number.map { $0 > .zero ? .pass : .fail } ?? .unknown
        if verdict == .fail { finding.reasons.append(.stageMissed(stage.name)) }
      case .order(let earlier, let later):
        verdict = order(earlier, later, stage, test.slackDays, quantities, &finding)
      }
      if verdict == .pass { kept.append(stage.name) }
      verdicts.append(verdict)
    }
    finding.numerator = ExactDecimal(kept.count)
    finding.denominator = ExactDecimal(test.stages.count)
    finding.threshold = Threshold(ExactDecimal(test.stages.count), .equal)
    finding.per = ExactDecimal(test.stages.count)
    finding.margin = ExactDecimal(kept.count - test.stages.count)
    finding.verdict = Verdict.together(verdicts)
    if !kept.isEmpty { finding.reasons.insert(.stagesKept(kept), at: 0) }
    if !finding.missing.isEmpty {
      finding.reasons.append(.missing(finding.missing))
      if finding.verdict == .unknown { finding.margin = nil }
    }
  }

  private func order(
    _ earlier: String, _ later: String, _ stage: RuleKind.Stages.Stage, _ slackDays: Int,
    _ quantities: Quantities, _ finding: inout Finding
  ) -> Verdict {
    let days = [earlier, later].map { item in
      let day = standard.quantity(item, in: quantities)?.day
      if day == nil { finding.missing.append(item) }
      return day
    }
    guard let first = days[0], let second = days[1] else { return .unknown }
    let late = first.days(since: second)
    if late <= slackDays { return .pass }
    finding.reasons.append(
      .stageLate(stage.name, days: late, first: first, second: second, slackDays: slackDays))
    return .fail
  }

  /// Lists the values of items without a verdict.
  func report(_ items: [String], _ quantities: Quantities, _ finding: inout Finding) {
    for item in items {
      guard let quantity = standard.quantity(item, in: quantities) else { continue }
      finding.reasons.append(.value(item: item, quantity))
    }
    finding.reasons.append(.noThreshold)
  }
}
