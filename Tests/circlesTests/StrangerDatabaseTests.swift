import Foundation
import GRDB
import Testing

/// Databases from strangers: nothing in them is run, and what is read ends.
@Suite struct StrangerDatabaseTests {
  let stranger: Stranger
  private var scratch: Scratch { stranger.scratch }

  init() throws { stranger = try Stranger() }

  private func write(_ name: String, _ statements: String...) throws {
    let queue = try DatabaseQueue(path: scratch.file(name))
    try queue.write { database in
      for statement in statements { try database.execute(sql: statement) }
    }
    try queue.close()
  }

  private static let table = "CREATE TABLE t (id TEXT, kind TEXT, lon REAL, lat REAL)"
  private static let row = "INSERT INTO t VALUES ('a', 'MED.clinic', 120.001, 30)"
  private static let large = "CREATE VIEW v AS SELECT printf('%.900000000c', id) AS id FROM t"
  private static let numbers =
    "CREATE TABLE n AS WITH c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c LIMIT 1000) SELECT i FROM c"

  /// A file as `zip -0` writes it.
  private func archive(_ name: String, to archive: String) throws {
    let script =
      "import sys, zipfile; zipfile.ZipFile(sys.argv[2], 'w').write(sys.argv[1], sys.argv[1])"
    try scratch.write(script, to: "zip.py")
    let run = try scratch.shell("python3 zip.py \(name) \(archive)")
    try #require(run.code == 0, "\(run.errors)")
  }

  /// What watches the queries of a database must not watch PROJ's own, which outlives it. Whether that is found out
  /// depends on what has come to stand in its memory since.
  @Test func `positions are projected after a database was read`() throws {
    try write(
      "list.sqlite",
      "CREATE TABLE t (id TEXT, households TEXT, lon REAL, lat REAL, total_floor_area_m2 REAL, "
        + "commercial_area_m2 REAL, service_area_m2 REAL, largest_centre_m2 REAL)",
      "INSERT INTO t VALUES ('a', '1250', 120.1636, 30.2766, 98000, 11210, 550, 550)")
    for _ in 0..<8 {
      let run = try scratch.run("check", "list.sqlite", "--rules", "N-1,N-2,N-3")
      #expect(run.code == 0, "\(run.errors)")
    }
  }

  @Test func aDatabaseInAnArchiveIsLookedInto() throws {
    try write("good.sqlite", Self.table, Self.row)
    try write("bad.sqlite", Self.table, Self.row, Self.large)
    try archive("good.sqlite", to: "good.zip")
    try archive("bad.sqlite", to: "bad.zip")
    let run = try stranger.run("/vsizip/good.zip/good.sqlite")
    #expect(run.code == 0, "\(run.errors)")
    for path in ["/vsizip/bad.zip/bad.sqlite", "/vsizip/bad.zip"] {
      #expect(try stranger.refused(path).contains("calls printf"))
    }
    #expect(scratch.temporaryContents == [])
  }

  @Test func aDatabaseBehindGzipIsLookedInto() throws {
    try write("bad.sqlite", Self.table, Self.row, Self.large)
    try #require(try scratch.shell("gzip -k bad.sqlite").code == 0)
    #expect(try stranger.refused("/vsigzip/bad.sqlite.gz").contains("calls printf"))
  }

  /// FTS4 unpacks its texts by any function that it is told: this one would open the pipe that a text names.
  @Test(.timeLimit(.minutes(2))) func aTableThatWouldCallAFunctionIsNotOpened() throws {
    try #require(mkfifo(scratch.file("pipe"), 0o600) == 0)
    try write(
      "f.sqlite", Self.table, Self.row,
      "CREATE VIRTUAL TABLE v USING fts4(id, kind, lon, lat, compress=lower, uncompress=lower)",
      "INSERT INTO v VALUES ('\(scratch.file("pipe"))', 'MED.clinic', 120.001, 30)",
      "PRAGMA writable_schema = ON",
      "UPDATE sqlite_schema SET sql = replace(sql, 'uncompress=lower', 'uncompress=PROJ_SetDatabasePath') WHERE name = 'v'"
    )
    for layer in ["t", "v"] {
      #expect(try stranger.refused("f.sqlite:\(layer)").contains("fts4 with compress"))
    }
  }

