import Foundation
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

@Suite struct ProjectListTests {
  let folder: TemporaryFolder
  let plan = RuleSet.zhejiang14thFiveYearPlan

  init() throws { folder = try TemporaryFolder() }

  private func list(_ text: String, _ name: String = "p.csv") throws -> ProjectList {
    try ProjectList(LayerSource(path: folder.write(text, to: name)), standard: plan)
  }

  private func problems(_ record: ProjectRecord) -> [String] {
    if case .rejected(_, let issues) = record {
      issues.map { "\($0.field) \($0.problem.key)" }
    } else {
      []
    }
  }

  private func project(_ record: ProjectRecord?) throws -> BuildProject {
    guard case .project(let project, _) = try #require(record) else {
      throw TableFailure(problems: try problems(#require(record)))
    }
    return project
  }

  private struct TableFailure: Error { var problems: [String] }

  @Test func `Chinese headers, thousands, full-width digits and Chinese dates`() throws {
    let list = try list(
      """
      项目编号,项目名称,城乡,经度,纬度,规划住宅套数,总建筑面积,商业面积,综合服务用房面积,最大服务中心面积,服务用房验收日期,拟建设施
      甲-1,莲花,城市,120.1,30.2,"１，２５０","98,000㎡",1.121万,550.00,550,2025年6月1日,GOV.service_centre；CHD
      """)
    let project = try project(list.records.first)
    #expect(project.id == "甲-1" && project.name == "莲花" && project.setting == .urban)
    #expect(project.position?.longitude == 120.1 && project.facilities.count == 2)
    #expect(project.quantities["households"] == .number(ExactDecimal(1250)))
    #expect(project.quantities["total_floor_area_m2"] == .number(ExactDecimal(98_000)))
    #expect(project.quantities["commercial_area_m2"] == .number(ExactDecimal(11_210)))
    #expect(project.quantities["rooms_accepted_on"]?.day?.description == "2025-06-01")
    #expect(list.notes.isEmpty)
  }

  @Test func `bad records are rejected with their columns, the others are judged`() throws {
    let list = try list(
      """
      project,households,total_floor_area_m2,commercial_area_m2,service_area_m2,largest_centre_m2
      ok,500,40000,4800,400,400
      negative,-1,40000,4800,400,400
      words,many,40000,x,400,400
      parts,500,1000,0,1200,350
      centre,500,40000,4800,300,351
      shifted,500,40,000,4800,400,400
      ok,500,40000,4800,400,400
      unrecorded,500,0,0,200,200
      ,500,40000,4800,400,400
      """)
    #expect(
      list.records.map(problems) == [
        [], ["households cell.negative"],
        ["households cell.not_a_number", "commercial_area_m2 cell.not_a_number"],
        [" table.parts_exceed_whole"], [" table.parts_exceed_whole"], [" table.ragged"],
        [], [],
      ])
    #expect(list.records.map(\.id)[7] == "#10")
    // The second "ok" says the same as the first.
    #expect(list.identicalCount == 1)
    #expect(list.issues.map(\.problem.key) == ["place.no_id", "place.identical"])
    guard case .rejected(_, let issues) = list.records[4] else { return }
    #expect(issues[0].feature == "6 (centre)")
    #expect(issues[0].problem.text(in: .english).contains("351"))
  }

  @Test func `rows that add up others are no projects`() throws {
    let list = try list(
      """
      项目编号,项目名称,规划住宅套数,总建筑面积
      甲-1,莲花,500,40000
      合计,,500,40000
      ,合　计,500,40000
      ,小计：,500
      7,总计,500,40000
      ,Total,500,40000
      甲-2,Total,500,40000
      """)
    #expect(list.records.map(\.id) == ["甲-1", "甲-2"])
    #expect(list.totalIssues.map(\.feature) == ["3", "4", "5", "6", "7"])
    #expect(list.issues.map(\.problem.key) == Array(repeating: "table.total_row", count: 5))
    // Without an id and a name the first cell tells.
    let serial = try self.list("序号,户数,总建筑面积\n1,5,100\n合计,5,100\n", "serial.csv")
    #expect(serial.records.count == 1 && serial.totalIssues.count == 1)
  }

