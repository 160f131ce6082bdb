import CSpatiaLite

/// Has SQLite itself refuse what a view must not do, when it prepares a query that reads the view.
///
/// Views are known by their text before (``SQLiteSchema``). This is a second lock on the same door: SQLite says
/// which functions a view calls as it understands the text, whatever the text looks like.
enum ViewAuthorizer {
  /// Operators that are functions for SQLite.
  private static let operators: Set<String> = ["like", "glob", "->", "->>"]

  /// Watches a connection.
  static func watch(_ connection: OpaquePointer) {
    sqlite3_set_authorizer(
      connection,
      { _, action, _, second, _, view in
        // What no view asks for is asked by the program.
        guard view != nil else { return SQLITE_OK }
        switch action {
        case SQLITE_RECURSIVE: return SQLITE_DENY
        case SQLITE_FUNCTION:
          guard let second else { return SQLITE_DENY }
          let name = String(cString: second).lowercased()
          return SQLiteQuery.isPlain(name) || ViewAuthorizer.operators.contains(name)
            ? SQLITE_OK : SQLITE_DENY
        default: return SQLITE_OK
        }
      }, nil)
  }
}
