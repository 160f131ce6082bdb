import Foundation
import Testing

/// What is used though something is odd about it is counted where people look.
@Suite struct DoubtfulInputTests {
  private let place: TwoCommunities

  init() throws { place = try TwoCommunities() }

  @Test func `a cell that says that there is none names no community`() throws {
    let nothing = ["-", "—", "无", "/", "none", "NULL", "－", "N/A", ""]
    try place.facilities(
      (nothing + [TwoCommunities.ids[0], TwoCommunities.ids[1], "x"]).map { "MED.clinic,\($0)" },
      columns: "kind,serves", to: "f.csv")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try place.rows("SELECT feature FROM issue WHERE role = 'facilities' AND feature <> ''") == [
        "f11"
      ])
    #expect(
      run.text.contains("facilities f.csv: no community has the id 'x', whom they serve (1)"),
      "\(run.text)")
  }

  @Test func `facilities that mostly serve unknown communities stop the run`() throws {
    let cells = ["-", "-", "-", "-", TwoCommunities.ids[0], "甲社区", "乙社区"]
    try place.facilities(
      cells.map { "MED.clinic,\($0)" }, columns: "kind,serves", to: "f.csv")
    let run = try place.assess(options: ["--quiet"])
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.errors)")
    #expect(
      ["f.csv", "2 of 3", "乙社区", "--accept-losses"].allSatisfy(run.errors.contains),
      "\(run.errors)")
    let accepted = try place.assess(options: ["--accept-losses"])
    #expect(accepted.code == 0, "\(accepted.errors)")
    #expect(accepted.text.contains("乙社区"))
  }

  @Test func `homes and communities without a value have a dash`() throws {
    try place.writeCommunities {
      "\"id\":\"\($0)\",\"setting\":\"-\",\"urban_rural_class\":\"无\",\"township\":\"/\""
    }
    try place.scratch.write(
      "id,lon,lat,community_id\n"
        + (0..<4).map { "h\($0),\(place.town.east(Double($0))),\(place.town.north(0)),-\n" }
        .joined(), to: "h.csv")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try place.rows("SELECT problem FROM issue WHERE severity <> 'note' AND feature <> ''")
        .isEmpty, "\(run.text)")
    #expect(try place.rows("SELECT DISTINCT township FROM community") == ["330106001"])
  }

  @Test func `kinds that count for their category are counted by kind`() throws {
    try place.facilities(
      ["MED.clinik", "MED.clinik", "GOV", "GOV", "GOV", "MED.clinic", "MED"], to: "f.csv")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    let line = try #require(run.lines.first { $0.hasPrefix("  facilities f.csv: ") })
    // Of medical services the plan names no kinds: there the category is all that is asked for.
    #expect(line.contains("kind 'GOV' names no more than a category") && line.contains(" (3)"))
    #expect(
      line.contains("counted for its category as a whole: kind 'MED.clinik' is not a usual one"))
    #expect(line.contains("did you mean 'MED.clinic'? (2)"))
    let chinese = try place.assess(language: "zh_CN.UTF-8")
    #expect(chinese.text.contains("已采用但有疑问的输入：") && chinese.text.contains("（3 条）"))
    let json = try place.assess(options: ["--json"])
    #expect(json.code == 0)
  }

  @Test func `the kind of a layer is that of all its records`() throws {
    try place.facilities(
      ["SPT.pitch", "MED.clinic", "MED.hospital", "球场", ""], to: "f.csv")
    let run = try place.assess(["path: f.csv, kind: SPT.pitch"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(try place.rows("SELECT DISTINCT kind FROM facility") == ["SPT.pitch"])
    #expect(try place.rows("SELECT facility_id FROM facility").count == 5)
    #expect(
      run.text.contains(
        "facilities f.csv: the layer's column of kinds says otherwise than kind: SPT.pitch, which is taken (2)"
      ),
      "\(run.text)")
    #expect(
      try place.rows("SELECT problem FROM issue WHERE role = 'facilities' AND field <> ''").count
        == 1)
    let both = try place.assess(["path: f.csv, kind: SPT.pitch, kinds: { 球场: SPT.pitch }"])
    #expect(both.code == 65 && both.errors.contains("p.yaml:5"), "\(both.errors)")
  }

  @Test func `facilities that stand in two layers are counted by pair of layers`() throws {
    func write(_ name: String, _ rows: [(Double, Double, String, String)]) throws {
      let lines = rows.enumerated().map { i, row in
        "\(name)\(i),\(place.town.east(row.0)),\(place.town.north(row.1)),\(row.2),\(row.3)\n"
      }
      try place.scratch.write("id,lon,lat,kind,name\n" + lines.joined(), to: "\(name).csv")
    }
    try write(
      "a",
      [
        (1, 0, "MED.clinic", "一站"), (2, 0, "MED.clinic", ""), (3, 0, "MED.clinic", "三站"),
        (4, 0, "MED.clinic", "四站"), (5, 0, "MED.clinic", "五站"),
      ])
    try write(
      "b",
      [
        // The same spot, half a metre beside it, the same name 50 metres on.
        (1, 0, "MED.clinic", "一站"), (2.005, 0, "MED.clinic", "某站"),
        (3.5, 0, "MED.clinic", "三站"),
        // Another kind; the same name half a kilometre on; another name 10 metres on.
        (4, 0, "ELD.canteen", "四站"), (10, 0, "MED.clinic", "五站"), (5.1, 0, "MED.clinic", "六站"),
      ])
    let run = try place.assess(["path: a.csv", "path: b.csv"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(try place.rows("SELECT facility_id FROM facility").count == 11)
    let issue = try place.rows(
      "SELECT layer || ' ' || problem FROM issue WHERE problem LIKE '%seem to stand in%'")
    #expect(issue.count == 1 && issue[0].contains("b.csv 3 facilities"), "\(issue)")
    #expect(
      run.text.contains("b.csv: the same facility stands in a.csv, it seems; both count (3)"),
      "\(run.text)")
    try place.scratch.write("id,households\nA,100\n", to: "list.csv")
    let check = try place.scratch.run(
      "check", "list.csv", "--network", "town.osm", "--facilities", "a.csv", "--facilities", "b.csv"
    )
    #expect(check.text.contains("the same facility stands in a.csv"), "\(check.text)")
  }

  @Test func `cells that are ignored are counted by layer and column`() throws {
    try place.writeCommunities { "\"id\":\"\($0)\",\"population\":\"viel\"" }
    try place.facilities(
      ["MED.clinic,about 9", "MED.clinic,-3", "MED.clinic,12"], columns: "kind,floor_area",
      to: "f.csv")
    try place.scratch.write(
      "id,information_platform,households\n"
        + "\(TwoCommunities.ids[0]),可能,x\n\(TwoCommunities.ids[1]),是,5\n", to: "reg.csv")
    let run = try place.assess(more: "registers: [{ path: reg.csv, level: community }]\n")
    #expect(run.code == 0, "\(run.errors)")
    // One cell of a column that urban and rural communities share is one cell.
    #expect(
      try place.rows("SELECT field FROM issue WHERE role = 'registers' ORDER BY field") == [
        "households", "information_platform",
      ])
    #expect(
      try place.rows("SELECT role || ' ' || values_ignored FROM input WHERE values_ignored > 0")
        == [
          "communities 2", "registers 2", "facilities 2",
        ])
    #expect(
      run.text.contains(
        "  communities c.geojson: population: 'viel' is not a number, value ignored (2)"),
      "\(run.text)")
    let register = try #require(run.lines.first { $0.hasPrefix("  register reg.csv: ") })
    #expect(register.contains("information_platform: ") && register.contains("households: "))
  }
}
