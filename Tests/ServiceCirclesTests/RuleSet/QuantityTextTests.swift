import Testing

@testable import ServiceCircles

@Suite struct QuantityTextTests {
  @Test(arguments: [
    ("98000", "98000"), ("11,210.00", "11210.00"), ("１１２１０．５", "11210.5"),
    ("1，234，567", "1234567"), ("98 000.5", "98000.5"), (" 550.00 ", "550.00"),
    ("9.8万", "98000"), ("9.8万平方米", "98000"), ("350㎡", "350"), ("350 m2", "350"),
    ("350平方米", "350"), ("+12", "12"), ("0", "0"), (".5", "0.5"), ("．５", "0.5"), (" .25万", "2500"),
    ("9.8 万 平方米", "98000"),
    ("0.000001", "0.000001"),
    ("999999999999.999999", "999999999999.999999"),
    // As shapefiles print binary numbers: the width of the column, and noise beyond fifteen digits.
    ("350.000000000000000", "350"), ("1234.559999999999945", "1234.56"),
    ("4569.569999999999709", "4569.57"), ("0.100000000000000006", "0.1"),
    ("39.99999999999999999", "40"), ("0.30000000000000004", "0.3"),
    ("1234.5600000000001", "1234.56"),
    ("11,210.000000000000000", "11210"), ("98000.010000000009313", "98000.01"),
  ])
  func `areas as tables write them`(cell: String, says: String) throws {
    #expect(try ItemType.area.quantity(of: cell) == .number(#require(ExactDecimal(says))))
  }

  @Test(arguments: [
    ("-1", "cell.negative"), ("－５", "cell.negative"), ("abc", "cell.not_a_number"),
    ("1.2.3", "cell.not_a_number"), ("1,23", "cell.ambiguous"), ("1234,567", "cell.ambiguous"),
    ("1.234,5", "cell.not_a_number"), ("12,34,567", "cell.ambiguous"), ("1e5", "cell.not_a_number"),
    ("0x10", "cell.not_a_number"), ("nan", "cell.not_a_number"), ("inf", "cell.not_a_number"),
    ("1000000000000", "cell.too_long"), ("0.1234567", "cell.too_long"), (".", "cell.not_a_number"),
    (".x", "cell.not_a_number"), ("-.5", "cell.negative"),
    (".1234567", "cell.too_long"),
    ("5.", "cell.not_a_number"), ("12户", "cell.not_a_number"), ("约500", "cell.not_a_number"),
    ("99999999999999999999", "cell.too_long"), (",", "cell.ambiguous"), ("万", "cell.not_a_number"),
  ])
  func `what could be anything is refused`(cell: String, key: String) throws {
    let error = #expect(throws: QuantityError.self) { try ItemType.area.quantity(of: cell) }
    #expect(error?.message.key == key)
    #expect(error?.message.text(in: .english).contains("'") == true)
  }

  @Test(arguments: ["", " ", "-", "—", "/", "N/A", "null", "暂无", "　", "缺"])
  func `nothing is missing, never zero`(cell: String) throws {
    for type in ItemType.allCases { #expect(try type.quantity(of: cell) == .missing) }
    #expect(try ItemType.area.quantity(of: nil) == .missing)
  }

  @Test func `counts are whole`() throws {
    #expect(try ItemType.count.quantity(of: "1,250户") == .number(ExactDecimal(1250)))
    #expect(try ItemType.count.quantity(of: "1250.0") == .number(ExactDecimal(1250)))
    #expect(try ItemType.count.quantity(of: "5.000000000000000") == .number(ExactDecimal(5)))
    #expect(throws: QuantityError.self) { try ItemType.count.quantity(of: "1250.5") }
  }

  @Test func `flags are yes or no`() throws {
    for text in ["是", "有", "Yes", "TRUE", "1", "√"] {
      #expect(try ItemType.flag.quantity(of: text) == .number(ExactDecimal(1)), "\(text)")
    }
    for text in ["否", "无", "no", "0", "×"] {
      #expect(try ItemType.flag.quantity(of: text) == .number(.zero), "\(text)")
    }
    #expect(throws: QuantityError.self) { try ItemType.flag.quantity(of: "2") }
  }

  @Test(arguments: [
    "2025-06-30", "2025/6/30", "2025.6.30", "2025年6月30日", "２０２５年６月３０日", "20250630",
    "2025-06-30T08:00:00", "2025-06-30 00:00:00",
  ])
  func `days in the usual forms`(text: String) throws {
    #expect(try ItemType.date.quantity(of: text).day?.description == "2025-06-30")
  }

  @Test(arguments: [
    "2025-02-29", "2025-13-01", "2025-00-10", "30.6.2025", "25-06-30", "2025-6", "2025年6月31日",
    "六月", "2025-06-30-1", "1899-12-31", "2025-06-30Tx", "202506300",
  ])
  func `what is no day is refused`(text: String) {
    #expect(throws: QuantityError.self) { try ItemType.date.quantity(of: text) }
  }

  /// Counted on, day by day, through leap years and the century that has none.
  @Test func `days are counted as a calendar does`() throws {
    let first = try #require(CalendarDay(year: 1999, month: 12, day: 31))
    var expected = 0
    for year in 2000...2104 {
      for month in 1...12 {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let length = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        for day in 1...length {
          expected += 1
          let date = try #require(CalendarDay(year: year, month: month, day: day))
          #expect(date.days(since: first) == expected)
        }
        #expect(CalendarDay(year: year, month: month, day: length + 1) == nil)
      }
    }
  }
}
