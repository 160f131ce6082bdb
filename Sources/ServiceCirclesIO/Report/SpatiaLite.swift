import CSpatiaLite
import GRDB

/// SpatiaLite's functions in a database connection.
enum SpatiaLite {
  /// A configuration whose connections know SpatiaLite's functions.
  static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.prepareDatabase { try load(into: $0) }
    return configuration
  }

  /// Gives a connection SpatiaLite's functions for as long as it is open.
  static func load(into database: Database) throws {
    guard let connection = database.sqliteConnection, let cache = spatialite_alloc_connection()
    else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
    spatialite_init_ex(connection, cache, 0)
    // SpatiaLite writes what fails to standard error otherwise.
    spatialite_set_silent_mode(cache)
    // The cache must be freed when SQLite closes the connection, of which it tells nobody but the
    // functions defined on it.
    let code = sqlite3_create_function_v2(
      connection, "service_circles_release", 0, SQLITE_UTF8, cache,
      { context, _, _ in sqlite3_result_null(context) }, nil, nil,
      { spatialite_cleanup_ex($0) })
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// Whether one of SpatiaLite's functions that answer 1 for success did so.
  static func succeeds(
    _ database: Database, _ call: String, _ arguments: StatementArguments
  ) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT \(call)", arguments: arguments) == 1
  }

  /// Whether a geometry column has all of its triggers and an index of all of its geometries.
  ///
  /// `RecoverGeometryColumn` and `CreateSpatialIndex` answer 1 on a full disk, too.
  static func hasWholeIndex(_ database: Database, table: String, column: String) throws -> Bool {
    let name = "\(table)_\(column)"
    let expected =
      ["ggi", "ggu", "gii", "giu", "gid", "tmi", "tmu", "tmd"].map { "\($0)_\(name)" }
      + ["idx_\(name)", "idx_\(name)_rowid"]
    // Not by GRDB's means: its knowledge of the schema does not see what SpatiaLite makes.
    let present = try String.fetchSet(database, sql: "SELECT name FROM sqlite_master")
    guard present.isSuperset(of: expected) else { return false }
    return try Bool.fetchOne(
      database,
      sql: """
        SELECT (SELECT count("\(column)") FROM "\(table)")
          = (SELECT count(*) FROM "idx_\(name)_rowid")
        """) == true
  }
}
