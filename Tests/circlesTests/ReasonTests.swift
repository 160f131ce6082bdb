import Foundation
import Testing

/// Every refusal and every blank says why.
@Suite struct ReasonTests {
  private let place: TwoCommunities

  init() throws { place = try TwoCommunities() }

  @Test(arguments: ["0", "-1", "5,0", "abc", "nan", "2000"])
  func `minutes that are none are refused with what they may be`(minutes: String) throws {
    let run = try place.scratch.run(
      "circle", "--network", "town.osm", "--at", "120,30", "--minutes=\(minutes)", "-o", "-")
    #expect(run.code == 64)
    #expect(run.errors.contains("numbers greater than 0 and at most 1440"), "\(run.errors)")
  }

  private func check(_ rows: String..., options: [String] = []) throws -> CommandRun {
    try place.scratch.write(
      "project,households,lon,lat\n" + rows.map { $0 + "\n" }.joined(), to: "list.csv")
    return try place.scratch.run(
      ["check", "list.csv", "--network", "town.osm", "--facilities", "f.csv"] + options)
  }

  private var home: String { "\(place.town.east(3)),\(place.town.north(0))" }

  @Test func `the coordinates 0, 0 are no place`() throws {
    for rows in [["A,100,0,0"], ["A,100,0,0", "B,100,\(home)"]] {
      let run = try check(rows[0], rows.count > 1 ? rows[1] : "C,100,\(home)")
      #expect(run.text.contains("has the coordinates 0, 0, which are no place"), "\(run.text)")
      #expect(!run.text.contains(" km ") && !run.errors.contains(" km "), "\(run.errors)")
    }
    let alone = try check("A,100,0,0")
    #expect(alone.code == 2, "\(alone.errors)")
    #expect(alone.text.contains("has the coordinates 0, 0"), "\(alone.text) \(alone.errors)")
    #expect(!(alone.text + alone.errors).contains(" km "), "\(alone.errors)")
  }

  @Test func `a project without a street says so`() throws {
    // A kilometre north of the street.
    let away = "\(place.town.east(2)),\(place.town.north(10))"
    let said = "the project has no street within 200 m; its homes reach nothing"
    let run = try check("A,100,\(away)", "B,100,\(home)")
    #expect(run.text.components(separatedBy: said).count == 2, "\(run.text)")
    let json = try check("A,100,\(away)", "B,100,\(home)", options: ["--json"])
    let projects = try #require(
      JSONSerialization.jsonObject(with: json.output) as? [[String: Any]])
    #expect((projects[0]["remarks"] as? [String])?.first?.contains("has no street") == true)
    #expect((projects[1]["remarks"] as? [String])?.isEmpty == true)
    _ = try check("A,100,\(away)", options: ["-o", "r.sqlite"])
    #expect(
      try place.rows("SELECT problem FROM issue WHERE feature = 'A' AND field = 'lon'")
        == ["has no street within 200 m"])
  }

  @Test func `a region is found by the name that a register has for it`() throws {
    try place.scratch.write("id,name,social_work_station\n330106,西湖区,1\n", to: "reg.csv")
    let more = "registers: [{ path: reg.csv, level: county }]\n"
    let run = try place.assess(more: more, options: ["--only", "西湖区"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(try place.rows("SELECT count(*) || '' FROM community") == ["2"])
    let other = try place.assess(more: more, options: ["--only", "东湖区"])
    #expect(other.code == 65 && other.errors.contains("no community in '东湖区'"))
    try place.scratch.write(
      "id,name,elderly\n" + TwoCommunities.ids.map { "\($0),望江,5\n" }.joined(), to: "reg.csv")
    let both = try place.assess(
      more: "registers: [{ path: reg.csv, level: community }]\n", options: ["--only", "望江"])
    #expect(both.code == 65, "\(both.text)")
    #expect(
      both.errors.contains("'望江' is the name of several regions (330106001001, 330106001201)"),
      "\(both.errors)")
  }

  @Test func `a value that is known from below is shown so`() throws {
    try place.scratch.write(
      "id,jobless_households\n\(TwoCommunities.ids[0]),3\n", to: "reg.csv")
    let run = try place.assess(
      more: "registers: [{ path: reg.csv, level: community }]\n")
    #expect(run.code == 0, "\(run.errors)")
    let line = try #require(run.lines.first { $0.contains("F-23") })
    #expect(line.contains("≥ 3"), "\(line)")
  }
}
