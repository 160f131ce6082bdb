import Foundation
import PlaneGeometry
import ServiceCirclesIO
import Testing

@Suite struct NearestCommandTests {
  let scratch: Scratch
  let town = Town()

  init() throws {
    scratch = try Scratch()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(
      town.csv(("west", 0, 0, "a clinic"), ("east, end", 10, 0, "a kind, of \"any\" text")),
      to: "f.csv")
    // Not in the order of their ids; on East Street, off it, on the steps, at the end of North
    // Street, and far from all of them.
    try scratch.write(
      town.csv(
        ("on", 8, 0, ""), ("off", 8, 1, ""), ("steps", 5, 3, ""), ("north", 10, 4, ""),
        ("far", 30, 9, "")),
      to: "p.csv")
  }

  /// The fields of the answers, or of one point's.
  private func answers(_ options: String...) throws -> [[String]] {
    let run = try scratch.run(
      [
        "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv", "-o", "-",
        "--quiet",
      ]
        + options)
    #expect(run.code == 0 && run.errors == "")
    #expect(run.lines.first == "id,kind,minutes,facility_id,access_m,status")
    return run.lines.dropFirst().map { line in
      line.replacing("\"east, end\"", with: "east").replacing(/"a kind.*text"/, with: "any")
        .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// East Street westwards from `x`, in minutes.
  private func minutes(_ x: Double, to end: Double = 0) -> Double {
    town.metres((end, 0), (x, 0)) / Town.walkMetresAMinute
  }

  /// How much longer it takes from a place so far off a street that is followed for long: the leg
  /// meets it at the angle whose cosine is 1 / κ.
  private func legMinutes(_ metres: Double, detour: Double) -> Double {
    metres * (detour * detour - 1).squareRoot() / Town.walkMetresAMinute
  }

  private func expect(_ text: String, is minutes: Double, _ within: Double = 0.0005) {
    #expect(text.contains(/^[0-9]+\.[0-9]{4}$/), "four decimals")
    #expect(abs((Double(text) ?? .infinity) - minutes) < within, "\(text), not \(minutes)")
  }

  @Test func timesAreThoseOfTheStreets() throws {
    let off = town.metres((8, 0), (8, 1))
    let rows = try answers("--minutes", "15")
    #expect(
      rows.map { $0[0] } == ["on", "off", "steps", "north", "far"], "in the order of the input")
    #expect(rows.map { $0[1] } == ["*", "*", "*", "*", "*"])
    #expect(rows.map { $0[5] } == ["covered", "covered", "covered", "covered", "off_network"])
    expect(rows[0][2], is: minutes(8, to: 10))
    expect(rows[1][2], is: minutes(8, to: 10) + legMinutes(off, detour: 1.3))
    expect(rows[2][2], is: (town.metres((5, 0), (5, 3)) + town.metres((0, 0), (5, 0))) / 80)
    expect(rows[3][2], is: town.metres((10, 0), (10, 4)) / 80, 0.001)
    #expect(rows[4] == ["far", "*", "", "", "", "off_network"])
    // Equally far from both ends: the smallest id as text.
    #expect(rows.map { $0[3] } == ["east", "east", "east", "east", ""])
    #expect(rows[0][4] == "0.00")
    let leg = off * 1.3 / (1.3 * 1.3 - 1).squareRoot()
    #expect(abs((Double(rows[1][4]) ?? 0) - leg) < 0.1, "the straight length of the leg")
  }

  @Test func kindsAreSorted() throws {
    let rows = try answers("--minutes", "10", "--by", "kind")
    #expect(
      rows.map { $0[0] } == [
        "on", "on", "off", "off", "steps", "steps", "north", "north", "far", "far",
      ])
    #expect(rows.map { $0[1] } == (0..<5).flatMap { _ in ["a clinic", "any"] })
    #expect(
      rows.map { $0[5] } == [
        "covered", "covered", "uncovered", "covered", "uncovered", "uncovered", "uncovered",
        "covered",
        "off_network", "off_network",
      ])
    expect(rows[0][2], is: minutes(8))
    for row in rows where row[5] != "covered" { #expect(row[2...4] == ["", "", ""]) }
  }

