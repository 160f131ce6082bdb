import PlaneGeometry
import ServiceCircles

/// A row of `circle`: a service circle.
struct CircleRow: ReportRow {
  static let table = "circle"
  static let key = ["circle_id"]
  static let columns: [ReportColumn<Self>] = [
    .text("circle_id") { $0.circle.id },
    .text("facility_id") { $0.circle.facilityID },
    .text("service") { $0.circle.service },
    .text("profile") { $0.circle.profile },
    .text("mode") { $0.circle.travel.mode.name },
    .real("speed_kmh") { $0.circle.travel.speed.kilometresPerHour },
    .real("minutes") { $0.circle.minutes },
    .real("area_m2") { $0.geometry.areaSquareMetres },
    .integer("reaches_edge") { $0.circle.reachesEdge ? 1 : 0 },
    .multiPolygon("geometry") { $0.geometry },
  ]

  let circle: ServiceCircle
  let geometry: Geometry

  init(_ circle: ServiceCircle) {
    self.circle = circle
    geometry = circle.polygons.geometry
  }
}

/// A row of `circle_rule`: a rule that a circle was drawn for.
struct CircleRuleRow: ReportRow {
  static let table = "circle_rule"
  static let key = ["circle_id", "rule_id"]
  static let columns: [ReportColumn<Self>] = [
    .text("circle_id") { $0.circleID },
    .text("rule_id") { $0.ruleID },
  ]

  let circleID: String
  let ruleID: String
}
