/// Judges rules on what is known of a subject, in exact arithmetic.
///
/// - Complexity: O(items of the rule) each.
public struct RuleJudge: Sendable {
  /// The plan, its options chosen.
  public let standard: RuleSet

  /// A judge of a plan.
  public init(_ standard: RuleSet) { self.standard = standard }

  /// What a rule finds. A rule of the other setting does not apply; one none of whose items is there is not
  /// asked; without a threshold there is no verdict.
  ///
  /// - Parameters:
  ///   - level: What the subject is; a rule judged higher up has no verdict on it.
  ///   - setting: The subject's setting; nil where it has none.
  public func finding(
    of rule: Rule, on quantities: Quantities, level: PlanLevel, setting: Setting? = nil
  ) -> Finding {
    var finding = Finding(ruleID: rule.id)
    let items = rule.items.map { standard.quantity($0, in: quantities) }
    finding.isAsked = items.contains { $0 != nil }
    guard finding.isAsked else { return finding }
    guard rule.applies(to: setting) else {
      finding.verdict = .notApplicable
      finding.notes.append(Message("check.other_setting"))
      return finding
    }
    finding.threshold = rule.threshold
    finding.per = rule.test.per
    finding.counted = rule.test.numerator
    judge(rule, quantities, &finding)
    leaveToHigherLevel(rule, level, &finding)
    return finding
  }

  /// Takes the verdict back where a higher level has it.
  func leaveToHigherLevel(_ rule: Rule, _ level: PlanLevel, _ finding: inout Finding) {
    guard !rule.isJudged(at: level), rule.threshold != nil else { return }
    finding.verdict = nil
    finding.alternatives = []
    finding.margin = nil
    finding.notes = [
      Message("check.judged_higher", parts: ["level": Message("level.\(rule.judgedAt ?? level)")])
    ]
  }

  private func judge(_ rule: Rule, _ quantities: Quantities, _ finding: inout Finding) {
    switch rule.test {
    case .circle: finding.isAsked = false
    case .ratio(let test):
      judgeRatio(rule, test.numerator, test.denominator, quantities, &finding)
    case .coverage(let test): judgeCoverage(rule, test, quantities, &finding)
    case .count(let test): judgeCount(rule, test, quantities, &finding)
    case .floor(let test): judgeFloor(rule, test, quantities, &finding)
    case .stages(let test): judgeStages(rule, test, quantities, &finding)
    case .stepped(let test): judgeStepped(rule, test, quantities, &finding)
    case .flag(let items): report(items, quantities, &finding)
    }
  }

  // MARK: Numbers

  /// The sum of items; nil, with what is missing, where one is not known.
  func sum(
    _ items: [String], _ quantities: Quantities, _ finding: inout Finding
  ) -> ExactDecimal? {
    var sum = ExactDecimal.zero
    var isKnown = true
    for item in items {
      if let number = standard.quantity(item, in: quantities)?.number {
        sum = sum + number
      } else {
        isKnown = false
        if !finding.missing.contains(item) { finding.missing.append(item) }
      }
    }
    return isKnown ? sum : nil
  }

  private func judgeRatio(
    _ rule: Rule, _ numerator: [String], _ denominator: [String], _ quantities: Quantities,
    _ finding: inout Finding
  ) {
    finding.numerator = sum(numerator, quantities, &finding)
    finding.denominator = sum(denominator, quantities, &finding)
    conclude(rule, denominator, &finding)
  }

  /// The verdict on a numerator and perhaps a denominator, with what they lack.
  func conclude(_ rule: Rule, _ denominator: [String], _ finding: inout Finding) {
    if finding.denominator == .zero {
      // Nothing to be counted for: neither met nor missed, whatever is counted.
      finding.verdict = .notApplicable
      finding.missing = []
      finding.notes.append(
        Message(
          "check.zero_denominator",
          names: ["items": LocalizedText.list(denominator.map(standard.name))]))
      return
    }
    guard finding.missing.isEmpty, let ratio = finding.ratio else {
      finding.verdict = rule.threshold == nil ? nil : .unknown
      finding.notes.append(missing(finding.missing))
      return
    }
    guard let threshold = rule.threshold else {
      finding.notes.append(soft(rule))
      return
    }
    finding.verdict = threshold.verdict(on: ratio)
    finding.margin = ratio.numerator(for: threshold.number).map { ratio.numerator - $0 }
    finding.alternatives = rule.alternatives.map {
      Finding.Alternative(alternative: $0, verdict: $0.threshold.verdict(on: ratio))
    }
    if finding.verdict == .fail, let note = shortfall(rule, finding) { finding.notes.append(note) }
  }

