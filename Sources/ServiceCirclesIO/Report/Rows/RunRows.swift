import Foundation
import ServiceCircles

/// The row of `run`: what was run, when, with what.
struct RunRow: ReportRow {
  static let table = "run"
  static let key: [String] = []
  static let columns: [ReportColumn<Self>] = [
    .text("engine_version") { $0.run.engineVersion },
    // Whole seconds of UTC.
    .text("started_at") { $0.run.startedAt.formatted(.iso8601) },
    .text("finished_at") { $0.run.finishedAt.formatted(.iso8601) },
    .text("standard_id") { $0.run.standard.id },
    .text("profiles") { JSONText.array($0.run.profiles) },
    .integer("working_srid") { $0.run.plane?.srid },
    .text("parameters") { $0.parameters },
  ]

  let run: RunRecord
  /// What decides the results besides the inputs, as a JSON object.
  let parameters: String

  /// - Throws: `EncodingError` where a parameter is no number of JSON.
  init(_ run: RunRecord) throws {
    self.run = run
    parameters = try JSONText.object(run.parameters)
  }
}

/// A row of `input`: a layer that was read.
struct InputRow: ReportRow {
  static let table = "input"
  static let key: [String] = []
  static let columns: [ReportColumn<Self>] = [
    .text("role") { $0.source.role },
    .text("path") { $0.source.path },
    .text("layer") { $0.source.layer },
    .text("format") { $0.source.format },
    .text("crs") { $0.source.crs },
    .text("datum") { $0.source.datum },
    .text("sha256") { $0.source.sha256 },
    .integer("features") { $0.source.features },
    .integer("rejected") { $0.source.rejected },
    .integer("values_ignored") { $0.source.valuesIgnored },
  ]

  let source: InputSource
}

/// A row of `issue`: something wrong with a record, and what was done about it, in the language of the report.
struct IssueRow: ReportRow {
  static let table = "issue"
  static let key: [String] = []
  static let columns: [ReportColumn<Self>] = [
    .text("severity") { $0.issue.severity.rawValue },
    .text("role") { $0.issue.role },
    .text("layer") { $0.issue.layer },
    .text("feature") { $0.issue.feature },
    .text("field") { $0.issue.field },
    .text("problem") { $0.issue.problem.text(in: $0.language) },
    .text("action") { $0.issue.action.text(in: $0.language) },
  ]

  let issue: RecordIssue
  let language: Language
}
