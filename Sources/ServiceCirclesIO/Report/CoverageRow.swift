/// A row of `coverage`: how much of a community one rule's service reaches.
///
/// Nil is what was not computed or cannot be, for its data is missing; never zero.
public struct CoverageRow: ReportRow, Hashable {
  /// The table.
  public static let table = "coverage"
  /// The columns that tell its rows apart.
  public static let key = ["community_id", "rule_id", "profile", "service"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("community_id") { $0.communityID },
    .text("rule_id") { $0.ruleID },
    .text("profile") { $0.profile },
    .text("service") { $0.service },
    .integer("households") { $0.households },
    .integer("households_covered") { $0.householdsCovered },
    .integer("households_unknown") { $0.householdsUnknown },
    .integer("population") { $0.population },
    .integer("population_covered") { $0.populationCovered },
    .integer("population_unknown") { $0.populationUnknown },
    .integer("residences") { $0.residences },
    .integer("residences_covered") { $0.residencesCovered },
    .integer("residences_unknown") { $0.residencesUnknown },
    .real("land_m2") { $0.landSquareMetres },
    .real("land_covered_low_m2") { $0.landCoveredLowSquareMetres },
    .real("land_covered_high_m2") { $0.landCoveredHighSquareMetres },
    .real("household_share") { $0.householdShare },
    .real("land_share") { $0.landShare },
    .real("seat_minutes") { $0.seatMinutes },
    .real("median_minutes") { $0.medianMinutes },
    .real("p90_minutes") { $0.p90Minutes },
    .text("reached_k") { $0.reachedK.map { JSONText.array($0) } },
    .text("threshold") { $0.threshold },
    .text("verdict") { $0.verdict },
  ]

  /// The community's id.
  public var communityID: String
  /// The rule's id.
  public var ruleID: String
  /// The profile.
  public var profile: String
  /// The service, or `*` for all required ones together.
  public var service: String

  /// All households of the community.
  public var households: Int?
  /// Those within the limit.
  public var householdsCovered: Int?
  /// Those of which the edge of the data leaves it open.
  public var householdsUnknown: Int?
  /// All people of the community.
  public var population: Int?
  /// Those within the limit.
  public var populationCovered: Int?
  /// Those of which the edge of the data leaves it open.
  public var populationUnknown: Int?
  /// All residences of the community.
  public var residences: Int?
  /// Those within the limit.
  public var residencesCovered: Int?
  /// Those of which the edge of the data leaves it open.
  public var residencesUnknown: Int?
  /// The residential land, in square metres.
  public var landSquareMetres: Double?
  /// The lower bound of the land within the limit, in square metres.
  public var landCoveredLowSquareMetres: Double?
  /// The upper bound of the land within the limit, in square metres.
  public var landCoveredHighSquareMetres: Double?
  /// The share of households within the limit, 0…1.
  public var householdShare: Double?
  /// The share of residential land within the limit, 0…1.
  public var landShare: Double?
  /// The time from the community's seat, in minutes.
  public var seatMinutes: Double?
  /// The median of the homes' times, in minutes.
  public var medianMinutes: Double?
  /// The time that nine of ten homes keep, in minutes.
  public var p90Minutes: Double?
  /// Households that reach at least 1, 2, … services; rows of the service `*` only.
  public var reachedK: [Int]?
  /// The rule's threshold as exact decimal text.
  public var threshold: String?
  /// PASS, FAIL, N/A or UNKNOWN.
  public var verdict: String?

  /// The row of a community, a rule, a profile and a service; the rest is NULL until set.
  public init(communityID: String, ruleID: String, profile: String, service: String) {
    self.communityID = communityID
    self.ruleID = ruleID
    self.profile = profile
    self.service = service
  }
}
