/// Something the plan leaves open, with the readings there are.
public struct RuleOption: Hashable, Sendable, Codable {
  /// One reading.
  public struct Choice: Hashable, Sendable, Codable {
    /// Its id.
    public var id: String
    /// Its name.
    public var name: LocalizedText
    /// The changes of rules under this choice.
    var patches: [RulePatch]
    /// Items whose values are taken from other items under this choice.
    var items: [String: String]
    /// Kinds that do not belong to a service under this choice, by the service's code.
    var without: [String: [FacilityKind]] = [:]
  }

  /// Its id.
  public var id: String
  /// Its name.
  public var name: LocalizedText
  /// The readings; where it is a number, those that are none.
  public var choices: [Choice]
  /// The rule whose slack it is, where it is a number of days.
  var slackOf: String?
  /// Whether it is the share of households, in per cent, that circles without a threshold are judged by.
  package internal(set) var isPassMark = false
  /// The default: a choice's id, or a number.
  public var standard: String
  /// The choice in force: the default until another is chosen.
  public internal(set) var chosen: String

  /// Whether one of its choices changes a rule, or an item that the rule asks for.
  package func touches(_ rule: Rule) -> Bool {
    slackOf == rule.id || (isPassMark && rule.isCircle)
      || choices.contains { choice in
        choice.patches.contains { $0.rule == rule.id }
          || rule.items.contains { choice.items[$0] != nil }
          || rule.services.contains { choice.without[$0] != nil }
      }
  }

  /// The name of the choice in force.
  package var chosenName: LocalizedText {
    choices.first { $0.id == chosen }?.name ?? LocalizedText(isPassMark ? "\(chosen)%" : chosen)
  }
}

/// A choice that a rule set does not have.
public struct RuleOptionError: Error, Hashable, Sendable {
  /// What is wrong and what there is, for people.
  public let message: Message
}

extension RuleSet {
  /// The choices in force, by option.
  package var chosenOptions: [String: String] {
    Dictionary(options.map { ($0.id, $0.chosen) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rules that a choice changes, by id: those it patches, and those that ask for an item it takes from
  /// another one.
  func rules(touchedBy choice: RuleOption.Choice) -> Set<String> {
    let patched = choice.patches.map(\.rule)
    let others = rules.filter { rule in
      rule.items.contains { choice.items[$0] != nil }
        || rule.services.contains { choice.without[$0] != nil }
    }
    return Set(patched + others.map(\.id))
  }

  /// The rule set with one of its options chosen, as `service_numerator=with_commercial`.
  ///
  /// - Throws: ``RuleOptionError`` where there is no such option or choice, or two choices take an item
  ///   from different ones.
  public func choosing(_ id: String, _ value: String) throws(RuleOptionError) -> RuleSet {
    var standard = unchosen
    for option in options where option.id != id && option.chosen != option.standard {
      standard = try standard.applying(option.id, option.chosen)
    }
    return try standard.applying(id, value)
  }

  private func applying(_ id: String, _ value: String) throws(RuleOptionError) -> RuleSet {
    guard let number = options.firstIndex(where: { $0.id == id }) else {
      throw RuleOptionError(
        message: Message(
          "option.unknown", ["option": id, "available": options.map(\.id).joined(separator: ", ")]))
    }
    var copy = self
    let option = options[number]
    copy.options[number].chosen = value
    if let rule = option.slackOf {
      guard let days = Int(value), (0...36_500).contains(days) else {
        throw RuleOptionError(message: Message("option.not_days", ["option": id, "value": value]))
      }
      copy.options[number].chosen = "\(days)"
      copy.replace(rule) { rule in
        guard case .stages(var test) = rule.kind else { return }
        test.slackDays = days
        rule.kind = .stages(test)
      }
      return copy
    }
    if option.isPassMark, !option.choices.contains(where: { $0.id == value }) {
      guard let mark = ExactDecimal(value), mark > .zero, mark <= ExactDecimal(100) else {
        throw RuleOptionError(
          message: Message("option.not_share", ["option": id, "value": value]))
      }
      for rule in rules where rule.isCircle && rule.threshold == nil {
        copy.replace(rule.id) { $0.threshold = Threshold(mark) }
      }
      return copy
    }
    guard let choice = option.choices.first(where: { $0.id == value }) else {
      throw RuleOptionError(
        message: Message(
          "option.unknown_choice",
          [
            "option": id, "value": value,
            "available": option.choices.map(\.id).joined(separator: ", "),
          ]))
    }
    for (code, kinds) in choice.without {
      guard let i = copy.services.firstIndex(where: { $0.code == code }) else { continue }
      if copy.servicesAsWritten[code] == nil { copy.servicesAsWritten[code] = copy.services[i] }
      copy.services[i].without = kinds
    }
    for patch in choice.patches { copy.replace(patch.rule) { patch.apply(to: &$0) } }
    for (item, other) in choice.items {
      if let before = copy.substitutes[item], before != other {
        throw RuleOptionError(
          message: Message("option.two_sources", ["option": id, "item": item, "other": before]))
      }
      copy.substitutes[item] = other
    }
    return copy
  }

  /// The rule set with every option at its default.
  private var unchosen: RuleSet {
    var copy = self
    // Set once: every change of the array brings its look-up in line.
    copy.rules = rules.map { rulesAsWritten[$0.id] ?? $0 }
    for i in copy.options.indices { copy.options[i].chosen = copy.options[i].standard }
    if !servicesAsWritten.isEmpty {
      copy.services = services.map { servicesAsWritten[$0.code] ?? $0 }
    }
    copy.substitutes = [:]
    copy.rulesAsWritten = [:]
    copy.servicesAsWritten = [:]
    return copy
  }

  private mutating func replace(_ id: String, _ change: (inout Rule) -> Void) {
    guard let i = number(ofRule: id) else { return }
    var rule = rules[i]
    if rulesAsWritten[id] == nil { rulesAsWritten[id] = rule }
    change(&rule)
    rules[i] = rule
  }
}
