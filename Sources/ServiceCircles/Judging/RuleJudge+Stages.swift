/// Rules about stages that go together, and those that are only reported.
extension RuleJudge {
  func judgeStages(
    _ rule: Rule, _ test: RuleTest.Stages, _ quantities: Quantities, _ finding: inout Finding
  ) {
    var verdicts: [Verdict] = []
    var kept: [LocalizedText] = []
    for stage in test.stages {
      let verdict: Verdict
      switch stage.test {
      case .flag(let item):
        let number = sum([item], quantities, &finding)
        verdict = number.map { $0 > .zero ? .pass : .fail } ?? .unknown
        if verdict == .fail {
          finding.notes.append(Message("check.stage_no", names: ["stage": stage.name]))
        }
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
    if !kept.isEmpty {
      finding.notes.insert(
        Message("check.stages_kept", names: ["stages": LocalizedText.list(kept)]), at: 0)
    }
    if !finding.missing.isEmpty {
      finding.notes.append(missing(finding.missing))
      if finding.verdict == .unknown { finding.margin = nil }
    }
  }

  private func order(
    _ earlier: String, _ later: String, _ stage: RuleTest.Stages.Stage, _ slack: Int,
    _ quantities: Quantities, _ finding: inout Finding
  ) -> Verdict {
    let days = [earlier, later].map { item in
      let day = standard.quantity(item, in: quantities)?.day
      if day == nil { finding.missing.append(item) }
      return day
    }
    guard let first = days[0], let second = days[1] else { return .unknown }
    let late = first.days(since: second)
    if late <= slack { return .pass }
    finding.notes.append(
      Message(
        "check.stage_late",
        [
          "days": "\(late)", "first": first.description, "second": second.description,
          "slack": "\(slack)",
        ], names: ["stage": stage.name]))
    return .fail
  }

  func report(
    _ items: [String], _ quantities: Quantities, _ finding: inout Finding
  ) {
    for item in items {
      guard let quantity = standard.quantity(item, in: quantities) else { continue }
      let isFlag = standard.item(item)?.type == .flag
      let value: Message =
        switch quantity {
        case .number(let number) where isFlag && number <= ExactDecimal(1):
          Message(number > .zero ? "check.yes" : "check.no")
        case .number(let number): Message("check.value", ["value": number.grouped])
        case .day(let day): Message("check.value", ["value": day.description])
        case .missing: Message("check.not_known")
        }
      finding.notes.append(
        Message("check.item", parts: ["value": value], names: ["item": standard.name(of: item)]))
    }
    finding.notes.append(Message("check.no_number"))
  }
}
