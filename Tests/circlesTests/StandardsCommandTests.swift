import Foundation
import ServiceCircles
import Testing

@Suite struct StandardsCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func everyRuleInBothLanguages() throws {
    for language in [Language.english, .chinese] {
      let run = try scratch.run(
        "standards", "show", "zhejiang-14fyp", "--language", language.rawValue)
      #expect(run.code == 0)
      for rule in RuleSet.zhejiang14thFiveYearPlan.rules {
        let start = rule.id + (language == .chinese ? "　" : "  ")
        #expect(
          run.lines.contains {
            $0.hasPrefix(start) && $0.contains(rule.name.text(in: language))
          }, "\(rule.id)")
        #expect(run.text.contains(rule.source), "\(rule.id)")
      }
      // Values that are missing would show their names in braces.
      #expect(!run.text.contains("{"))
    }
  }

  @Test func theJSON() throws {
    let run = try scratch.run("standards", "show", "zhejiang-14fyp", "--json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    let rules = try #require(document["rules"] as? [[String: Any]])
    #expect(rules.count == RuleSet.zhejiang14thFiveYearPlan.rules.count)
    for rule in rules {
      for key in ["rule_id", "name_zh", "name_en", "source_text", "kind", "nature", "level"] {
        #expect((rule[key] as? String)?.isEmpty == false, "\(rule["rule_id"] ?? "") \(key)")
      }
    }
    let items = try #require(document["items"] as? [[String: Any]])
    let names = Set(items.compactMap { $0["item"] as? String })
    #expect(rules.allSatisfy { names.isSuperset(of: $0["items"] as? [String] ?? ["?"]) })
    let area = try #require(rules.first { $0["rule_id"] as? String == "T2-3" })
    #expect(area["threshold"] as? Double == 40 && area["per"] as? Double == 100)
    let list = try scratch.run("standards", "list", "--json")
    #expect(list.text.contains("national-14fyp") && list.text.contains("version"))
  }

  @Test func aRuleSetThatIsNotThere() throws {
    let run = try scratch.run("standards", "show", "zhejiang")
    #expect(run.code == 64 && run.errors.contains("zhejiang-14fyp"))
    #expect(try scratch.run("standards", "show", "none.yaml").code == 66)
  }
}
