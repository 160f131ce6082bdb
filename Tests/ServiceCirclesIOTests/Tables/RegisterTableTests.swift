import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// What becomes of the rows and cells of a register.
@Suite struct RegisterTableTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func table(_ text: String, level: PlanLevel = .county) throws -> RegisterTable {
    try RegisterTable(
      LayerSource(path: try folder.write(text, to: "r.csv")), level: level,
      standard: .zhejiang14thFiveYearPlan)
  }

  @Test func `a row that adds up others is no unit, whatever its cells are like`() throws {
    let table = try table(
      "id,name,elderly\na,A,1\n合计,,1\n,总　计,1\n,total,1\nb,Total,2\n小计\n\n")
    #expect(table.records.map(\.id) == ["a", "b"])
    #expect(table.totalCount == 4 && table.lostCount == 4 && table.rowCount == 6)
    #expect(Set(table.issues.map(\.problem.key)) == ["table.total_row"])
    #expect(
      table.issues.first?.problem.text(in: .chinese) == "第 3 行（“合计”）为其他行的合计")
  }

  @Test func `what is given in ten thousands may be rounded, each item by the row that gives it`()
    throws
  {
    let record = try #require(
      try table("id,households,population\nx,1.2万,\nx,1.23万,3.45万\n").records.first)
    #expect(record.quantities["households"] == .number(ExactDecimal(12_000)))
    #expect(record.roundings == ["households": ExactDecimal(500), "population": ExactDecimal(50)])
  }
}
