import Streets

/// A fact that a person needs to follow a verdict, as data; ``Wording`` puts it into words.
///
/// Items and rules are given by their ids.
public enum Reason: Hashable, Sendable, Codable {
  /// The rule is for communities of the other setting.
  case otherSetting
  /// The rule gets its verdict at a higher level only.
  case judgedAt(PlanLevel)
  /// The denominator, the sum of these items, is 0.
  case zeroDenominator([String])
  /// The values of these items are not known.
  case missing([String])
  /// The plan has a word in place of a number.
  case softWord(String)
  /// The plan gives no number.
  case noThreshold
  /// The verdict is FAIL by the finding's margin.
  case shortfall
  /// An item that has a number of its own to reach.
  case each(item: String, value: ExactDecimal, number: ExactDecimal)
  /// Another item was judged in place of the rule's own ones, whose sum is `own` where all are known.
  case judgedInstead(item: String, of: [String], own: ExactDecimal?)
  /// The step that the value of an item falls into asks for this number.
  case step(item: String, value: ExactDecimal, threshold: ExactDecimal)
  /// These stages are kept.
  case stagesKept([LocalizedText])
  /// A stage is not kept.
  case stageMissed(LocalizedText)
  /// A stage is not kept: the day that should be earlier is too late.
  case stageLate(
    LocalizedText, days: Int, first: CalendarDay, second: CalendarDay, slackDays: Int)
  /// The value of an item that is reported without a verdict.
  case value(item: String, Quantity)
  /// The verdict of a rule that a unit has to pass to be counted.
  case passes(rule: String, Verdict)
  /// The time from a community's seat to the nearest facility.
  case seatTime(Milliseconds)
  /// No facility can be reached from a community's seat within the search limit.
  case seatBeyondSearch
  /// How many of all households reach a facility; half of them have to.
  case householdsReached(Int, of: Int)
  /// How many of a region's units keep the rule, each judged by itself.
  case unitsPassing(Int, of: Int)
  /// Of how many of a region's units data is missing, which items, and the first few of these units by id.
  case unitsUnknown(Int, of: Int, missing: [String], examples: [String])
  /// What is missing cannot change the verdict.
  case knownPartDecides
  /// Nothing states that the units that were summed make up the whole region.
  case notWholeRegion(units: Int)
  /// How much more may count: an open quantity that the data does not decide.
  case open(ExactDecimal)
  /// Items add up to more than the items of which they are part: nobody knows which number is wrong.
  case partExceedsWhole([String], sum: ExactDecimal, whole: [String], total: ExactDecimal)
  /// The data gives a value for the rule that is more than all.
  case valueExceedsAll(ExactDecimal)
  /// The data gives another value for the rule than its items make.
  case givenDiffers(ExactDecimal)

  /// Whether the reason says that the data is contradictory or impossible; given whatever the verdict.
  package var isContradiction: Bool {
    switch self {
    case .partExceedsWhole, .valueExceedsAll, .givenDiffers: true
    default: false
    }
  }
}
