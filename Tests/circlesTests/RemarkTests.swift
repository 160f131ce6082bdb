import Foundation
import GRDB
import Testing

/// What is odd about layers as a whole is said where people look, and in what sums it leaves open.
@Suite struct RemarkTests {
  let scratch: Scratch
  private let town = Town.quick

  init() throws {
    scratch = try Scratch()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(town.csv(("f", 1, 0, "MED.clinic")), to: "f.csv")
  }

  /// Communities side by side along East Street, each two thousandths of a degree wide.
  private func communities(
    _ ids: [String], _ fields: (Int) -> String = { _ in "" }, broken: Set<Int> = []
  ) throws {
    let features = ids.enumerated().map { i, id in
      let (west, east) = (town.east(2 * Double(i)), town.east(2 * Double(i) + 2))
      let (south, north) = (town.north(-1), town.north(1))
      let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
      let corners = broken.contains(i) ? [[west, south]] : ring
      return #"{"type":"Feature","properties":{"id":"\#(id)"\#(fields(i))},"#
        + #""geometry":{"type":"Polygon","coordinates":[\#(corners)]}}"#
    }
    try scratch.write(
      #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}",
      to: "c.geojson")
  }

  private func homes(_ places: (Double, Int)...) throws {
    let rows = places.enumerated().map { i, home in
      "h\(i),\(town.east(home.0)),\(town.north(0)),\(home.1)\n"
    }
    try scratch.write("id,lon,lat,households\n" + rows.joined(), to: "h.csv")
  }

  private func assess(_ more: String..., language: String = "en_US.UTF-8") throws -> CommandRun {
    try scratch.run(
      [
        "assess", "--communities", "c.geojson", "--facilities", "f.csv", "--circles", "none",
        "--overwrite", "-o", "r.sqlite",
      ] + more, language: language)
  }

  private func rows(_ sql: String) throws -> [String?] {
    try DatabaseQueue(path: scratch.file("r.sqlite")).read { try String?.fetchAll($0, sql: sql) }
  }

  private let ids = ["330199001001", "330199001002", "330199002001"]

  @Test func communitiesWithoutHomesAreNotUncovered() throws {
    try communities(ids) { #","households":\#([10, 30, 40][$0])"# }
    try homes((1, 10))
    let run = try assess("--network", "town.osm", "--residences", "h.csv")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.text.contains("h.csv: 2 of 3 communities have no home in it, first 330199001002; "))
    #expect(run.text.contains("medical care  12.5–100.0 %  10 of 80 households"), "\(run.text)")
    #expect(run.text.contains("70 cannot be judged: their homes are not given"))
    #expect(
      try rows(
        "SELECT households || ' ' || households_covered || ' ' || households_unknown FROM coverage "
          + "WHERE rule_id = 'C-3' AND profile = 'standard' "
          + "ORDER BY community_id") == ["10 10 0", "30 0 30", "40 0 40"])
    let chinese = try assess(
      "--network", "town.osm", "--residences", "h.csv", language: "zh_CN.UTF-8")
    #expect(chinese.text.contains("h.csv：3 个社区中有 2 个在其中没有住宅"))
    #expect(chinese.text.contains("70 户未给出住宅位置，无法判定"))
    let json = try assess("--network", "town.osm", "--residences", "h.csv", "--json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
    let rules = try #require(document["rules"] as? [[String: Any]])
    let medical = try #require(rules.first { $0["rule_id"] as? String == "C-3" })
    #expect(medical["households_without_homes"] as? Int == 70)
  }

  @Test func sumsOfHomesAreHeldAgainstWhatIsStated() throws {
    try communities(ids) { #","households":\#([10, 30, 40][$0])"# }
    try homes((1, 10), (3, 20), (5, 40))
    let run = try assess("--network", "town.osm", "--residences", "h.csv")
    #expect(
      run.text.contains(
        "h.csv: of 1 communities the homes add up to more than a fifth less or more than the "
          + "households they state; homes of all communities: 70, stated: 80; "), "\(run.text)")
    try homes((1, 10), (3, 30), (5, 40))
    #expect(!(try assess("--network", "town.osm", "--residences", "h.csv")).text.contains("fifth"))
  }

