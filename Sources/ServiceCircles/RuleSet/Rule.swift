/// A rule of the plan: its name, the sentence of the plan that it comes from, and how it is judged.
public struct Rule: Hashable, Sendable, Codable {
  /// How binding a rule is.
  public enum Nature: String, Hashable, Sendable, CaseIterable, Codable {
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
  public enum Stage: String, Hashable, Sendable, CaseIterable, Codable {
    case existing
    case newBuild = "new_build"
    case both
  }

  /// A number of a year that the plan prints.
  public struct Figure: Hashable, Sendable, Codable {
    /// The number, in the rule's unit.
    public var value: ExactDecimal
    /// The year.
    public var year: Int
  }

  /// Another number that the plan gives for the same thing.
  public struct Alternative: Hashable, Sendable, Codable {
    /// The number, with how it is compared.
    public var threshold: Threshold
    /// The id of the conflict it comes from.
    public var conflict: String
    /// Where the number stands in the plan.
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
  /// The id of the part of the plan that it stands in, among those of a ``RuleSet``.
  public var part: String?
  /// How binding it is.
  public var nature: Nature
  /// The setting it applies to; nil for both.
  public var setting: Setting?
  /// When it is asked.
  public var stage: Stage
  /// The unit that the rule is judged of: one community, one facility, one county ….
  public var level: PlanLevel
  /// The lowest level that gets a verdict, where that is above ``level``: the plan then sets its number
  /// for a whole county or province.
  public var judgedAt: PlanLevel?
  /// The name of the units that are counted.
  public var unitOfCount: LocalizedText?
  /// What its value has to be; nil where the plan gives no number.
  public var threshold: Threshold?
  /// The unit of value and threshold.
  public var unit: LocalizedText?
  /// The plan's word in place of a number.
  public var soft: String?
  /// The value from which the plan starts, and its year.
  public var baseline: Figure?
  /// The value that the plan reports as reached, and its year.
  public var actual: Figure?
  /// The year in which it has to be met.
  public var targetYear: Int?
  /// Other numbers the plan gives.
  public var alternatives: [Alternative]
  /// The conflicts of the plan that touch it.
  public var conflicts: [String]
  /// A remark for readers of the rule.
  public var note: LocalizedText?
  /// Its kind, with what it is judged on.
  package var kind: RuleKind { didSet { index() } }
  /// The items that it asks for, each once, in the order of the kind.
  public private(set) var items: [String]

  /// Whether it asks who reaches services.
  var isCircle: Bool { if case .circle = kind { true } else { false } }

  /// The codes of a circle rule's services; none of other rules.
  var services: [String] { if case .circle(let circle) = kind { circle.services } else { [] } }

  /// A rule of a kind; nothing else is said of it.
  init(id: String, name: LocalizedText, kind: RuleKind) {
    self.id = id
    self.name = name
    self.kind = kind
    (source, nature, stage, level) = ("", .text, .existing, .community)
    (alternatives, conflicts, items) = ([], [], kind.items)
  }

  /// Brings the items in line with the kind; no observer does so in an initialiser.
  mutating func index() { items = kind.items }

  /// Whether it applies to a setting; where the setting is not known every rule applies.
  func applies(to other: Setting?) -> Bool {
    guard let setting, let other else { return true }
    return setting == other
  }

  /// Whether it has a verdict at a level.
  func isJudged(at level: PlanLevel) -> Bool { level >= (judgedAt ?? .person) }
}
