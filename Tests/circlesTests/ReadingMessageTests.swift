import Foundation
import GRDB
import Testing

/// What is said of a file names the file, the place in it and the cause.
@Suite struct ReadingMessageTests {
  private let place: TwoCommunities

  init() throws { place = try TwoCommunities() }

  @Test func `problems that are not listed are told by file`() throws {
    try place.facilities(
      (0..<30).map { _ in "MED.clinic,x" } + ["MED.clinic,1"], columns: "kind,floor_area",
      to: "f.csv")
    try place.facilities(
      (0..<7).map { _ in "ELD.canteen,y" } + ["ELD.canteen,1"], columns: "kind,floor_area",
      to: "g.csv")
    try place.scratch.write("id,households\nA,100\n", to: "list.csv")
    let run = try place.scratch.run(
      "check", "list.csv", "--network", "town.osm", "--facilities", "f.csv", "--facilities",
      "g.csv")
    // One more of each is that they share ids.
    #expect(!run.errors.contains("town.osm: "), "\(run.errors)")
    #expect(run.errorLines.contains { $0.contains("f.csv: 11 more problems are not listed") })
    #expect(run.errorLines.contains { $0.contains("g.csv: 8 more problems are not listed") })
  }

  @Test func `a record is told by its number and its id, else its name`() throws {
    try place.scratch.write(
      "id,lon,lat,households\nh7,\(place.town.east(1)),\(place.town.north(0)),x\n", to: "h.csv")
    try place.scratch.write(
      "name,lon,lat,kind,floor_area\n一站,\(place.town.east(1)),\(place.town.north(0)),MED.clinic,x\n",
      to: "f.csv")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try place.rows("SELECT feature FROM issue WHERE field IN ('households', 'floor_area')")
        .filter { !$0.isEmpty } == ["1 (h7)", "1 (一站)"])
  }

  @Test func `a column that says what another one says names it`() throws {
    try place.scratch.write(
      "id,households,总户数\n\(TwoCommunities.ids[0]),5,6\n", to: "reg.csv")
    let run = try place.assess(more: "registers: [{ path: reg.csv, level: community }]\n")
    #expect(run.code == 0, "\(run.errors)")
    let problems = try place.rows("SELECT problem FROM issue WHERE field = '总户数'")
    #expect(problems.count == 1 && problems[0].contains("'households'"), "\(problems)")
    try place.scratch.write(
      "id,elderly,information_platform\n330106001,5,3\n", to: "reg.csv")
    let split = try place.assess(more: "registers: [{ path: reg.csv, level: township }]\n")
    #expect(split.code == 0, "\(split.errors)")
    let items = try place.rows("SELECT problem FROM issue WHERE field = 'information_platform'")
    #expect(items.count == 1 && items[0].contains("stands for several items"), "\(items)")
  }

  @Test(arguments: [
    // To the end of the file; up to the next quote; a sign for inches.
    "a,\"MED.clinic\nb,MED.clinic\nc,MED.clinic\n",
    "a,\"MED.clinic\nb,\"MED.clinic\"\nc,MED.clinic\n",
    "a,MED.clinic 5\" x\nb,MED.clinic\nc,MED.clinic 6\" y\n",
  ])
  func `a quote that is not closed is an error with its line`(rows: String) throws {
    let place = self.place
    let (x, y) = (place.town.east(1), place.town.north(0))
    try place.scratch.write(
      "lon,lat,id,kind\n\(x),\(y),z,MED.clinic\n"
        + rows.split(separator: "\n").map { "\(x),\(y),\($0)\n" }.joined(), to: "f.csv")
    try place.scratch.write("name,id\n\"甲\n乙\",z\n" + rows, to: "list.csv")
    let layer = try place.assess(options: ["--quiet"])
    #expect(
      layer.code == 65 && layer.errors.contains("f.csv: in line 3 "), "\(layer.errors)")
    for command in ["check", "indicators"] {
      let run = try place.scratch.run(command, "list.csv")
      #expect(run.code == 65 && run.errors.contains("list.csv: in line 4 "), "\(run.errors)")
    }
  }

  @Test func `quotes around lines, quotes and separators are understood`() throws {
    let (x, y) = (place.town.east(1), place.town.north(0))
    try place.scratch.write(
      "id,lon,lat,kind,name\na,\(x),\(y),MED.clinic,\"甲, \"\"乙\"\"\n丙\"\r\nb,\(x),\(y),\"MED.clinic\",\"\"\n"
        + "c,\(x),\(y),MED.clinic,the \"old\" one\n", to: "f.csv")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(try place.rows("SELECT facility_id FROM facility").count == 3)
  }

  @Test func `a condition that the format refuses is told as a condition`() throws {
    let database = try DatabaseQueue(path: place.scratch.file("f.sqlite"))
    try database.write { database in
      try database.execute(sql: "CREATE TABLE f (id TEXT, lon REAL, lat REAL, kind TEXT)")
      try database.execute(
        sql:
          "INSERT INTO f VALUES ('a', \(place.town.east(1)), \(place.town.north(0)), 'MED.clinic')")
    }
    try database.close()
    let run = try place.assess(
      ["path: f.sqlite, where: \"kind ILIKE 'med%'\""], options: ["--quiet"])
    #expect(run.code == 65, "\(run.errors)")
    #expect(
      ["p.yaml:5, where", "kind ILIKE 'med%'"].allSatisfy(run.errors.contains)
        && !run.errors.contains("damaged"), "\(run.errors)")
  }

  @Test func `of very many columns some are listed`() throws {
    let columns = (0..<2000).map { "c\($0)" }.joined(separator: ",")
    try place.scratch.write("\(columns)\n1\n", to: "f.csv")
    let run = try place.assess(options: ["--quiet"])
    #expect(run.code == 65 && run.errors.utf8.count < 1000, "\(run.errors.prefix(2000))")
    #expect(run.errors.contains("c0, ") && run.errors.contains("and 1980 more"), "\(run.errors)")
    let chinese = try place.assess(options: ["--quiet"], language: "zh_CN.UTF-8")
    #expect(chinese.errors.contains("另有 1980 个"))
    let check = try place.scratch.run("check", "f.csv")
    #expect(check.code == 65 && check.errors.contains("and 1980 more"), "\(check.errors)")
  }
}
