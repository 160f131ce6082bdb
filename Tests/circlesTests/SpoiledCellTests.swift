import Foundation
import Testing

/// Ids, kinds and outlines that spreadsheets and copies have spoiled: they mean what they plainly mean, or it is
/// said.
@Suite struct SpoiledCellTests {
  private let place: TwoCommunities

  init() throws { place = try TwoCommunities() }

  private func homes(_ ids: [String]) throws {
    try place.scratch.write(
      "id,lon,lat,households,community_id\n"
        + ids.enumerated().map { i, id in
          "h\(i),\(place.town.east(Double(i))),\(place.town.north(0.05)),\(1 << i),\(id)\n"
        }.joined(), to: "h.csv")
  }

  @Test func `an id is the same in every writing`() throws {
    try place.writeCommunities { "\"id\":\"\($0 == TwoCommunities.ids[0] ? "\($0).0" : $0)\"" }
    try homes([
      "330106001001", "330106001001.0", " 330106001001", "３３０１０６００１００１", "3.30106001001E+11",
      "330106001201.000",
    ])
    try place.facilities(
      ["MED.clinic,330106001001.0", "MED.clinic,３３０１０６００１２０１"], columns: "kind,serves",
      to: "f.csv")
    try place.scratch.write(
      "id,elderly\n330106001001.0,7\n３３０１０６００１２０１,9\n", to: "reg.csv")
    try place.scratch.write("id,elderly\n330106001.0,16\n", to: "town.csv")
    let run = try place.assess(
      more:
        "registers: [{ path: reg.csv, level: community }, { path: town.csv, level: township }]\n"
    )
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try place.rows("SELECT community_id FROM community ORDER BY 1") == TwoCommunities.ids)
    #expect(
      try place.rows(
        "SELECT community_id || ' ' || households FROM community ORDER BY 1")
        == ["330106001001 31", "330106001201 32"])
    #expect(
      try place.rows(
        "SELECT role || problem FROM issue WHERE severity <> 'note' AND feature <> ''"
      ).isEmpty)
    #expect(try place.rows("SELECT role || rejected FROM input WHERE rejected > 0").isEmpty)
    let only = try place.assess(options: ["--only", "３３０１０６００１００１"])
    #expect(only.code == 0 && only.text.contains("communities: 1"), "\(only.text)")
  }

  @Test func `communities whose ids have lost their digits stop the run`() throws {
    try place.writeCommunities { _ in "\"id\":\"3.30106E+11\"" }
    let run = try place.assess(options: ["--quiet", "--accept-losses"])
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.errors)")
    #expect(
      ["c.geojson", "'id'", "2 ids", "3.30106E+11", "as text"].allSatisfy(run.errors.contains),
      "\(run.errors)")
  }

  @Test func `homes whose community has lost its digits are said by that`() throws {
    try homes(["330106001001", "330106001001", "3.30106E+11"])
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    try homes(["330106001001", "3.30106E+11", "3.30106E+11"])
    let stopped = try place.assess(options: ["--quiet"])
    #expect(
      stopped.code == 65 && stopped.errors.contains("'3.30106E+11' has lost its last digits"),
      "\(stopped.errors)")
  }

  @Test func `kinds are read in whatever letters`() throws {
    try place.facilities(
      ["ＭＥＤ．clinic", "med.clinic", "MED.CLINIC", " MED.clinic", "卫生站Ａ", "卫生站a"], to: "f.csv")
    let run = try place.assess(["path: f.csv, kinds: { 卫生站A: MED.clinic }"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(try place.rows("SELECT DISTINCT kind FROM facility") == ["MED.clinic"])
    #expect(try place.rows("SELECT facility_id FROM facility").count == 6)
    let nearest = try place.scratch.run(
      "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "h.csv",
      "--minutes", "30", "--by", "kind", "-o", "-")
    #expect(
      Set(nearest.lines.dropFirst().map { $0.split(separator: ",")[1] })
        == ["MED.clinic", "卫生站Ａ"], "\(nearest.text)")
  }

  @Test func `a facility under two ids in one layer is counted`() throws {
    let (x, y) = (place.town.east(1), place.town.north(0))
    try place.scratch.write(
      "id,lon,lat,kind,name\na,\(x),\(y),MED.clinic,一站\nb,\(x),\(y),MED.clinic,一站\n"
        + "c,\(x),\(y),MED.clinic,二站\nd,\(x),\(y),ELD.canteen,一站\n", to: "f.csv")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(try place.rows("SELECT facility_id FROM facility").count == 4)
    #expect(
      run.text.contains(
        "facilities f.csv: the same facility stands in the layer under another id, it seems; both count (1)"
      ), "\(run.text)")
    #expect(
      try place.rows("SELECT feature || ' ' || problem FROM issue WHERE role = 'facilities'")
        .contains { $0.hasPrefix("b 1 facilities seem") && $0.contains("'a'") })
  }

  @Test func `a community under two ids is said with both, and most of them stop`() throws {
    func write(_ squares: [(String, Double, Double)]) throws {
      try place.scratch.write(
        Town.geoJSON(
          squares.map { place.town.community("\"id\":\"\($0.0)\"", from: $0.1, to: $0.2) }),
        to: "c.geojson")
    }
    try write([
      ("330106001001", -5, 5), ("330106001201", 5, 15), ("330106001202", 5, 14),
    ])
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.text.contains(
        "communities c.geojson: covers more than half of the same ground as another community; both count (1)"
      ), "\(run.text)")
    let rows = try place.rows(
      "SELECT feature || ' ' || problem FROM issue WHERE role = 'communities'"
        + " AND problem LIKE '%same ground%'")
    #expect(
      rows.count == 1 && rows[0].hasPrefix("330106001202 covers")
        && rows[0].contains("330106001201"), "\(rows)")
    try write([
      ("330106001001", -5, 15), ("330106001201", -5, 15), ("330106001202", -5, 14),
    ])
    let stopped = try place.assess(options: ["--quiet"])
    #expect(stopped.code == 65 && stopped.errorLines.count == 1, "\(stopped.errors)")
    #expect(
      ["c.geojson", "2 of 3", "330106001201", "330106001001", "--accept-losses"]
        .allSatisfy(stopped.errors.contains), "\(stopped.errors)")
    let accepted = try place.assess(options: ["--accept-losses"])
    #expect(accepted.code == 0 && accepted.text.contains("both count (2)"), "\(accepted.text)")
  }

  @Test func `statistics of another level, and words for counts, are said`() throws {
    func indicators(_ rows: String) throws -> CommandRun {
      try place.scratch.write("region,level,year,item,value\n" + rows, to: "s.csv")
      return try place.scratch.run("indicators", "s.csv")
    }
    for (row, own) in [
      ("330106,province,2025,population,100", "county"),
      ("330100,县,2025,population,100", "prefecture"),
      ("３３０１０６００１,county,2025,population,100", "township"),
    ] {
      let run = try indicators("33,province,2025,population,100\n\(row)\n")
      #expect(
        run.code == 65 && run.errorLines.count == 1 && run.errors.contains("row 3")
          && run.errors.contains("another level (the \(own))"), "\(run.errors)")
    }
    let words = try indicators(
      "33,province,2025,population,100\n33,province,2025,social_work_room,是\n"
        + "33,province,2025,households,107.000\n")
    #expect(words.code == 0)
    #expect(
      words.errors.contains("'是' is not a number") && words.errors.contains("3")
        && words.errors.contains("'107.000' is read as 107; if 107000 is meant"), "\(words.errors)")
  }
}
