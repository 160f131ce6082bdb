import ServiceCircles

/// A row of `region_summary`: a rule's service in a region, or a rule that is no circle.
public struct RegionSummaryRow: ReportRow, Hashable {
  /// The table.
  public static let table = "region_summary"
  /// The columns that tell its rows apart.
  public static let key = ["level", "region", "rule_id", "profile", "service"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("level") { $0.level },
    .text("region") { $0.region },
    .text("rule_id") { $0.ruleID },
    .text("profile") { $0.profile },
    .text("service") { $0.service },
    .integer("communities") { $0.communities },
    .integer("communities_passing") { $0.communitiesPassing },
    .integer("households") { $0.households },
    .integer("households_covered") { $0.householdsCovered },
    .real("value") { $0.value },
    .text("verdict") { $0.verdict },
  ]

  /// The level: run, province, prefecture, county, township.
  public var level: String
  /// The region's name or code; `*` for the whole run.
  public var region: String
  /// The rule's id.
  public var ruleID: String
  /// The profile.
  public var profile: String
  /// The service's code, or `*`.
  public var service: String
  /// How many communities the rule applies to, or other units that it judges first.
  public var communities: Int
  /// How many of them meet it; nil where they are not judged.
  public var communitiesPassing: Int?
  /// Their households, where the rule is a circle.
  public var households: Int?
  /// Those of them that are covered.
  public var householdsCovered: Int?
  /// The ratio of the sums: of a circle the share of households, 0…1, else in the rule's unit.
  public var value: Double?
  /// PASS, FAIL, N/A or UNKNOWN; nil without a verdict.
  public var verdict: String?

  /// The row of a circle rule's service.
  public init(_ row: RegionSummary.Row) {
    level = row.key.level.rawValue
    region = row.key.region
    ruleID = row.key.ruleID
    profile = row.key.profile
    service = row.key.service
    communities = row.communities
    communitiesPassing = row.passing
    households = row.households.all
    householdsCovered = row.households.covered
    value = row.share
    verdict = row.verdict?.rawValue
  }

  /// The row of a rule that is no circle.
  public init(_ row: RegionFindings.Row) {
    level = row.level.rawValue
    region = row.region
    ruleID = row.finding.finding.ruleID
    profile = row.finding.profile
    service = Coverage.joint
    communities = row.units
    communitiesPassing = row.passing
    value = row.finding.finding.value?.double
    verdict = row.finding.finding.verdict?.rawValue
  }
}
