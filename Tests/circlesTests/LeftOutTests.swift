import Foundation
import GRDB
import Testing

/// What is left out of the input is counted where people look, and too much of it stops the run.
@Suite struct LeftOutTests {
  let scratch: Scratch
  private let town = Town.quick

  init() throws {
    scratch = try Scratch()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(town.csv(("p", 1, 0, ""), ("q", 2, 0, "")), to: "p.csv")
  }

  private func facilities(_ known: Int, of all: Int) throws {
    let rows = (0..<all).map { i in
      "\(i),\(town.east(1 + Double(i) / 10)),\(town.north(0)),\(i < known ? "MED.clinic" : "clinik")\n"
    }
    try scratch.write("id,lon,lat,kind\n" + rows.joined(), to: "f.csv")
  }

  private var assess: [String] {
    [
      "assess", "--network", "town.osm", "--facilities", "f.csv", "--circles", "none",
      "--overwrite",
      "-o", "r.sqlite",
    ]
  }

  @Test func countsStandBeforeTheLastLines() throws {
    try facilities(6, of: 10)
    let run = try scratch.run(assess)
    #expect(run.code == 0, "\(run.errors)")
    let lines = run.text.split(separator: "\n").map(String.init)
    let loss = try #require(
      lines.firstIndex(
        of: "  facilities f.csv: 6 of 10 used, 4 left out: kind 'clinik' is not known (4)"))
    let written = try #require(lines.firstIndex { $0.hasPrefix("report written") })
    #expect(loss < written)
    let chinese = try scratch.run(assess, language: "zh_CN.UTF-8")
    #expect(chinese.text.contains("设施 f.csv：10 条中采用 6 条，略去 4 条：未知类型“clinik”（4 条）"))
    let json = try scratch.run(assess + ["--json"])
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
    let lost = try #require(document["left_out"] as? [[String: Any]])
    let own = try #require(lost.first { $0["path"] as? String == "f.csv" })
    #expect(own["rejected"] as? Int == 4 && own["features"] as? Int == 10)
  }

  @Test func moreThanHalfStopsEveryCommand() throws {
    try facilities(4, of: 10)
    try scratch.write("id,households\nA,100\n", to: "list.csv")
    let check = ["check", "list.csv", "--network", "town.osm", "--facilities", "f.csv"]
    for arguments in [assess, check] {
      let run = try scratch.run(arguments + ["--quiet"])
      #expect(run.code == 65 && run.text.isEmpty && run.errorLines.count == 1, "\(run.errors)")
      #expect(
        run.errors
          == "circles: f.csv: 6 of 10 records cannot be used, most of them: kind 'clinik' is not known; "
          + "mend them, or give --accept-losses to go on without them\n")
      let chinese = try scratch.run(arguments + ["--quiet", "--language", "zh"])
      #expect(chinese.code == 65 && chinese.errors.contains("10 条记录中有 6 条无法采用"))
      let accepted = try scratch.run(arguments + ["--accept-losses"])
      #expect([0, 2].contains(accepted.code), "\(accepted.errors)")
      #expect(accepted.text.contains("facilities f.csv: 4 of 10 used, 6 left out"))
    }
    #expect(scratch.contents.filter { $0.hasSuffix(".sqlite") } == ["r.sqlite"])
    // Any kind will do for them; a place must be there.
    let rows = (0..<10).map { "\($0),\($0 < 4 ? "\(town.east(1)),\(town.north(0))" : ","),\($0)\n" }
    try scratch.write("id,lon,lat,kind\n" + rows.joined(), to: "f.csv")
    let nearest = ["nearest", "--points", "p.csv", "--minutes", "5", "-o", "n.csv"]
    let circle = ["circle", "--minutes", "5", "-o", "c.geojson"]
    for arguments in [nearest, circle] {
      let all = arguments + ["--network", "town.osm", "--facilities", "f.csv"]
      let run = try scratch.run(all + ["--quiet"])
      #expect(run.code == 65 && run.errors.contains("6 of 10 records"), "\(run.errors)")
      let accepted = try scratch.run(all + ["--accept-losses"])
      #expect(accepted.code == 0, "\(accepted.errors)")
      #expect(
        accepted.errors.contains(
          "facilities f.csv: 4 of 10 used, 6 left out: the record has no place (6)"))
    }
    // Half of them is not more than half.
    try facilities(5, of: 10)
    #expect(try scratch.run(assess).code == 0)
  }

  @Test func homesWithoutANumberLeaveSharesOpen() throws {
    try facilities(10, of: 10)
    try scratch.write(
      "id,lon,lat,households\na,\(town.east(1)),\(town.north(0.1)),5\nb,\(town.east(2)),\(town.north(0.1)),\n",
      to: "h.csv")
    let run = try scratch.run(assess + ["--residences", "h.csv"])
    #expect(run.code == 0, "\(run.errors)")
    let lines = run.text.split(separator: "\n").filter { $0.contains("known households") }
    #expect(!lines.isEmpty && lines.allSatisfy { $0.contains("–") })
    #expect(lines.contains { $0.contains("5 of 5 known households") })
    #expect(run.text.contains("unknown: 1 homes without a number of households"))
    let rows = try DatabaseQueue(path: scratch.file("r.sqlite")).read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT households, households_covered, households_unknown, household_share, median_minutes,
            residences, residences_covered FROM coverage WHERE rule_id = 'C-3' AND profile = 'standard'
          """)
    }
    #expect(rows.count == 1)
    for row in rows {
      for column in [
        "households", "households_covered", "households_unknown", "household_share",
        "median_minutes",
      ] { #expect(row[column] == nil as Int?, "\(column)") }
      #expect(row["residences"] == 2 && row["residences_covered"] == 2)
    }
    let regions = try DatabaseQueue(path: scratch.file("r.sqlite")).read { database in
      try Row.fetchAll(
        database,
        sql:
          "SELECT households, households_covered, value FROM region_summary WHERE rule_id = 'C-3'")
    }
    #expect(!regions.isEmpty)
    for row in regions { #expect(!row.databaseValues.contains { !$0.isNull }) }
    let json = try scratch.run(assess + ["--residences", "h.csv", "--json"])
    #expect(json.text.contains("\"homes_without_number\" : 1"))
    let issue = try DatabaseQueue(path: scratch.file("r.sqlite")).read { database in
      try Row.fetchAll(database, sql: "SELECT problem FROM issue WHERE role = 'residences'")
    }
    #expect(
      issue.map { $0["problem"] } == ["the number of households is not known of 1 of 2 homes"])
  }

  @Test func pointsAndProjectsOfOneIdAreKept() throws {
    try facilities(10, of: 10)
    try scratch.write(
      town.csv(("p", 1, 0, ""), ("p", 2, 0, ""), ("p", 1, 0, ""), ("", 3, 0, "")), to: "p.csv")
    let run = try scratch.run(
      "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv", "--minutes",
      "5", "-o", "-")
    #expect(
      run.text.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } } == [
        "p", "p#2", "4",
      ])
    #expect(
      run.errors.contains(
        "points p.csv: 3 of 4 used, 1 left out: the same as an earlier record (1)"))
    try scratch.write("id,households\nA,100\nA,200\nA,100\n,5\n", to: "list.csv")
    let check = try scratch.run("check", "list.csv")
    #expect(check.code == 2, "\(check.errors)")
    #expect(check.errors.contains("taken as 'A#2'") && check.text.contains("A#2"))
    #expect(check.text.contains("projects list.csv: 3 of 4 used, 1 left out"))
  }
}
