import CSpatiaLite
import Foundation

/// A database file, looked into by SQL before anything else opens it.
struct SQLiteFile {
  private static let header = Array("SQLite format 3\0".utf8)
  private let path: String
  private let withJournal: Bool

  /// Nil where the file is no database.
  ///
  /// - Parameter withJournal: Whether what a journal beside the file holds counts, too, as it does for who reads
  ///   the database afterwards. Without, the file is taken as it stands: nothing is written beside it, and no
  ///   journal is played into it.
  init?(_ path: String, withJournal: Bool = false) {
    guard FileStart(path, count: 16).bytes == Self.header else { return nil }
    self.path = path
    self.withJournal = withJournal
  }

  /// The names of its tables, in the order of the alphabet.
  var tables: [String] {
    texts("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
  }

  /// The columns of a table, in their order; none where there is no such table.
  func columns(of table: String) -> [String] {
    texts("SELECT name FROM pragma_table_info(?)", table)
  }

  /// The first column of a query, as texts; none where the query does not suit the database.
  func texts(_ query: String, _ argument: String? = nil) -> [String] {
    rows(query, argument).map { $0[0] }
  }

  /// The rows of a query, as texts; none where the query does not suit the database.
  func rows(_ query: String, _ argument: String? = nil) -> [[String]] {
    guard let name = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) else {
      return []
    }
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    // A path with two slashes at its beginning would name a host.
    let address =
      "file:\(name.hasPrefix("/") ? "//" : "")\(name)\(withJournal ? "" : "?immutable=1")"
    guard
      sqlite3_open_v2(address, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil) == SQLITE_OK
    else { return [] }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(database, query, -1, &statement, nil) == SQLITE_OK else { return [] }
    if let argument {
      spatialite_shim_bind_text(statement, 1, argument, sqlite3_uint64(argument.utf8.count))
    }
    var rows: [[String]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append(
        (0..<sqlite3_column_count(statement)).map { column in
          sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
        })
    }
    return rows
  }
}
