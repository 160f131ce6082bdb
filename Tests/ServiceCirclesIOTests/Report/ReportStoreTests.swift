import Foundation
import GRDB
import PlaneGeometry
import Testing

@testable import ServiceCirclesIO

@Suite struct ReportStoreTests {
  let folder: TemporaryFolder
  let url: URL

  init() throws {
    folder = try TemporaryFolder()
    url = URL(fileURLWithPath: folder.file("报告.sqlite"))
  }

  private func open() throws -> DatabaseQueue {
    var configuration = SpatiaLite.configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: url.path, configuration: configuration)
  }

  // MARK: Layers

  @Test func geometriesAreLayersWithIndexes() throws {
    try SampleReport.write(to: url)
    try open().read { database in
      let layers = try Row.fetchAll(
        database,
        sql: """
          SELECT f_table_name, f_geometry_column, geometry_type, srid, spatial_index_enabled
          FROM geometry_columns ORDER BY 1
          """)
      #expect(layers.map { $0["f_table_name"] } == ["circle", "community", "facility", "gap"])
      #expect(
        layers.map { $0["f_geometry_column"] } == ["geometry", "geometry", "geometry", "geometry"])
      #expect(layers.map { $0["geometry_type"] } == [6, 6, 0, 4])
      #expect(layers.map { $0["srid"] } == [4549, 4549, 4549, 4549])
      #expect(layers.map { $0["spatial_index_enabled"] } == [1, 1, 1, 1])
      for table in ["circle", "community", "facility", "gap"] {
        #expect(
          try Int.fetchOne(
            database, sql: "SELECT CheckSpatialIndex(?, 'geometry')", arguments: [table]) == 1)
        #expect(
          try Int.fetchOne(
            database,
            sql: """
              SELECT count(*) FROM \(table)
              WHERE geometry IS NOT NULL AND NOT ST_IsValid(geometry)
              """) == 0)
      }
    }
  }

  @Test func spatialIndexFindsWhatIsThere() throws {
    let store = try ReportStore(at: url, srid: 4549, overwrite: false)
    try store.append(
      (0..<1000).map { (i: Int) -> FacilityRow in
        let cell = PlanePoint(Double(i % 40), Double(i / 40))
        let point = PlanePoint(500_000, 3_000_000) + cell * 10
        return SampleReport.facility("f\(i)", .point(point))
      })
    try store.finish()
    let found = try open().read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT facility_id FROM facility WHERE rowid IN (
            SELECT rowid FROM SpatialIndex WHERE f_table_name = 'facility'
            AND search_frame = BuildMbr(500095, 3000015, 500115, 3000035)) ORDER BY 1
          """)
    }
    #expect(found == ["f130", "f131", "f90", "f91"])
  }

  @Test func registerHoldsTheWorkingPlane() throws {
    try SampleReport.write(to: url)
    let name = try open().read { database in
      try String.fetchOne(
        database, sql: "SELECT auth_name || ':' || auth_srid FROM spatial_ref_sys WHERE srid = 4549"
      )
    }
    #expect(name == "epsg:4549")
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int)
    #expect(size < 1_500_000)
  }

  // MARK: Rows

  @Test func rowsComeBack() throws {
    try SampleReport.write(to: url)
    try open().read { database in
      let run = try #require(try Row.fetchOne(database, sql: "SELECT * FROM run"))
      #expect(run["started_at"] == "2026-01-02T03:04:05Z")
      #expect(run["profiles"] == #"["standard","st\"rict"]"#)
      #expect(run["working_srid"] == 4549)

      let input = try #require(try Row.fetchOne(database, sql: "SELECT * FROM input"))
      #expect(input["path"] == "设施.shp")
      #expect(input["features"] == 12)
      #expect((input["datum"] as String?) == nil)

      let rule = try #require(try Row.fetchOne(database, sql: "SELECT * FROM rule"))
      #expect(rule["threshold"] == "0.90")
      #expect(rule["minutes"] == 7.5)
      #expect(rule["services"] == #"["GOV","MED"]"#)

      let communities = try Row.fetchAll(
        database, sql: "SELECT * FROM community ORDER BY community_id")
      #expect(communities.map { $0["name"] } == ["甲村", "O'Brien \"乙\"", nil])
      #expect(communities.map { $0["households"] } == [1 << 40, nil, nil])

      let coverage = try #require(try Row.fetchOne(database, sql: "SELECT * FROM coverage"))
      #expect(coverage["households_covered"] == 0)
      #expect((coverage["population_covered"] as Int?) == nil)
      #expect((coverage["land_share"] as Double?) == nil)
      #expect(coverage["reached_k"] == "[5,3,0]")
      #expect(coverage["verdict"] == "UNKNOWN")

      let issue = try #require(try Row.fetchOne(database, sql: "SELECT * FROM issue"))
      #expect(issue["problem"] == "编号重复")
      let pair = try #require(try Row.fetchOne(database, sql: "SELECT * FROM circle_rule"))
      #expect(pair["circle_id"] == SampleReport.circle.id && pair["rule_id"] == "C-1")
    }
  }

  @Test func columnsAreThoseOfTheContract() throws {
    try SampleReport.write(to: url)
    let expected = [
      "run": [
        "engine_version", "started_at", "finished_at", "standard_id", "profiles", "working_srid",
        "parameters",
      ],
      "input": [
        "role", "path", "layer", "format", "crs", "datum", "sha256", "features", "rejected",
        "values_ignored",
      ],
      "rule": [
        "rule_id", "profile", "kind", "name_zh", "name_en", "source_text", "applies_to", "services",
        "required", "measure", "minutes", "mode", "speed_kmh", "access_m", "detour", "comparator",
        "threshold", "unit", "nature",
      ],
      "community": [
        "community_id", "name", "setting", "township", "county", "prefecture", "province",
        "households", "population", "residences", "floor_area_m2", "geometry",
      ],
      "facility": [
        "facility_id", "kind", "name", "floor_area_m2", "community_id", "access_m", "status",
        "geometry",
      ],
      "circle": [
        "circle_id", "facility_id", "service", "profile", "mode", "speed_kmh", "minutes", "area_m2",
        "reaches_edge", "geometry",
      ],
      "circle_rule": ["circle_id", "rule_id"],
      "coverage": [
        "community_id", "rule_id", "profile", "service", "households", "households_covered",
        "households_unknown", "population", "population_covered", "population_unknown",
        "residences", "residences_covered", "residences_unknown", "land_m2", "land_covered_low_m2",
        "land_covered_high_m2", "household_share", "land_share", "seat_minutes", "median_minutes",
        "p90_minutes", "reached_k", "threshold", "verdict",
      ],
      "gap": [
        "community_id", "rule_id", "profile", "service", "cause", "households", "residences",
        "nearest_facility_id", "nearest_minutes", "geometry",
      ],
      "region_summary": [
        "level", "region", "rule_id", "profile", "service", "communities", "communities_passing",
        "households", "households_covered", "households_unknown", "value", "verdict",
      ],
      "issue": ["severity", "role", "layer", "feature", "field", "problem", "action"],
    ]
    try open().read { database in
      for (table, columns) in expected {
        let names = try database.columns(in: table).map(\.name)
        #expect(names == columns, "\(table)")
      }
    }
  }

  @Test func geometriesComeBack() throws {
    try SampleReport.write(to: url)
    try open().read { database in
      for facility in SampleReport.facilities.map(\.facility) {
        let row = try #require(
          try Row.fetchOne(
            database,
            sql: """
              SELECT ST_AsBinary(geometry) AS wkb, ST_SRID(geometry) AS srid FROM facility
              WHERE facility_id = ?
              """, arguments: [facility.id]))
        guard !facility.geometry.isEmpty else {
          #expect((row["wkb"] as Data?) == nil)
          continue
        }
        let wkb: Data = row["wkb"]
        #expect(row["srid"] == 4549)
        #expect(
          try Geometry(wkb: [UInt8](wkb)) == SampleReport.flattened(facility.geometry),
          "\(facility.id)")
      }
    }
  }

  // MARK: Whole or not at all

  /// A report that stands where another is to be.
  private func writeOld() throws -> Data {
    try SampleReport.write(to: url)
    return try Data(contentsOf: url)
  }

  @Test func sameContentForTwoRuns() throws {
    try SampleReport.write(to: url, startedAt: 0)
    let first = try SampleReport.dump(open())
    try SampleReport.write(to: url, startedAt: 86_400)
    let second = try SampleReport.dump(open())
    #expect(first.count > 15)
    #expect(first == second)
  }

  @Test func existingReportIsOnlyReplacedOnRequest() throws {
    try SampleReport.write(to: url)
    let old = try Data(contentsOf: url)
    let error = #expect(throws: ReportError.self) {
      try ReportStore(at: url, srid: 4549, overwrite: false)
    }
    #expect(error?.kind == .alreadyExists)
    #expect(try Data(contentsOf: url) == old)
    let store = try ReportStore(at: url, srid: 4549, overwrite: true)
    #expect(try Data(contentsOf: url) == old)
    try store.finish()
    let new = try Data(contentsOf: url)
    #expect(new.starts(with: Data("SQLite format 3".utf8)) && new != old)
    #expect(folder.contents == ["报告.sqlite"])
  }

  /// What is no report stays, whatever it is called and whatever was asked for.
  @Test func onlyReportsAreReplaced() throws {
    let plane = try WorkingPlane(srid: 4549)
    let circles = folder.file("circles.sqlite")
    try CircleWriter.write([], to: circles, plane: plane)
    let database = try Data(contentsOf: URL(fileURLWithPath: circles))
    try FileManager.default.removeItem(atPath: circles)
    let texts = ["", "old", "SQLite format 3\0", "id,lon,lat\n"].map { Data($0.utf8) }
    for content in texts + [database] {
      try content.write(to: url)
      for overwrite in [true, false] {
        let error = #expect(throws: ReportError.self) {
          try ReportStore(at: url, srid: 4549, overwrite: overwrite)
        }
        #expect(error?.kind == (overwrite ? .isForeign : .alreadyExists))
      }
      #expect(try Data(contentsOf: url) == content && folder.contents == ["报告.sqlite"])
    }
  }

  @Test func reportThatCameIntoBeingMeanwhileStays() throws {
    let store = try ReportStore(at: url, srid: 4549, overwrite: false)
    try Data("other".utf8).write(to: url)
    let error = #expect(throws: ReportError.self) { try store.finish() }
    #expect(error?.kind == .alreadyExists)
    #expect(try Data(contentsOf: url) == Data("other".utf8))
    #expect(folder.contents == ["报告.sqlite"])
  }

  @Test func leftJournalIsNotPlayedIntoTheNewReport() throws {
    try SampleReport.write(to: url)
    _ = try folder.write("journal of the old", to: "报告.sqlite-journal")
    try SampleReport.write(to: url)
    #expect(folder.contents == ["报告.sqlite"])
  }

  @Test func unfinishedStoreLeavesNothing() throws {
    let files = TemporaryFiles()
    do {
      let store = try ReportStore(
        at: url, srid: 4549, overwrite: false, temporaryFiles: files)
      try store.append(SampleReport.communities)
      #expect(files.current.count == 1)
      #expect(folder.contents.count == 1)
      #expect(folder.contents.allSatisfy { $0.hasPrefix(".报告.sqlite.tmp-") })
    }
    #expect(files.current.isEmpty)
    #expect(folder.contents == [])

    let store = try ReportStore(at: url, srid: 4549, overwrite: false)
    store.discard()
    #expect(folder.contents == [])
    let error = #expect(throws: ReportError.self) { try store.append(SampleReport.communities) }
    #expect(error?.kind == .isOver)
  }

  @Test func finishedStoreIsOver() throws {
    let store = try ReportStore(at: url, srid: 4549, overwrite: false)
    try store.finish()
    store.discard()
    let error = #expect(throws: ReportError.self) { try store.finish() }
    #expect(error?.kind == .isOver)
    #expect(folder.contents == ["报告.sqlite"])
  }

  // MARK: Errors

  @Test func placesThatCannotBeWritten() throws {
    _ = try folder.write("", to: "file")
    for place in ["missing/r.sqlite", "file/r.sqlite"] {
      let error = #expect(throws: ReportError.self) {
        try ReportStore(
          at: URL(fileURLWithPath: folder.file(place)), srid: 4549, overwrite: true)
      }
      #expect(error?.kind == .cannotCreate)
      #expect(error?.path == folder.file(place))
    }
    let error = #expect(throws: ReportError.self) {
      try ReportStore(at: URL(fileURLWithPath: folder.path), srid: 4549, overwrite: true)
    }
    #expect(error?.kind == .cannotCreate)
    #expect(folder.contents == ["file"])
  }

  @Test(arguments: [123_456, 1 << 40, -7])
  func unknownPlane(_ srid: Int) throws {
    let error = #expect(throws: ReportError.self) {
      try ReportStore(at: url, srid: srid, overwrite: false)
    }
    #expect(error?.kind == .unknownSRID)
    #expect(folder.contents == [])
  }

  @Test func rowsThatCannotBeStored() throws {
    let old = try writeOld()
    let double = SampleReport.community("1")
    let infinite = SampleReport.community(
      "2", geometry: .rectangle(Box(min: [0, 0], max: [.infinity, 1])))
    for rows in [[double, double], [infinite]] {
      let store = try ReportStore(at: url, srid: 4549, overwrite: true)
      let error = #expect(throws: ReportError.self) { try store.append(rows) }
      #expect(error?.kind == .invalidRow)
      #expect(error?.detail.contains("community") == true)
      #expect(throws: ReportError.self) { try store.finish() }
      #expect(folder.contents == ["报告.sqlite"])
    }
    #expect(try Data(contentsOf: url) == old)
  }

  @Test func fullDiskWhileAppending() throws {
    let old = try writeOld()
    let store = try ReportStore(at: url, srid: 4549, overwrite: true)
    try store.limitPages(to: 400)
    let error = #expect(throws: ReportError.self) {
      for part in 0..<100 {
        try store.append(
          (0..<1000).map {
            SampleReport.community("\(part)-\($0)", name: "a long enough name")
          })
      }
    }
    #expect(error?.kind == .diskFull)
    #expect(folder.contents == ["报告.sqlite"])
    #expect(try Data(contentsOf: url) == old)
  }

  @Test func fullDiskWhileFinishing() throws {
    let old = try writeOld()
    let store = try ReportStore(at: url, srid: 4549, overwrite: true)
    try store.append(SampleReport.communities)
    try store.limitPages(to: 1)
    let error = #expect(throws: ReportError.self) { try store.finish() }
    #expect(error?.kind == .diskFull)
    #expect(folder.contents == ["报告.sqlite"])
    #expect(try Data(contentsOf: url) == old)
  }
}

extension ReportStore {
  /// Limits the database's size, as a full disk does.
  fileprivate func limitPages(to count: Int) throws {
    try withDraft { draft throws(ReportError) in
      do { try draft.limitPages(to: count) } catch { throw ReportError(path: path, error) }
    }
  }
}
