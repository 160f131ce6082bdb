import Foundation
import ServiceCircles

extension ReportStore {
  /// Writes the report of an assessment that was kept in memory: the same as ``write(_:to:language:overwrite:temporaryFiles:progress:)``
  /// writes while it runs.
  ///
  /// - Parameters:
  ///   - result: What the assessment found.
  ///   - url: Where the report will be.
  ///   - language: The language of issues and notes.
  ///   - overwrite: Whether a report that stands there is replaced.
  ///   - temporaryFiles: Where the hidden folder is registered for a program that may be stopped.
  /// - Throws: ``ReportError``; of the kind unknownSRID where the result has no working plane.
  public static func write(
    _ result: Assessment.Result, to url: URL, language: Language = .english,
    overwrite: Bool = false, temporaryFiles: TemporaryFiles = TemporaryFiles()
  ) throws {
    let store = try ReportStore(
      at: url, srid: result.run.plane?.srid, contents: .assessment, overwrite: overwrite,
      temporaryFiles: temporaryFiles)
    try result.replay(into: ReportReceiver(store, language: language))
  }

  /// Runs an assessment and writes its report while it runs, so that memory does not grow with the number of
  /// communities. The report is in its place when this returns.
  ///
  /// - Throws: ``ReportError``; as `Assessment.run`.
  @discardableResult
  public static func write(
    _ assessment: Assessment, to url: URL, language: Language = .english, overwrite: Bool = false,
    temporaryFiles: TemporaryFiles = TemporaryFiles(),
    progress: (@Sendable (Assessment.Progress) -> Void)? = nil
  ) async throws -> AssessmentSummary {
    let store = try ReportStore(
      at: url, srid: assessment.inputs.plane?.srid, contents: .assessment, overwrite: overwrite,
      temporaryFiles: temporaryFiles)
    return try await assessment.run(
      into: ReportReceiver(store, language: language), progress: progress)
  }

  /// Writes the report of a check of new-build projects.
  ///
  /// - Throws: ``ReportError``; of the kind unknownSRID where the result has no working plane.
  public static func write(
    _ result: ProjectCheck.Result, to url: URL, language: Language = .english,
    overwrite: Bool = false, temporaryFiles: TemporaryFiles = TemporaryFiles()
  ) throws {
    let store = try ReportStore(
      at: url, srid: result.run.plane?.srid, contents: .check, overwrite: overwrite,
      temporaryFiles: temporaryFiles)
    let standard = result.run.standard
    let wording = Wording(standard)
    try store.append(result.rules.compactMap { RuleRow($0, of: standard) })
    try store.append(result.sources.map { InputRow(source: $0) })
    var ids: Set<String> = []
    // A second record of an id is an issue, not a second project.
    let projects = result.projects.filter { ids.insert($0.id).inserted }
    try store.append(projects.map { ProjectRow(project: $0) })
    try store.append(
      projects.flatMap(\.findings).filter(\.isAsked).map { RatioRow($0, wording, language) })
    try store.append(
      projects.compactMap(\.reach).flatMap { reach in
        reach.after.map { CoverageRow(coverage: $0, hasHomes: true) }
          + reach.before.map {
            CoverageRow(coverage: $0, hasHomes: true, profileSuffix: ":before")
          }
      })
    try store.append(result.issues.map { IssueRow(issue: $0, language: language) })
    try store.append([RunRow(result.run)])
    try store.finish()
  }
}
