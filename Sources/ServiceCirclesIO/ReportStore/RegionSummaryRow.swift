import ServiceCircles

/// A row of `region_summary`: a rule's service in a region.
public struct RegionSummaryRow: ReportRow, Hashable {
  /// The table.
  public static let table = "region_summary"
  /// The columns that tell its rows apart.
  public static let key = ["level", "region", "rule_id", "profile", "service"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("level") { $0.row.key.level.rawValue },
    .text("region") { $0.row.key.region },
    .text("rule_id") { $0.row.key.ruleID },
    .text("profile") { $0.row.key.profile },
    .text("service") { $0.row.key.service },
    .integer("communities") { $0.row.communities },
    .integer("communities_passing") { $0.row.passing },
    .integer("households") { $0.row.households.all },
    .integer("households_covered") { $0.row.households.covered },
    .real("value") { $0.row.share },
    .text("verdict") { $0.row.verdict?.rawValue },
  ]

  /// The sums.
  public var row: RegionSummary.Row

  /// The row of sums.
  public init(_ row: RegionSummary.Row) { self.row = row }
}
