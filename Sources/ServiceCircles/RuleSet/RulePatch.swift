/// What a choice changes in a rule.
struct RulePatch: Hashable, Sendable {
  /// The rule's id.
  var rule: String
  var numerator: [String]?
  var denominator: [String]?
  /// What is judged in place of the numerator; `.some(nil)` for nothing.
  var instead: String??
  var threshold: ExactDecimal?
  /// The setting it applies to; `.some(nil)` for both.
  var setting: Setting??

  /// The items it brings in.
  var items: [String] {
    (numerator ?? []) + (denominator ?? []) + [instead.flatMap { $0 }].compactMap { $0 }
  }

  /// The key that a rule of this kind does not have; nil where all fit.
  func misfit(_ rule: Rule) -> String? {
    let test = rule.test
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
    if let setting { rule.setting = setting }
    switch rule.test {
    case .circle(var circle):
      if let setting { circle.setting = setting }
      if let threshold = rule.threshold { circle.threshold = threshold }
      rule.test = .circle(circle)
    case .ratio(var test):
      test.numerator = numerator ?? test.numerator
      test.denominator = denominator ?? test.denominator
      rule.test = .ratio(test)
    case .coverage(var test):
      test.numerator = numerator ?? test.numerator
      test.denominator = denominator ?? test.denominator
      rule.test = .coverage(test)
    case .count(var test):
      test.numerator = numerator ?? test.numerator
      rule.test = .count(test)
    case .floor(var test):
      test.numerator = numerator ?? test.numerator
      if let instead { test.instead = instead }
      rule.test = .floor(test)
    case .stepped(var test):
      test.numerator = numerator ?? test.numerator
      rule.test = .stepped(test)
    case .stages, .flag: break
    }
  }
}
