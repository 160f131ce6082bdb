import Foundation
import Testing

@Suite struct IndicatorsCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write() throws {
    try scratch.write(
      """
      region,level,year,item,value
      33,province,2025,T2-5,17.0
      33,province,2025,service_area_m2,35000
      33,province,2025,households,100000
      33,province,2025,childcare_places,100
      33,province,2025,nonsense,1
      """, to: "s.csv")
  }

  @Test func valueBaselineTargetVerdictAndProgress() throws {
    try write()
    let run = try scratch.run("indicators", "s.csv", "--standard", "zhejiang-14fyp")
    #expect(run.code == 0 && run.errors.contains("nonsense"))
    let line = run.lines.first { $0.contains("T2-3 ") && $0.contains("35 m²") }
    #expect(line?.contains("30 m²") == true && line?.contains("not met") == true)
    #expect(line?.contains("50.0 %") == true)
    // The plan's two numbers, side by side, with the conflict that they come from.
    #expect(run.text.contains("I-1") && run.text.contains("18"))
    #expect(run.text.contains("not known: residents"))
    #expect(run.text.contains("statistics s.csv: 4 of 5 used, 1 left out: "))
    let chinese = try scratch.run("indicators", "s.csv", language: "zh_CN.UTF-8").text
    #expect(chinese.contains("缺少数据：常住人口") && chinese.contains("规划条文不一致（I-1）"))
  }

  @Test func theJSON() throws {
    try write()
    let run = try scratch.run("indicators", "s.csv", "--json", "--quiet")
    let regions = try #require(
      try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
    #expect(run.errors == "" && regions.count == 1 && regions[0]["year"] as? Int == 2025)
    let rules = try #require(regions[0]["rules"] as? [[String: Any]])
    let rule = try #require(rules.first { $0["rule_id"] as? String == "T2-5" })
    #expect(rule["verdict"] as? String == "PASS" && rule["value"] as? Double == 17)
    let other = try #require((rule["alternatives"] as? [[String: Any]])?.first)
    #expect(other["verdict"] as? String == "FAIL" && other["threshold"] as? Double == 18)
    let area = try #require(rules.first { $0["rule_id"] as? String == "T2-3" })
    #expect(area["margin"] as? Double == -5000 && area["progress_percent"] as? Double == 50)
    #expect(area["progress"] as? String == "towards_target")
    #expect(area["baseline"] as? Double == 30)
  }

  /// A region that contradicts itself is left out with all its records, and is counted with all of them.
  @Test func whatIsLeftOutIsCountedByRecords() throws {
    try scratch.write(
      """
      region,level,year,item,value
      a,county,2025,childcare_places,1
      a,county,2025,population,1000
      b,county,2025,urban_communities,-4
      c,county,2025,nonsense,1
      c,county,2025,nonsense,2

      """, to: "s.csv")
    let lost = try scratch.run("indicators", "s.csv", "--quiet")
    #expect(lost.code == 65 && lost.errorLines.count == 1, "\(lost.errors)")
    let accepted = try scratch.run("indicators", "s.csv", "--quiet", "--accept-losses")
    #expect(accepted.code == 0, "\(accepted.errors)")
    #expect(accepted.text.contains("statistics s.csv: 2 of 5 used, 3 left out: "))
  }

  @Test func filesThatCannotBeUsed() throws {
    #expect(try scratch.run("indicators", "none.csv").code == 66)
    try scratch.write("region,level,year,item,value\n33,province,2025,nonsense,1\n", to: "n.csv")
    #expect(try scratch.run("indicators", "n.csv").code == 65)
    try scratch.write("a,b\n1,2\n", to: "m.csv")
    #expect(try scratch.run("indicators", "m.csv").code == 65)
  }

  @Test func aValueBesideItsItemsIsCompared() throws {
    try scratch.write(
      """
      region,level,year,item,value
      33,province,2025,T2-5,18
      33,province,2025,registered_organisations,1667
      33,province,2025,population,1000000
      33,province,2025,T2-3,40
      33,province,2025,F-4,250
      """, to: "s.csv")
    let run = try scratch.run("indicators", "s.csv")
    #expect(
      run.code == 0 && run.errors.contains("F-4: a share of 250 is more than all; not judged"))
    #expect(
      run.lines.contains(
        "  T2-5  given as 18 per 10,000 people, while its items make 16.67 per 10,000 people; the items count"
      ), "\(run.text)")
    #expect(run.lines.contains("  F-4  given as 250 %, more than all; not judged"))
    #expect(run.lines.contains { $0.contains("F-4 ") && $0.contains("UNKNOWN") })
    let json = try scratch.run("indicators", "s.csv", "--json", "--quiet")
    let regions = try #require(
      try JSONSerialization.jsonObject(with: json.output) as? [[String: Any]])
    let rules = try #require(regions[0]["rules"] as? [[String: Any]])
    func rule(_ id: String) throws -> [String: Any] {
      try #require(rules.first { $0["rule_id"] as? String == id })
    }
    let other = try rule("T2-5")
    #expect(other["value"] as? Double == 16.67 && other["given_value"] as? Double == 18)
    #expect(other["given_value_judged"] as? Bool == false)
    #expect((other["note"] as? String)?.contains("the items count") == true)
    let alone = try rule("T2-3")
    #expect(alone["given_value"] as? Double == 40 && alone["given_value_judged"] as? Bool == true)
    let all = try rule("F-4")
    #expect(all["verdict"] as? String == "UNKNOWN" && all["value"] is NSNull)
    #expect(all["given_value"] as? Double == 250 && all["given_value_judged"] as? Bool == false)
    #expect(try rule("T1-4")["given_value"] is NSNull)
  }
}
