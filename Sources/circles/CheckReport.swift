import Foundation
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO

/// The report of a check: its rules, what they found, and the projects as a layer.
struct CheckReport {
  let place: URL
  let overwrite: Bool
  let source: LayerSource
  let standard: RuleSet
  let issues: [RecordIssue]
  let started: Date

  func write(_ results: [CheckResult], _ circles: ProjectCircles?) throws {
    let plane = try circles?.plane ?? Self.plane(of: results)
    let store = try ReportStore(
      at: place, srid: plane.srid, contents: .check, overwrite: overwrite,
      temporaryFiles: Signals.temporaryFiles)
    let language = Interface.language
    if let circles {
      try store.append(rules: circles.assessment)
    } else {
      try store.append(standard.newBuildRules.map { RuleRow($0) })
    }
    var input = InputRow(role: "projects", path: source.path)
    input.layer = source.layer
    // A database has no bytes of its own to digest.
    if FileManager.default.fileExists(atPath: source.path) {
      input.sha256 = try InputDigest.sha256(of: URL(fileURLWithPath: source.path))
    }
    input.features = results.count
    input.rejected = results.count { $0.project == nil }
    try store.append([input] + (circles?.rows ?? []))
    let projector = try Projector(plane)
    var ids: Set<String> = []
    // A second record of an id is an issue, not a second project.
    let first = results.filter { ids.insert($0.id).inserted }
    try store.append(
      first.map { result in
        var row = ProjectRow(projectID: result.id, verdict: result.verdict)
        row.name = result.name
        row.setting = result.project?.setting?.rawValue
        row.geometry = result.project?.position.flatMap { position in
          projector.forward(
            GeographicPoint(longitude: position.longitude, latitude: position.latitude)
          )
          .map { .point(Coordinate(x: $0.x, y: $0.y)) }
        }
        return row
      })
    try store.append(
      first.flatMap { result in
        result.findings.filter(\.isAsked).map {
          RatioRow(subjectID: result.id, $0, language: language)
        }
      })
    for result in first {
      guard let reach = result.reach else { continue }
      try store.append(
        coverage: reach.after, ofProject: result.id, suffix: "")
      try store.append(
        coverage: reach.before, ofProject: result.id, suffix: ":before")
    }
    try store.append(
      issues: issues + results.flatMap(\.issues) + (circles?.issues ?? []), language: language)
    try store.append([
      RunRow(
        engineVersion: Version.current, startedAt: started, finishedAt: Date(),
        standardID: standard.id,
        profiles: Set(circles?.assessment.rules.map(\.profile) ?? []).sorted(),
        workingSRID: plane.srid, parameters: try parameters)
    ])
    try store.finish()
  }

  private var parameters: String {
    get throws {
      struct Parameters: Encodable {
        var standard_version: Int
        var options: [String: String]
      }
      return try JSONOutput.text(
        Parameters(
          standard_version: standard.version,
          options: standard.chosenOptions),
        isIndented: false)
    }
  }

  /// The plane nearest to the projects; where none has a position, that of the province's middle.
  private static func plane(of results: [CheckResult]) throws -> WorkingPlane {
    let positions = results.compactMap { $0.project?.position }
    guard let west = positions.map(\.longitude).min(), let east = positions.map(\.longitude).max(),
      let south = positions.map(\.latitude).min(), let north = positions.map(\.latitude).max()
    else { return try WorkingPlane(srid: 4549) }
    return .chosen(
      for: GeographicPoint(longitude: (west + east) / 2, latitude: (south + north) / 2))
  }
}