  @Test func `unknown columns are named with what they may have meant`() throws {
    let list = try list("id,house_holds,total_floor_area_m2,remark\nA,5,100,x\n")
    let notes = list.notes.map { $0.text(in: .english) }
    #expect(notes.count == 2 && notes[0].contains("did you mean 'households'"))
    #expect(notes[1].contains("'remark'"))
    let error = #expect(throws: LayerError.self) {
      try self.list("id,remark\nA,x\n", "q.csv")
    }
    #expect(error?.message.text(in: .english).contains("remark") == true)
  }

  @Test func `positions are whole and on earth`() throws {
    let list = try list(
      """
      id,households,lon,lat,setting,planned_facilities
      a,5,120.1,,,
      b,5,190,30,,
      c,5,x,30,,
      d,5,120.1,30.2,town,
      e,5,120.1,30.2,rural,XXX.y
      f,5,,,rural,
      """)
    #expect(list.records.map { problems($0).count } == [1, 1, 1, 1, 1, 0])
  }

  @Test func `a YAML list with planned facilities`() throws {
    let list = try list(
      """
      projects:
        - project: A
          households: 1,250
          service_area_m2: 550.00
          lon: 120.1
          lat: 30.2
          planned:
            - { kind: GOV.service_centre, lon: 120.11, lat: 30.21 }
            - CHD
        - { id: B, service_area_m2: ~, housholds: 3 }
        - { id: C, households: -3 }
      """, "p.yaml")
    let first = try project(list.records.first)
    #expect(first.facilities.map(\.position?.longitude) == [120.11, nil])
    #expect(first.quantities["service_area_m2"] == .number(ExactDecimal(550)))
    let second = try project(list.records[1])
    #expect(second.quantities["service_area_m2"] == .missing)
    #expect(second.quantities["households"] == nil)
    #expect(list.notes.count == 1 && list.notes[0].text(in: .english).contains("'households'"))
    #expect(problems(list.records[2]) == ["households cell.negative"])
    for text in ["", "- [1]", "projcts: []", "projects:\n  - { id: A, planned: [{ lon: 1 }] }"] {
      #expect(throws: YAMLFileError.self) { try self.list(text, "bad.yaml") }
    }
  }

  private func remarks(_ record: ProjectRecord) -> [String] {
    record.remarks.map { "\($0.feature) \($0.field): \($0.problem.text(in: .english))" }
  }

  @Test func `of two columns of one thing the first counts, and each contradiction is said`() throws
  {
    let list = try list(
      """
      id,households,户数,lon,经度,lat
      differ,5,7,120.1,121.1,30
      agree,5,５,120.1,１２０．１,30
      completed,,7,,121.1,30
      """)
    #expect(
      try list.records.map { try project($0).quantities["households"]?.number?.wholeNumber }
        == [5, 5, 7])
    #expect(try list.records.map { try project($0).position?.longitude } == [120.1, 120.1, 121.1])
    #expect(
      list.records.map(remarks) == [
        [
          "2 (differ) 经度: is '121.1', and '120.1' in an earlier column",
          "2 (differ) households: households is 5, and 7 in another column",
        ], [], [],
      ])
    #expect(
      list.records[0].remarks.map(\.action.key) == ["table.first_column_counts", "value.taken"])
    #expect(list.notes.map { $0.parts["problem"]?.key } == ["table.repeated_column"])
    #expect(
      list.columnIssues.map { "\($0.field) \($0.action.key)" }
        == ["户数 table.first_column_counts"])
    // The same in YAML.
    let yaml = try self.list(
      "- { id: A, households: 5, 户数: 7, setting: urban, 城乡: rural }\n"
        + "- { id: B, households: 5, planned: [{ kind: CHD, lon: 120 }] }",
      "twice.yaml")
    #expect(yaml.records.map(problems) == [[], ["planned table.half_position"]])
    let first = try project(yaml.records[0])
    #expect(first.quantities["households"] == .number(ExactDecimal(5)) && first.setting == .urban)
    #expect(
      yaml.records[0].remarks.map(\.problem.key) == ["table.columns_differ", "value.conflict"])
  }

  @Test(arguments: [",", ", ", "，", "、", " / ", "／", ";", "； "])
  func `planned facilities stand apart in the ways people write lists`(separator: String) throws {
    let kinds = ["GOV.service_centre", "ELD.care_centre", "CHD"]
    let text = kinds.joined(separator: separator)
    let list = try list(
      "id,households,planned_facilities\na,5,\"\(text)\"\nb,5,\"\(text)\(separator)\"\n")
    for record in list.records {
      #expect(try project(record).facilities.map(\.kind.description) == kinds)
      #expect(record.remarks.isEmpty)
    }
    let yaml = try self.list(
      "- { id: a, planned: [{ kind: \"\(text)\", lon: 1, lat: 2 }] }", "p.yaml")
    #expect(
      try project(yaml.records[0]).facilities.map { "\($0.kind) \($0.position?.longitude ?? 0)" }
        == kinds.map { "\($0) 1.0" })
  }

  @Test func `each planned kind that is not known is said of its project`() throws {
    let list = try list(
      """
      id,households,planned_facilities
      a,5,"MED.clinik,CHD"
      b,5,"CHD,GOV.quite_another"
      c,5,"XXX.y,CHD/ZZZ"
      """)
    #expect(
      list.records.map { $0.remarks.map { "\($0.severity) \($0.problem.key)" } } == [
        ["warning place.kind_like"], ["note place.kind_unusual"], [],
      ])
    guard case .rejected(_, let issues) = list.records[2] else {
      Issue.record("a category that there is not")
      return
    }
    #expect(issues.map { $0.problem.values["kind"] } == ["XXX.y", "ZZZ"])
  }

  @Test func `a latitude that is a longitude is said to be one`() throws {
    let list = try list(
      "id,households,lon,lat\na,5,30.2,120.1\nb,5,515741,3350787\nc,5,１２０．１,３０．２\n")
    #expect(
      list.records.map(problems) == [
        ["lat place.latitude_exchanged"], ["lon place.no_degrees", "lat place.no_degrees"], [],
      ])
    #expect(try project(list.records[2]).position?.latitude == 30.2)
  }

  private func layer(_ features: String..., crs: Int) -> String {
    #"{"type":"FeatureCollection","crs":{"type":"name","properties":"#
      + #"{"name":"urn:ogc:def:crs:EPSG::\#(crs)"}},"features":["#
      + features.joined(separator: ",") + "]}"
  }

  private func feature(_ id: String, _ geometry: String, _ more: String = "") -> String {
    #"{"type":"Feature","properties":{"id":"\#(id)","households":5\#(more)},"geometry":\#(geometry)}"#
  }

  /// Hangzhou, as two systems have it.
  @Test func `a layer's points are positions, and its columns come before them`() throws {
    let degrees = #"{"type":"Point","coordinates":[120.1636,30.2766]}"#
    let metres = #"{"type":"Point","coordinates":[515741.207,3350787.160]}"#
    let list = try list(
      layer(
        feature("point", degrees), feature("nowhere", "null"),
        feature("line", #"{"type":"LineString","coordinates":[[120,30],[120,31]]}"#),
        feature("both", degrees, #","lon":"120.1636","lat":"30.2766""#),
        feature("apart", degrees, #","lon":"121","lat":"30.2766""#),
        feature("exchanged", #"{"type":"Point","coordinates":[30.2766,120.1636]}"#), crs: 4326),
      "p.geojson")
    #expect(
      try list.records.prefix(5).map { try project($0).position?.longitude }
        == [120.1636, nil, nil, 120.1636, 121])
    #expect(
      list.records.map { $0.remarks.map(\.problem.key) }
        == [[], [], [], [], ["project.geometry_apart"], []])
    #expect(problems(list.records[5]) == [" place.latitude_exchanged"])
    let plane = try self.list(layer(feature("a", metres), crs: 4549), "m.geojson")
    let position = try #require(try project(plane.records[0]).position)
    #expect(abs(position.longitude - 120.1636) < 1e-7 && abs(position.latitude - 30.2766) < 1e-7)
  }

  @Test func `nobody to live there is said, for it may be a number that nobody knows`() throws {
    let list = try list(
      "id,households,total_floor_area_m2\na,0,1000\nb,12,0\nc,,1000\n")
    #expect(list.records.map { $0.remarks.map(\.problem.key) } == [["project.zero"], [], []])
    #expect(list.records[0].remarks.first?.field == "households")
  }

  @Test func `deep nesting is an error in few words`() {
    let deep = String(repeating: "[", count: 100_000)
    let error = #expect(throws: YAMLFileError.self) { try list(deep, "deep.yaml") }
    #expect(error.map { $0.message.text(in: .english).count < 500 } == true)
    let plan = #expect(throws: TableError.self) { try RuleSet(yaml: deep) }
    #expect(plan.map { $0.description.count < 300 } == true)
  }

  /// The table of worked cases beside the repository.
  @Test(.enabled(if: Acceptance.table != nil, "needs the shared table of cases"))
  func `every worked case has its verdicts`() throws {
    let path = try #require(Acceptance.table)
    let table = try TextTable.read(LayerSource(path: path))
    let list = try ProjectList(LayerSource(path: path), standard: plan)
    #expect(table.rows.count == list.records.count && table.rows.count > 20)
    let judge = RuleJudge(plan)
    for (row, record) in zip(table.rows, list.records) {
      func expected(_ column: String) throws -> String? {
        row.cells[try #require(try table.position(ofAny: [column]))]
      }
      switch record {
      case .rejected:
        #expect(try expected("overall") == "ERROR", "\(record.id)")
      case .project(let project, _):
        let found = judge.findings(of: project, by: ["N-1", "N-2", "N-3"])
        let verdict = Verdict.together(found.filter(\.isAsked).map(\.verdict))
        #expect(try expected("overall") == verdict.rawValue, "\(record.id)")
        for rule in ["N-1", "N-2", "N-3"] {
          let own = found.first { $0.ruleID == rule }
          #expect(try expected(rule) == own?.verdict?.rawValue, "\(record.id) \(rule)")
        }
      }
    }
  }
}

enum Acceptance {
  /// The path of the table of new-build cases; nil where it is not there.
  static let table: String? = {
    let url = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/acceptance/new-build-v2.csv")
    return FileManager.default.fileExists(atPath: url.path) ? url.path : nil
  }()
}
