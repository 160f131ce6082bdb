import Foundation
import ServiceCircles
import TestSupport
import Testing

@testable import ServiceCirclesIO

@Suite struct TextTableTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, _ name: String = "t.csv") throws -> TextTable {
    try TextTable.read(LayerSource(path: folder.write(text, to: name)))
  }

  @Test func `quotes, lines in quotes, blanks and empty rows`() throws {
    let table = try read(
      "\u{FEFF} id ,名称,n\r\nA,\"甲, 乙\n丙\",\"1,234\"\r\n\r\n , ,\r\nB,\"a \"\"b\"\"\",\r\n")
    #expect(table.columns == ["id", "名称", "n"])
    #expect(table.rows.map(\.cells) == [["A", "甲, 乙\n丙", "1,234"], ["B", "a \"b\"", nil]])
    #expect(table.rows.allSatisfy { $0.problem == nil })
    #expect(table.rows.map(\.number) == [2, 5])
  }

  @Test func `a record of another length is said to be so, not shifted`() throws {
    let table = try read("id,n,m\nA,1,234,5\nB,1\nC,1,2,,\nD,1,2\n")
    #expect(table.rows.map { $0.problem == nil } == [false, false, true, true])
    #expect(table.rows[0].problem?.text(in: .english).contains("4 fields") == true)
  }

  @Test func `semicolons and tabs`() throws {
    for separator in [";", "\t"] {
      let table = try read("id\(separator)n\nA\(separator)1,5\n")
      #expect(table.columns == ["id", "n"] && table.rows[0].cells == ["A", "1,5"])
    }
  }

  @Test func `the national encoding and UTF-16`() throws {
    // 项目,户数 in GB 18030.
    let bytes: [UInt8] = [
      0xCF, 0xEE, 0xC4, 0xBF, 0x2C, 0xBB, 0xA7, 0xCA, 0xFD, 0x0A, 0x41, 0x2C, 0x35, 0x0A,
    ]
    try Data(bytes).write(to: URL(filePath: folder.file("g.csv")))
    let table = try TextTable.read(LayerSource(path: folder.file("g.csv")))
    #expect(table.columns == ["项目", "户数"] && table.rows[0].cells == ["A", "5"])
    #expect(table.notes.first?.text(in: .english).contains("GB18030") == true)
    let wide = try #require("项目\t户数\nA\t5\n".data(using: .utf16))
    try wide.write(to: URL(filePath: folder.file("w.csv")))
    #expect(try TextTable.read(LayerSource(path: folder.file("w.csv"))).columns == ["项目", "户数"])
  }

  @Test func `what is no table is an error`() throws {
    for (name, bytes) in [("e.csv", [UInt8]()), ("n.csv", [0xFF, 0x00, 0xFE, 0x80])] {
      try Data(bytes).write(to: URL(filePath: folder.file(name)))
      #expect(throws: LayerError.self) {
        try TextTable.read(LayerSource(path: folder.file(name)))
      }
    }
    let missing = #expect(throws: LayerError.self) {
      try TextTable.read(LayerSource(path: folder.file("none.csv")))
    }
    #expect(missing?.reason == .notFound)
  }

  /// Damaged bytes never end the program: they are rows, problems or an error.
  @Test func `damaged tables`() throws {
    var random = SplitMix(state: 7)
    let good = Array("id,n,名称\nA,1,\"甲\"\nB,\"2,5\",乙\n".utf8)
    for i in 0..<400 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count / 2, using: &random))
      try Data(bytes).write(to: URL(filePath: folder.file("d\(i).csv")))
      if let table = try? TextTable.read(LayerSource(path: folder.file("d\(i).csv"))) {
        #expect(table.rows.allSatisfy { $0.cells.count == table.columns.count })
      }
    }
  }
}
