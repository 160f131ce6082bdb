import Foundation
import Testing

/// What is not known may be nearer than what is: no minutes are given then, or the most they can be.
@Suite struct OpenAnswerTests {
  let scratch: Scratch
  let town = Town.quick

  init() throws {
    scratch = try Scratch()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(town.csv(("p", 9, 0, "")), to: "p.csv")
  }

  /// A clinic far from the point, and another record.
  private func facilities(_ other: String) throws {
    try scratch.write(
      "id,lon,lat,kind\nc,\(town.east(3)),\(town.north(0)),MED.clinic\n" + other, to: "f.csv")
  }

  private func at(_ x: Double) -> String { "\(town.east(x)),\(town.north(0))" }

  private func nearest(_ options: String...) throws -> CommandRun {
    try scratch.run(
      [
        "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv",
        "--minutes", "15", "-o", "-",
      ] + options)
  }

  private func explain(_ options: String...) throws -> CommandRun {
    try scratch.run(
      ["explain", "--network", "town.osm", "--facilities", "f.csv", "--at", at(9)] + options)
  }

  private func json(_ run: CommandRun) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Any])
  }

  /// A street beyond the extent, east of East Street's end.
  private func cutTown() throws {
    var open = town
    open.more = open.node(9, 20, 0) + Town.way(9, [3, 9], "highway=residential")
    for (i, x) in [1.0, 2, 3, 4, 4.5].enumerated() { open.more += open.node(20 + i, x, 0) }
    open.more += Town.way(20, [1, 20, 21, 22, 23, 24, 2], "highway=residential")
    open.extent = (-1, -1, 11.9, 6)
    try scratch.write(open.xml, to: "town.osm")
  }

  @Test(arguments: ["k,8,", "u,,MED.clinic", "u,,"])
  func `minutes that a record left out could shorten are empty`(record: String) throws {
    let cells = record.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let place = Double(cells[1]).map(at) ?? ","
    try facilities("\(cells[0]),\(place),\(cells[2])\n")
    let run = try nearest("--by", "kind")
    #expect(run.code == 0 && run.lines.dropFirst() == ["p,MED.clinic,,,,covered"], "\(run.text)")
    #expect(run.errors.contains("1 of 1 answers are covered, but not by which"), "\(run.errors)")
    let way = try explain("--kind", "MED")
    #expect(way.code == 0, "\(way.errors)")
    #expect(
      way.lines[0].contains(
        /^at most 7\.[0-9] minutes from here to the facility c \(MED\.clinic\), the nearest/),
      "\(way.text)")
    #expect(way.lines[1].hasPrefix("not certain: "))
    let document = try json(explain("--kind", "MED", "--json"))
    #expect(document["minutes"] is NSNull, "\(document)")
    #expect((document["minutes_at_most"] as? Double).map { 7 < $0 && $0 < 8 } == true)
    #expect(document["open"] as? String == (cells[1].isEmpty ? "without_place" : "without_kind"))
    let chinese = try scratch.run(
      "explain", "--network", "town.osm", "--facilities", "f.csv", "--at", at(9), "--kind", "MED",
      language: "zh_CN.UTF-8")
    #expect(chinese.lines[0].hasPrefix("至多 7.") && chinese.lines[1].hasPrefix("无法确定："))
  }

  @Test func `minutes that nothing could shorten are given`() throws {
    // Farther than the clinic, and of another kind.
    try facilities("k,\(at(0)),\nu,,,SPT.pitch\n")
    let run = try nearest("--by", "kind")
    #expect(run.lines[1].contains(/^p,MED\.clinic,7\.[0-9]{4},c,0\.00,covered$/), "\(run.text)")
    #expect(try explain("--kind", "MED").lines[0].contains(/^7\.[0-9] minutes/))
    let document = try json(explain("--kind", "MED", "--json"))
    #expect(document["minutes"] as? Double == document["minutes_at_most"] as? Double)
    #expect(document["open"] is NSNull)
  }

  @Test func `without a kind that is asked for any facility counts`() throws {
    try facilities("k,\(at(8)),\n")
    #expect(try nearest().lines[1].contains(/^p,\*,1\.[0-9]{4},k,0\.00,covered$/))
    #expect(try explain().lines[0].contains(/^1\.[0-9] minutes from here to the facility k$/))
    try facilities("u,,,MED.clinic\n")
    #expect(try nearest().lines[1] == "p,*,,,,covered")
    #expect(try explain().lines[0].hasPrefix("at most 7."))
  }

  @Test func `the edge of the data may be nearer`() throws {
    try cutTown()
    try facilities("")
    let run = try nearest()
    #expect(run.lines[1] == "p,*,,,,covered", "\(run.text)")
    #expect(try json(explain("--json"))["open"] as? String == "edge")
    try scratch.write(town.csv(("p", 5, 0, "")), to: "p.csv")
    #expect(try nearest().lines[1].contains(/^p,\*,2\.[0-9]{4},c,0\.00,covered$/))
  }

  @Test func `what is not reached may be open, too`() throws {
    try facilities("u,,,SPT.pitch\n")
    let run = try explain("--kind", "SPT", "--quiet")
    #expect(run.code == 65 && run.text.isEmpty, "\(run.text)")
    #expect(run.errors.contains("of one that may be meant nobody knows where"), "\(run.errors)")
    try facilities("k,\(at(8)),\n")
    let kindless = try explain("--kind", "SPT")
    #expect(kindless.code == 65 && kindless.errors.contains("one without a kind that is known can"))
  }

  @Test(arguments: [false, true])
  func `minutes of a project are the most they can be`(isEdge: Bool) throws {
    if isEdge { try cutTown() }
    try facilities(isEdge ? "" : "u,,,MED.clinic\n")
    try scratch.write(
      "project,households,lon,lat\nA,100,\(at(9))\n", to: "list.csv")
    let check = ["check", "list.csv", "--network", "town.osm", "--facilities", "f.csv"]
    let text = try scratch.run(check)
    let line = try #require(text.lines.first { $0.contains("C-3") })
    #expect(line.contains(/≤ 7\.[0-9] ✓/), "\(text.text)")
    #expect(text.text.contains("(≤: the nearest that is known; "))
    let document = try #require(
      JSONSerialization.jsonObject(with: try scratch.run(check + ["--json"]).output)
        as? [[String: Any]])
    let circles = try #require(document[0]["circles"] as? [[String: Any]])
    let row = try #require(circles.first { $0["rule_id"] as? String == "C-3" })
    #expect(row["before_minutes"] is NSNull && row["reached_before"] as? Bool == true)
    #expect((row["before_minutes_at_most"] as? Double).map { 7 < $0 && $0 < 8 } == true)
    try facilities("u,,,SPT.pitch\n")
    if isEdge { try scratch.write(town.xml, to: "town.osm") }
    let certain = try scratch.run(check)
    #expect(certain.lines.first { $0.contains("C-3") }?.contains(/[^≤] 7\.[0-9] ✓/) == true)
    #expect(certain.lines.first { $0.contains("C-3") }?.contains("≤ 7") == false, "\(certain.text)")
  }
}
