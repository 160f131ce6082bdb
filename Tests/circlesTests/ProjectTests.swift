import Foundation
import GRDB
import Testing

/// `assess` by a project file, and from layers.
@Suite struct ProjectTests {
  let scratch: Scratch
  /// Two communities side by side, homes of 1, 2, 4 and 8 households along East Street.
  let town: Town

  init() throws {
    scratch = try Scratch()
    town = Town()
    try scratch.write(town.xml, to: "town.osm")
    let features = [
      square("330106001001", -5, 5, "甲", more: ",\"class\":\"121\""),
      square("330106001201", 5, 15, "乙", more: ",\"class\":\"121\""),
    ]
    try scratch.write(Town.geoJSON(features), to: "c.geojson")
    let homes = [(0.0, 1), (2, 2), (4, 4), (9.5, 8)].enumerated().map { i, home in
      "h\(i),\(town.east(home.0)),\(town.north(0.05)),\(home.1),\(home.1 * 3)"
    }
    try scratch.write(
      "id,lon,lat,hu,population\n" + homes.joined(separator: "\n") + "\n", to: "homes.csv")
    try scratch.write(
      "id,lon,lat,业态,名称\n" + "s1,\(town.east(0)),\(town.north(0)),卫生站,一站\n"
        + "s2,\(town.east(9)),\(town.north(0)),小吃店,二店\n", to: "poi.csv")
  }

  private func square(
    _ id: String, _ west: Double, _ east: Double, _ name: String, more: String = ""
  ) -> String {
    town.community(
      "\"社区代码\":\"\(id)\",\"名称\":\"\(name)\"\(more)", from: west, to: east)
  }

  private static let project = """
    standard: zhejiang-14fyp
    profile: elderly
    streets: { path: town.osm }
    communities:
      path: c.geojson
      columns: { id: 社区代码, name: 名称, urban_rural_class: class }
    facilities:
      - { path: poi.csv, columns: { kind: 业态, name: 名称 }, kinds: { 卫生站: MED.clinic } }
    residences: { path: homes.csv, columns: { households: hu } }
    land: community
    report: r.sqlite
    """

