import CGDAL
import CSpatiaLite
import Foundation
import GRDB
import Testing

@testable import ServiceCirclesIO

/// Layers whose records something computes.
@Suite struct ComputedLayerTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A database with the numbers from 0 to 999 in `n`, and what a statement makes.
  private func database(_ statements: String...) throws -> String {
    let path = folder.file("x.sqlite")
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      try database.execute(sql: "CREATE TABLE n (i INTEGER PRIMARY KEY)")
      for i in 0..<1000 { try database.execute(sql: "INSERT INTO n VALUES (\(i))") }
      for statement in statements { try database.execute(sql: statement) }
    }
    try queue.close()
    return path
  }

  private func count(
    _ path: String, layer: String, patience: ReadingClock.Patience = ReadingClock.Patience()
  ) throws -> Int {
    let opened = try OpenedLayer(LayerSource(path: path, layer: layer), patience: patience)
    return try GDALLibrary.quietly {
      var count = 0
      while let feature = try opened.dataset.next(opened.layer, opened.source, opened.name) {
        OGR_F_Destroy(feature)
        count += 1
      }
      return count
    }
  }

  private func reason(_ body: () throws -> Int) throws -> LayerError.Reason? {
    do {
      _ = try body()
      return nil
    } catch let error as LayerError {
      return error.reason
    }
  }

  private static let impatience = ReadingClock.Patience(
    once: .seconds(1), aRecord: .milliseconds(1))
  private static let endless = "n a, n b, n c, n d, n e WHERE a.i + b.i + c.i + d.i + e.i = -1"

  @Test(.timeLimit(.minutes(2)), arguments: ["geometry_columns", "v"])
  func aViewThatGivesNothingIsStopped(_ name: String) throws {
    let path = try database(
      """
      CREATE VIEW \(name) AS SELECT 'n' AS f_table_name, 'g' AS f_geometry_column,
      1 AS geometry_type, 2 AS coord_dimension, 'WKB' AS geometry_format, 4326 AS srid
      FROM \(Self.endless)
      """)
    #expect(
      try reason {
        try count(path, layer: name == "v" ? "v" : "n", patience: Self.impatience)
      } == .tookTooLong(seconds: 1))
  }

  /// Each record comes long before a second is over, and all of them only after a minute.
  @Test(.timeLimit(.minutes(2))) func aViewThatGivesTooLittleIsStopped() throws {
    let path = try database(
      "CREATE VIEW v AS SELECT a.i AS i FROM n a, n b, n c WHERE +b.i + c.i = 1998")
    #expect(
      try reason { try count(path, layer: "v", patience: Self.impatience) }
        == .tookTooLong(seconds: 1))
  }

  @Test(.timeLimit(.minutes(2))) func aViewGivesNoMoreThanTheFileHasRoomFor() throws {
    let path = try database(
      "CREATE VIEW v AS SELECT a.i AS i FROM n a, n b, n c, n d",
      "CREATE VIEW half AS SELECT i FROM n WHERE i % 2 = 0",
      "CREATE VIEW most AS SELECT a.i FROM n a, n b WHERE b.i < 100",
      "CREATE TABLE t AS SELECT a.i AS i FROM n a, n b WHERE b.i < 101")
    #expect(try reason { try count(path, layer: "v") } == .viewIsTooLarge)
    #expect(try count(path, layer: "half") == 500)
    #expect(try count(path, layer: "most") == 100_000)
    #expect(try count(path, layer: "t") == 101_000)
  }

  @Test(.timeLimit(.minutes(2))) func aViewGivesATextNoMoreOftenThanTheFileHasRoomFor() throws {
    let path = try database(
      "CREATE TABLE b (x TEXT)", "INSERT INTO b VALUES (replace(hex(zeroblob(500000)), '0', 'a'))",
      "CREATE VIEW v AS SELECT a.i AS i, b.x AS x FROM n a, b")
    #expect(try reason { try count(path, layer: "v") } == .viewIsTooLarge)
  }

  /// SQLite refuses by itself what the look at the text would have to find.
  @Test(arguments: [
    ("SELECT printf('%d', i) FROM n", false), ("SELECT upper(i) FROM n WHERE i LIKE '9%'", true),
    (
      "WITH c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 5) SELECT x FROM c",
      false
    ),
  ]) func aViewIsRefusedBySQLite(_ query: String, _ isAllowed: Bool) throws {
    let path = try database("CREATE VIEW v AS \(query)")
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    let clock = ReadingClock()
    _ = clock.watching { sqlite3_open(path, &connection) }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    let result = sqlite3_prepare_v2(connection, "SELECT * FROM v", -1, &statement, nil)
    #expect((result == SQLITE_OK) == isAllowed)
    // What the program itself asks may call it.
    #expect(sqlite3_exec(connection, "SELECT printf('%d', i) FROM n", nil, nil, nil) == SQLITE_OK)
    withExtendedLifetime(clock) {}
  }
}
