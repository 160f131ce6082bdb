import ServiceCircles

/// A row of `ratio`: what a rule finds of a project, a community or a region, in exact decimals.
public struct RatioRow: ReportRow, Hashable {
  /// The table.
  public static let table = "ratio"
  /// The columns that tell its rows apart.
  public static let key = ["subject_id", "rule_id", "profile"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("subject_id") { $0.subjectID },
    .text("rule_id") { $0.finding.ruleID },
    .text("profile") { $0.profile },
    .text("numerator") { $0.finding.numerator?.description },
    .text("denominator") { $0.finding.denominator?.description },
    .text("comparator") { $0.finding.threshold?.comparator.rawValue },
    .text("threshold") { $0.finding.threshold?.number.description },
    .text("margin") { $0.finding.margin?.description },
    .text("value") { $0.finding.value?.description },
    .text("verdict") { $0.finding.verdict?.rawValue },
    .text("note") { $0.note },
  ]

  /// The id of the project or community; of a region its level and name, `county:330106`.
  public var subjectID: String
  /// The profile, `own` for a rule judged by own facilities, or `*` where it makes no difference.
  public var profile: String
  /// What was found.
  public var finding: Finding
  /// What a person needs to know to follow it.
  public var note: String

  /// The row of a finding, its notes in a language.
  public init(
    subjectID: String, profile: String = "*", _ finding: Finding, language: Language
  ) {
    self.subjectID = subjectID
    self.profile = profile
    self.finding = finding
    note = finding.note(in: language)
  }
}

extension RatioRow {
  /// The row of a finding about a community or a region.
  public init(_ found: SubjectFinding, language: Language) {
    self.init(
      subjectID: found.subject.id, profile: found.profile, found.finding, language: language)
  }
}
