import Foundation
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

@Suite struct StatisticsTableTests {
  let folder: TemporaryFolder
  let plan = RuleSet.zhejiang14thFiveYearPlan

  init() throws { folder = try TemporaryFolder() }

  @Test func `regions and years, items by id, Chinese name or rule`() throws {
    let table = try StatisticsTable(
      LayerSource(
        path: folder.write(
          """
          region,level,year,item,value
          33,province,2020,population,"64,567,588"
          33,省,2020年,登记社会组织数,7.13万
          3301,市,2020,T2-5,17.0
          33,province,2025,integrated_facility,19999
          33,province,2025,villages,20000
          33,province,2020,populaton,5
          33,province,2020,population,6
          33,region,2020,population,6
          33,province,twenty,population,6
          ,province,2020,population,6
          33,province,2020,elderly,-5
          33,province,2025,population,1,000
          """, to: "s.csv")), standard: plan, acceptsLosses: true)
    #expect(
      table.regions.map { "\($0.region.level) \($0.region.name) \($0.year ?? 0)" } == [
        "province 33 2020", "province 33 2025", "prefecture 3301 2020",
      ])
    #expect(table.regions[0].quantities["population"]?.number == ExactDecimal(64_567_588))
    #expect(
      table.regions[0].quantities["registered_organisations"]?.number == ExactDecimal(71_300))
    // A region's flag is the number of its units that say yes.
    #expect(table.regions[1].quantities["integrated_facility"]?.number == ExactDecimal(19_999))
    #expect(table.regions[2].values["T2-5"]?.description == "17.0")
    #expect(
      table.issues.map(\.problem.key) == [
        "statistics.unknown_item_nearest", "statistics.twice", "statistics.unknown_level",
        "statistics.not_a_year", "statistics.no_region", "cell.negative", "table.ragged",
      ])
  }

  @Test func `numbers that cannot be are unknown, the others of their region are judged`() throws {
    let table = try StatisticsTable(
      LayerSource(
        path: folder.write(
          """
          region,level,year,item,value
          a,county,2025,full_time_workers,10
          a,county,2025,certified_full_time_workers,11
          a,county,2025,elderly,5
          b,county,2025,full_time_workers,10
          b,county,2025,certified_full_time_workers,10
          """, to: "s.csv")), standard: plan)
    #expect(table.regions.map(\.region.name) == ["a", "b"])
    #expect(table.regions[0].quantities["full_time_workers"] == .missing)
    #expect(table.regions[0].quantities["certified_full_time_workers"] == .missing)
    #expect(table.regions[0].quantities["elderly"] == .number(ExactDecimal(5)))
    #expect(table.regions[1].quantities["full_time_workers"] == .number(ExactDecimal(10)))
    #expect(
      table.issues.map { "\($0.feature) \($0.field)" }
        == ["a 2025 certified_full_time_workers, full_time_workers"])
    #expect(table.input.valuesIgnored == 2 && table.input.rejected == 0)
    let judged = RuleJudge(plan).findings(in: table.regions[0]).first { $0.ruleID == "T2-8" }
    #expect(judged?.verdict == .unknown)
  }

  @Test func `rows that add up others are no regions, however many`() throws {
    let table = try StatisticsTable(
      LayerSource(
        path: folder.write(
          """
          region,level,year,item,value
          33,province,2025,population,5
          合计,province,2025,population,5
          　小 计：,省,2025,elderly,5
          Total,province,2025,elderly,5
          """, to: "s.csv")), standard: plan)
    #expect(table.regions.map(\.region.name) == ["33"])
    #expect(
      table.issues.map { "\($0.feature) \($0.problem.key)" } == [
        "3 table.total_row", "4 table.total_row", "5 table.total_row",
      ])
    #expect(table.input.features == 4 && table.input.rejected == 3)
    #expect(table.input.losses.map(\.count) == [1, 1, 1])
  }

  @Test func `a column that is split by setting says nothing of a region`() throws {
    let path = try folder.write(
      "id,information_platform,elderly\n330199001,3,5\n", to: "split.csv")
    let township = try RegisterTable(LayerSource(path: path), level: .township, standard: plan)
    #expect(township.records[0].quantities["urban_information_platform"] == nil)
    #expect(township.issues.map(\.problem.key) == ["table.ambiguous_column"])
    let statistics = try StatisticsTable(
      LayerSource(
        path: folder.write(
          "region,level,year,item,value\n33,省,2025,information_platform,5\n33,省,2025,elderly,5\n",
          to: "several.csv")), standard: plan)
    #expect(statistics.issues.map(\.problem.key) == ["statistics.several_items"])
  }

  @Test func `a file without the columns or without a record is an error`() throws {
    for text in ["region,level,year,item\n33,province,2020,x\n", "region,level,year,item,value\n"] {
      #expect(throws: LayerError.self) {
        try StatisticsTable(
          LayerSource(path: folder.write(text, to: "s.csv")), standard: plan)
      }
    }
  }

  /// In the sample county's statistics every rule with a number is met in one year and missed in another.
  @Test func `every rule with a threshold passes somewhere and fails somewhere`() throws {
    let table = try StatisticsTable(
      LayerSource(path: SampleCounty.file("indicators.csv")), standard: plan)
    #expect(table.issues.isEmpty && table.notes.isEmpty)
    let judge = RuleJudge(plan)
    let findings = table.regions.flatMap { judge.findings(in: $0) }
    for rule in plan.rules where rule.threshold != nil && rule.stage != .newBuild {
      let verdicts = Set(findings.filter { $0.ruleID == rule.id }.map(\.verdict))
      #expect(verdicts.contains(.pass) && verdicts.contains(.fail), "\(rule.id)")
    }
    #expect(findings.contains { $0.verdict == .unknown && !$0.missing.isEmpty })
  }

  @Test func `registers name what they cannot use`() throws {
    let table = try RegisterTable(
      LayerSource(
        path: folder.write(
          """
          id,name,social_work_station,elderly,childcare_institution,remark
          330199001,甲,是,1250,否,x
          330199002,乙,可能,-3,是,
          330199002,乙,是,1,是,
          ,丙,是,1,是,
          330199003,丁,,,,
          """, to: "r.csv")), level: .township, standard: plan)
    #expect(table.records.map(\.id) == ["330199001", "330199002", "330199003"])
    // The second row of a unit completes the first.
    #expect(table.records[1].quantities["social_work_station"] == .number(ExactDecimal(1)))
    #expect(table.records[1].quantities["childcare_institution"] == .number(ExactDecimal(1)))
    #expect(table.records[2].quantities["elderly"] == .missing)
    #expect(table.rowCount == 5 && table.lostCount == 1)
    #expect(
      table.issues.map(\.problem.key) == [
        "table.unknown_column", "cell.not_a_flag", "cell.negative", "place.duplicate_id",
        "place.no_id",
      ])
  }

  @Test func `full-width digits are digits`() throws {
    let table = try StatisticsTable(
      LayerSource(
        path: folder.write(
          """
          region,level,year,item,value
          33,province,２０２０,population,６４，５６７，５８８
          33,province,２０２１年,T2-5,１６．５
          """, to: "wide.csv")), standard: plan)
    #expect(table.issues.isEmpty && table.regions.map(\.year) == [2020, 2021])
    #expect(table.regions[0].quantities["population"]?.number == ExactDecimal(64_567_588))
    #expect(table.regions[1].values["T2-5"]?.description == "16.5")
  }

  @Test func `a value in 万 is rounded by more than its decimals tell`() throws {
    func differs(_ value: String, _ count: Int) throws -> Bool {
      let table = try StatisticsTable(
        LayerSource(
          path: folder.write(
            "region,level,year,item,value\n33,省,2020,T1-7,\(value)\n33,省,2020,home_care_centres,\(count)\n",
            to: "wan.csv")), standard: plan)
      #expect(table.issues.isEmpty && table.regions[0].values["T1-7"] == ExactDecimal(23_400))
      let found = RuleJudge(plan).findings(in: table.regions[0]).first { $0.ruleID == "T1-7" }
      #expect(found?.numerator == ExactDecimal(count) && found?.givenValue != nil)
      return found?.reasons.contains { $0.isContradiction } == true
    }
    for (value, count, isOther) in [
      ("2.34万", 23_412, false), ("２．３４ 万", 23_350, false), ("2.34万", 23_450, false),
      ("2.34万", 23_451, true), ("2.340万", 23_405, false), ("2.340万", 23_406, true),
      ("23400", 23_400, false), ("23400", 23_412, true),
    ] {
      #expect(try differs(value, count) == isOther, "\(value) \(count)")
    }
  }

  /// Half may be lost; more than half may not, unless that is accepted.
  @Test func `a table that loses more than half of its records ends the run`() throws {
    let header = "region,level,year,item,value\n"
    let good = "33,province,2025,population,5\n33,province,2025,elderly,1\n"
    let bad = "33,province,2025,populaton,5\n33,province,x,elderly,1\n"
    func table(_ rows: String, accepted: Bool = false) throws -> StatisticsTable {
      try StatisticsTable(
        LayerSource(path: folder.write(header + rows, to: "lost.csv")), standard: plan,
        acceptsLosses: accepted)
    }
    let half = try table(good + bad)
    #expect(half.input.features == 4 && half.input.rejected == 2 && half.regions.count == 1)
    let more = bad + "33,province,2025,households,-1\n"
    let error = #expect(throws: LayerError.self) { try table(good + more) }
    guard case .tooManyLost(3, of: 5, reason: _)? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.category == .badData)
    let accepted = try table(good + more, accepted: true)
    #expect(accepted.input.features == 5 && accepted.input.rejected == 3)
    #expect(accepted.regions[0].quantities["population"]?.number == ExactDecimal(5))
    // A table of which nothing is left is an error all the same.
    #expect(throws: LayerError.self) { try table(bad, accepted: true) }
  }

  @Test func `a share of more than all is an issue, and kept to be shown as not judged`() throws {
    let table = try StatisticsTable(
      LayerSource(
        path: folder.write(
          """
          region,level,year,item,value
          33,province,2025,F-4,250
          33,province,2025,T2-2,100
          33,province,2025,T1-3,101
          """, to: "share.csv")), standard: plan)
    #expect(
      table.issues.map { "\($0.feature) \($0.field) \($0.problem.key)" }
        == ["33 2025 F-4 share.exceeds_all"])
    #expect(table.regions[0].values["F-4"] == ExactDecimal(250) && table.input.rejected == 0)
  }

  @Test func `a register's columns of one item complete each other, and differences are said`()
    throws
  {
    let table = try RegisterTable(
      LayerSource(
        path: folder.write(
          "id,elderly,老年人口\n330199001,3,4\n330199002,,5\n330199003,6,6\n330199004,x,7\n",
          to: "two.csv")), level: .township, standard: plan)
    #expect(
      table.records.map { $0.quantities["elderly"]?.number?.wholeNumber } == [3, 5, 6, 7])
    #expect(
      table.issues.map { "\($0.feature) \($0.problem.key)" } == [
        " table.repeated_column", "330199001 value.conflict", "330199004 cell.not_a_number",
      ])
  }
}

/// The made-up county of the repository.
enum SampleCounty {
  static func file(_ name: String) -> String {
    URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/sample-county")
      .appending(path: name).path
  }
}
