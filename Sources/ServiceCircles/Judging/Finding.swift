/// What was found of one rule: its verdict with all that leads to it.
public struct Finding: Hashable, Sendable {
  /// What another number of the plan says.
  public struct Alternative: Hashable, Sendable {
    /// The other number.
    public var alternative: Rule.Alternative
    /// The verdict by it.
    public var verdict: Verdict
  }

  /// The rule's id.
  public var ruleID: String
  /// Whether any of the rule's items is known or was asked for.
  public var isAsked = true
  /// Whether it is met; nil where the plan gives no number, or the rule is not asked.
  public var verdict: Verdict?
  /// The items that are counted.
  public var counted: [String] = []
  /// The numbers of the items that are counted, where several are summed and all are known.
  public var terms: [ExactDecimal] = []
  /// What is counted, exact.
  public var numerator: ExactDecimal?
  /// The items that each have a number of their own to reach; empty for other rules.
  var parts: [ExactDecimal] = []
  /// What it is counted for, exact.
  public var denominator: ExactDecimal?
  /// For how many of the denominator's units.
  public var per: ExactDecimal?
  /// What is asked for.
  public var threshold: Threshold?
  /// How much more there is than has to be, or less where it is negative, in the numerator's unit.
  public var margin: ExactDecimal?
  /// What a person needs to know to follow the verdict.
  public var notes: [Message] = []
  /// Items that were asked for and are not known.
  public var missing: [String] = []
  /// What other numbers of the plan say.
  public var alternatives: [Alternative] = []

  /// Nothing found yet.
  public init(ruleID: String) { self.ruleID = ruleID }

  /// What is compared with the threshold: a ratio, or the number itself; nil where something is missing.
  public var ratio: ExactRatio? {
    guard missing.isEmpty, let numerator, numerator >= .zero else { return nil }
    guard let denominator else {
      return ExactRatio(numerator, of: ExactDecimal(1), per: per ?? ExactDecimal(1))
    }
    guard denominator > .zero else { return nil }
    return ExactRatio(numerator, of: denominator, per: per ?? ExactDecimal(1))
  }

  /// The notes as one text.
  public func note(in language: Language) -> String {
    notes.map { $0.text(in: language) }.joined(separator: language == .chinese ? "；" : "; ")
  }

  /// The value with six decimals, for programs; it never decides.
  public var value: ExactDecimal? { ratio?.value(places: 6)?.trimmed }

  /// The value as people read it: never rounded to what it is not. A value below the threshold is rounded
  /// down, and one above it up.
  public var shownValue: String? {
    guard let ratio else { return nil }
    let side = threshold.map { ratio.compare(with: $0.number) } ?? 0
    let rounding: ExactRatio.Rounding = side == 0 ? .halfUp : side < 0 ? .down : .up
    guard let short = ratio.value(places: 4, threshold == nil ? .halfUp : rounding) else {
      return nil
    }
    return short.trimmed.grouped
  }
}
