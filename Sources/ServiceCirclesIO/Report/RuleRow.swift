import ServiceCircles

/// A row of `rule`: one rule of the rule set as it was applied under one profile.
public struct RuleRow: ReportRow, Hashable {
  /// The table.
  public static let table = "rule"
  /// The columns that tell its rows apart.
  public static let key = ["rule_id", "profile"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("rule_id") { $0.ruleID },
    .text("profile") { $0.profile },
    .text("kind") { $0.kind },
    .text("name_zh") { $0.nameChinese },
    .text("name_en") { $0.nameEnglish },
    .text("source_text") { $0.sourceText },
    .text("applies_to") { $0.appliesTo },
    .text("services") { JSONText.array($0.services) },
    .text("required") { $0.required },
    .text("measure") { $0.measure },
    .real("minutes") { $0.minutes },
    .text("mode") { $0.mode },
    .real("speed_kmh") { $0.speedKilometresPerHour },
    .real("access_m") { $0.accessMetres },
    .real("detour") { $0.detour },
    .text("comparator") { $0.comparator },
    .text("threshold") { $0.threshold },
    .text("unit") { $0.unit },
    .text("nature") { $0.nature },
  ]

  /// The rule's id.
  public var ruleID: String
  /// The profile.
  public var profile: String
  /// What the rule is about: coverage, ratio, …
  public var kind: String
  /// Its name in Chinese.
  public var nameChinese: String?
  /// Its name in English.
  public var nameEnglish: String?
  /// The sentence of the plan that it comes from.
  public var sourceText: String?
  /// Where it applies: urban, rural, all.
  public var appliesTo: String?
  /// The services it asks for.
  public var services: [String] = []
  /// How many of them: any, all, or a number.
  public var required: String?
  /// What is counted.
  public var measure: String?
  /// The limit of the way, in minutes.
  public var minutes: Double?
  /// The mode of travel.
  public var mode: String?
  /// The speed on streets, in kilometres per hour.
  public var speedKilometresPerHour: Double?
  /// The longest access leg, in metres.
  public var accessMetres: Double?
  /// The detour factor of access legs.
  public var detour: Double?
  /// How the value is compared with the threshold.
  public var comparator: String?
  /// The threshold as exact decimal text.
  public var threshold: String?
  /// The threshold's unit.
  public var unit: String?
  /// Whether it binds or is expected.
  public var nature: String?

  /// The row of a rule; the rest is NULL until set.
  public init(ruleID: String, profile: String, kind: String) {
    self.ruleID = ruleID
    self.profile = profile
    self.kind = kind
  }
}

extension RuleRow {
  /// The row of a rule that is no circle.
  public init(_ rule: Rule, profile: String = "*") {
    self.init(ruleID: rule.id, profile: profile, kind: rule.test.kind)
    nameChinese = rule.name.chinese
    nameEnglish = rule.name.english
    sourceText = rule.source
    appliesTo = rule.setting?.rawValue ?? "all"
    comparator = rule.threshold?.comparator.rawValue
    threshold = rule.threshold?.number.description
    unit = rule.unit?.chinese
    nature = rule.nature.rawValue
  }
}
