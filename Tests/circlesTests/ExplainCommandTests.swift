import Foundation
import PlaneGeometry
import Testing

@Suite struct ExplainCommandTests {
  let scratch: Scratch
  let town = Town()

  init() throws {
    scratch = try Scratch()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(town.csv(("c", 10, 4, "MED.clinic"), ("s", 0, 0, "SPT.pitch")), to: "f.csv")
    try scratch.write(town.csv(("at", 6, 0.5, "")), to: "p.csv")
  }

  /// The way from a place north of East Street to the clinic at the end of North Street.
  private func explain(_ options: String..., language: String = "en_US.UTF-8") throws -> CommandRun
  {
    try scratch.run(
      ["explain", "--network", "town.osm", "--facilities", "f.csv", "--at", "120.006,30.0005"]
        + options,
      language: language)
  }

  private func json(_ data: Data) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func textNamesTheStreets() throws {
    let run = try explain("--kind", "MED")
    #expect(run.code == 0)
    let lines = run.lines
    #expect(lines.count == 5)
    #expect(
      lines[0].contains(/^[0-9]+\.[0-9] minutes from here to the facility c \(MED\.clinic\)$/))
    #expect(
      lines[1].contains(/^1\. straight between here and the street: [0-9]+ m, [0-9]\.[0-9]{2} min$/)
    )
    #expect(lines[2].hasPrefix("2. East Street: "))
    #expect(lines[3].hasPrefix("3. North Street: 44") && lines[3].contains(" m, 5.5"))
    #expect(lines[4] == "4. straight between the street and the facility: 0 m, 0.00 min")
    let back = try explain("--kind", "MED", "--direction", "from")
    #expect(back.lines.first?.contains("from the facility to here") == true)
    let chinese = try explain("--kind", "MED.clinic", language: "zh_CN.UTF-8")
    #expect(chinese.lines[0].contains(/^[0-9]+\.[0-9] 分钟，从此处到设施：c（MED\.clinic）$/))
    #expect(chinese.lines[2].hasPrefix("2. East Street："))
  }

  @Test func jsonIsTheSameAndAddsUp() throws {
    let run = try explain("--kind", "MED", "--json", "--quiet")
    #expect(run.code == 0 && run.errors == "")
    let root = try json(run.output)
    #expect(
      root.keys.sorted() == [
        "access_m", "direction", "facility_id", "kind", "minutes", "minutes_at_most", "open",
        "steps",
      ])
    #expect(root["facility_id"] as? String == "c" && root["kind"] as? String == "MED.clinic")
    #expect(root["direction"] as? String == "to")
    let steps = try #require(root["steps"] as? [[String: Any]])
    #expect(
      steps.compactMap { $0["what"] as? String } == [
        "place_leg", "street", "street", "facility_leg",
      ])
    #expect(steps.map { $0["street"] as? String } == [nil, "East Street", "North Street", nil])
    let minutes = try #require(root["minutes"] as? Double)
    let sum = steps.compactMap { $0["minutes"] as? Double }.reduce(0, +)
    #expect(abs(sum - minutes) < 0.001)
    #expect(root["access_m"] as? Double == steps[0]["metres"] as? Double)
    // The same answer as that of `nearest`.
    try scratch.write(town.csv(("c", 10, 4, "MED.clinic")), to: "one.csv")
    let nearest = try scratch.run(
      "nearest", "--network", "town.osm", "--facilities", "one.csv", "--points", "p.csv",
      "--minutes",
      "240", "-o", "-")
    let access = try #require(root["access_m"] as? Double)
    #expect(
      nearest.lines.last
        == "at,*,\(String(format: "%.4f", minutes)),c,\(String(format: "%.2f", access)),covered")
  }

  @Test func theWayAsGeoJSON() throws {
    let written = try explain("--kind", "MED", "-o", "way.geojson")
    #expect(written.code == 0 && written.lines.count == 5, "the text, too")
    let printed = try explain("--kind", "MED", "-o", "-", "--quiet")
    #expect(printed.code == 0 && printed.errors == "")
    #expect(try scratch.read("way.geojson") == printed.output)
    let features = try #require(json(printed.output)["features"] as? [[String: Any]])
    #expect(features.count == 4)
    let lines = features.compactMap {
      ($0["geometry"] as? [String: Any])?["coordinates"] as? [[Double]]
    }
    // Each goes on where the one before ends, from the place to the facility.
    for (a, b) in zip(lines, lines.dropFirst()) { #expect(a.last == b.first) }
    #expect(lines.first?.first == [120.006, 30.0005] && lines.last?.last == [120.01, 30.004])
    let text = printed.text.matches(of: /\d+\.(\d+)/).map { $0.1.count }
    #expect(text.max() ?? 0 <= 8)
  }

  @Test func theCityIsExplained() throws {
    let run = try scratch.run(
      "explain", "--network", Monaco.network, "--facilities", "osm", "--kind", "MED", "--at",
      "7.4246,43.7384")
    #expect(run.code == 0)
    #expect(run.lines.first?.contains("(MED.") == true && run.lines.count >= 4)
    #expect(run.text.contains("Avenue de l'Hermitage"))
  }

  @Test func whatCannotBeExplainedSaysWhy() throws {
    func failure(_ line: String) throws -> String {
      let run = try scratch.run(
        ["explain", "--quiet"] + line.split(separator: " ").map(String.init))
      #expect(run.code == 65 && run.text == "" && run.errorLines.count == 1)
      return run.errors
    }
    let start = "--network town.osm --facilities f.csv --at "
    #expect(
      try failure(start + "120.02,30.02")
        == "circles: no street lies within 200 m of here; raise --access or check LON,LAT\n")
    #expect(
      try failure(start + "120.01,30.004 --mode cycle --kind SPT")
        == "circles: no facility can be reached from here within four hours\n")
    #expect(
      try failure(start + "120.006,30 --kind GOV")
        == "circles: there is no facility of kind 'GOV'; there are MED.clinic, SPT.pitch\n")
    #expect(
      try failure("--network town.osm --facilities osm --at 120.006,30")
        == "circles: town.osm: no object is tagged as a facility of the plan: nobody would reach anything; give facilities as a layer (--facilities FILE, or facilities: in the project)\n"
    )
  }

  @Test func whatThereIsIsNamed() throws {
    let run = try explain("--kind", "XYZ")
    #expect(run.code == 65 && run.errors.contains("there are MED.clinic, SPT.pitch"))
    try scratch.write("id,lon,lat\nc,120.01,30.004\n", to: "f.csv")
    let none = try explain("--kind", "MED")
    #expect(
      none.code == 65
        && none.errors.contains("no facility of kind 'MED': none of the facilities has a kind"))
  }
}
