import PlaneGeometry

/// A row of `gap`: homes of a community that a service does not reach in time, for one cause.
public struct GapRow: ReportRow, Hashable {
  /// The table.
  public static let table = "gap"
  /// The columns that tell its rows apart.
  public static let key = ["community_id", "rule_id", "profile", "service", "cause"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("community_id") { $0.communityID },
    .text("rule_id") { $0.ruleID },
    .text("profile") { $0.profile },
    .text("service") { $0.service },
    .text("cause") { $0.cause },
    .integer("households") { $0.households },
    .integer("residences") { $0.residences },
    .text("nearest_facility_id") { $0.nearestFacilityID },
    .real("nearest_minutes") { $0.nearestMinutes },
    .multiPoint("geometry") { $0.points },
  ]

  /// The community's id.
  public var communityID: String
  /// The rule's id.
  public var ruleID: String
  /// The profile.
  public var profile: String
  /// The service, or `*` for all required ones together.
  public var service: String
  /// Why the homes are not reached.
  public var cause: String
  /// How many households live there.
  public var households: Int
  /// How many homes there are.
  public var residences: Int
  /// The nearest facility of the home with the longest time that is known.
  public var nearestFacilityID: String?
  /// That time in minutes.
  public var nearestMinutes: Double?
  /// The homes in the working plane.
  public var points: [Coordinate]

  /// The row of a community, a rule, a profile, a service and a cause.
  public init(
    communityID: String, ruleID: String, profile: String, service: String, cause: String,
    households: Int, residences: Int, nearestFacilityID: String? = nil,
    nearestMinutes: Double? = nil, points: [Coordinate]
  ) {
    self.communityID = communityID
    self.ruleID = ruleID
    self.profile = profile
    self.service = service
    self.cause = cause
    self.households = households
    self.residences = residences
    self.nearestFacilityID = nearestFacilityID
    self.nearestMinutes = nearestMinutes
    self.points = points
  }
}
