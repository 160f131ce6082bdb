import ServiceCircles

/// A row of `rule`: one rule of the rule set as it was applied under one profile.
struct RuleRow: ReportRow {
  static let table = "rule"
  static let key = ["rule_id", "profile"]
  static let columns: [ReportColumn<Self>] = [
    .text("rule_id") { $0.rule.id },
    .text("profile") { $0.applied.profile },
    .text("kind") { $0.rule.kind.name },
    .text("name_zh") { $0.rule.name.chinese },
    .text("name_en") { $0.rule.name.english },
    .text("source_text") { $0.rule.source },
    .text("applies_to") { $0.rule.setting?.rawValue ?? "all" },
    .text("services") { JSONText.array($0.circle?.services ?? []) },
    .text("required") { $0.circle?.required.description },
    .text("measure") { $0.circle?.measure.rawValue },
    .real("minutes") { $0.circle?.minutes },
    .text("mode") { $0.applied.travel?.mode.name },
    .real("speed_kmh") { $0.applied.travel?.speed.kilometresPerHour },
    .real("access_m") { $0.applied.accessMetres },
    .real("detour") { $0.applied.detour },
    .text("comparator") { $0.rule.threshold?.comparator.rawValue },
    .text("threshold") { $0.rule.threshold?.number.description },
    .text("unit") { $0.unit },
    .text("nature") { $0.rule.nature.rawValue },
  ]

  let applied: AppliedRule
  let rule: Rule

  /// The row of an applied rule; nil where the rule set has no such rule.
  init?(_ applied: AppliedRule, of standard: RuleSet) {
    guard let rule = standard.rule(applied.ruleID) else { return nil }
    self.applied = applied
    self.rule = rule
  }

  private var circle: RuleKind.Circle? {
    if case .circle(let circle) = rule.kind { circle } else { nil }
  }

  /// A circle's share is in per cent.
  private var unit: String? {
    circle == nil ? rule.unit?.chinese : rule.threshold == nil ? nil : "%"
  }
}

/// A row of `ratio`: what a rule finds of a project, a community or a region, in exact decimals.
struct RatioRow: ReportRow {
  static let table = "ratio"
  static let key = ["subject_id", "rule_id", "profile"]
  static let columns: [ReportColumn<Self>] = [
    .text("subject_id") { $0.finding.subject.id },
    .text("rule_id") { $0.finding.ruleID },
    .text("profile") { $0.finding.profile },
    .text("numerator") { $0.finding.numerator?.description },
    .text("denominator") { $0.finding.denominator?.description },
    .text("comparator") { $0.finding.threshold?.comparator.rawValue },
    .text("threshold") { $0.finding.threshold?.number.description },
    .text("margin") { $0.finding.margin?.description },
    .text("value") { $0.finding.value?.description },
    .text("verdict") { $0.finding.verdict?.rawValue },
    .text("note") { $0.note },
  ]

  let finding: Finding
  /// The finding's reasons in the language of the report.
  let note: String

  init(_ finding: Finding, _ wording: Wording, _ language: Language) {
    self.finding = finding
    note = wording.note(of: finding, in: language)
  }
}

/// A row of `region_summary`: a rule in a region.
struct RegionSummaryRow: ReportRow {
  static let table = "region_summary"
  static let key = ["level", "region", "rule_id", "profile", "service"]
  static let columns: [ReportColumn<Self>] = [
    .text("level") { $0.result.region.level.rawValue },
    .text("region") { $0.result.region.name },
    .text("rule_id") { $0.result.ruleID },
    .text("profile") { $0.result.profile },
    .text("service") { $0.result.service },
    .integer("communities") { $0.result.units },
    .integer("communities_passing") { $0.result.passing },
    .integer("households") { $0.result.households?.whole?.all },
    .integer("households_covered") { $0.result.households?.whole?.covered },
    .integer("households_unknown") { $0.result.households?.whole?.unknown },
    .real("value") { $0.result.value },
    .text("verdict") { $0.result.verdict?.rawValue },
  ]

  let result: RegionResult
}
