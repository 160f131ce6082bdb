/// Puts what a judge found into words, with the names that a plan gives to items and rules.
public struct Wording: Sendable {
  /// The plan.
  let standard: RuleSet

  /// Words with the names of a plan: that of the findings.
  public init(_ standard: RuleSet) { self.standard = standard }

  /// The reasons of a finding, one text each.
  public func reasons(of finding: Finding, in language: Language) -> [String] {
    finding.reasons.map { message(of: $0, in: finding).text(in: language) }
  }

  /// The reasons of a finding as one text.
  public func note(of finding: Finding, in language: Language) -> String {
    reasons(of: finding, in: language).joined(separator: language == .chinese ? "；" : "; ")
  }

  /// A reason as a message of the library's catalogue.
  func message(of reason: Reason, in finding: Finding) -> Message {
    switch reason {
    case .otherSetting: Message("reason.other_setting")
    case .judgedAt(let level):
      Message("reason.judged_higher", parts: ["level": Message("level.\(level.rawValue)")])
    case .zeroDenominator(let items): Message("reason.zero_denominator", names: list(items))
    case .missing(let items): Message("reason.missing", names: list(items))
    case .softWord(let word): Message("reason.soft", ["word": word])
    case .noThreshold: Message("reason.no_number")
    case .shortfall: shortfall(finding)
    case .each(let item, let value, let number):
      Message(
        "reason.each", ["value": value.grouped, "number": number.grouped],
        names: ["item": standard.name(ofItem: item)])
    case .judgedInstead(let item, let others, let own): instead(item, others, own)
    case .step(let item, let value, let threshold):
      Message(
        "reason.step", ["value": value.grouped, "threshold": threshold.grouped],
        names: ["item": standard.name(ofItem: item)])
    case .stagesKept(let stages):
      Message("reason.stages_kept", names: ["stages": LocalizedText.list(stages)])
    case .stageMissed(let stage): Message("reason.stage_no", names: ["stage": stage])
    case .stageLate(let stage, let days, let first, let second, let slackDays):
      Message(
        "reason.stage_late",
        [
          "days": "\(days)", "first": first.description, "second": second.description,
          "slack": "\(slackDays)",
        ], names: ["stage": stage])
    case .value(let item, let quantity):
      Message(
        "reason.item", parts: ["value": value(of: quantity, item)],
        names: ["item": standard.name(ofItem: item)])
    case .passes(let rule, let verdict):
      Message(
        "reason.passing", ["rule": rule],
        parts: ["verdict": Message("verdict.\(verdict.rawValue)")])
    case .seatTime(let time):
      Message(
        "reason.seat_minutes",
        [
          "minutes": ExactDecimal(digits: Int128(time.value) * 10 / 60_000, places: 1).description
        ])
    case .seatBeyondSearch: Message("reason.seat_beyond")
    case .householdsReached(let covered, let all):
      Message("reason.half_reached", ["covered": "\(covered)", "all": "\(all)"])
    case .unitsPassing(let passing, let units):
      Message("reason.units_judged", ["passing": "\(passing)", "units": "\(units)"])
    case .unitsUnknown(let unknown, let units, let items, let examples):
      Message(
        items.isEmpty ? "reason.units_unknown" : "reason.units_lack",
        [
          "unknown": "\(unknown)", "units": "\(units)", "known": "\(units - unknown)",
          "examples": examples.joined(separator: ", ") + (unknown > examples.count ? " …" : ""),
        ], names: list(items))
    case .knownPartDecides: Message("reason.known_part_decides")
    case .notWholeRegion(let units): Message("reason.not_whole", ["units": "\(units)"])
    case .open(let open): Message("reason.open", ["open": open.grouped])
    case .partExceedsWhole(let parts, let sum, let whole, let total):
      standard.excess("reason.part_exceeds_whole", of: parts, sum, over: whole, total)
    case .valueExceedsAll(let value): exceeding(value, finding)
    case .givenDiffers(let value): differing(value, finding)
    }
  }

  private func list(_ items: [String]) -> [String: LocalizedText] {
    ["items": LocalizedText.list(items.map(standard.name(ofItem:)))]
  }

  private func instead(_ item: String, _ others: [String], _ own: ExactDecimal?) -> Message {
    Message(
      own == nil ? "reason.judged_instead" : "reason.judged_instead_of",
      ["own": own?.grouped ?? ""],
      names: [
        "item": standard.name(ofItem: item),
        "others": LocalizedText.list(others.map(standard.name(ofItem:))),
        "unit": standard.item(item)?.unit ?? LocalizedText(""),
      ])
  }