  /// Nothing but what is read is put anywhere.
  @Test(arguments: ["t.sqlite", "t.csv"])
  func nothingIsPutBesideACompressedFile(_ name: String) throws {
    try write("t.sqlite", Self.table, Self.row)
    try scratch.write("id,kind,lon,lat\na,MED.clinic,120.001,30\n", to: "t.csv")
    try #require(try scratch.shell("mkdir d && gzip -c \(name) > d/\(name).gz").code == 0)
    let run = try stranger.run("/vsigzip/d/\(name).gz")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.file("d")) == ["\(name).gz"])
  }

  /// What counts is what is read: the database with its journal.
  @Test func aDatabaseWithAJournalIsLookedIntoAsItWasSaved() throws {
    try write("x.sqlite", Self.table, Self.row, Self.large)
    try write("y.sqlite", Self.table, Self.row)
    // The journal of one takes the view away, that of the other makes it.
    let script = """
      import sqlite3, shutil
      for name, statement in (('x', 'DROP VIEW v'), ('y', "\(Self.large)")):
        c = sqlite3.connect(name + '.sqlite', isolation_level=None)
        c.execute('PRAGMA journal_mode = WAL'); c.execute('PRAGMA wal_autocheckpoint = 0')
        c.execute(statement)
        for end in ('', '-wal'): shutil.copy(name + '.sqlite' + end, name + '2.sqlite' + end)
      """
    try scratch.write(script, to: "wal.py")
    try #require(try scratch.shell("python3 wal.py").code == 0)
    let run = try stranger.run("x2.sqlite:t")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try stranger.refused("y2.sqlite").contains("calls printf"))
  }

  @Test(.timeLimit(.minutes(2))) func aFileAtTheOutputsPlaceIsNotRun() throws {
    let endless =
      "SELECT 'circles' AS table_name FROM n a, n b, n c, n d, n e, n f WHERE a.i + b.i + c.i = -1"
    try write("a.gpkg", Self.numbers, "CREATE VIEW gpkg_contents AS \(endless)")
    try write(
      "b.gpkg", Self.table, Self.row, Self.large,
      "CREATE VIEW gpkg_contents AS SELECT id AS table_name FROM v")
    try write(
      "c.sqlite", Self.numbers,
      "CREATE VIEW geometry_columns AS SELECT 'x' AS f_table_name FROM n a, n b, n c, n d, n e, n f"
    )
    for name in ["a.gpkg", "b.gpkg", "c.sqlite"] {
      let run = try scratch.run(
        "circle", "--network", "town.osm", "--at", "120.001,30", "--minutes", "5", "-o", name,
        "--overwrite")
      #expect(run.code == 73 && !run.isKilled, "\(name): \(run.errors)")
    }
    let report = try scratch.run("check", "secret.csv", "-o", "a.gpkg", "--overwrite")
    #expect(report.code == 73, "\(report.errors)")
  }

  @Test(.timeLimit(.minutes(2))) func aViewOfAllCombinationsEnds() throws {
    try write(
      "v.sqlite", Self.numbers,
      "CREATE VIEW v AS SELECT a.i AS id, 'MED.clinic' AS kind, 120.001 AS lon, 30.0 AS lat FROM n a, n b, n c, n d"
    )
    #expect(try stranger.refused("v.sqlite:v").contains("more than the file holds"))
  }

  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      "printf('%.900000000c', 'a') = id", "zeroblob(900000000) = id", "randomblob(9) = id",
      "load_extension('x') = id",
    ]) func aConditionCallsNoFunctionOfTheDatabase(_ condition: String) throws
  {
    try write("t.sqlite", Self.table, Self.row)
    let run = try stranger.project(where: condition, of: "t.sqlite")
    #expect(run.code == 65 && run.errors.contains("w.yaml:4, where"), "\(run.errors)")
  }

  /// SpatiaLite's own views call functions, too: reports are read as layers, and are replaced by reports.
  @Test func aReportIsNoThreat() throws {
    try scratch.write(Town().csv(("a", 1, 0, "MED.clinic")), to: "f.csv")
    for _ in 0..<2 {
      let run = try stranger.project(where: "id = 'a'", of: "f.csv")
      #expect(run.code == 0, "\(run.errors)")
    }
    let run = try stranger.run("r.sqlite:facility")
    #expect(run.code == 0 && !run.text.isEmpty, "\(run.errors)")
  }

  /// What cannot be prepared is said, and not taken for a table without columns.
  @Test func aViewOfWhatIsNotThereIsDamaged() throws {
    try write(
      "v.sqlite", "CREATE TABLE x (id TEXT)", "CREATE VIEW v AS SELECT id FROM x", "DROP TABLE x")
    let errors = try stranger.refused("v.sqlite:v")
    #expect(errors.contains("no such table") && !errors.contains("'lon'"), "\(errors)")
  }
}
