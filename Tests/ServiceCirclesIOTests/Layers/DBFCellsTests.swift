import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// Tables of shapefiles whose columns of texts say more of their length than a byte.
@Suite struct DBFCellsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private struct Column {
    var name: String
    var type: Character = "C"
    var width: Int
    /// What stands behind the width in the column's descriptor.
    var second: UInt8 = 0
    var cell: String
  }

  /// A table of one record.
  private func table(_ columns: [Column]) throws -> String {
    let record = 1 + columns.reduce(0) { $0 + $1.width }
    let header = 32 + 32 * columns.count + 1
    var bytes: [UInt8] = [3, 120, 1, 1, 1, 0, 0, 0]
    bytes += [UInt8(header & 255), UInt8(header >> 8), UInt8(record & 255), UInt8(record >> 8)]
    bytes += [UInt8](repeating: 0, count: 20)
    for column in columns {
      bytes += Array(column.name.utf8) + [UInt8](repeating: 0, count: 11 - column.name.utf8.count)
      bytes += [column.type.asciiValue ?? 0, 0, 0, 0, 0]
      bytes += [UInt8(column.width & 255), column.second]
      bytes += [UInt8](repeating: 0, count: 14)
    }
    bytes += [0x0D, 0x20]
    for column in columns {
      bytes += Array(column.cell.utf8)
      bytes += [UInt8](repeating: 0x20, count: column.width - column.cell.utf8.count)
    }
    let path = folder.file("d.dbf")
    try Data(bytes + [0x1A]).write(to: URL(filePath: path))
    return path
  }

  private func columns(name: Column, households: String) -> [Column] {
    [
      Column(name: "id", width: 10, cell: "a"), name,
      Column(name: "lon", width: 10, cell: "120.001"), Column(name: "lat", width: 10, cell: "30"),
      Column(name: "households", type: "N", width: 10, cell: households),
    ]
  }

  private func homes(_ path: String) throws -> [Int?] {
    try PlaceReader(
      LayerSource(path: path), role: "residences", plane: try WorkingPlane(srid: 4549)
    ).residences().rows.map(\.households)
  }

  /// The byte of the decimals means nothing for a text.
  @Test(arguments: [UInt8(0), 1, 3, 255])
  func `the cells behind a text are those that GDAL reads`(second: UInt8) throws {
    let name = Column(name: "name", width: 20, second: second, cell: "b")
    for (cell, households) in [("1,500", 1500), ("12abc", nil), ("7", 7)] {
      #expect(try homes(table(columns(name: name, households: cell))) == [households])
    }
  }

  @Test func `texts of more than 255 bytes stop`() throws {
    let name = Column(name: "name", width: 300, second: 1, cell: "b")
    do {
      _ = try homes(table(columns(name: name, households: "7")))
      Issue.record("it was read")
    } catch {
      #expect((error as? LayerError)?.reason == .longTexts)
    }
  }
}
