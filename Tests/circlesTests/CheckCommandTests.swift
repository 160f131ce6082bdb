import Foundation
import GRDB
import ServiceCircles
import Testing

@Suite struct CheckCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let header =
    "project,households,total_floor_area_m2,commercial_area_m2,service_area_m2,largest_centre_m2"

  private func write(_ rows: String...) throws {
    try scratch.write(([Self.header] + rows).joined(separator: "\n") + "\n", to: "p.csv")
  }

  /// The rules that a list of areas has columns for.
  private static let areas = "N-1,N-2,N-3"
  private static let good = "good,1250,98000,11210.00,550.00,550.00"
  private static let short = "short,1250,98000,11209.99,442.70,442.70"
  private static let open = "open,,98000,11210,550,550"
  private static let bad = "bad,-5,98000,11210,550,550"

  @Test func theExitCodeIsTheGravest() throws {
    for (rows, code) in [
      ([Self.good], 0), ([Self.good, Self.open], 2), ([Self.good, Self.open, Self.short], 1),
      ([Self.good, Self.open, Self.short, Self.bad], 65),
    ] as [([String], Int32)] {
      try scratch.write(([Self.header] + rows).joined(separator: "\n"), to: "p.csv")
      let run = try scratch.run("check", "p.csv", "--rules", Self.areas)
      #expect(run.code == code && run.errors == "", "\(rows.count)")
    }
    for arguments in [
      ["check"], ["check", "p.csv", "--standard", "none"],
      ["check", "p.csv", "--choose", "centre"], ["check", "p.csv", "--choose", "centre=x"],
      ["check", "p.csv", "--facilities", "f.csv"], ["check", "p.csv", "-o", "-"],
      ["check", "p.csv", "--rules", "N-1,N-9"], ["check", "p.csv", "--rules", ","],
      ["check", "p.csv", "--rules", "C-1"],
    ] {
      #expect(try scratch.run(arguments).code == 64, "\(arguments)")
    }
    #expect(try scratch.run("check", "none.csv").code == 66)
    try scratch.write("a,b\n1,2\n", to: "q.csv")
    #expect(try scratch.run("check", "q.csv").code == 65)
  }

  @Test func `a record with many faults has one line, a row of totals none of its own`() throws {
    try write(Self.good, "worse,a,b,c,d,-1", "合计,1250,98000,11210,550,550")
    let english = try scratch.run("check", "p.csv", "--rules", Self.areas)
    let lines = english.text.split(separator: "\n").filter { $0.contains("(worse)") }
    #expect(
      lines == [
        "  row 3 (worse): column households: 'a' is not a number; column total_floor_area_m2: 'b' is not a number; "
          + "column commercial_area_m2: 'c' is not a number; and 2 more; not judged; correct the record"
      ])
    #expect(
      english.text.contains("row 4 ('合计') adds up other rows (1)"), "\(english.text)")
    #expect(english.text.contains("Projects: 2; 1 pass"))
    let chinese = try scratch.run(
      "check", "p.csv", "--rules", Self.areas, language: "zh_CN.UTF-8")
    #expect(chinese.text.contains("另有 2 处；未判定"))
    #expect(chinese.text.contains("第 4 行（“合计”）为其他行的合计（1 条）"))
    // A list of which nothing is wrong but that it ends in its totals is no list with an error.
    try write(Self.good, "合计,1250,98000,11210,550,550")
    #expect(try scratch.run("check", "p.csv", "--rules", Self.areas).code == 0)
    try write("合计,1250,98000,11210,550,550")
    let none = try scratch.run("check", "p.csv", "--rules", Self.areas)
    #expect(none.code == 65 && none.errors.contains("adds up other rows"), "\(none.errors)")
  }

  /// What was not asked makes nothing pass.
  @Test func withoutTheColumnsOfAHardRuleNothingPasses() throws {
    try write(Self.good)
    let whole = try scratch.run("check", "p.csv")
    #expect(whole.code == 2 && whole.text.contains("good     PASS  PASS  PASS  UNKNOWN"))
    #expect(whole.text.contains("service rooms in the approved scheme"))
    try scratch.write("project,households\na,1250\n", to: "few.csv")
    #expect(try scratch.run("check", "few.csv").code == 2)
    try scratch.write("id,lon,lat\na,120,30\n", to: "none.csv")
    #expect(try scratch.run("check", "none.csv").code == 65)
    // T = 0 was not recorded.
    try write("zero,1250,0,11210,550,550")
    #expect(try scratch.run("check", "p.csv", "--rules", "N-1").code == 2)
    // Narrowed, the result says to what.
    try write(Self.good)
    let narrow = try scratch.run("check", "p.csv", "--rules", "N-2,N-1")
    #expect(narrow.code == 0)
    #expect(narrow.text.contains("only N-1, N-2 are checked; not checked: N-3, N-4, N-5, N-6"))
    let json = try projects("--rules", "N-1")
    #expect(json[0]["only_rules"] as? [String] == ["N-1"])
    let chinese = try scratch.run("check", "p.csv", "--rules", "N-1", language: "zh_CN.UTF-8").text
    #expect(chinese.contains("仅核查 N-1；未核查：N-2、N-3"))
    // A rule set that knows some of the columns, but those of no rule.
    try scratch.write(
      """
      id: own
      name: { zh: 自订, en: own plan }
      items:
        x_m2: { zh: 面积, en: area, type: area, unit: m² }
        households: { zh: 户数, en: households, type: count }
      rules:
        - { id: X, kind: floor, stage: new_build, name: { zh: 下限, en: least }, numerator: [x_m2], threshold: 400, unit: m² }
      """, to: "own.yaml")
    let own = try scratch.run("check", "p.csv", "--standard", "own.yaml")
    #expect(own.code == 2 || own.code == 65, "\(own.text)")
  }

  @Test func aPlannerReadsWhyInBothLanguages() throws {
    try write(Self.good, Self.short, Self.bad)
    let english = try scratch.run("check", "p.csv", "--rules", Self.areas).text
    #expect(english.contains("short    FAIL   FAIL   PASS   FAIL"))
    #expect(english.contains("bad      ERROR  ERROR  ERROR  ERROR"))
    #expect(
      english.contains(
        "integrated service area 442.70 m² ÷ households 1,250 × 100 = 35.416 m² per 100 households; required: at least 40"
      ))
    #expect(english.contains("needs 500 m², has 442.70 m²: 57.3 m² more would meet it"))
    #expect(english.contains("row 4 (bad), column households: '-5' is negative; not judged"))
    #expect(english.contains("(service_numerator=integrated)"))
    #expect(english.contains("not checked: N-4, N-5, N-6"))
    let chinese = try scratch.run("check", "p.csv", "--rules", Self.areas, language: "zh_CN.UTF-8")
      .text
    #expect(chinese.contains("short：不通过") && chinese.contains("还差 57.3 m²"))
    #expect(chinese.contains("第 4 行 (bad)") || chinese.contains("第 4 (bad) 行"))
    #expect(!chinese.contains("PASS") && !chinese.contains("FAIL"))
  }

  private func projects(_ arguments: String...) throws -> [[String: Any]] {
    try projects(arguments)
  }

  private func projects(_ arguments: [String]) throws -> [[String: Any]] {
    let run = try scratch.run(["check", "p.csv", "--json"] + arguments)
    return try #require(
      try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
  }

  @Test func theJSONHasAnObjectAProject() throws {
    try write(Self.good, Self.short, Self.open, Self.bad)
    let projects = try projects("--rules", Self.areas)
    #expect(projects.map { $0["project"] as? String } == ["good", "short", "open", "bad"])
    #expect(projects.map { $0["verdict"] as? String } == ["PASS", "FAIL", "UNKNOWN", "ERROR"])
    let rules = try #require(projects[1]["rules"] as? [[String: Any]])
    #expect(rules.map { $0["rule_id"] as? String } == ["N-1", "N-2", "N-3"])
    let second = rules[1]
    #expect(second["verdict"] as? String == "FAIL")
    #expect(second["numerator"] as? Double == 442.7 && second["denominator"] as? Double == 1250)
    #expect(second["value"] as? Double == 35.416 && second["threshold"] as? Double == 40)
    #expect(second["margin"] as? Double == -57.3)
    #expect((second["note"] as? String)?.contains("57.3") == true)
    let bad = try #require(projects[3]["rules"] as? [[String: Any]])
    #expect(bad.prefix(3).map { $0["verdict"] as? String } == ["ERROR", "ERROR", "ERROR"])
    #expect((projects[3]["errors"] as? [String])?.first?.contains("negative") == true)
    #expect((projects[0]["not_asked"] as? [String])?.isEmpty == true)
    let whole = try self.projects()
    #expect(whole.map { $0["verdict"] as? String } == ["UNKNOWN", "FAIL", "UNKNOWN", "ERROR"])
    #expect((whole[0]["not_asked"] as? [String]) == ["N-5", "N-6"])
  }

  @Test func aChoiceChangesTheVerdictAndIsPrinted() throws {
    try write("trap,1000,100000,11700,390,390")
    #expect(try projects()[0]["verdict"] as? String == "FAIL")
    let literal = try projects(
      "--rules", Self.areas, "--choose", "service_numerator=with_commercial")[0]
    #expect(literal["verdict"] as? String == "PASS")
    #expect((literal["options"] as? [String: String])?["service_numerator"] == "with_commercial")
    // A rule set of one's own.
    try scratch.write(
      """
      id: own
      name: { zh: 自订, en: own plan }
      items: { service_area_m2: { zh: 面积, en: area, type: area, unit: m² } }
      rules:
        - { id: X, kind: floor, stage: new_build, name: { zh: 下限, en: least }, numerator: [service_area_m2], threshold: 400, unit: m² }
      """, to: "own.yaml")
    let own = try scratch.run("check", "p.csv", "--standard", "own.yaml")
    #expect(own.code == 1 && own.text.contains("10 m² more"))
    try scratch.write(
      "id: own\nname: { zh: 自, en: own }\nrules:\n  - { id: X, kind: flor }", to: "bad.yaml")
    let bad = try scratch.run("check", "p.csv", "--standard", "bad.yaml")
    #expect(bad.code == 65 && bad.errors.contains("bad.yaml") && bad.errors.contains("line 4"))
  }

  @Test func theReportHoldsWhatWasFound() throws {
    try write(Self.good, Self.short, Self.bad, Self.good)
    let check = ["check", "p.csv", "--rules", Self.areas, "-o", "r.sqlite"]
    #expect(try scratch.run(check).code == 65)
    #expect(try scratch.run(check).code == 73)
    #expect(try scratch.run(check + ["--overwrite"]).code == 65)
    let rows = try DatabaseQueue(path: scratch.file("r.sqlite")).read { database in
      (
        try String.fetchAll(
          database,
          sql: """
            SELECT rule_id || ' ' || numerator || ' ' || ifnull(denominator, '') || ' ' || margin || ' '
              || verdict FROM ratio WHERE subject_id = 'short' ORDER BY rule_id
            """),
        try String.fetchAll(
          database, sql: "SELECT project_id || ' ' || verdict FROM project ORDER BY project_id"),
        try Int.fetchOne(database, sql: "SELECT count(*) FROM issue"),
        try Int.fetchOne(database, sql: "SELECT count(*) FROM rule")
      )
    }
    #expect(
      rows.0 == [
        "N-1 11652.69 98000 -107.31 FAIL", "N-2 442.70 1250 -57.30 FAIL", "N-3 442.70  92.70 PASS",
      ])
    #expect(rows.1 == ["bad ERROR", "good PASS", "short FAIL"])
    // Six rules of new-build projects; six circle rules by two profiles, with streets or without.
    #expect(rows.2 == 2 && rows.3 == 18)
  }

  /// A clinic at the west end; the project at the east end brings its own.
  @Test func itsHomesReachWhatItBrings() throws {
    let town = Town()
    try scratch.write(town.xml, to: "town.osm")
    let home = "\(town.east(9.5)),\(town.north(0))"
    let clinic = "\(town.east(-40)),\(town.north(0))"
    try scratch.write("id,kind,lon,lat\nk,MED.clinic,\(clinic)\n", to: "f.csv")
    try scratch.write(
      Self.header + ",lon,lat,setting,planned_facilities\n"
        + Self.good + ",\(home),urban,MED.clinic\n" + "plain,1250,98000,11210,550,550,,,,\n",
      to: "p.csv")
    let run = try scratch.run(
      "check", "p.csv", "--rules", Self.areas, "--network", "town.osm", "--facilities", "f.csv",
      "--json")
    #expect(run.code == 0, "\(run.errors)")
    let projects = try #require(
      try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
    let circles = try #require(projects[0]["circles"] as? [[String: Any]])
    let medical = try #require(
      circles.first { $0["rule_id"] as? String == "C-3" && $0["profile"] as? String == "standard" })
    #expect(medical["reached_before"] as? Bool == false)
    #expect(medical["reached_after"] as? Bool == true && medical["after_minutes"] as? Double == 0)
    #expect((projects[1]["circles"] as? [Any])?.isEmpty == true)
    let text = try scratch.run(
      "check", "p.csv", "--network", "town.osm", "--facilities", "f.csv", "-o", "c.sqlite"
    ).text
    #expect(text.contains("→ 0.0 ✓"))
    let profiles = try DatabaseQueue(path: scratch.file("c.sqlite")).read {
      try String.fetchAll(
        $0, sql: "SELECT DISTINCT profile FROM coverage WHERE rule_id = 'C-3' ORDER BY profile")
    }
    #expect(profiles == ["standard", "standard:before", "strict", "strict:before"])
  }

  /// Projects beside a town of one street: what is rejected, and what has no minutes, is the same number on
  /// standard output, in JSON and in the report.
  @Test func whatIsNotJudgedIsCountedAlikeEverywhere() throws {
    let town = Town()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(town.csv(("k", 0, 0, "MED.clinic")), to: "f.csv")
    let home = "\(town.east(9.5)),\(town.north(0))"
    let good = "1250,98000,11210.00,550.00,550.00"
    try scratch.write(
      Self.header + ",lon,lat\n"
        + "placed,\(good),\(home)\n"
        + "nowhere,\(good),,\n"
        + "far,\(good),121,31\n"
        + "uncounted,,98000,11210,550,550,\(home)\n"
        + "negative,-5,98000,11210,550,550,\(home)\n"
        + "exchanged,\(good),30,120\n"
        + "placed,\(good),\(home)\n",
      to: "p.csv")
    let options = ["--rules", Self.areas, "--network", "town.osm", "--facilities", "f.csv"]
    let run = try scratch.run(["check", "p.csv", "-o", "r.sqlite"] + options)
    #expect(run.code == 65)
    #expect(run.text.contains("projects p.csv: 4 of 7 used, 3 left out: "), "\(run.text)")
    #expect(
      run.text.contains("Projects: 6; 3 pass, 0 fail, 1 unknown, 2 rejected"), "\(run.text)")
    #expect(
      run.text.contains("Projects without minutes to services: 2 of the 4 that are judged"))
    #expect(
      run.text.contains(
        "Minutes are not known, for the project has no position; its circles were left out; give lon and lat"
      ))
    let projects = try projects(options)
    #expect(projects.count == 6)
    #expect(projects.count { $0["verdict"] as? String == "ERROR" } == 2)
    #expect(projects.count { !(($0["errors"] as? [String]) ?? []).isEmpty } == 2)
    #expect(
      projects.filter { $0["no_circles"] is String }.map { $0["project"] as? String }
        == ["nowhere", "far"])
    #expect(
      projects.filter { ($0["circles"] as? [Any])?.isEmpty == false }
        .map { $0["project"] as? String } == ["placed", "uncounted"])
    let report = try DatabaseQueue(path: scratch.file("r.sqlite"))
    for (sql, rows) in [
      (
        "SELECT verdict || count(*) FROM project GROUP BY verdict ORDER BY verdict",
        ["ERROR2", "PASS3", "UNKNOWN1"]
      ),
      ("SELECT features || ' ' || rejected FROM input WHERE role = 'projects'", ["7 3"]),
      ("SELECT DISTINCT community_id FROM coverage ORDER BY 1", ["placed", "uncounted"]),
      // The households of the list, and none where it has none.
      (
        """
        SELECT community_id || ' ' || ifnull(households, 'NULL') || ' ' || residences FROM coverage
        WHERE rule_id = 'C-3' AND profile = 'standard' ORDER BY 1
        """, ["placed 1250 1", "uncounted NULL 1"]
      ),
      (
        "SELECT feature FROM issue WHERE role = 'projects' AND severity = 'warning' AND field = 'lon'",
        ["nowhere", "far"]
      ),
      ("SELECT feature FROM issue WHERE severity = 'error'", ["6 (negative)", "7 (exchanged)"]),
    ] {
      #expect(try report.read { try String.fetchAll($0, sql: sql) } == rows, "\(sql)")
    }
    let chinese = try scratch.run(["check", "p.csv"] + options, language: "zh_CN.UTF-8").text
    #expect(chinese.contains("已核查的 4 个项目中，2 个未计算到各类服务的分钟数"))
    #expect(chinese.contains("疑与经度写反"))
  }

  @Test func aSumThatIsNotThatOfItsPartsIsSaidOfItsProject() throws {
    let parts = try #require(
      RuleSet.zhejiang14thFiveYearPlan.parts(ofItem: "service_area_m2"), "it has parts")
    try scratch.write(
      "project,households,service_area_m2,\(parts.joined(separator: ","))\n"
        + "a,1250,550,\(parts.map { _ in "100" }.joined(separator: ","))\n", to: "p.csv")
    let run = try scratch.run("check", "p.csv", "--rules", "N-2")
    let sum = 100 * parts.count
    #expect(run.text.contains("is 550, and \(sum) by its parts; 550 was taken"), "\(run.text)")
  }

  @Test func contradictingColumnsAndUnusualKindsAreSaidOfTheirProjects() throws {
    try scratch.write(
      Self.header + ",户数,planned_facilities\n" + "a,1250,98000,11210,550,550,1300,MED.clinik\n"
        + "b,1250,98000,11210,550,550,1250,MED.clinic\n",
      to: "p.csv")
    let run = try scratch.run("check", "p.csv", "--rules", Self.areas, "-o", "r.sqlite")
    #expect(run.code == 0)
    let conflict = "households is 1250, and 1300 in another column"
    #expect(
      run.lines.filter { $0.contains(conflict) } == [
        "  row 2 (a), column households: \(conflict); 1250 was taken"
      ])
    // Of its project, and in the count of what is used with doubts.
    let spelling = run.lines.filter { $0.contains("did you mean 'MED.clinic'?") }
    #expect(spelling.count == 2 && spelling[0].hasPrefix("  row 2 (a)"), "\(spelling)")
    #expect(run.errors.contains("column '户数' says again what column 'households' says"))
    let projects = try projects("--rules", Self.areas)
    let remarks = projects.map { ($0["remarks"] as? [String]) ?? [] }
    #expect(remarks[0].contains("households: \(conflict); 1250 was taken") && remarks[1] == [])
    let issues = try DatabaseQueue(path: scratch.file("r.sqlite")).read {
      try String.fetchAll($0, sql: "SELECT field FROM issue ORDER BY field")
    }
    #expect(issues == ["households", "planned_facilities", "户数"])
  }

  /// Where no record can be judged, no rule is said to lack its columns.
  @Test func whereAllAreRejectedNoColumnIsSaidToBeMissing() throws {
    try write(Self.bad)
    let run = try scratch.run("check", "p.csv", "--rules", Self.areas)
    #expect(run.code == 65 && !run.text.contains("none of their columns"), "\(run.text)")
    #expect(run.text.contains("bad      ERROR  ERROR  ERROR  ERROR"))
    try write(Self.bad, Self.good)
    #expect(try scratch.run("check", "p.csv").text.contains("none of their columns"))
  }

  /// Thirty kilometres to the west of all streets.
  @Test func aPlannedFacilityThatNobodyGetsToIsSaidOfItsProject() throws {
    let town = Town()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(town.csv(("k", 0, 0, "MED.clinic")), to: "f.csv")
    try scratch.write(
      """
      - id: a
        households: 5
        lon: \(town.east(9.5))
        lat: \(town.north(0))
        planned: [{ kind: CHD, lon: \(town.east(-310)), lat: \(town.north(0)) }]
      """, to: "p.yaml")
    let run = try scratch.run(
      "check", "p.yaml", "--network", "town.osm", "--facilities", "f.csv", "-o", "r.sqlite")
    let line = run.lines.filter {
      $0.hasPrefix("  a planned facility lies 30 km west of the nearest")
    }
    #expect(line.count == 1, "\(run.text)")
    let issues = try DatabaseQueue(path: scratch.file("r.sqlite")).read {
      try String.fetchAll($0, sql: "SELECT field FROM issue WHERE feature = 'a'")
    }
    #expect(issues == ["planned_facilities"])
  }
}