  private func rows(_ sql: String) throws -> [[String]] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: scratch.file("r.sqlite"), configuration: configuration).read {
      try Row.fetchAll($0, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "" : String.fromDatabaseValue($0) ?? "\($0)" }
      }
    }
  }

  @Test func aProjectIsAssessedAsItSays() throws {
    try scratch.write(Self.project, to: "p.yaml")
    let run = try scratch.run("assess", "p.yaml", "--quiet")
    #expect(run.code == 0, "\(run.errors)")
    // Urban and rural by the committee's type in the code, regions by its other digits.
    #expect(
      try rows(
        "SELECT community_id, name, setting, county, township, households, residences, population FROM community"
      ) == [
        ["330106001001", "甲", "urban", "330106", "330106001", "7", "3", "21"],
        ["330106001201", "乙", "rural", "330106", "330106001", "8", "1", "24"],
      ])
    #expect(
      try rows(
        """
        SELECT community_id, rule_id, profile, households_covered, land_covered_low_m2 > 0 FROM coverage
        WHERE service = 'MED' AND rule_id = 'C-3' ORDER BY 1, 3
        """
      ) == [
        ["330106001001", "C-3", "elderly", "7", "1"],
        ["330106001001", "C-3", "standard", "7", "1"],
        ["330106001001", "C-3", "strict", "7", "1"],
        ["330106001201", "C-3", "elderly", "0", "1"],
        ["330106001201", "C-3", "standard", "8", "1"],
        ["330106001201", "C-3", "strict", "8", "1"],
      ])
    #expect(
      Set(
        try rows("SELECT DISTINCT rule_id FROM coverage WHERE community_id LIKE '%201'").map {
          $0[0]
        })
        == ["C-2", "C-3", "C-4", "C-6"])
    // S-09: the class is reported where it disagrees with the committee's type, and changes nothing.
    #expect(
      try rows("SELECT severity, role, field FROM issue WHERE role = 'communities'") == [
        ["note", "communities", "class"]
      ])
    // A kind that means nothing is a row, not the end.
    #expect(
      try rows("SELECT feature, field FROM issue WHERE role = 'facilities' AND feature <> ''") == [
        ["s2", "业态"]
      ])
    #expect(
      try rows(
        "SELECT level, region FROM region_summary WHERE rule_id = 'C-3' AND profile = 'strict' ORDER BY 2"
      )
      .map { $0.joined(separator: " ") } == [
        "run *", "province 33", "prefecture 3301", "county 330106", "township 330106001",
      ])
    #expect(
      try rows("SELECT role, features, rejected FROM input ORDER BY role").map { $0[0] } == [
        "communities", "facilities", "residences", "streets",
      ])
    // Options win over the file; one region alone.
    let one = try scratch.run(
      "assess", "p.yaml", "--quiet", "--only", "330106001201", "--circles", "service",
      "--overwrite")
    #expect(one.code == 0, "\(one.errors)")
    #expect(try rows("SELECT community_id FROM community") == [["330106001201"]])
    #expect(try rows("SELECT count(*) > 0, count(facility_id) FROM circle") == [["1", "0"]])
    #expect(try rows("SELECT count(*) FROM issue WHERE role = 'residences'") == [["0"]])
    let none = try scratch.run("assess", "p.yaml", "--quiet", "--only", "杭州", "--overwrite")
    #expect(none.code == 65 && none.errors.contains("no community in '杭州'"))
  }

  @Test func withoutStreetsTimesAreThoseOfStraightLines() throws {
    try scratch.write(
      Self.project.replacing("streets: { path: town.osm }\n", with: "setting: urban\n"),
      to: "p.yaml")
    let run = try scratch.run("assess", "p.yaml")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("straight lines"))
    #expect(
      try rows("SELECT json_extract(parameters, '$.field') FROM run") == [["straight_line"]])
    #expect(try rows("SELECT DISTINCT setting FROM community") == [["urban"]])
    // 1200 m are 923 m of straight line.
    #expect(
      try rows(
        """
        SELECT community_id, households_covered FROM coverage
        WHERE rule_id = 'C-3' AND profile = 'standard' ORDER BY 1
        """) == [["330106001001", "7"], ["330106001201", "8"]])
    #expect(try rows("SELECT DISTINCT status FROM facility") == [["straight_line"]])
  }

  /// A layer of which nothing can be used is a mistake in how it is named, not a city without clinics.
  @Test func aLayerWithoutAnyUsableRecordEndsTheRun() throws {
    let bare = try scratch.run(
      "assess", "--network", "town.osm", "--facilities", "poi.csv", "-o", "r.sqlite", "--quiet")
    #expect(bare.code == 65 && bare.errorLines.count == 1)
    #expect(bare.errors.contains("poi.csv: no column 'kind' says"), "\(bare.errors)")
    try scratch.write(
      "streets: { path: town.osm }\nfacilities: [{ path: poi.csv, columns: { kind: 业态 } }]\n",
      to: "unnamed.yaml")
    let run = try scratch.run("assess", "unnamed.yaml", "-o", "r.sqlite", "--quiet")
    #expect(run.code == 65 && run.errorLines.count == 1)
    #expect(run.errors.contains("poi.csv: no record can be used (record s1:"), "\(run.errors)")
    #expect(!scratch.contents.contains("r.sqlite"))
  }

  @Test(arguments: [
    ("streat: { path: town.osm }", "p.yaml:1: unknown key 'streat'; did you mean 'streets'?"),
    ("setting: city", "p.yaml:1: 'city' is not one of urban, rural"),
    ("communities: { admin_level: 9.5 }", "'9.5' is not a number from 1 to 12"),
    ("access_m: -1", "p.yaml:1: '-1' is not a number from 0.1 to"),
    ("\nprofile: fast", "p.yaml:2: 'fast' is not one of standard, strict, zj-sport, elderly"),
    ("facilities: [{ kind: XXX.y, path: poi.csv }]", "'XXX.y' is no facility kind"),
    ("streets: { path: town.osm }\nstreets: { path: town.osm }", "p.yaml"),
    ("- 1", "p.yaml:1: expected keys with values"),
    ("a: [", "p.yaml: not YAML"),
    ("", "p.yaml: empty"),
    (
      "communities: { path: c.geojson, columns: { idd: x } }",
      "unknown key 'idd'; did you mean 'id'?"
    ),
    ("standard: hubei", "unknown standard 'hubei'; there are zhejiang-14fyp"),
    ("crs: EPSG", "'EPSG' is not a code such as EPSG:4549"),
  ])
  func mistakesInAProjectAreOneLine(yaml: String, says: String) throws {
    try scratch.write(yaml, to: "p.yaml")
    let before = scratch.contents
    let run = try scratch.run("assess", "p.yaml", "-o", "r.sqlite")
    #expect(run.code == 65 && !run.isKilled && run.text == "")
    #expect(run.errorLines.count == 1 && run.errors.contains(says), "\(run.errors)")
    #expect(scratch.contents == before && scratch.temporaryContents.isEmpty)
  }

  @Test func aMissingColumnSuggestsTheNearest() throws {
    let run = try scratch.run(
      "assess", "--network", "town.osm", "--communities", "c.geojson", "--community-id", "社区代吗",
      "-o", "r.sqlite", "--quiet")
    #expect(run.code == 65 && run.errorLines.count == 1)
    #expect(run.errors.contains("c.geojson") && run.errors.contains("社区代码"))
    let noFile = try scratch.run("assess", "none.yaml", "-o", "r.sqlite")
    #expect(noFile.code == 66 && noFile.errors.contains("none.yaml: no such file"))
    let nothing = try scratch.run("assess", "-o", "r.sqlite")
    #expect(nothing.code == 64)
  }

  /// S-12: a bow-tie is repaired or rejected with its id, never silently zero.
  @Test func invalidCommunitiesAreRepairedOrLeftOut() throws {
    func ring(_ points: [(Double, Double)]) -> String {
      points.map { "[\(town.east($0.0)),\(town.north($0.1))]" }.joined(separator: ",")
    }
    func feature(_ id: String, _ points: [(Double, Double)]) -> String {
      """
      {"type":"Feature","properties":{"id":"\(id)"},
      "geometry":{"type":"Polygon","coordinates":[[\(ring(points))]]}}
      """
    }
    let features = [
      feature("bow", [(0, -5), (10, 5), (10, -5), (0, 5), (0, -5)]),
      feature("line", [(0, 0), (10, 0), (0, 0), (0, 0)]),
      feature("whole", [(20, -5), (30, -5), (30, 5), (20, 5), (20, -5)]),
      feature("whole", [(20, -5), (30, -5), (30, 5), (20, 5), (20, -5)]),
    ]
    try scratch.write(
      "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}",
      to: "bad.geojson")
    try scratch.write(town.csv(("f", 1, 0, "MED.clinic")), to: "made.csv")
    let run = try scratch.run(
      "assess", "--network", "town.osm", "--communities", "bad.geojson", "--residences",
      "homes.csv", "--facilities", "made.csv", "-o", "r.sqlite", "--quiet")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try rows("SELECT community_id FROM community") == [["bow"], ["whole"]])
    let issues = try rows(
      "SELECT severity, feature, problem FROM issue WHERE role = 'communities' ORDER BY feature")
    // The last tells that nobody says who is urban.
    #expect(issues.count == 4 && issues.contains { $0[1] == "" })
    #expect(Set(issues.map { $0[0] }) == ["warning", "error"])
    let all = try scratch.run(
      "assess", "--network", "town.osm", "--communities", "homes.csv", "-o", "q.sqlite", "--quiet")
    #expect(all.code == 65 && all.errors.contains("no record can be used"))
  }
}
