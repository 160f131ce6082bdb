/// The changes that a choice makes to a rule; nil for what stays.
struct RulePatch: Hashable, Sendable, Codable {
  /// The rule's id.
  var rule: String
  var numerator: [String]?
  var denominator: [String]?
  /// The item that is judged in place of the numerator.
  var instead: Change<String>?
  var threshold: ExactDecimal?
  /// The setting that the rule applies to.
  var setting: Change<Setting>?

  /// A new value, or none in place of the old one.
  enum Change<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    case to(Value)
    case toNone

    var value: Value? { if case .to(let value) = self { value } else { nil } }
  }

  /// The items it brings in.
  var items: [String] {
    (numerator ?? []) + (denominator ?? []) + [instead?.value].compactMap { $0 }
  }

  /// The key that a rule of this kind does not have; nil where all fit.
  func misfit(_ rule: Rule) -> String? {
    let test = rule.kind
    if numerator != nil, test.numerator.isEmpty { return "numerator" }
    if denominator != nil, test.denominator.isEmpty { return "denominator" }
    if instead != nil { if case .floor = test {} else { return "instead" } }
    switch test {
    case .stages, .stepped, .flag: return threshold == nil ? nil : "threshold"
    default: return nil
    }
  }

  func apply(to rule: inout Rule) {
    if let threshold {
      rule.threshold = Threshold(threshold, rule.threshold?.comparator ?? .atLeast)
    }
    if let setting { rule.setting = setting.value }
    switch rule.kind {
    case .ratio(var test):
      test.numerator = numerator ?? test.numerator
      test.denominator = denominator ?? test.denominator
      rule.kind = .ratio(test)
    case .coverage(var test):
      test.numerator = numerator ?? test.numerator
      test.denominator = denominator ?? test.denominator
      rule.kind = .coverage(test)
    case .count(var test):
      test.numerator = numerator ?? test.numerator
      rule.kind = .count(test)
    case .floor(var test):
      test.numerator = numerator ?? test.numerator
      if let instead { test.instead = instead.value }
      rule.kind = .floor(test)
    case .stepped(var test):
      test.numerator = numerator ?? test.numerator
      rule.kind = .stepped(test)
    case .circle, .stages, .flag: break
    }
  }
}
