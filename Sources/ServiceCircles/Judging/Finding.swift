/// What a rule finds of a project, a community or a region: the verdict with all that leads to it.
public struct Finding: Hashable, Sendable, Codable {
  /// Whom a finding is about.
  public enum Subject: Hashable, Sendable, Codable {
    /// A new-build project, by its id.
    case project(String)
    /// A community, by its id.
    case community(String)
    /// A region.
    case region(Region)

    /// The subject as reports name it.
    public var id: String {
      switch self {
      case .project(let id), .community(let id): id
      case .region(let region): region.id
      }
    }

    /// The level at which rules judge the subject.
    package var level: PlanLevel {
      switch self {
      case .project: .project
      case .community: .community
      case .region(let region): region.level
      }
    }
  }

  /// The verdict by another number that the plan gives.
  public struct Alternative: Hashable, Sendable, Codable {
    /// The other number.
    public var alternative: Rule.Alternative
    /// The verdict by that number.
    public var verdict: Verdict
  }

  /// The ``profile`` of a rule judged by a subject's own facilities.
  public static let ownFacilities = "own"
  /// The ``profile`` of a rule that no way of travelling changes.
  public static let anyProfile = "*"

  /// Whom the finding is about.
  public var subject: Subject
  /// The rule's id.
  public var ruleID: String
  /// The profile of travel, ``ownFacilities`` or ``anyProfile``.
  public var profile = Finding.anyProfile
  /// Whether the data has an entry, even an empty one, for any of the rule's items.
  public var isAsked = true
  /// Whether the rule is met; nil where the plan gives no number, the rule is not asked, or a higher level has
  /// the verdict.
  public var verdict: Verdict?
  /// The items whose values are counted.
  public var counted: [String] = []
  /// The value of each counted item, where several are summed and all are known.
  public var terms: [ExactDecimal] = []
  /// What is counted, exact; nil where a part of it is not known.
  public var numerator: ExactDecimal?
  /// The values of items that each have a number of their own to reach; empty for other rules.
  var parts: [ExactInterval] = []
  /// What the numerator is divided by, exact.
  public var denominator: ExactDecimal?
  /// The least and the most of a numerator that is not known; nil where the numerator is known.
  public var numeratorBounds: ExactInterval?
  /// The least and the most of a denominator that is not known; nil where it is known, or there is none.
  public var denominatorBounds: ExactInterval?
  /// The least and the most the value can be, where data is missing, rounded outward to six decimals; nil
  /// where the value is known, or nothing is known of it.
  public var valueBounds: ExactInterval?
  /// For how many of the denominator's units: 100 for a percentage.
  public var per: ExactDecimal?
  /// The value that the data gives for the rule itself, beside its items or in their place; nil where it gives
  /// none.
  public var givenValue: ExactDecimal?
  /// Whether ``givenValue`` is judged, because the items do not make a value.
  public var isGivenValueJudged = false
  /// What the rule asks for.
  public var threshold: Threshold?
  /// By how much the numerator exceeds what the threshold asks for; negative where it falls short.
  public var margin: ExactDecimal?
  /// The facts that lead to the verdict, in the order in which a person reads them.
  public var reasons: [Reason] = []
  /// Items that the rule asks for and whose values are not known.
  public var missing: [String] = []
  /// The verdicts by other numbers that the plan gives.
  public var alternatives: [Alternative] = []

  /// A finding of a rule that is not judged yet.
  init(_ subject: Subject, ruleID: String) {
    self.subject = subject
    self.ruleID = ruleID
  }

  /// A finding of a rule that is not judged yet, with what the rule asks for.
  init(_ subject: Subject, of rule: Rule) {
    self.init(subject, ruleID: rule.id)
    threshold = rule.threshold
    per = rule.kind.per
  }

  /// What is compared with the threshold: a ratio, or the number itself; nil where something is missing.
  public var ratio: ExactRatio? {
    guard missing.isEmpty, denominatorBounds == nil, let numerator, numerator >= .zero else {
      return nil
    }
    guard let denominator else {
      return ExactRatio(numerator, of: ExactDecimal(1), per: per ?? ExactDecimal(1))
    }
    guard denominator > .zero else { return nil }
    return ExactRatio(numerator, of: denominator, per: per ?? ExactDecimal(1))
  }

  /// What is known of the numerator.
  var numeratorInterval: ExactInterval {
    numerator.map { ExactInterval($0) } ?? numeratorBounds ?? .unknown
  }

  /// What is known of the denominator, for a rule that has one.
  var denominatorInterval: ExactInterval {
    denominator.map { ExactInterval($0) } ?? denominatorBounds ?? .unknown
  }

  /// The value with six decimals, for programs; verdicts do not use it.
  public var value: ExactDecimal? { ratio?.value(places: 6)?.trimmed }

  /// The value as people read it: a value below the threshold is rounded down, one above it up, so that
  /// neither is shown as the threshold. Where data is missing, the least and the most it can be.
  public var shownValue: String? { shownValue(places: 4) }

  /// ``shownValue`` with at most `places` decimals.
  public func shownValue(places: Int) -> String? {
    guard let ratio else { return shownBounds }
    let side = threshold.map { ratio.compare(with: $0.number) } ?? 0
    let rounding: ExactRatio.Rounding = side == 0 ? .halfUp : side < 0 ? .down : .up
    guard let short = ratio.value(places: places, threshold == nil ? .halfUp : rounding) else {
      return nil
    }
    return short.trimmed.grouped
  }

  private var shownBounds: String? {
    guard let bounds = valueBounds else { return nil }
    let one = ExactDecimal(1)
    func short(_ bound: ExactDecimal, _ rounding: ExactRatio.Rounding) -> String? {
      ExactRatio(bound, of: one, per: one).value(places: 2, rounding)?.trimmed.grouped
    }
    guard let least = short(bounds.low, .down) else { return nil }
    guard let high = bounds.high else { return "≥ \(least)" }
    return short(high, .up).map { $0 == least ? least : "\(least)–\($0)" }
  }
}
