import Foundation
import GRDB
import Testing

@testable import ServiceCirclesIO

@Suite struct SQLiteStatementTests {
  @Test(arguments: [
    "CREATE VIEW v AS SELECT printf('%.900000000c', 'a') FROM t",
    "CREATE VIEW v AS SELECT format('%.900000000c', 'a') FROM t",
    "CREATE VIEW v AS SELECT zeroblob(900000000)",
    "CREATE VIEW v AS SELECT \"printf\"('a')", "CREATE VIEW v AS SELECT [printf] ('a')",
    "CREATE VIEW v AS SELECT `load_extension`/* ( */('a')",
    "CREATE VIEW v AS SELECT '/*', load_extension('x'), '*/'",
    "CREATE VIEW v AS SELECT \"a'b\", load_extension('x'), \"c'd\" FROM t",
    "CREATE VIEW v AS SELECT [a'b], load_extension('x'), `c'd` FROM t",
    "CREATE VIEW v AS SELECT '--', load_extension('x') FROM t",
    "CREATE VIEW v AS SELECT load_extension('x') AS y FROM t",
    "CREATE VIEW v AS SELECT load_extension--\n('x')", "create temp view v as select readfile('x')",
    "CREATE VIEW v AS SELECT * FROM VirtualText('/etc/passwd')",
    "CREATE VIEW v AS SELECT * FROM t WHERE name REGEXP '(a+)+$'",
    "CREATE VIEW v AS SELECT st_squaregrid(g, 0.000001) FROM t",
    "CREATE VIEW v AS SELECT * FROM t WHERE x IN pragma_table_info('t')",
    "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
    "CREATE VIEW v AS WITH c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
    "CREATE VIEW v AS WITH c AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM \"C\") SELECT x FROM c",
    "CREATE VIEW v AS WITH a AS (SELECT 1), c(x) AS NOT MATERIALIZED (SELECT 1 UNION SELECT x + 1 FROM c) SELECT x FROM c",
    "CREATE VIRTUAL TABLE \"v\"USING VirtualText('/etc/passwd', 'UTF-8', 0)",
    "CREATE VIRTUAL TABLE v USING \"VirtualText\"('/etc/passwd')",
    "CREATE VIRTUAL/**/TABLE[v]USING[VirtualText]('/etc/passwd')",
    "CREATE VIRTUAL TABLE 'a using rtree' USING VirtualText('/etc/passwd')",
    "CREATE VIRTUAL TABLE v --using rtree\nUSING VirtualText('/etc/passwd')",
    "CREATE VIRTUAL TABLE v USING fts4(a, compress=lower, uncompress=PROJ_SetDatabasePath)",
    "CREATE VIRTUAL TABLE v USING fts4(a, UNCOMPRESS = upper)",
    "CREATE VIRTUAL TABLE v USING fts3(a, \"uncompress\"=upper)",
    "CREATE VIRTUAL TABLE v USING rtree(id, a, b, x=y)",
    "CREATE VIRTUAL TABLE v USING fts5(a, 'tokenize'=x)",
    "CREATE TABLE t (a TEXT, b TEXT AS (printf('%.9c', a)))",
    "CREATE TABLE t (a TEXT, b TEXT GENERATED ALWAYS AS/**/(\"load_extension\"(a)) STORED)",
  ]) func whatDoesMoreThanBeReadIsFound(_ sql: String) {
    #expect(SQLiteStatement(sql).threat != nil)
  }

