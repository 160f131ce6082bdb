import ServiceCircles

/// A row of `sensitivity`: a rule that applies to a community by one meaning of urban and rural only.
public struct SensitivityRow: ReportRow, Hashable {
  /// The table.
  public static let table = "sensitivity"
  /// The columns that tell its rows apart.
  public static let key = ["community_id", "rule_id", "profile", "service"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("community_id") { $0.row.communityID },
    .text("setting") { $0.row.setting.rawValue },
    .text("other_setting") { $0.row.otherSetting.rawValue },
    .text("other_basis") { $0.row.bases.map(\.rawValue).joined(separator: ", ") },
    .text("rule_id") { $0.row.ruleID },
    .text("profile") { $0.row.profile },
    .text("service") { $0.row.service },
    .real("value") { $0.row.value },
    .text("verdict") { $0.row.verdict?.rawValue },
    .text("other_verdict") { $0.row.otherVerdict?.rawValue },
    .integer("flips") { $0.row.flips ? 1 : 0 },
  ]

  /// What was found.
  public var row: Sensitivity

  /// The row of a rule and a community.
  public init(_ row: Sensitivity) { self.row = row }
}
