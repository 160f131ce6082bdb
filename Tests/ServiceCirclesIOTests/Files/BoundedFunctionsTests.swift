import CSpatiaLite
import Foundation
import TestSupport
import Testing

@testable import ServiceCirclesIO

/// Functions in the place of SQLite's own, against SQLite's own.
@Suite struct BoundedFunctionsTests {
  /// A database in memory, with the functions or without.
  private final class Database {
    var connection: OpaquePointer?

    init(bounded: Bool) {
      sqlite3_open(":memory:", &connection)
      if bounded, let connection { BoundedFunctions.install(in: connection) }
    }

    deinit { sqlite3_close(connection) }

    /// The type and the text of what an expression gives, or the error.
    func value(_ expression: String) -> String {
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      guard
        sqlite3_prepare_v2(
          connection, "SELECT typeof(x) || hex(x) FROM (SELECT \(expression) AS x)", -1, &statement,
          nil) == SQLITE_OK, sqlite3_step(statement) == SQLITE_ROW
      else { return String(cString: sqlite3_errmsg(connection)) }
      return sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? ""
    }
  }

  @Test func theyGiveWhatSQLiteGives() {
    let (own, bounded) = (Database(bounded: false), Database(bounded: true))
    var random = SplitMix(state: 7)
    let pieces = ["a", "b", "aa", "A", "%", "_", "卫", "生院", " ", "é", "*", "?", "[", "]", "\\"]
    func literal() -> String {
      switch Int.random(in: 0..<12, using: &random) {
      case 0: return "NULL"
      case 1: return "\(Int.random(in: -20..<2000, using: &random))"
      case 2: return "1.5"
      case 3: return ["x'6161'", "x'61'", "x''", "x'e58dab'"].randomElement(using: &random) ?? ""
      default:
        let count = Int.random(in: 0..<6, using: &random)
        return "'"
          + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "'"
      }
    }
    for _ in 0..<4000 {
      let (a, b, c) = (literal(), literal(), literal())
      for expression in [
        "instr(\(a), \(b))", "replace(\(a), \(b), \(c))", "\(a) LIKE \(b)", "\(a) GLOB \(b)",
        "\(a) LIKE \(b) ESCAPE '\\'", "\(a) LIKE \(b) ESCAPE '%'",
        "\(a) LIKE \(b) ESCAPE '_'", "\(a) LIKE \(b) ESCAPE \(c)", "trim(\(a), \(b))",
        "ltrim(\(a), \(b))", "rtrim(\(a), \(b))", "\(a) NOT LIKE \(b)",
      ] { #expect(bounded.value(expression) == own.value(expression), "\(expression)") }
    }
  }

  private static func long(_ character: String, _ count: Int) -> String {
    "replace(hex(zeroblob(\(count / 2))), '0', '\(character)')"
  }

  /// Each of these would take minutes or hours.
  @Test(.timeLimit(.minutes(1))) func theyEnd() {
    let database = Database(bounded: true)
    let (whole, part) = (Self.long("a", 1_000_000), Self.long("a", 500_000))
    #expect(database.value("instr(\(whole), \(part) || 'b')") == "integer30")
    #expect(database.value("length(replace(\(whole), \(part) || 'b', 'x'))").hasPrefix("integer"))
    #expect(database.value("length(trim(\(whole), \(part) || 'b'))") == "integer30")
    for comparison in ["LIKE", "GLOB"] {
      let error = database.value("\(whole) \(comparison) substr(\(whole), 1, 40000) || 'b'")
      #expect(error.contains("too long"), "\(error)")
    }
    // What grows beyond any text is refused, as by SQLite.
    let grown = database.value("length(replace(\(whole), 'a', \(Self.long("b", 2000))))")
    #expect(grown.contains("too big"), "\(grown)")
  }
}