  private func value(of quantity: Quantity, _ item: String) -> Message {
    switch quantity {
    case .number(let number):
      let isFlag = standard.item(item)?.type == .flag
      if isFlag, number <= ExactDecimal(1) {
        return Message(number > .zero ? "reason.yes" : "reason.no")
      }
      return Message("reason.value", ["value": number.grouped])
    case .day(let day): return Message("reason.value", ["value": day.description])
    case .atLeast(let number):
      return Message("reason.value_at_least", ["value": number.grouped])
    case .missing: return Message("reason.not_known")
    }
  }

  /// What would cure a failure, in the numerator's unit.
  private func shortfall(_ finding: Finding) -> Message {
    let rule = standard.rule(finding.ruleID)
    let margin = finding.margin ?? .zero
    let numerator = finding.numerator ?? .zero
    let comparator = finding.threshold?.comparator ?? .atLeast
    let items = finding.counted.compactMap { standard.item($0) }
    // Without items units are counted that keep other rules, unless the value itself is given.
    let isOfUnits = items.isEmpty && finding.denominator != nil
    let isCount =
      isOfUnits || !items.isEmpty && items.allSatisfy { $0.type == .count || $0.type == .flag }
    let unit = isOfUnits ? Self.units : items.isEmpty ? rule?.unit : items.first?.unit
    // To add to a part adds to its whole.
    let whole = rule.flatMap { standard.whole(of: $0) }
    let exact = (numerator - margin).trimmed
    let needed = isCount ? Self.whole(exact, comparator, isShort: margin < .zero) : exact
    let amount = (needed - numerator).magnitude.trimmed
    let key: String
    switch comparator {
    case .atLeast: key = whole == nil ? "reason.needs_more" : "reason.needs_more_within"
    case .moreThan where isCount:
      key = whole == nil ? "reason.needs_more" : "reason.needs_more_within"
    case .moreThan: key = margin == .zero ? "reason.needs_any_more" : "reason.needs_more_than"
    case .atMost: key = "reason.needs_less"
    case .lessThan where isCount: key = "reason.needs_less"
    case .lessThan: key = margin == .zero ? "reason.needs_any_less" : "reason.needs_less_than"
    case .equal: key = margin < .zero ? "reason.needs_more" : "reason.needs_less"
    }
    let isPercent = items.isEmpty && unit?.chinese == "%"
    return Message(
      key,
      parts: [
        "needed": self.amount(needed.grouped, unit), "has": self.amount(numerator.grouped, unit),
        "amount": isPercent
          ? Message("amount.points", ["number": amount.grouped])
          : self.amount(amount.grouped, unit),
      ], names: ["whole": whole.map { standard.name(ofItem: $0) } ?? LocalizedText("")])
  }

  /// The measure word of units that nothing names.
  private static let units = LocalizedText(chinese: "个", english: "")

  /// The whole number nearest to a bound that keeps a rule: there is no part of a household or of a worker.
  private static func whole(
    _ bound: ExactDecimal, _ comparator: Threshold.Comparator, isShort: Bool
  ) -> ExactDecimal {
    let one = ExactDecimal(1)
    switch comparator {
    case .atLeast: return bound.roundedUp
    case .moreThan: return bound.roundedDown + one
    case .atMost: return bound.roundedDown
    case .lessThan: return bound.roundedUp - one
    case .equal: return isShort ? bound.roundedUp : bound
    }
  }

  /// A number with its unit, as one writes it: without a blank before a per cent sign in Chinese, and with a
  /// measure word where a unit of count has no name.
  public static func amount(
    _ number: String, _ unit: LocalizedText?, in language: Language
  ) -> String {
    amount(number, unit).text(in: language)
  }

  private static func amount(_ number: String, _ unit: LocalizedText?) -> Message {
    guard let unit, !unit.chinese.isEmpty else {
      return Message("amount.bare", ["number": number])
    }
    if unit.chinese == "%" || unit.chinese == "‰" {
      return Message("amount.percent", ["number": number], names: ["unit": unit])
    }
    // A unit of count may have no name in a language.
    func apart(_ name: String) -> String { name.isEmpty ? "" : " " + name }
    let name = LocalizedText(chinese: apart(unit.chinese), english: apart(unit.english))
    return Message("amount.unit", ["number": number], names: ["unit": name])
  }

  private func amount(_ number: String, _ unit: LocalizedText?) -> Message {
    Self.amount(number, unit)
  }

  private func exceeding(_ value: ExactDecimal, _ finding: Finding) -> Message {
    let unit = standard.rule(finding.ruleID)?.unit
    return Message("reason.value_exceeds_all", parts: ["value": amount(value.grouped, unit)])
  }

  private func differing(_ given: ExactDecimal, _ finding: Finding) -> Message {
    let unit = standard.rule(finding.ruleID)?.unit
    return Message(
      "reason.given_differs",
      parts: [
        "given": amount(given.grouped, unit),
        "value": finding.shownValue.map { amount($0, unit) } ?? Message("reason.no_value"),
      ])
  }
}
