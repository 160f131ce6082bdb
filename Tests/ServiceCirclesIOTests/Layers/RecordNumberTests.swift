import Foundation
import GRDB
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// Tables of databases whose records have no numbers that tell them apart: what a cell says is never another
/// record's.
@Suite struct RecordNumberTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ statements: [String]) throws -> String {
    let path = folder.file(name)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      for statement in statements { try database.execute(sql: statement) }
    }
    try queue.close()
    return path
  }

  private func homes(_ path: String) throws -> [String] {
    try PlaceReader(
      LayerSource(path: path), role: "residences", plane: try WorkingPlane(srid: 4549)
    ).residences().rows.map { "\($0.id) \($0.households.map(String.init) ?? "-")" }
  }

  /// The households of the homes, or the reason that they are not read.
  private func outcome(_ path: String) -> String {
    do {
      return try homes(path).joined(separator: ", ")
    } catch let error as LayerError {
      if case .unnumberedRecords(let column, let value) = error.reason {
        return "unnumbered: \(column) \(value)"
      }
      return "\(error.reason)"
    } catch {
      return "\(error)"
    }
  }

  /// What tells that a GeoPackage has a table `t` without geometry.
  private static let geoPackage = [
    "PRAGMA application_id = 1196444487", "PRAGMA user_version = 10200",
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT, last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER)",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT)",
    "INSERT INTO gpkg_contents VALUES ('t', 'attributes', 't', '', '2020-01-01T00:00:00Z', 0, 0, 0, 0, 0)",
  ]
  private static let columns = "id TEXT, lon REAL, lat REAL, households INTEGER"

  /// Three homes with what stands in one more column; the first has a text for its households.
  private static func homes(_ column: String, _ values: [String]) -> [String] {
    values.enumerated().map { i, value in
      "INSERT INTO t (id, lon, lat, households, \(column)) VALUES "
        + "('h\(i)', 120.001, 30, \(i == 0 ? "'1,500'" : "\(i + 1)"), \(value))"
    }
  }

  @Test(
    arguments: [
      ("_rowid_", ["7", "7", "7"]), ("_rowid_", ["1", "0", "1"]),
      ("_rowid_", ["NULL", "NULL", "2"]),
      ("_rowid_", ["'a'", "'b'", "'c'"]), ("_rowid_", ["1.5", "1.25", "3"]),
    ], ["sqlite", "gpkg"])
  func `a column in the place of the records' numbers stops, or tells them apart`(
    column: (String, [String]), ending: String
  ) throws {
    let table =
      ["CREATE TABLE t (\(Self.columns), \(column.0))"] + Self.homes(column.0, column.1)
    let path = try write("t.\(ending)", (ending == "gpkg" ? Self.geoPackage : []) + table)
    let outcome = outcome(path)
    #expect(outcome == "unnumbered: households 1,500", "\(outcome)")
  }

  @Test(arguments: ["sqlite", "gpkg"])
  func `other columns called as numbers are columns`(_ ending: String) throws {
    for (column, values) in [
      ("rowid", ["7", "7", "7"]), ("rowid", ["3", "1", "2"]), ("oid", ["1", "1", "2"]),
      ("_rowid_", ["30", "20", "10"]),
    ] {
      let path = try write(
        "\(column)\(values[0]).\(ending)",
        (ending == "gpkg" ? Self.geoPackage : [])
          + ["CREATE TABLE t (\(Self.columns), \(column))"] + Self.homes(column, values))
      #expect(outcome(path) == "h0 1500, h1 2, h2 3", "\(column)")
    }
  }

  /// Only `INTEGER PRIMARY KEY` is the record's number; any other key may be empty many times.
  @Test func `a key that is no record number stops, or tells them apart`() throws {
    for (name, values, expected) in [
      ("empty", ["NULL", "NULL", "3"], "unnumbered: households 1,500"),
      ("texts", ["'a'", "'b'", "'c'"], "unnumbered: households 1,500"),
      ("good", ["30", "20", "10"], "h0 1500, h1 2, h2 3"),
    ] {
      let path = try write(
        "\(name).gpkg",
        Self.geoPackage + ["CREATE TABLE t (fid INT PRIMARY KEY, \(Self.columns))"]
          + Self.homes("fid", values))
      #expect(outcome(path) == expected, "\(name)")
    }
  }

  @Test func `a table without record numbers stops where a cell is of another type`() throws {
    let table = "CREATE TABLE t (\(Self.columns), k TEXT PRIMARY KEY) WITHOUT ROWID"
    let path = try write("w.sqlite", [table] + Self.homes("k", ["'c'", "'b'", "'a'"]))
    #expect(outcome(path) == "unnumbered: households 1,500")
    let plain = try write(
      "p.sqlite",
      [table]
        + Self.homes("k", ["'c'", "'b'", "'a'"]).map {
          $0.replacing("'1,500'", with: "1")
        })
    #expect(outcome(plain) == "h2 3, h1 2, h0 1")
  }

  @Test(arguments: ["UTF-16le", "UTF-16be"])
  func `a database in UTF-16 is read as any other`(_ encoding: String) throws {
    let path = try write(
      "u.sqlite",
      [
        "PRAGMA encoding = '\(encoding)'", "CREATE TABLE t (\(Self.columns), name TEXT)",
        "INSERT INTO t VALUES ('h0', 120.001, 30, '1,500', '住宅')",
        "INSERT INTO t VALUES ('h1', 120.001, 30, 2, 'b')",
      ])
    #expect(outcome(path) == "h0 1500, h1 2")
  }
}
