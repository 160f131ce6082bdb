import Foundation
import GRDB
import PlaneGeometry

/// A report that is being written, in its hidden folder; removed with its last reference.
///
/// Not Sendable: ``ReportStore`` lets one caller at a time work on it.
final class ReportDraft {
  private let tables: [any ReportRow.Type]
  private let path: String
  private let srid: Int32
  private let output: OutputFile
  private let queue: DatabaseQueue

  init(
    _ path: String, srid: Int, tables: [any ReportRow.Type], overwrite: Bool,
    temporaryFiles: TemporaryFiles
  ) throws(ReportError) {
    guard let code = Int32(exactly: srid) else { throw ReportError(path: path, unknownSRID: srid) }
    self.path = path
    self.srid = code
    self.tables = tables
    do throws(LayerError) {
      output = try OutputFile(
        path, kind: .report, overwrite: overwrite, temporaryFiles: temporaryFiles)
    } catch {
      throw ReportError(path: path, layerError: error)
    }
    do {
      queue = try DatabaseQueue(
        path: output.temporaryPath, configuration: SpatiaLite.configuration())
      try queue.writeWithoutTransaction { database in
        // Nobody sees the file before it is complete, so that no crash can harm anybody's data.
        try database.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
        guard try SpatiaLite.succeeds(database, "InitSpatialMetaDataFull(1, 'NONE')", []) else {
          try ReportDraft.checkDiskSpace(in: database)
          throw ReportError(path: path, failed: "InitSpatialMetaDataFull")
        }
        guard try SpatiaLite.succeeds(database, "InsertEpsgSrid(?)", [code]) else {
          throw ReportError(path: path, unknownSRID: srid)
        }
        try database.inTransaction {
          for table in tables { try database.execute(sql: table.creation) }
          return .commit
        }
      }
    } catch {
      throw ReportError(path: path, error)
    }
  }

  deinit {
    try? queue.close()
    output.discard()
  }

  /// Adds rows to their table, in one transaction.
  func append<R: ReportRow>(_ rows: [R]) throws(ReportError) {
    if rows.isEmpty { return }
    do {
      let columns = R.columns
      try queue.write { database in
        let statement = try database.cachedStatement(sql: R.insertion)
        for row in rows {
          statement.unbind()
          for (i, column) in columns.enumerated() {
            switch column.value(row) {
            case .null: break
            case .text(let text): try statement.bind(text, at: i)
            case .integer(let number): try statement.bind(number, at: i)
            case .real(let number): try statement.bind(number, at: i)
            case .geometry(let geometry):
              guard geometry.isFinite else { throw notFinite(column, of: row) }
              if let bytes = SpatiaLiteBlob.bytes(of: geometry, srid: srid) {
                try statement.bind(bytes, at: i)
              }
            }
          }
          try statement.insert()
        }
      }
    } catch {
      throw ReportError(path: path, error)
    }
  }

  private func notFinite<R: ReportRow>(_ column: ReportColumn<R>, of row: R) -> ReportError {
    ReportError(
      path: path, kind: .invalidRow,
      detail: "\(R.table).\(column.name) has a coordinate that is not a finite number"
        + " (\(ReportDraft.name(of: row)))")
  }

  private static func name<R: ReportRow>(of row: R) -> String {
    R.columns.filter { R.key.contains($0.name) }.map { column in
      if case .text(let text) = column.value(row) { "\(column.name) \(text)" } else { column.name }
    }.joined(separator: ", ")
  }

  /// Registers the geometry columns, builds their spatial indexes and closes the database.
  func complete() throws(ReportError) {
    do {
      try queue.writeWithoutTransaction { database in
        for table in tables { try makeLayers(of: table, in: database) }
        // From here on it matters that the bytes are on the disk: the rename must not come first.
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE")
      }
      try queue.close()
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: output.temporaryPath))
      defer { try? file.close() }
      try file.synchronize()
    } catch {
      throw ReportError(path: path, error)
    }
  }

  private func makeLayers<R: ReportRow>(of type: R.Type, in database: Database) throws {
    for column in R.columns {
      guard let geometryType = column.geometryType else { continue }
      let isLayer =
        try SpatiaLite.succeeds(
          database, "RecoverGeometryColumn(?, ?, ?, ?, 'XY')",
          [R.table, column.name, srid, geometryType])
        && SpatiaLite.succeeds(database, "CreateSpatialIndex(?, ?)", [R.table, column.name])
        && SpatiaLite.hasWholeIndex(database, table: R.table, column: column.name)
      if isLayer { continue }
      try ReportDraft.checkDiskSpace(in: database)
      throw ReportError(path: path, failed: "registering the geometry of \(R.table)")
    }
  }

  /// SpatiaLite does not say why it fails; most likely there is no room, and then this throws.
  private static func checkDiskSpace(in database: Database) throws {
    try database.execute(sql: "CREATE TABLE probe AS SELECT zeroblob(65536)")
  }

  /// Puts the completed report in its place.
  func publish() throws(ReportError) {
    do throws(LayerError) {
      try output.commit()
    } catch {
      throw ReportError(path: path, layerError: error)
    }
  }

  /// Limits the size of the database, as a full disk does, so that tests can fill it.
  func limitPages(to count: Int) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") }
  }
}
