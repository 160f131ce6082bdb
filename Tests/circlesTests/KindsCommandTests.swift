import Foundation
import ServiceCircles
import Testing

@Suite struct KindsCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `every kind is listed with what it is called`() throws {
    let english = try scratch.run("kinds", "--language", "en")
    #expect(english.code == 0)
    #expect(english.lines.contains("  MED.clinic  clinic or health centre"))
    #expect(
      english.text.contains(
        "OpenStreetMap: amenity=clinic|doctors; healthcare=centre|clinic|doctor"))
    let chinese = try scratch.run("kinds", "--language", "zh")
    #expect(chinese.lines.contains("  MED.clinic　社区卫生服务中心"))
    #expect(chinese.text.contains("亦可写作：社区卫生服务站、"))
    #expect(!(english.text + chinese.text).contains("{"))
  }

  @Test func `as JSON`() throws {
    let run = try scratch.run("kinds", "--json")
    let kinds = try #require(
      try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
    let clinic = try #require(kinds.first { $0["kind"] as? String == "MED.clinic" })
    #expect((clinic["words"] as? [String])?.contains("诊所") == true)
    #expect((clinic["rules"] as? [String])?.contains("C-3") == true)
    #expect(kinds.allSatisfy { ($0["name_zh"] as? String)?.isEmpty == false })
  }
}
