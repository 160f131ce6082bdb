import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// Tables of shapefiles in encodings that they state, do not state, or state wrongly.
@Suite struct TableEncodingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 名称, and 城南社区卫生服务站.
  private static let name: [String: [UInt8]] = [
    "GBK": [0xC3, 0xFB, 0xB3, 0xC6], "UTF-8": Array("名称".utf8),
  ]
  private static let station: [String: [UInt8]] = [
    "GBK": [
      0xB3, 0xC7, 0xC4, 0xCF, 0xC9, 0xE7, 0xC7, 0xF8, 0xCE, 0xC0, 0xC9, 0xFA, 0xB7, 0xFE, 0xCE,
      0xF1, 0xD5, 0xBE,
    ], "UTF-8": Array("城南社区卫生服务站".utf8),
  ]
  /// São Miguel, in Latin-1: its third and fourth bytes would be a pair of GBK.
  private static let latin: [UInt8] = [
    0x53, 0xE3, 0x6F, 0x20, 0x4D, 0x69, 0x67, 0x75, 0x65, 0x6C,
  ]

  /// A table of one place, and what stands beside it.
  private func table(
    column: [UInt8], cell: [UInt8], language: UInt8 = 0, page: String? = nil, width: Int = 40
  ) throws -> String {
    let columns: [(name: [UInt8], width: Int, cell: [UInt8])] = [
      (Array("id".utf8), 10, Array("a".utf8)), (Array("lon".utf8), 10, Array("120.001".utf8)),
      (Array("lat".utf8), 10, Array("30".utf8)), (column, width, cell),
    ]
    let record = 1 + columns.reduce(0) { $0 + $1.width }
    let header = 32 + 32 * columns.count + 1
    var bytes: [UInt8] = [3, 120, 1, 1, 1, 0, 0, 0]
    bytes += [UInt8(header & 255), UInt8(header >> 8), UInt8(record & 255), UInt8(record >> 8)]
    bytes += [UInt8](repeating: 0, count: 17) + [language, 0, 0]
    for column in columns {
      bytes += column.name + [UInt8](repeating: 0, count: 11 - column.name.count)
      bytes += [UInt8(ascii: "C"), 0, 0, 0, 0, UInt8(column.width)]
      bytes += [UInt8](repeating: 0, count: 15)
    }
    bytes += [0x0D, 0x20]
    for column in columns {
      bytes += column.cell + [UInt8](repeating: 0x20, count: column.width - column.cell.count)
    }
    let path = folder.file("d.dbf")
    try Data(bytes + [0x1A]).write(to: URL(filePath: path))
    try? FileManager.default.removeItem(atPath: folder.file("d.cpg"))
    if let page { _ = try folder.write(page, to: "d.cpg") }
    return path
  }

  private func read(_ path: String) throws -> PlaceTable<PlaceRecord> {
    try PlaceReader(
      LayerSource(path: path), role: "facilities", plane: try WorkingPlane(srid: 4549)
    ).records()
  }

  @Test(
    arguments: [
      ("GBK", UInt8(0), nil, "layer.read_in"), ("GBK", 0x57, nil, "layer.read_in_instead"),
      ("GBK", 0x4D, nil, nil), ("GBK", 0, "GBK", nil), ("GBK", 0, "936", nil),
      ("GBK", 0, "UTF-8", "layer.read_in_instead"),
      ("GBK", 0, "ISO-8859-1", "layer.read_in_instead"),
      ("UTF-8", 0, nil, "layer.read_in"), ("UTF-8", 0x57, nil, "layer.read_in_instead"),
      ("UTF-8", 0, "UTF-8", nil), ("UTF-8", 0x4D, nil, "layer.read_in_instead"),
      ("UTF-8", 0, "GBK", "layer.read_in_instead"), ("UTF-8", 0x57, "utf8", nil),
    ] as [(String, UInt8, String?, String?)])
  func `texts are read, whatever the file says of them`(
    encoding: String, language: UInt8, page: String?, note: String?
  ) throws {
    let found = try read(
      table(
        column: try #require(Self.name[encoding]), cell: try #require(Self.station[encoding]),
        language: language, page: page))
    #expect(found.rows.map(\.name) == ["城南社区卫生服务站"])
    #expect(
      found.issues.map(\.problem.key).filter { $0.hasPrefix("layer.read") }
        == [note].compactMap { $0 })
  }

  @Test(arguments: [(UInt8(0x57), nil), (0, "ISO-8859-1"), (3, nil)] as [(UInt8, String?)])
  func `letters with accents are no Chinese`(language: UInt8, page: String?) throws {
    let found = try read(
      table(column: Array("name".utf8), cell: Self.latin, language: language, page: page))
    #expect(found.rows.map(\.name) == ["São Miguel"])
    #expect(!found.issues.contains { $0.problem.key.hasPrefix("layer.read") })
  }

  @Test func `a character that the end of a cell cuts changes nothing`() throws {
    let station = try #require(Self.station["GBK"])
    let found = try read(
      table(column: try #require(Self.name["GBK"]), cell: Array(station.dropLast()), width: 17))
    #expect(found.rows.first?.name?.hasPrefix("城南社区卫生服务") == true)
    let long = try #require(Self.station["UTF-8"])
    let other = try read(
      table(column: try #require(Self.name["UTF-8"]), cell: Array(long.dropLast()), width: 26))
    #expect(other.rows.first?.name?.hasPrefix("城南社区卫生服务") == true)
  }

  @Test func `of ASCII nothing is said`() throws {
    let found = try read(table(column: Array("name".utf8), cell: Array("a".utf8)))
    #expect(found.rows.map(\.name) == ["a"])
    #expect(!found.issues.contains { $0.problem.key.hasPrefix("layer.read") })
  }
}
