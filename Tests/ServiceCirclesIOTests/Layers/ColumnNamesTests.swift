import Foundation
import Testing

@testable import ServiceCirclesIO

@Suite struct ColumnNamesTests {
  private let households = ColumnNames.ofPlaces["households"]

  @Test(
    arguments: [
      ("households", true), ("Households", true), (" HOUSEHOLDS", true), ("户数", true),
      ("户 数", true), ("户数（户）", true), ("总户数(户)", true), ("ｈｏｕｓｅｈｏｌｄｓ", true),
      ("户数（万户）", false), ("户数变化", false), ("households2", false), ("(户)", false),
    ])
  func `names differ by more than case, width, blanks and a plain unit`(
    column: String, isKnown: Bool
  ) throws {
    #expect((households?.positions(in: ["a", column]) == [1]) == isKnown)
  }

  @Test func `an area in ten thousands is another column`() {
    let area = ColumnNames.ofPlaces["floor_area"]
    #expect(area?.positions(in: ["建筑面积（万平方米）"]) == [])
    #expect(area?.positions(in: ["建筑面积（平方米）"]) == [0])
    #expect(area?.positions(in: ["建筑面积(㎡)", "floor_area"]) == [1, 0])
  }

  @Test func `the name of project files comes first, then the others in their order`() {
    #expect(households?.positions(in: ["常住户数", "户数", "households"]) == [2, 1, 0])
    #expect(households?.positions(in: ["Households", "households"]) == [1, 0])
  }

  @Test func `no name stands for two columns of one table`() {
    for table in [ColumnNames.ofPlaces, ColumnNames.ofCommunities] {
      let names = table.flatMap(\.all).map(ColumnNames.bare)
      #expect(Set(names).count == names.count)
    }
  }

  @Test func `the page of names has all of them`() throws {
    let page = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/columns.md"), encoding: .utf8)
    let all =
      ColumnNames.ofPlaces + ColumnNames.ofCommunities + [
        .registered, .region, .level, .year, .item, .value,
      ]
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    #expect(
      rows
        == all.map {
          "| `\($0.key)` | \($0.others.isEmpty ? "–" : $0.others.joined(separator: ", ")) |"
        })
  }
}
