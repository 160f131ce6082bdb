import ServiceCircles

/// A row of `coverage`: how much of a community reaches a rule's service in time.
///
/// NULL is what was not computed, or cannot be for its data is missing; never zero.
struct CoverageRow: ReportRow {
  static let table = "coverage"
  static let key = ["community_id", "rule_id", "profile", "service"]
  static let columns: [ReportColumn<Self>] = [
    .text("community_id") { $0.coverage.communityID },
    .text("rule_id") { $0.coverage.ruleID },
    .text("profile") { $0.coverage.profile + $0.profileSuffix },
    .text("service") { $0.coverage.service },
    .integer("households") { $0.households?.all },
    .integer("households_covered") { $0.households?.covered },
    .integer("households_unknown") { $0.households?.unknown },
    .integer("population") { $0.coverage.population?.all },
    .integer("population_covered") { $0.coverage.population?.covered },
    .integer("population_unknown") { $0.coverage.population?.unknown },
    .integer("residences") { $0.residences?.all },
    .integer("residences_covered") { $0.residences?.covered },
    .integer("residences_unknown") { $0.residences?.unknown },
    .real("land_m2") { $0.coverage.land?.all },
    .real("land_covered_low_m2") { $0.coverage.land?.covered.low },
    .real("land_covered_high_m2") { $0.coverage.land?.covered.high },
    .real("household_share") { $0.coverage.householdShare },
    .real("land_share") { $0.coverage.landShare },
    .real("seat_minutes") { $0.coverage.isSeatTimeOpen ? nil : $0.coverage.seatTime?.minutes },
    .real("median_minutes") { $0.coverage.medianTime?.minutes },
    .real("p90_minutes") { $0.coverage.ninetiethTime?.minutes },
    .text("reached_k") {
      $0.hasHomes ? $0.coverage.reached.map { JSONText.array($0) } : nil
    },
    .text("threshold") { $0.coverage.threshold?.number.description },
    .text("verdict") { $0.coverage.verdict?.rawValue },
  ]

  let coverage: Coverage
  /// Whether the run has homes at all: without any, 0 households would be a wrong number.
  let hasHomes: Bool
  /// Stands behind the profile, where a check has several answers for one.
  var profileSuffix = ""

  private var households: Coverage.Count? { hasHomes ? coverage.households.whole : nil }
  private var residences: Coverage.Count? { hasHomes ? coverage.residences : nil }
}

/// A row of `gap`: homes of a community that a service does not reach in time, for one cause.
struct GapRow: ReportRow {
  static let table = "gap"
  static let key = ["community_id", "rule_id", "profile", "service", "cause"]
  static let columns: [ReportColumn<Self>] = [
    .text("community_id") { $0.gap.communityID },
    .text("rule_id") { $0.gap.ruleID },
    .text("profile") { $0.gap.profile },
    .text("service") { $0.gap.service },
    .text("cause") { $0.gap.cause.rawValue },
    .integer("households") { $0.gap.households },
    .integer("residences") { $0.gap.residences },
    .text("nearest_facility_id") { $0.gap.nearestFacilityID },
    .real("nearest_minutes") { $0.gap.nearestTime?.minutes },
    .multiPoint("geometry") { $0.gap.points },
  ]

  let gap: Gap
}

/// A row of `sensitivity`: a rule that applies to a community by one meaning of urban and rural only.
struct SensitivityRow: ReportRow {
  static let table = "sensitivity"
  static let key = ["community_id", "rule_id", "profile", "service"]
  static let columns: [ReportColumn<Self>] = [
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

  let row: Sensitivity
}