  @Test func theFileIsWhatIsPrinted() throws {
    let arguments = [
      "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv", "--minutes",
      "15",
      "--by", "kind", "-o",
    ]
    let printed = try scratch.run(arguments + ["-"])
    let written = try scratch.run(arguments + ["out.csv", "--jobs", "1"])
    #expect(written.code == 0 && written.output.isEmpty)
    #expect(written.errorLines.last == "answers for 5 points written to out.csv")
    #expect(try scratch.read("out.csv") == printed.output)
    // Quoted as RFC 4180 says.
    #expect(printed.text.contains(",\"a kind, of \"\"any\"\" text\","))
    #expect(printed.text.contains(",\"east, end\","))
    #expect(scratch.contents == ["f.csv", "out.csv", "p.csv", "town.osm"])
    let chinese = try scratch.run(arguments + ["out.csv", "--overwrite"], language: "zh_CN.UTF-8")
    #expect(chinese.errorLines.last == "已写入 5 个点的结果：out.csv")
    #expect(try scratch.read("out.csv") == printed.output, "data has no language")
  }

  @Test func theEdgeOfTheDataIsUnknown() throws {
    var open = town
    // East Street leaves the extent 180 metres east of its end.
    open.more = town.node(9, 20, 0) + Town.way(9, [3, 9], "highway=residential")
    // Most of the nodes lie within a box that may be true.
    for (i, x) in [1.0, 2, 3, 4, 4.5].enumerated() { open.more += town.node(20 + i, x, 0) }
    open.more += Town.way(20, [1, 20, 21, 22, 23, 24, 2], "highway=residential")
    open.extent = (-1, -1, 11.9, 6)
    try scratch.write(open.xml, to: "town.osm")
    try scratch.write(town.csv(("west", 0, 0, "x")), to: "f.csv")
    let rows = try answers("--minutes", "6")
    #expect(rows.map { $0[5] } == ["unknown", "unknown", "uncovered", "uncovered", "unknown"])
    #expect(
      try answers("--minutes", "10.5").map { $0[5] }.prefix(3) == ["covered", "unknown", "covered"])
  }

  @Test func optionsChangeTheAnswers() throws {
    let usual = try answers("--minutes", "60")
    let off = town.metres((8, 0), (8, 1))
    // Walkers' legs are as fast as they are.
    for (row, fast) in zip(usual, try answers("--minutes", "60", "--speed", "9.6")) {
      if row[5] == "covered" { expect(fast[2], is: (Double(row[2]) ?? 0) / 2, 0.0002) }
    }
    expect(
      try answers("--minutes", "60", "--detour", "1.2")[1][2],
      is: minutes(8, to: 10) + legMinutes(off, detour: 1.2))
    // Without detour the leg reaches as far along as it may.
    let reach = (200 * 200 - off * off).squareRoot()
    expect(
      try answers("--minutes", "60", "--detour", "1")[1][2],
      is: minutes(8, to: 10) + (200 - reach) / 80, 0.002)
    #expect(try answers("--minutes", "60", "--access", "100")[1][5] == "off_network")
    #expect(try answers("--minutes", "60", "--access", "3000")[4][5] == "covered")
  }

  @Test func cyclistsKeepToTheirStreets() throws {
    // 15 km/h are 250 metres a minute; no steps; North Street only northwards.
    let to = try answers("--minutes", "60", "--mode", "cycle")
    expect(to[0][2], is: town.metres((8, 0), (10, 0)) / 250)
    #expect(to.map { $0[5] } == ["covered", "covered", "off_network", "uncovered", "off_network"])
    let from = try answers("--minutes", "60", "--mode", "cycle", "--direction", "from")
    #expect(from.map { $0[5] } == ["covered", "covered", "off_network", "covered", "off_network"])
    expect(from[3][2], is: town.metres((10, 0), (10, 4)) / 250, 0.001)
    // Legs are walked.
    let leg = try #require(Double(to[1][2])) - town.metres((8, 0), (10, 0)) / 250
    #expect(leg > 1.3 * town.metres((8, 0), (8, 1)) / 80 * 0.95)
  }

  @Test func facilitiesWithoutAStreetAreCounted() throws {
    try scratch.write(town.csv(("west", 0, 0, "x"), ("away", 80, 80, "x")), to: "f.csv")
    let arguments = [
      "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv", "--minutes",
      "15", "-o",
      "out.csv",
    ]
    let run = try scratch.run(arguments)
    #expect(run.code == 0)
    #expect(
      run.errorLines.contains("1 of 2 facilities have no street within 200 m and serve nobody"))
    try scratch.write(town.csv(("away", 80, 80, "x")), to: "f.csv")
    let none = try scratch.run(arguments + ["--overwrite"])
    #expect(none.code == 65)
    #expect(
      none.errorLines.last?.hasPrefix("circles: f.csv: no street lies within 200 m of any") == true)
  }
}
