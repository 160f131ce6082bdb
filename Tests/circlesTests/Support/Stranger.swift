import Foundation
import GRDB
import Testing

/// A folder with a town, and a file beside it that nobody has named.
struct Stranger {
  let scratch: Scratch
  static let secret = "the private row"

  init() throws {
    scratch = try Scratch()
    try scratch.write(
      "id,kind,lon,lat,name\ns,MED.clinic,120,30,\(Self.secret)\n", to: "secret.csv")
    try scratch.write(Town().xml, to: "town.osm")
  }

  /// A run that reads facilities.
  func run(_ facilities: String) throws -> CommandRun {
    try scratch.run(
      "circle", "--network", "town.osm", "--facilities", facilities, "--minutes", "5", "-o", "-")
  }

  /// A run that reads facilities, and must not come to any result.
  func refused(_ facilities: String, _ code: Int32 = 65) throws -> String {
    let run = try run(facilities)
    #expect(run.code == code && !run.isKilled, "\(facilities): \(run.errors)")
    #expect(run.text.isEmpty && !run.errors.contains(Self.secret))
    #expect(run.errors.split(separator: "\n").count <= 3)
    return run.errors
  }

  /// What a project says whose facilities are chosen by a condition.
  func project(where condition: String, of path: String) throws -> CommandRun {
    try scratch.write(
      """
      streets: { path: town.osm }
      facilities:
        - path: \(path)
          where: "\(condition)"
      report: r.sqlite
      """, to: "w.yaml")
    return try scratch.run("assess", "w.yaml", "--quiet", "--overwrite")
  }

  /// A GeoPackage with one facility, in a reference system that it defines.
  func writeGeoPackage(_ name: String, crs: String) throws {
    let queue = try DatabaseQueue(path: scratch.file(name))
    var point = Data([0x47, 0x50, 0, 1])
    withUnsafeBytes(of: Int32(9999)) { point.append(contentsOf: $0) }
    point.append(contentsOf: [1, 1, 0, 0, 0])
    for value in [120.001, 30.0] { withUnsafeBytes(of: value) { point.append(contentsOf: $0) } }
    try queue.write { database in
      for sql in [
        "PRAGMA application_id = 1196444487", "PRAGMA user_version = 10200",
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT)",
        "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT, last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER)",
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT)",
        "INSERT INTO gpkg_contents VALUES ('t', 'features', 't', '', '2020-01-01T00:00:00Z', 0, 0, 0, 0, 9999)",
        "INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POINT', 9999, 0, 0)",
        "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB, id TEXT, kind TEXT)",
      ] { try database.execute(sql: sql) }
      try database.execute(
        sql: "INSERT INTO gpkg_spatial_ref_sys VALUES ('x', 9999, 'x', 9999, ?, '')",
        arguments: [crs])
      try database.execute(
        sql: "INSERT INTO t VALUES (1, ?, 'a', 'MED.clinic')", arguments: [point])
    }
    try queue.close()
  }
}
