import Foundation
import GRDB
import PlaneGeometry
import Streets

@testable import ServiceCircles
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

  static func community(
    _ id: String, name: String? = nil, households: Int? = nil,
    geometry: Geometry = .multiPolygon([])
  ) -> CommunityRow {
    CommunityRow(
      community: CommunityRecord(
        id: id, name: name, setting: .urban, regions: RegionPath(), households: households,
        population: nil, residences: nil, floorAreaSquareMetres: nil, geometry: geometry))
  }

  static func facility(_ id: String, _ geometry: Geometry) -> FacilityRow {
    FacilityRow(
      facility: FacilityRecord(
        id: id, kind: FacilityKind(.medical, "clinic"), name: "诊所", floorArea: nil,
        communityID: nil, accessMetres: nil, status: .used, geometry: geometry))
  }

  static let communities: [CommunityRow] = [
    community("330106001001", name: "甲村", households: 1 << 40, geometry: .polygon(square)),
    // Only areas go into the layer.
    community(
      "330106001002", name: "O'Brien \"乙\"",
      geometry: .collection([.multiPolygon([ring, far]), .point([1, 2])])),
    community("330106001003"),
  ]

  static let facilities: [FacilityRow] = {
    let line: [PlanePoint] = [[0, 0], [0.1, 1e-9], [3_350_000.123456789, 7]]
    let geometries: [Geometry] = [
      .multiPolygon([]), .point([515_741.25, 3_350_787.5]), .lineString(line), .polygon(ring),
      .multiPoint([[1, 2], [3, 4]]), .multiLineString([line, [[5, 5], [6, 6]]]),
      .multiPolygon([ring, far]),
      .collection([.point([1, 1]), .collection([.multiPoint([[2, 2]]), .polygon(far)])]),
      .multiPoint([]), .collection([]),
    ]
    return geometries.enumerated().map { facility("f\($0)", $1) }
  }()

  /// A plan whose first circle rule has a number.
  static let standard: RuleSet = {
    var standard = RuleSet.zhejiang14thFiveYearPlan
    standard.circleRules = [
      CircleRule(
        id: "C-1", name: LocalizedText("all"), services: ["GOV", "MED"], minutes: 7.5,
        threshold: ExactDecimal("0.90").map { Threshold($0) }, travel: ["standard": walk])
    ]
    return standard
  }()

  static let walk = Travel(mode: .walk, speed: .kilometresPerHour(4.8))

  static let circle = ServiceCircle(
    facilityID: "f1", service: "MED", profile: "standard", travel: walk, minutes: 7.5,
    polygons: [ring, far].map { PlanePolygon(exterior: $0.exterior, holes: $0.holes) },
    ruleIDs: ["C-1"])

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
    var source = InputSource(role: "facilities", path: "设施.shp")
    source.features = 12
    try store.append([InputRow(source: source)])
    try store.append(
      [AppliedRule(ruleID: "C-1", profile: "standard", travel: walk)].compactMap {
        RuleRow($0, of: standard)
      })
    try store.append(communities)
    try store.append(facilities)
    try store.append([CircleRow(circle)])
    try store.append([CircleRuleRow(circleID: circle.id, ruleID: "C-1")])
    var coverage = Coverage(
      communityID: "330106001001", ruleID: "C-1", profile: "standard", service: "*")
    coverage.households.all = 5
    coverage.reached = [5, 3, 0]
    coverage.verdict = .unknown
    try store.append([CoverageRow(coverage: coverage, hasHomes: true)])
    var gap = Gap(
      communityID: "330106001001", ruleID: "C-1", profile: "standard", service: "*",
      cause: .tooFar)
    gap.add(
      households: 3, at: [515_100, 3_350_100], nearest: (.minutes(16.5), facilityID: "f1"))
    gap.add(households: 2, at: [515_200, 3_350_200], nearest: nil)
    try store.append([GapRow(gap: gap)])
    try store.append([
      IssueRow(
        issue: RecordIssue(
          .warning, role: "facilities", layer: "设施.shp", feature: "7",
          problem: Message("编号重复"), action: Message("第一个有效")), language: .chinese)
    ])
    try store.append([
      RunRow(
        RunRecord(
          startedAt: date, finishedAt: date + 60, standard: standard,
          profiles: ["standard", "st\"rict"], plane: try WorkingPlane(srid: 4549),
          parameters: RunParameters(standard_version: 1, options: [:])))
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
