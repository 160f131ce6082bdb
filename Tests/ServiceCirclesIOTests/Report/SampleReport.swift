import Foundation
import GRDB
import PlaneGeometry

@testable import ServiceCirclesIO

/// A small report with at least one row in every table and geometries of every type.
enum SampleReport {
  static let square = Polygon(Box(min: [515_000, 3_350_000], max: [516_000, 3_351_000]))
  static let ring = Polygon(
    exterior: [[0, 0], [90, 0], [90, 90], [0, 90], [0, 0]],
    holes: [
      [[10, 10], [10, 20], [20, 20], [20, 10], [10, 10]],
      [[30, 30], [30, 40], [40, 40], [40, 30], [30, 30]],
    ])
  static let far = Polygon(Box(min: [200, 0], max: [200.1, 0.3]))

  static let communities: [CommunityRow] = {
    var first = CommunityRow(
      communityID: "330106001001", name: "甲村", setting: "urban", geometry: .polygon(square))
    first.households = 1 << 40
    // Only areas go into the layer.
    let second = CommunityRow(
      communityID: "330106001002", name: "O'Brien \"乙\"",
      geometry: .collection([.multiPolygon([ring, far]), .point([1, 2])]))
    return [first, second, CommunityRow(communityID: "330106001003")]
  }()

  static let facilities: [FacilityRow] = {
    let line: [PlanePoint] = [[0, 0], [0.1, 1e-9], [3_350_000.123456789, 7]]
    let geometries: [Geometry?] = [
      nil, .point([515_741.25, 3_350_787.5]), .lineString(line), .polygon(ring),
      .multiPoint([[1, 2], [3, 4]]), .multiLineString([line, [[5, 5], [6, 6]]]),
      .multiPolygon([ring, far]),
      .collection([.point([1, 1]), .collection([.multiPoint([[2, 2]]), .polygon(far)])]),
      .multiPoint([]), .collection([]),
    ]
    return geometries.enumerated().map {
      FacilityRow(facilityID: "f\($0)", kind: "MED.clinic", name: "诊所", geometry: $1)
    }
  }()

  /// A collection without collections and multi-part geometries in it, as SpatiaLite has them.
  static func flattened(_ geometry: Geometry) -> Geometry {
    guard case .collection = geometry else { return geometry }
    return .collection(
      geometry.points.map { .point($0) } + geometry.lines.map { .lineString($0) }
        + geometry.polygons.map { .polygon($0) })
  }

  static func write(to url: URL, startedAt: TimeInterval = 1_767_323_045) throws {
    let store = try ReportStore(at: url, srid: 4549, overwrite: true)
    let date = Date(timeIntervalSince1970: startedAt)
    var input = InputRow(role: "facilities", path: "设施.shp")
    input.features = 12
    try store.append([input])
    var rule = RuleRow(ruleID: "C-1", profile: "standard", kind: "coverage")
    rule.services = ["GOV", "MED"]
    rule.threshold = "0.90"
    rule.minutes = 7.5
    try store.append([rule])
    try store.append(communities)
    try store.append(facilities)
    try store.append([
      CircleRow(
        circleID: "c1", facilityID: "f1", minutes: 7.5, geometry: .multiPolygon([ring, far]))
    ])
    try store.append([CircleRuleRow(circleID: "c1", ruleID: "C-1")])
    var coverage = CoverageRow(
      communityID: "330106001001", ruleID: "C-1", profile: "standard", service: "*")
    coverage.households = 5
    coverage.householdsCovered = 0
    coverage.reachedK = [5, 3, 0]
    coverage.verdict = "UNKNOWN"
    try store.append([coverage])
    try store.append([
      GapRow(
        communityID: "330106001001", ruleID: "C-1", profile: "standard", service: "*",
        cause: "too_far", households: 5, residences: 2, nearestFacilityID: "f1",
        nearestMinutes: 16.5, points: [[515_100, 3_350_100], [515_200, 3_350_200]])
    ])
    try store.append([
      IssueRow(
        severity: "warning", role: "facilities", layer: "设施.shp", feature: "7",
        problem: "编号重复", action: "第一个有效")
    ])
    try store.append([
      RunRow(
        engineVersion: "1", startedAt: date, finishedAt: date + 60, standardID: "s",
        profiles: ["standard", "st\"rict"], workingSRID: 4549)
    ])
    try store.finish()
  }

  /// Every row of every table in the order of its values, but for the times of the run.
  static func dump(_ queue: DatabaseQueue) throws -> [String] {
    try queue.read { database in
      var rows: [String] = []
      for table in ReportStore.Contents.assessment.tables {
        let names = table.columnNames.filter { $0 != "started_at" && $0 != "finished_at" }
        let list = names.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
        rows += try String.fetchAll(
          database, sql: "SELECT '\(table.table): ' || \(list) FROM \(table.table) ORDER BY 1")
      }
      return rows
    }
  }
}

extension ReportRow {
  fileprivate static var columnNames: [String] { columns.map(\.name) }
}
