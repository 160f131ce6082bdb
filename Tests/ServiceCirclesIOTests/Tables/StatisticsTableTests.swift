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

  @Test func `a region whose numbers cannot be is left out`() throws {
    let table = try StatisticsTable(
      LayerSource(
        path: folder.write(
          """
          region,level,year,item,value
          a,county,2025,full_time_workers,10
          a,county,2025,certified_full_time_workers,11
          b,county,2025,full_time_workers,10
          b,county,2025,certified_full_time_workers,10
          """, to: "s.csv")), standard: plan)
    #expect(table.regions.map(\.region.name) == ["b"])
    #expect(table.issues.map(\.feature) == ["a 2025"])
  }

  @Test func `a column that is split by setting says nothing of a region`() throws {
    let path = try folder.write(
      "id,information_platform,elderly\n330199001,3,5\n", to: "split.csv")
    let township = try RegisterTable(LayerSource(path: path), level: .township, standard: plan)
    #expect(township.records[0].quantities["urban_information_platform"] == nil)
    #expect(township.issues.map(\.problem.key) == ["table.several_items"])
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