  func missing(_ items: [String]) -> Message {
    Message("check.missing", names: ["items": LocalizedText.list(items.map(standard.name))])
  }

  private func soft(_ rule: Rule) -> Message {
    rule.soft.map { Message("check.soft", ["word": $0]) } ?? Message("check.no_number")
  }

  /// What would cure a failure, in the numerator's unit.
  private func shortfall(_ rule: Rule, _ finding: Finding) -> Message? {
    guard let margin = finding.margin, let numerator = finding.numerator,
      let threshold = finding.threshold
    else { return nil }
    let needed = numerator - margin
    let counted = finding.counted.first.flatMap { standard.item($0)?.unit }
    let unit = counted ?? (finding.counted.isEmpty ? rule.unit : nil) ?? LocalizedText("")
    let key =
      switch threshold.comparator {
      case .atLeast, .moreThan: margin == .zero ? "check.needs_any_more" : "check.needs_more"
      case .atMost, .lessThan: margin == .zero ? "check.needs_any_less" : "check.needs_less"
      case .equal: margin < .zero ? "check.needs_more" : "check.needs_less"
      }
    return Message(
      key,
      [
        "needed": needed.trimmed.grouped, "has": numerator.grouped,
        "amount": margin.magnitude.trimmed.grouped,
      ], names: ["unit": unit])
  }

  // MARK: Full coverage and counts

  /// Several items each have to cover all: their sum does exactly where every one of them does, for none
  /// can cover more.
  private func judgeCoverage(
    _ rule: Rule, _ test: RuleTest.FullCoverage, _ quantities: Quantities,
    _ finding: inout Finding
  ) {
    finding.numerator = sum(test.numerator, quantities, &finding)
    finding.denominator = sum(test.denominator, quantities, &finding).map {
      $0 * ExactDecimal(test.numerator.count)
    }
    conclude(rule, test.denominator, &finding)
  }

  private func judgeCount(
    _ rule: Rule, _ test: RuleTest.Count, _ quantities: Quantities, _ finding: inout Finding
  ) {
    guard !test.each.isEmpty else {
      finding.numerator = sum(test.numerator, quantities, &finding)
      return conclude(rule, [], &finding)
    }
    for item in test.numerator {
      finding.parts.append(sum([item], quantities, &finding) ?? .zero)
    }
    credit(finding.parts, test, &finding)
    if !finding.missing.isEmpty { finding.numerator = nil }
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

  // MARK: Floors and steps

  private func judgeFloor(
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

  private func judgeStepped(
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

  // MARK: Stages and flags

  private func judgeStages(
    _ rule: Rule, _ test: RuleTest.Stages, _ quantities: Quantities, _ finding: inout Finding
  ) {
    var verdicts: [Verdict] = []
    var met = 0
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
      if verdict == .pass { met += 1 }
      verdicts.append(verdict)
    }
    finding.numerator = ExactDecimal(met)
    finding.denominator = ExactDecimal(test.stages.count)
    finding.threshold = Threshold(ExactDecimal(test.stages.count), .equal)
    finding.per = ExactDecimal(test.stages.count)
    finding.margin = ExactDecimal(met - test.stages.count)
    finding.verdict = Verdict.together(verdicts)
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
        slack == 0 ? "check.stage_late" : "check.stage_late_slack",
        [
          "days": "\(late)", "first": first.description, "second": second.description,
          "slack": "\(slack)",
        ], names: ["stage": stage.name]))
    return .fail
  }

  private func report(
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

extension ExactDecimal {
  /// The number as people read it, with commas between thousands.
  public var grouped: String {
    let parts = description.split(separator: ".", omittingEmptySubsequences: false)
    let isNegative = parts[0].hasPrefix("-")
    let digits = Array(parts[0].drop { $0 == "-" })
    var text = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (isNegative ? "-" : "") + text + (parts.count > 1 ? "." + parts[1] : "")
  }
}