  @Test func aRecordThatCannotBeUsedLeavesItsRegionsOpen() throws {
    try communities(ids, { _ in #","public_benefit":1"# }, broken: [1])
    try homes((1, 10), (5, 40))
    let run = try assess("--network", "town.osm", "--residences", "h.csv")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.text.contains("communities c.geojson: 2 of 3 used, 1 left out"), "\(run.text)")
    #expect(run.text.contains("unknown: 1 communities without homes or a usable record"))
    func households(_ region: String) throws -> [String?] {
      try rows(
        "SELECT households FROM region_summary WHERE rule_id = 'C-3' AND profile = 'standard' "
          + "AND region = '\(region)'")
    }
    // Its code names its township: the other one is whole.
    #expect(try households("330199001") == [nil] && households("330199002") == ["40"])
    #expect(try households("330199") == [nil])
    let json = try assess("--network", "town.osm", "--residences", "h.csv", "--json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
    let rules = try #require(document["rules"] as? [[String: Any]])
    #expect(rules.allSatisfy { $0["communities_unknown"] as? Int == 1 })
  }

  @Test func whoIsTakenAsUrbanIsCounted() throws {
    try communities(["a", "b", "330199002001"])
    try homes((1, 10), (3, 30), (5, 40))
    let run = try assess("--network", "town.osm", "--residences", "h.csv")
    #expect(
      run.text.contains(
        "c.geojson: 2 of 3 communities say neither by a 12-digit code nor in a column whether "
          + "they are urban or rural; taken as urban"), "\(run.text)")
    let given = try assess(
      "--network", "town.osm", "--residences", "h.csv", "--setting", "urban")
    #expect(given.code == 0 && !given.text.contains("neither by"))
  }

  @Test func seatsFarFromTheirCommunitiesAreCountedOrStop() throws {
    func seats(_ away: Set<Int>) throws {
      try communities(ids) { i in
        #","seat_lon":\#(town.east(away.contains(i) ? 900 : 2 * Double(i) + 1)),"#
          + #""seat_lat":\#(town.north(0))"#
      }
    }
    try homes((1, 10), (3, 30), (5, 40))
    try seats([1])
    let run = try assess("--network", "town.osm", "--residences", "h.csv")
    #expect(run.code == 0 && run.text.contains("c.geojson: the seats of 1 of 3 communities lie"))
    try seats([0, 1])
    let stopped = try assess("--network", "town.osm", "--residences", "h.csv", "--quiet")
    #expect(stopped.code == 65 && stopped.errorLines.count == 1 && stopped.text.isEmpty)
    #expect(stopped.errors.contains("the seats of 2 of 3 communities lie more than"))
  }

  @Test func whatNobodyOffersAndWhatWasNotJudgedIsSaid() throws {
    try communities(ids)
    try homes((1, 10), (3, 30), (5, 40))
    let run = try assess("--network", "town.osm", "--residences", "h.csv")
    #expect(run.text.contains("f.csv: no facility offers: general services, childcare, "))
    #expect(run.text.contains("\nNot judged, for there is no data ("))
    let json = try assess("--network", "town.osm", "--residences", "h.csv", "--json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
    #expect((document["rules_without_data"] as? [String])?.contains("T2-3") == true)
    let remarks = try #require(document["remarks"] as? [[String: Any]])
    #expect(remarks.contains { $0["layer"] as? String == "f.csv" })
    #expect(try rows("SELECT count(*) FROM issue WHERE feature = ''") == ["\(remarks.count)"])
  }

  @Test func contradictionsAndFacilitiesOfNobodyAreCounted() throws {
    try communities(ids) { #","households":\#([10, 30, 40][$0])"# }
    try homes((1, 10), (3, 30), (5, 40))
    try scratch.write("id,households\n330199001001,11\n330199001002,30\n", to: "reg.csv")
    try scratch.write(
      "id,lon,lat,kind,serves\nf,\(town.east(1)),\(town.north(0)),MED.clinic,\n"
        + "g,\(town.east(9)),\(town.north(3)),MED.clinic,\n"
        + "h,\(town.east(9)),\(town.north(3)),CUL.library,330199001001\n", to: "f.csv")
    try scratch.write(
      "streets: { path: town.osm }\ncommunities: { path: c.geojson }\nresidences: { path: h.csv }\n"
        + "facilities: [{ path: f.csv }]\nregisters: [{ path: reg.csv, level: community }]\n",
      to: "p.yaml")
    let run = try scratch.run("assess", "p.yaml", "--circles", "none", "-o", "r.sqlite")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.text.contains(
        "sources contradict each other 1 times, first of 330199001001: households is 11, and 10 "),
      "\(run.text)")
    #expect(
      run.text.contains(
        "facilities f.csv: 1 of 3 facilities stand in no community and name none that they serve"))
  }

  @Test func straightLinesAndFilesWithoutFacilitiesAreSaidOrStop() throws {
    try communities(ids)
    try homes((1, 10), (3, 30), (5, 40))
    let run = try assess("--residences", "h.csv")
    #expect(
      run.text.contains("no streets are given; times are those of straight lines"), "\(run.text)")
    let stopped = try scratch.run(
      "assess", "--network", "town.osm", "--communities", "c.geojson", "--circles", "none",
      "--overwrite", "-o", "r.sqlite", "--quiet")
    #expect(stopped.code == 65 && stopped.errorLines.count == 1)
    #expect(stopped.errors.contains("town.osm: no object is tagged as a facility of the plan"))
  }

  @Test func beyondTheExtentOfTheStreetsNothingIsKnown() throws {
    var town = town
    town.extent = (-1, -1, 11, 5)
    try scratch.write(town.xml, to: "town.osm")
    // 300 metres from the street, and 300 metres beyond the extent.
    try scratch.write(
      town.csv(("inside", 5, -0.9, ""), ("away", 2, 4.8, ""), ("beyond", 8, 8, "")), to: "p.csv")
    let run = try scratch.run(
      "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv",
      "--minutes", "15", "--quiet", "-o", "-")
    #expect(run.code == 0, "\(run.errors)")
    let status = Dictionary(
      run.text.split(separator: "\n").dropFirst().map { line in
        (String(line.prefix { $0 != "," }), String(line.split(separator: ",").last ?? ""))
      }, uniquingKeysWith: { a, _ in a })
    #expect(status["away"] == "off_network" && status["beyond"] == "unknown", "\(run.text)")
  }
}
