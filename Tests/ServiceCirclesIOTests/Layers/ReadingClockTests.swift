import GRDB
import Testing

@testable import ServiceCirclesIO

@Suite struct ReadingClockTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A table of a thousand numbers, and a view that compares all triples of them and finds none.
  private func source(layer: String) throws -> LayerSource {
    let database = try DatabaseQueue(path: folder.file("v.sqlite"))
    try database.write { database in
      try database.execute(sql: "CREATE TABLE t (x INTEGER, lon REAL, lat REAL)")
      for x in 0..<1000 {
        try database.execute(sql: "INSERT INTO t VALUES (?, 120, 30)", arguments: [x])
      }
      try database.execute(
        sql:
          "CREATE VIEW v AS SELECT a.x, a.lon, a.lat FROM t a, t b, t c WHERE a.x + b.x + c.x < 0")
    }
    try database.close()
    return LayerSource(path: folder.file("v.sqlite"), layer: layer)
  }

  private let impatience = ReadingClock.Patience(once: .zero, aRecord: .zero)

  @Test func `a view that takes too long is said to do so, not to lack columns`() throws {
    let whole = try source(layer: "v")
    var filtered = whole
    filtered.filter = "x = 1"
    for source in [whole, filtered] {
      let error = #expect(throws: LayerError.self) {
        try OpenedLayer(source, patience: impatience)
      }
      #expect(error?.reason == .tookTooLong(seconds: 0), "\(String(describing: error))")
    }
  }

  @Test func `a table of the same file is opened, with its columns`() throws {
    let opened = try OpenedLayer(try source(layer: "t"), patience: impatience)
    #expect(opened.columns == ["x", "lon", "lat"])
  }
}
