import CSpatiaLite
import Foundation
import GRDB
import Synchronization

/// Writes a report: a SpatiaLite database with the tables of the run, its inputs and its results.
///
/// The report appears whole, when everything is written, or not at all: it is written in a hidden folder
/// beside its place and renamed. A run that ends early or throws leaves nothing behind, and a report
/// that stood there before as it was.
///
/// ## Topics
/// ### Whole results
/// - ``write(_:to:language:overwrite:temporaryFiles:)-(Assessment.Result,_,_,_,_)``
/// - ``write(_:to:language:overwrite:temporaryFiles:)-(ProjectCheck.Result,_,_,_,_)``
/// ### While an assessment runs
/// - ``write(_:to:language:overwrite:temporaryFiles:progress:)``
/// - ``write(assessing:to:only:circles:workers:language:overwrite:temporaryFiles:progress:)``
public final class ReportStore: Sendable {
  /// What a report is of: it has the tables of that, and no others.
  enum Contents: Hashable, Sendable {
    /// Communities, their services and their ratios.
    case assessment
    /// New-build projects.
    case check

    var tables: [any ReportRow.Type] {
      switch self {
      case .assessment:
        [
          RunRow.self, InputRow.self, RuleRow.self, CommunityRow.self, FacilityRow.self,
          CircleRow.self, CircleRuleRow.self, CoverageRow.self, GapRow.self, RatioRow.self,
          RegionSummaryRow.self, SensitivityRow.self, IssueRow.self,
        ]
      case .check:
        [
          RunRow.self, InputRow.self, RuleRow.self, ProjectRow.self, RatioRow.self,
          CoverageRow.self, IssueRow.self,
        ]
      }
    }
  }

  /// Where the report will be.
  let path: String
  /// The EPSG code of the geometries' coordinate reference system.
  let srid: Int

  /// Nil once the report is finished or discarded.
  private let draft: Mutex<ReportDraft?>

  /// A report with empty tables.
  ///
  /// - Parameters:
  ///   - url: where the report will be.
  ///   - srid: the EPSG code of the working plane.
  ///   - contents: what it is of.
  ///   - overwrite: whether a report that stands there is replaced, on ``finish()``.
  ///   - temporaryFiles: where the hidden folder is registered for a command that may be stopped.
  /// - Throws: ``ReportError`` of the kinds alreadyExists, isForeign, cannotCreate, unknownSRID, diskFull
  ///   and cannotWrite.
  init(
    at url: URL, srid: Int?, contents: Contents = .assessment, overwrite: Bool,
    temporaryFiles: TemporaryFiles = TemporaryFiles()
  ) throws(ReportError) {
    path = url.path
    guard let srid else {
      throw ReportError(
        path: url.path, kind: .unknownSRID, detail: "the results have no working plane")
    }
    self.srid = srid
    draft = Mutex(
      try ReportDraft(
        url.path, srid: srid, tables: contents.tables, overwrite: overwrite,
        temporaryFiles: temporaryFiles))
  }

  /// Adds rows to their table, in one transaction.
  ///
  /// - Complexity: O(n); few large calls are faster than many small ones.
  /// - Throws: ``ReportError`` of the kinds invalidRow, diskFull, cannotWrite and isOver. The store
  ///   is discarded.
  func append<Row: ReportRow>(_ rows: [Row]) throws(ReportError) {
    try withDraft { draft throws(ReportError) in try draft.append(rows) }
  }

  /// Completes the report and puts it in its place.
  ///
  /// - Throws: ``ReportError`` of the kinds alreadyExists, isForeign, diskFull, cannotWrite and isOver.
  ///   The store is discarded.
  func finish() throws(ReportError) {
    try withDraft { draft throws(ReportError) in
      try draft.complete()
      try draft.publish()
    }
    discard()
  }

  /// Removes what was written so far; nothing after ``finish()``.
  func discard() { draft.withLock { $0 = nil } }

  /// Lets `body` work on the draft, which does not outlive an error.
  func withDraft(_ body: (ReportDraft) throws(ReportError) -> Void) throws(ReportError) {
    try draft.withLock { draft throws(ReportError) in
      guard let open = draft else {
        throw ReportError(
          path: path, kind: .isOver, detail: "the report was finished or discarded before")
      }
      do throws(ReportError) {
        try body(open)
      } catch {
        draft = nil
        throw error
      }
    }
  }

  /// Looks at the place of a report before long work is done for it.
  ///
  /// - Parameters:
  ///   - url: Where the report will be.
  ///   - overwrite: Whether a report that stands there is replaced.
  ///   - inputs: What the run reads.
  /// - Throws: ``ReportError`` of the kinds isInput, alreadyExists, isForeign and cannotCreate.
  package static func check(
    _ url: URL, overwrite: Bool, against inputs: InputFiles = InputFiles()
  ) throws(ReportError) {
    do throws(LayerError) {
      try OutputPlace.check(url.path, kind: .report, overwrite: overwrite, against: inputs)
    } catch {
      throw ReportError(path: url.path, layerError: error)
    }
  }
}

extension OutputKind {
  /// A report: a database with a table that says which engine has written it, and by which plan.
  static let report = OutputKind(suffixes: FileFamily.journals) { path in
    let columns = SQLiteFile(path)?.columns(of: RunRow.table) ?? []
    return Set(columns).isSuperset(of: ["engine_version", "started_at", "standard_id"])
  }
}
