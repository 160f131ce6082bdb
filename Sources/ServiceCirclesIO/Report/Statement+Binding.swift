import CSpatiaLite
import GRDB

/// Values bound without the library's boxes: a report has millions of them, and most are NULL.
///
/// Indexes begin at 0. Arguments set by other means are not to be mixed with these.
extension Statement {
  /// Makes the statement ready for the next row, with all values NULL.
  func unbind() {
    // The code tells of the last execution, which has thrown already where it failed.
    sqlite3_reset(sqliteStatement)
    sqlite3_clear_bindings(sqliteStatement)
  }

  /// Binds a text.
  func bind(_ text: String, at index: Int) throws {
    var text = text
    try check(
      text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) {
          // Without an address SQLite would take an empty text for NULL.
          guard let start = $0.baseAddress else {
            return spatialite_shim_bind_text(sqliteStatement, Int32(index + 1), "", 0)
          }
          return spatialite_shim_bind_text(
            sqliteStatement, Int32(index + 1), start, UInt64($0.count))
        }
      })
  }

  /// Binds a whole number.
  func bind(_ number: Int, at index: Int) throws {
    try check(sqlite3_bind_int64(sqliteStatement, Int32(index + 1), Int64(number)))
  }

  /// Binds a number; NaN is NULL to SQLite.
  func bind(_ number: Double, at index: Int) throws {
    try check(sqlite3_bind_double(sqliteStatement, Int32(index + 1), number))
  }

  /// Binds bytes.
  func bind(_ bytes: [UInt8], at index: Int) throws {
    try check(
      spatialite_shim_bind_blob(
        sqliteStatement, Int32(index + 1), bytes, UInt64(bytes.count)))
  }

  /// Executes the statement, which gives no rows, with what is bound; `execute()` would look for
  /// arguments of its own.
  func insert() throws { try check(sqlite3_step(sqliteStatement)) }

  private func check(_ code: Int32) throws {
    guard code != SQLITE_OK, code != SQLITE_DONE else { return }
    let connection = sqlite3_db_handle(sqliteStatement)
    throw DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)))
  }
}
