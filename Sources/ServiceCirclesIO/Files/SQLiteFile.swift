import CSpatiaLite
import Foundation

/// A database file, looked into by SQL before anything else opens it.
struct SQLiteFile {
  private static let header = Array("SQLite format 3\0".utf8)
  private let path: String

  /// The file as it stands: nothing is written beside it, and no journal is played into it. Nil where it is no
  /// database.
  init?(_ path: String) {
    guard SQLiteFile.isDatabase(FileStart(path, count: 16).bytes) else { return nil }
    self.path = path
  }

  /// Whether a file that begins with these bytes is a database.
  static func isDatabase(_ start: some Collection<UInt8>) -> Bool { start.starts(with: header) }

  /// The names of its tables, in the order of the alphabet.
  var tables: [String] {
    let query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return rows(query)?.map { $0[0] } ?? []
  }

  /// The columns of a table, in their order; none where there is no such table.
  func columns(of table: String) -> [String] {
    texts("SELECT name FROM pragma_table_info(?)", table)
  }

  /// An object of the schema: what it says of itself, and the statement that makes it.
  struct Object {
    let type: String
    let name: String
    let sql: String
  }

  /// What the schema holds; nil where it cannot be read.
  var objects: [Object]? {
    rows("SELECT type, name, sql FROM sqlite_master")?
      .map { Object(type: $0[0], name: $0[1], sql: $0[2]) }
  }

  /// The first column of a query, as texts; none where the query does not suit the database, or where the
  /// database would do more than be read.
  func texts(_ query: String, _ argument: String? = nil) -> [String] {
    guard let schema = SQLiteSchema(of: self), schema.threat == nil else { return [] }
    return rows(query, argument)?.map { $0[0] } ?? []
  }

  /// After so many steps a query is stopped. Those on a schema need a few for each object.
  private static let mostSteps: Int32 = 100_000_000

  /// The rows of a query, as texts; nil where the query does not suit the database, or does not end.
  private func rows(_ query: String, _ argument: String? = nil) -> [[String]]? {
    guard let name = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) else {
      return nil
    }
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    // A path with two slashes at its beginning would name a host.
    let address = "file:\(name.hasPrefix("/") ? "//" : "")\(name)?immutable=1"
    guard
      sqlite3_open_v2(address, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil) == SQLITE_OK
    else { return nil }
    if let database { BoundedFunctions.install(in: database) }
    sqlite3_progress_handler(database, SQLiteFile.mostSteps, { _ in 1 }, nil)
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(database, query, -1, &statement, nil) == SQLITE_OK else { return nil }
    if let argument {
      spatialite_shim_bind_text(statement, 1, argument, sqlite3_uint64(argument.utf8.count))
    }
    var rows: [[String]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        rows.append(
          (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
          })
      case SQLITE_DONE: return rows
      default: return nil
      }
    }
  }
}
