import Foundation
import ServiceCircles

extension ReportStore {
  /// How far a run is, from reading to drawing.
  public enum Progress: Hashable, Sendable {
    /// Reading the project.
    case reading(ReadingProgress)
    /// Searching, assessing, drawing.
    case assessing(Assessment.Progress)
  }

  /// The main job, whole: reads a project, assesses every community by every rule, and writes the report while
  /// it does.
  ///
  /// The report's place is looked at before the long work: no file that the project reads, nor what belongs to
  /// one, ever makes way for it, and with `overwrite` only another report does.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - url: Where the report will be.
  ///   - region: The region whose communities are assessed; nil for all.
  ///   - circles: Which service circles are drawn.
  ///   - workers: How many tasks share the work; one a processor when nil.
  ///   - language: The language of issues and notes.
  ///   - overwrite: Whether a report that stands there is replaced.
  ///   - temporaryFiles: Where the hidden folder is registered for a program that may be stopped.
  ///   - progress: Called from any task with how far the run is.
  /// - Returns: The results that people ask for first.
  /// - Throws: ``ReportError``; as `Assessment.init(_:only:circles:workers:progress:)` and `Assessment.run`.
  @discardableResult
  public static func write(
    assessing project: ProjectFile, to url: URL, only region: String? = nil,
    circles: AssessmentOptions.DrawnCircles = .all, workers: Int? = nil,
    language: Language = .english, overwrite: Bool = false,
    temporaryFiles: TemporaryFiles = TemporaryFiles(),
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> AssessmentSummary {
    try check(url, overwrite: overwrite, against: project.inputFiles)
    try project.checkLayers()
    let assessment = try await Assessment(
      project, only: region, circles: circles, workers: workers
    ) { progress?(.reading($0)) }
    return try await write(
      assessment, to: url, language: language, overwrite: overwrite, temporaryFiles: temporaryFiles
    ) { progress?(.assessing($0)) }
  }
}
