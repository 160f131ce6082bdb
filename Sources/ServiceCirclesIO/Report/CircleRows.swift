import PlaneGeometry

/// A row of `circle`: a service circle.
public struct CircleRow: ReportRow, Hashable {
  /// The table.
  public static let table = "circle"
  /// The columns that tell its rows apart.
  public static let key = ["circle_id"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("circle_id") { $0.circleID },
    .text("facility_id") { $0.facilityID },
    .text("service") { $0.service },
    .text("profile") { $0.profile },
    .text("mode") { $0.mode },
    .real("speed_kmh") { $0.speedKilometresPerHour },
    .real("minutes") { $0.minutes },
    .real("area_m2") { $0.areaSquareMetres },
    .multiPolygon("geometry") { $0.geometry },
  ]

  /// The circle's id.
  public var circleID: String
  /// The facility; nil for the dissolved circle of a service.
  public var facilityID: String?
  /// The service.
  public var service: String?
  /// The profile.
  public var profile: String?
  /// The mode of travel.
  public var mode: String?
  /// The speed on streets, in kilometres per hour.
  public var speedKilometresPerHour: Double?
  /// The limit, in minutes.
  public var minutes: Double
  /// Its area in the working plane, in square metres.
  public var areaSquareMetres: Double
  /// Its polygons in the working plane.
  public var geometry: Geometry?

  /// The row of a circle, with the area of its geometry; the rest is NULL until set.
  public init(circleID: String, facilityID: String? = nil, minutes: Double, geometry: Geometry) {
    self.circleID = circleID
    self.facilityID = facilityID
    self.minutes = minutes
    self.geometry = geometry
    areaSquareMetres = geometry.areaSquareMetres
  }
}

/// A row of `circle_rule`: a rule that a circle was drawn for.
public struct CircleRuleRow: ReportRow, Hashable {
  /// The table.
  public static let table = "circle_rule"
  /// The columns that tell its rows apart.
  public static let key = ["circle_id", "rule_id"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("circle_id") { $0.circleID },
    .text("rule_id") { $0.ruleID },
  ]

  /// The circle's id.
  public var circleID: String
  /// The rule's id.
  public var ruleID: String

  /// The row of a circle and a rule.
  public init(circleID: String, ruleID: String) {
    self.circleID = circleID
    self.ruleID = ruleID
  }
}
