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

  @Test(arguments: [
    ("330110001001", "330110001001"), (" 330110001 ", "330110001"), ("330110001.0", "330110001"),
    ("330110001.000", "330110001"), ("３３０１１０００１", "330110001"), ("３３０１１０００１．０", "330110001"),
    ("3.30110001E+8", "330110001"), ("3.30110001001e+011", "330110001001"), ("Ａ-１", "A-1"),
    ("007.0", "007"), ("3.30199E+11", "3.30199E+11"), ("3.14E+1", "3.14E+1"), ("1.10", "1.10"),
    ("余杭区（新）\u{3000}", "余杭区（新）"), ("2E1", "2E1"), ("a.0", "a.0"), (".0", ".0"),
  ]) func `an id has one form, however a spreadsheet wrote it`(cell: String, id: String) {
    #expect(CellText.id(cell) == id)
    #expect(CellText.id(id) == id)
  }

  @Test func `an id that a spreadsheet has rounded is known`() {
    for id in ["3.30199E+11", "3.3e+011", "3E+11", "3.30199201207e+18"] {
      #expect(CellText.hasLostDigits(id))
    }
    for id in ["330199", "3.30110001E8", "E+11", "a3.3E+11", "3.30199E-11", "33.1E+11"] {
      #expect(!CellText.hasLostDigits(id))
    }
    #expect(CellText.id("—") == nil && CellText.id(nil) == nil)
  }

  @Test func `a region's code tells its level`() {
    let levels: [(String, PlanLevel?)] = [
      ("330110", .county), ("330100", .prefecture), ("330000", .province),
      ("330110001", .township), ("330110000", .county), ("330110001001", .community),
      ("330110001000", .township), ("330100000000", .prefecture), ("33", nil), ("990110", nil),
      ("杭州市", nil), ("3301100", nil), ("33011a", nil),
    ]
    for (code, level) in levels {
      #expect(AdministrativeCode.level(ofRegion: code) == level, "\(code)")
    }
  }

  @Test func `points may keep thousands apart`() {
    for (cell, number) in [("107.000", "107000"), ("1.234.567", "1234567"), ("１０７．０００", "107000")] {
      #expect(ItemType.thousands(of: cell) == number)
    }
    for cell in ["107.00", "0.500", "1070.000", "107", "107.0000", nil] {
      #expect(ItemType.thousands(of: cell) == nil)
    }
  }

  @Test(arguments: ["MED.clinic", "ＭＥＤ．clinic", "med.Clinic", " MED.CLINIC "])
  func `a kind is that kind in whatever letters`(code: String) {
    #expect(FacilityKind(code: code)?.description == "MED.clinic")
    #expect(FacilityKind(code: "gov") == FacilityKind(.general, ""))
    #expect(FacilityKind(code: "XYZ.clinic") == nil)
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
