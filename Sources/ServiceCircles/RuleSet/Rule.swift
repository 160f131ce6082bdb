/// A rule of the plan: what it is, where it comes from, and how it is judged.
public struct Rule: Hashable, Sendable {
  /// How binding a rule is.
  public enum Nature: String, Hashable, Sendable, CaseIterable {
    /// 约束.
    case binding
    /// 预期.
    case expected
    /// 正文: in the text or a box, without an attribute.
    case text
    /// 刚性: worded as a hard requirement.
    case hard
  }

  /// When a rule is asked.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    case existing
    case newBuild = "new_build"
    case both
  }

  /// A number of a year that the plan prints.
  public struct Figure: Hashable, Sendable {
    /// The number, in the rule's unit.
    public var value: ExactDecimal
    /// The year.
    public var year: Int
  }

  /// Another number that the plan gives for the same thing.
  public struct Alternative: Hashable, Sendable {
    /// The number.
    public var threshold: Threshold
    /// The id of the conflict it comes from.
    public var conflict: String
    /// Where it stands.
    public var name: LocalizedText
  }

  /// Its id in the plan's list, such as `T2-3`.
  public var id: String
  /// Its name.
  public var name: LocalizedText
  /// The plan's sentence.
  public var source: String
  /// Where the sentence stands.
  public var place: LocalizedText?
  /// How binding it is.
  public var nature: Nature
  /// The setting it applies to; nil for both.
  public var setting: Setting?
  /// When it is asked.
  public var stage: Stage
  /// What is judged first.
  public var level: PlanLevel
  /// The lowest level that has a verdict, where that is another.
  public var judgedAt: PlanLevel?
  /// What is counted.
  public var unitOfCount: LocalizedText?
  /// What its value has to be; nil where the plan gives no number.
  public var threshold: Threshold?
  /// The unit of value and threshold.
  public var unit: LocalizedText?
  /// The plan's word in place of a number.
  public var soft: String?
  /// What it began from.
  public var baseline: Figure?
  /// What the plan says was reached.
  public var actual: Figure?
  /// When it has to be met.
  public var targetYear: Int?
  /// Other numbers the plan gives.
  public var alternatives: [Alternative]
  /// The conflicts of the plan that touch it.
  public var conflicts: [String]
  /// What else is to be known.
  public var note: LocalizedText?
  /// How it is judged.
  public var test: RuleTest

  /// The items that it asks for, each once.
  public var items: [String] { test.items }

  /// Whether it applies to a setting; to one that nobody knows, all do.
  public func applies(to other: Setting?) -> Bool {
    guard let setting, let other else { return true }
    return setting == other
  }

  /// Whether it has a verdict at a level.
  public func isJudged(at level: PlanLevel) -> Bool { level >= (judgedAt ?? .least) }
}

/// What a rule is judged of, from one person up to the province.
public enum PlanLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  case person, household, facility, body, project, community, township, county, prefecture
  case province

  static let least = PlanLevel.person

  /// The smaller one is less.
  public static func < (a: Self, b: Self) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }
}