  @Test(arguments: [
    "CREATE VIEW v AS SELECT fid, upper(trim(name)) AS n, count(*) AS c FROM t GROUP BY fid",
    "CREATE VIEW \"v\" (\"a\", b) AS SELECT \"x(\", 'load_extension(1)' FROM [t (old)] -- printf(1)",
    "CREATE VIEW v AS WITH a(x, y) AS (SELECT id, 1 FROM t), \"b\" AS MATERIALIZED (SELECT x FROM a) SELECT * FROM a JOIN b USING (x)",
    "CREATE VIEW v AS SELECT *, row_number() OVER (PARTITION BY k ORDER BY id) FROM t WHERE k IN (1, 2) AND NOT (a = 1)",
    "CREATE VIEW v AS SELECT ST_Centroid(geom) AS geom, CAST(n AS VARCHAR(20)) FROM t WHERE ST_Intersects(geom, MakePoint(1, 2))",
    "CREATE VIEW v AS SELECT sum(n) FILTER (WHERE n > 0) FROM t",
    "CREATE TABLE \"t\" (\"fid\" INTEGER PRIMARY KEY, n VARCHAR(20) DEFAULT (upper('a')), CHECK (custom(n) > 0), FOREIGN KEY (n) REFERENCES other(n))",
    "CREATE TABLE t (a TEXT, b TEXT AS (upper(a)))",
    "CREATE VIRTUAL TABLE \"rtree_t_geom\" USING rtree(id, minx, maxx, miny, maxy)",
    "CREATE VIRTUAL TABLE s USING fts4(name TEXT, tokenize=unicode61 \"remove_diacritics=0\", prefix='2,3')",
    "CREATE VIRTUAL TABLE s USING fts5(name, content='t', content_rowid='fid', tokenize = 'porter ascii')",
    "CREATE VIRTUAL TABLE idx_t_geom USING rtree(pkid, xmin, xmax, ymin, ymax)",
    "CREATE VIRTUAL TABLE SpatialIndex USING VirtualSpatialIndex()",
    "CREATE INDEX i ON t (custom(a))", "",
    "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT load_extension('x'); END",
  ]) func whatOnlyReadsIsLeftAlone(_ sql: String) {
    let threat = SQLiteStatement(sql).threat
    #expect(threat == nil, "\(threat ?? "")")
  }

  @Test(arguments: [
    ("CREATE TABLE t (a)", "t"), ("CREATE TABLE IF NOT EXISTS main.\"A b\" (a)", "a b"),
    ("CREATE TABLE'x'(a)", "x"), ("CREATE VIEW v AS SELECT 1", nil),
    ("CREATE VIRTUAL TABLE r USING rtree(a, b, c)", nil),
    // What it computes is no part of what the file holds.
    ("CREATE TABLE g (a, b AS (upper(a)))", nil),
    ("CREATE TABLE g (a, b TEXT GENERATED ALWAYS AS (upper(a)) STORED)", nil),
  ]) func aTableIsKnownByItsName(_ sql: String, _ name: String?) {
    #expect(SQLiteStatement(sql).table == name)
  }

  /// Four times the text takes four times as long, not sixteen times.
  @Test(arguments: ["'", "/*", "(", "a(", "as(", "x as (", "a() as (", "\"a\"(", "b as()a("])
  func theTimeGrowsWithTheText(_ piece: String) {
    // The time of this thread alone: others work beside it.
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    func time(_ count: Int) -> Double {
      let sql = "CREATE VIEW v AS SELECT " + String(repeating: piece, count: count)
      return (0..<3).map { _ in
        let start = now()
        _ = SQLiteStatement(sql)
        return now() - start
      }.min() ?? 0
    }
    #expect(time(40_000) < time(10_000) * 10, "\(piece)")
  }

  @Test func `a type in a table's cast is no query with a name`() {
    let statement = SQLiteStatement(
      "CREATE TABLE t(a, b AS (CAST(zeroblob(5) AS materialized(9))) VIRTUAL)")
    #expect(statement.threat == "calls zeroblob" && statement.table == nil)
    #expect(
      SQLiteStatement("CREATE VIEW v AS WITH c(x) AS (SELECT 1) SELECT x FROM c").threat == nil)
  }

  @Test func `a name that a view makes, too, is no table's`() throws {
    #expect(SQLiteStatement("CREATE VIEW \"V\" AS SELECT 1").view == "v")
    let path = NSTemporaryDirectory() + "two-\(UUID().uuidString).sqlite"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      try database.execute(
        sql: """
          CREATE TABLE a(x); CREATE VIEW v AS SELECT 1 AS x;
          PRAGMA writable_schema = ON;
          INSERT INTO sqlite_schema VALUES ('table', 'v', 'v', 0, 'CREATE TABLE IF NOT EXISTS v(a)');
          """)
    }
    let schema = try #require(SQLiteFile(path).flatMap { SQLiteSchema(of: $0) })
    #expect(schema.isTable("a") && !schema.isTable("v"))
  }
}
