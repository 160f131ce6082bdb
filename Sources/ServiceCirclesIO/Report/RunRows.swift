import Foundation

/// The row of `run`: what was run, when, with what.
public struct RunRow: ReportRow, Hashable {
  /// The table.
  public static let table = "run"
  /// The columns that tell its rows apart.
  public static let key: [String] = []
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("engine_version") { $0.engineVersion },
    .text("started_at") { $0.startedAt.formatted(.iso8601) },
    .text("finished_at") { $0.finishedAt.formatted(.iso8601) },
    .text("standard_id") { $0.standardID },
    .text("profiles") { JSONText.array($0.profiles) },
    .integer("working_srid") { $0.workingSRID },
    .text("parameters") { $0.parameters },
  ]

  /// The version of the program.
  public var engineVersion: String
  /// When the run began; stored in whole seconds of UTC.
  public var startedAt: Date
  /// When the run ended; stored in whole seconds of UTC.
  public var finishedAt: Date
  /// The id of the rule set.
  public var standardID: String?
  /// The profiles that were judged.
  public var profiles: [String]
  /// The EPSG code of the working plane.
  public var workingSRID: Int
  /// The options that decide the results, as a JSON object.
  public var parameters: String

  /// The row of a run.
  public init(
    engineVersion: String, startedAt: Date, finishedAt: Date, standardID: String? = nil,
    profiles: [String] = [], workingSRID: Int, parameters: String = "{}"
  ) {
    self.engineVersion = engineVersion
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.standardID = standardID
    self.profiles = profiles
    self.workingSRID = workingSRID
    self.parameters = parameters
  }
}

/// A row of `input`: a layer that was read.
public struct InputRow: ReportRow, Hashable {
  /// The table.
  public static let table = "input"
  /// The columns that tell its rows apart.
  public static let key: [String] = []
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("role") { $0.role },
    .text("path") { $0.path },
    .text("layer") { $0.layer },
    .text("format") { $0.format },
    .text("crs") { $0.crs },
    .text("datum") { $0.datum },
    .text("sha256") { $0.sha256 },
    .integer("features") { $0.features },
    .integer("rejected") { $0.rejected },
  ]

  /// What the layer is to the run: streets, facilities, communities, residences, land.
  public var role: String
  /// The file, as it was named.
  public var path: String
  /// The layer of the file, where it has several.
  public var layer: String?
  /// The file's format.
  public var format: String?
  /// The coordinate reference system that the layer is in.
  public var crs: String?
  /// The datum that was declared: GCJ-02, BD-09; nil where none was.
  public var datum: String?
  /// The digest of the file; see ``InputDigest``.
  public var sha256: String?
  /// The number of features read.
  public var features: Int?
  /// The number of features that were not used.
  public var rejected: Int?

  /// The row of an input; the rest is NULL until set.
  public init(role: String, path: String) {
    self.role = role
    self.path = path
  }
}

/// A row of `issue`: something wrong with a record, and what was done about it.
public struct IssueRow: ReportRow, Hashable {
  /// The table.
  public static let table = "issue"
  /// The columns that tell its rows apart.
  public static let key: [String] = []
  /// Its columns.
  public static let columns: [ReportColumn<Self>] = [
    .text("severity") { $0.severity },
    .text("role") { $0.role },
    .text("layer") { $0.layer },
    .text("feature") { $0.feature },
    .text("field") { $0.field },
    .text("problem") { $0.problem },
    .text("action") { $0.action },
  ]

  /// How much it matters: note, warning, error.
  public var severity: String
  /// What the layer is to the run.
  public var role: String
  /// The file or layer.
  public var layer: String?
  /// The feature, by its id or number.
  public var feature: String?
  /// The field.
  public var field: String?
  /// What is wrong, in the language of the run.
  public var problem: String
  /// What was done, or what to do, in the language of the run.
  public var action: String

  /// The row of an issue.
  public init(
    severity: String, role: String, layer: String? = nil, feature: String? = nil,
    field: String? = nil, problem: String, action: String
  ) {
    self.severity = severity
    self.role = role
    self.layer = layer
    self.feature = feature
    self.field = field
    self.problem = problem
    self.action = action
  }
}
