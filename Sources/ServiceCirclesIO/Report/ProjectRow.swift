import PlaneGeometry

/// A row of `project`: a new-build project and whether it meets the plan.
public struct ProjectRow: ReportRow, Hashable {
  /// The table.
  public static let table = "project"
  /// The columns that tell its rows apart.
  public static let key = ["project_id"]
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("project_id") { $0.projectID },
    .text("name") { $0.name },
    .text("setting") { $0.setting },
    .text("verdict") { $0.verdict },
    .geometry("geometry") { $0.geometry },
  ]

  /// The project's id.
  public var projectID: String
  /// Its name.
  public var name: String?
  /// Urban or rural.
  public var setting: String?
  /// PASS, FAIL, UNKNOWN, or ERROR where the record cannot be judged.
  public var verdict: String
  /// Where it stands, in the working plane.
  public var geometry: Geometry?

  /// The row of a project; the rest is NULL until set.
  public init(projectID: String, verdict: String) {
    self.projectID = projectID
    self.verdict = verdict
  }
}
