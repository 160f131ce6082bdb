import Foundation
import GRDB
import ServiceCircles
import ServiceCirclesIO
import Testing

/// The report that a program writes with the library is the one that the command writes.
@Suite struct EmbeddingTests {
  private static let fixtures = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures")

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Every row of every table in the order of its values, but for the times of the run.
  private func dump(_ name: String) throws -> [String: [String]] {
    let queue = try DatabaseQueue(path: scratch.file(name))
    return try queue.read { database in
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_master WHERE type = 'table' AND name IN (
            'run', 'input', 'rule', 'community', 'facility', 'circle', 'circle_rule', 'coverage',
            'gap', 'ratio', 'region_summary', 'sensitivity', 'issue')
          """)
      var rows: [String: [String]] = [:]
      for table in tables {
        let columns = try database.columns(in: table).map(\.name)
          .filter { $0 != "started_at" && $0 != "finished_at" }
        let list = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
        rows[table] = try String.fetchAll(
          database, sql: "SELECT \(list) FROM \"\(table)\" ORDER BY 1")
      }
      return rows
    }
  }

  private func expectSame(_ a: String, _ b: String) throws {
    let (first, second) = (try dump(a), try dump(b))
    #expect(first.count == 13 && first.keys.sorted() == second.keys.sorted())
    for (table, rows) in first {
      #expect(!rows.isEmpty || ["sensitivity", "issue", "ratio"].contains(table), "\(table)")
      #expect(rows == second[table], "\(table)")
    }
  }

  @Test func `the sample county, whole and through JSON`() async throws {
    let path = Self.fixtures.appending(path: "sample-county/project.yaml").path
    let run = try scratch.run(
      "assess", path, "-o", "command.sqlite", "--quiet", "--circles", "service")
    #expect(run.code == 0 && run.errors == "")
    let result = try await Assessment(try ProjectFile(path: path), circles: .service).run()
    try ReportStore.write(result, to: URL(filePath: scratch.file("library.sqlite")))
    try expectSame("command.sqlite", "library.sqlite")
    // As JSON the result is whole: the report written from it is the same again.
    let json = try JSONEncoder().encode(result)
    try ReportStore.write(
      JSONDecoder().decode(Assessment.Result.self, from: json),
      to: URL(filePath: scratch.file("json.sqlite")))
    try expectSame("command.sqlite", "json.sqlite")
  }

  @Test func `a city from its OpenStreetMap file alone`() async throws {
    var project = ProjectFile()
    project.streets = Self.fixtures.appending(path: "monaco/monaco.osm.pbf").path
    let run = try scratch.run(
      "assess", "--network", project.streets ?? "", "-o", "command.sqlite", "--quiet",
      "--circles", "service")
    #expect(run.code == 0 && run.errors == "")
    let result = try await Assessment(project, circles: .service).run()
    try ReportStore.write(result, to: URL(filePath: scratch.file("library.sqlite")))
    try expectSame("command.sqlite", "library.sqlite")
  }

  private static let lasPalmas = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/las-palmas/las_palmas_20230221.osm.pbf")
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: lasPalmas.path),
      "needs the shared collection of extracts"))
  func `a large city with the circles of its services`() async throws {
    var project = ProjectFile()
    project.streets = Self.lasPalmas.path
    let run = try scratch.run(
      "assess", "--network", Self.lasPalmas.path, "-o", "command.sqlite", "--quiet",
      "--circles", "service")
    #expect(run.code == 0 && run.errors == "")
    let result = try await Assessment(project, circles: .service).run()
    #expect(!result.circles.isEmpty)
    try ReportStore.write(result, to: URL(filePath: scratch.file("library.sqlite")))
    try expectSame("command.sqlite", "library.sqlite")
  }
}
