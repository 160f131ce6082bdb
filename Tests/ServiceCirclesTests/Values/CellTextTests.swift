import Testing

@testable import ServiceCircles

@Suite struct CellTextTests {
  @Test(arguments: [
    "", " ", "-", " — ", "——", "无", "/", "／", "none", "None", "NULL", "ｎｕｌｌ", "N/A", "暂缺", "－",
  ])
  func `a cell that says that there is none names nothing`(cell: String) {
    #expect(CellText.named(cell) == nil)
  }

  @Test(arguments: ["无锡路社区", "--5", "330106001001", "0", "no", "否", " a "])
  func `any other cell names what it holds, as it stands there`(cell: String) {
    #expect(CellText.named(cell) == cell)
  }

  @Test
  func `what is missing in a column of names is missing in one of numbers, but for a plain no`()
    throws
  {
    for cell in ["-", "——", "/", "null", "暂无"] {
      for type in [ItemType.count, .area, .flag, .date, .number] {
        #expect(try type.quantity(of: cell) == .missing, "\(cell)")
      }
    }
    #expect(try ItemType.flag.quantity(of: "无") == .number(.zero))
  }
}
