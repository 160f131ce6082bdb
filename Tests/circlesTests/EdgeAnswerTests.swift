import Foundation
import GRDB
import Testing

/// What the streets leave out is said by every command.
@Suite struct EdgeAnswerTests {
  let scratch: Scratch
  let town = Town.quick

  init() throws {
    scratch = try Scratch()
    var cut = town
    // East Street goes on to a node that the file does not have; a private way; a library and a house.
    cut.more =
      Town.way(9, [3, 99], "highway=residential")
      + Town.way(10, [1, 4], "highway=service access=private")
      + cut.node(30, 1, 0, "amenity=library name=Books") + cut.house(40, 2, 0.1, "building=house")
    try scratch.write(cut.xml, to: "cut.osm")
    try scratch.write(
      town.csv(("c", 2, 0, "MED.clinic"), ("away", 2, 30, "MED.clinic")), to: "f.csv")
    try scratch.write(town.csv(("p", 1, 0, "")), to: "p.csv")
  }

  private var at: String { "\(town.east(1)),\(town.north(0))" }

  @Test func `circles of an assessment at the edge are counted and marked`() throws {
    let assess = [
      "assess", "--network", "cut.osm", "--facilities", "osm", "-o", "r.sqlite", "--overwrite",
    ]
    let run = try scratch.run(assess)
    #expect(run.code == 0, "\(run.errors)")
    let report = try DatabaseQueue(path: scratch.file("r.sqlite"))
    let counts = try report.read { db in
      try [
        "SELECT count(*) FROM circle", "SELECT count(*) FROM circle WHERE reaches_edge = 1",
      ].map { try Int.fetchOne(db, sql: $0) ?? 0 }
    }
    // The end is 870 metres away: 10.8 minutes.
    #expect(
      try report.read {
        try String.fetchAll(
          $0, sql: "SELECT DISTINCT (minutes >= 11) || reaches_edge FROM circle ORDER BY 1")
      } == ["00", "11"] || counts[1] == counts[0], "\(counts)")
    #expect(counts[1] > 0)
    #expect(
      run.text.contains(
        "\(counts[1]) of \(counts[0]) circles reach an end of the data where streets go on"),
      "\(run.text)")
    let json = try #require(
      JSONSerialization.jsonObject(with: try scratch.run(assess + ["--json"]).output)
        as? [String: Any])
    #expect(json["circles"] as? Int == counts[0] && json["circles_at_edge"] as? Int == counts[1])
  }

  @Test func `places off the streets are said to the quiet`() throws {
    let circle = [
      "circle", "--network", "cut.osm", "--facilities", "f.csv", "--minutes", "2", "-o",
      "c.geojson", "--overwrite", "--quiet",
    ]
    let run = try scratch.run(circle)
    #expect(
      run.code == 0
        && run.errors == "1 of 2 places have no street within 200 m and no circle\n",
      "\(run.errors)")
    let nearest = try scratch.run(
      "nearest", "--network", "cut.osm", "--facilities", "f.csv", "--points", "p.csv",
      "--minutes", "5", "-o", "-", "--quiet")
    let said = "1 of 2 facilities have no street within 200 m and serve nobody\n"
    #expect(nearest.errors == said, "\(nearest.errors)")
    let explain = try scratch.run(
      "explain", "--network", "cut.osm", "--facilities", "f.csv", "--at", at, "--quiet")
    #expect(explain.code == 0 && explain.errors == said, "\(explain.errors)")
  }

  @Test func `facilities off the streets are said of an assessment and a check`() throws {
    let said = "facilities f.csv: 1 of 2 facilities have no street within 200 m, 'away' among them"
    let assess = try scratch.run(
      "assess", "--network", "cut.osm", "--facilities", "f.csv", "-o", "r.sqlite", "--quiet")
    #expect(assess.code == 0 && assess.text.contains(said), "\(assess.text)")
    try scratch.write("project,households,lon,lat\nA,100,\(at)\n", to: "list.csv")
    let check = try scratch.run(
      "check", "list.csv", "--network", "cut.osm", "--facilities", "f.csv", "--quiet")
    #expect(check.text.contains(said), "\(check.text)")
  }

  @Test func `closed and cut ways are said`() throws {
    let closed = "streets cut.osm: "
    for arguments in [
      ["circle", "--at", at, "--minutes", "2", "-o", "-"],
      ["nearest", "--facilities", "f.csv", "--points", "p.csv", "--minutes", "5", "-o", "-"],
      ["explain", "--facilities", "f.csv", "--at", at],
    ] {
      let run = try scratch.run(arguments + ["--network", "cut.osm"])
      let line = run.errorLines.first { $0.hasPrefix(closed) } ?? ""
      #expect(line.contains("closed to the public") && line.contains("(1)"), "\(run.errors)")
      #expect(line.contains("cut where nodes that the way names"), "\(run.errors)")
    }
  }
}
