import CSpatiaLite

/// How much memory SQLite may take in this program.
package enum DatabaseMemory {
  /// Much more than reports and layers need; a record of two thousand columns, each with the largest text of the
  /// file, would take more than there is.
  private static let mostBytes: Int64 = 2 << 30

  /// Limits it for all databases of the program: for who runs the program to ask for, not for a library.
  package static func limit() { sqlite3_hard_heap_limit64(mostBytes) }
}
