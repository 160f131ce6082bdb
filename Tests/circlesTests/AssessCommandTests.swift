import Foundation
import GRDB
import PlaneGeometry
import ServiceCircles
import ServiceCirclesIO
import Streets
import Testing

@Suite struct AssessCommandTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Homes of 1, 2, 4, 8 and 16 households, so that a sum says which of them it counts: at the west
  /// and in the middle of East Street, on the steps, at the end of North Street, and far from all.
  private func writeTown() throws {
    var town = Town()
    let homes = [(1.0, 0.05, 1), (6, 0.05, 2), (5.05, 3, 5), (10.05, 4, 9), (30, 9, 19)]
    for (i, home) in homes.enumerated() {
      town.more += town.house(100 + i, home.0, home.1, "building=house building:levels=\(home.2)")
    }
    town.more +=
      town.node(20, 10, 0, "amenity=clinic name=Clinic") + town.node(21, 0, 0, "leisure=pitch")
      + [(-5.0, -5.0), (40, -5), (40, 20), (-5, 20)].enumerated()
      .map { town.node(30 + $0, $1.0, $1.1) }.joined()
      + Town.way(
        90, [30, 31, 32, 33, 30], "boundary=administrative admin_level=9 name=Old_Town")
    try scratch.write(town.xml, to: "town.osm")
  }

  private func rows(_ sql: String, in report: String = "r.sqlite") throws -> [[String]] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: scratch.file(report), configuration: configuration).read {
      try Row.fetchAll($0, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "" : String.fromDatabaseValue($0) ?? "\($0)" }
      }
    }
  }

  /// The county of the repository, with registers and readings of the plan from its project file.
  @Test func theReportOfTheSampleCounty() throws {
    let county = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/sample-county/project.yaml").path
    let run = try scratch.run("assess", county, "--circles", "none", "-o", "r.sqlite", "--json")
    #expect(run.code == 0, "\(run.errors)")
    // Every rule is listed, whether data is there for it or not.
    #expect(try rows("SELECT count(DISTINCT rule_id) FROM rule") == [["96"]])
    #expect(
      try rows(
        """
        SELECT level, communities, communities_passing, round(value, 3), verdict FROM region_summary
        WHERE rule_id = 'T2-1' AND profile = 'own' AND level IN ('run', 'county') ORDER BY level
        """) == [
          ["county", "25", "22", "88.0", "FAIL"], ["run", "25", "22", "88.0", "FAIL"],
        ])
    // The region's numbers are the sums of its communities'.
    #expect(
      try rows(
        """
        SELECT round(sum(r.numerator), 2), CAST(sum(r.denominator) AS INTEGER), sum(r.verdict = 'PASS')
        FROM ratio AS r JOIN community AS c ON c.community_id = r.subject_id WHERE rule_id = 'T2-3'
        """)
        == rows(
          """
          SELECT round(r.numerator, 2), CAST(r.denominator AS INTEGER), s.communities_passing
          FROM ratio AS r JOIN region_summary AS s USING (rule_id)
          WHERE rule_id = 'T2-3' AND subject_id = 'county:330199' AND level = 'county'
          """))
    // Exactly forty, and a hundredth of a square metre less.
    #expect(
      try rows(
        """
        SELECT subject_id, value, margin, verdict FROM ratio WHERE rule_id = 'T2-3'
        AND subject_id IN ('330199001004', '330199001008') ORDER BY subject_id
        """
      ).map { [$0[0], $0[2], $0[3]] } == [
        ["330199001004", "0.00", "PASS"], ["330199001008", "-0.01", "FAIL"],
      ])
    #expect(try rows("SELECT count(DISTINCT community_id) FROM sensitivity") == [["3"]])
    #expect(
      try rows("SELECT count(*) FROM ratio WHERE subject_id = 'township:330199201'") != [["0"]])
    let root = try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    let findings = try #require(root["findings"] as? [[String: Any]])
    #expect(
      findings.contains { $0["rule_id"] as? String == "H-2" && $0["verdict"] as? String == "FAIL" })
  }

  @Test func theReportOfATown() throws {
    try writeTown()
    let run = try scratch.run("assess", "--network", "town.osm", "-o", "r.sqlite")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try rows(
        """
        SELECT community_id, rule_id, service, households, households_covered, households_unknown,
          residences, residences_covered FROM coverage
        WHERE profile = 'standard' AND rule_id > 'C-2' ORDER BY rule_id
        """) == [
          ["w90", "C-3", "MED", "31", "15", "0", "5", "4"],
          ["w90", "C-4", "CUL", "31", "0", "0", "5", "0"],
          ["w90", "C-5", "SPT", "31", "3", "0", "5", "2"],
        ])
    #expect(
      try rows("SELECT community_id, name, setting FROM community") == [
        ["w90", "Old Town", "urban"]
      ])
    #expect(
      try rows("SELECT facility_id, kind, name, community_id, status FROM facility ORDER BY 1") == [
        ["n20", "MED.clinic", "Clinic", "w90", "used"], ["n21", "SPT.pitch", "", "w90", "used"],
      ])
    // Each of the seven services, and all together; slower walkers reach less.
    #expect(
      try rows(
        """
        SELECT service, households_covered, reached_k FROM coverage
        WHERE profile = 'standard' AND rule_id = 'C-1' ORDER BY service
        """) == [
          ["*", "0", "[15,0,0,0,0,0,0]"], ["CHD", "0", ""], ["COM", "0", ""], ["CUL", "0", ""],
          ["EDU", "0", ""], ["ELD", "0", ""], ["GOV", "0", ""], ["MED", "15", ""],
        ])
    #expect(
      try rows(
        "SELECT households_covered FROM coverage WHERE profile = 'strict' AND rule_id = 'C-5'")
        == [["1"]])
    // Who is not reached, and why: the home on the steps has the pitch near as the crow flies.
    #expect(
      try rows(
        """
        SELECT rule_id, cause, households, residences, nearest_facility_id FROM gap
        WHERE profile = 'standard' AND rule_id > 'C-2' ORDER BY rule_id, cause
        """) == [
          ["C-3", "off_network", "16", "1", ""], ["C-4", "no_facility", "31", "5", ""],
          ["C-5", "barrier_detour", "4", "1", "n21"], ["C-5", "off_network", "16", "1", ""],
          ["C-5", "too_far", "8", "1", "n21"],
        ])
    #expect(
      try rows(
        """
        SELECT circle_id, minutes, area_m2 > 100000,
          (SELECT group_concat(rule_id) FROM circle_rule r WHERE r.circle_id = circle.circle_id)
        FROM circle ORDER BY 1
        """) == [
          ["*MED|standard|walk|4.8|15", "15.0", "1", "C-1,C-3"],
          ["*MED|strict|walk|4|15", "15.0", "1", "C-1,C-3"],
          ["*SPT|standard|walk|4.8|10", "10.0", "1", "C-5"],
          ["*SPT|strict|walk|3|10", "10.0", "1", "C-5"],
          ["n20|standard|walk|4.8|15", "15.0", "1", "C-1,C-3"],
          ["n20|strict|walk|4|15", "15.0", "1", "C-1,C-3"],
          ["n21|standard|walk|4.8|10", "10.0", "1", "C-5"],
          ["n21|strict|walk|3|10", "10.0", "1", "C-5"],
        ])
    #expect(
      try rows(
        """
        SELECT level, region, communities, households, households_covered FROM region_summary
        WHERE profile = 'standard' AND rule_id = 'C-3'
        """) == [["run", "*", "1", "31", "15"]])
    #expect(try rows("SELECT working_srid, standard_id FROM run") == [["4549", "zhejiang-14fyp"]])
    #expect(
      run.lines == [
        "Communities assessed: 1; profile: standard (80 m/min on foot; rural living circle by bicycle, 15 km/h).",
        "Households in reach of each service, and of all together:",
        "  C-1 15-minute living-service circle of urban communities (communities: 1)",
        "      general services      0.0 %   0 of 31 households",
        "      childcare             0.0 %   0 of 31 households",
        "      care for the elderly  0.0 %   0 of 31 households",
        "      medical care          48.4 %  15 of 31 households",
        "      lifelong education    0.0 %   0 of 31 households",
        "      culture               0.0 %   0 of 31 households",
        "      everyday commerce     0.0 %   0 of 31 households",
        "      all together          0.0 %   0 of 31 households",
        "  C-3 15-minute medical circle (communities: 1)",
        "      medical care  48.4 %  15 of 31 households",
        "  C-4 15-minute quality cultural circle (communities: 1)",
        "      culture  0.0 %  0 of 31 households",
        "  C-5 10-minute fitness circle of urban communities (communities: 1)",
        "      sports and fitness  9.7 %  3 of 31 households",
        "Communities that fall shortest, by rule:",
        "  C-3 15-minute medical circle:",
        "    Old Town: 16 of 31 households not reached (48.4 % are): medical care 16 households, no street near the homes",
        "  C-4 15-minute quality cultural circle:",
        "    Old Town: 31 of 31 households not reached (0.0 % are): culture 31 households, there is no facility",
        "  C-5 10-minute fitness circle of urban communities:",
        "    Old Town: 28 of 31 households not reached (9.7 % are): sports and fitness 16 households, no street near the homes; sports and fitness 8 households, the nearest facility is beyond the limit; sports and fitness 4 households, in reach in a straight line, but not along the streets",
        "  C-1 15-minute living-service circle of urban communities:",
        "    Old Town: 31 of 31 households not reached (0.0 % are): childcare 31 households, there is no facility; everyday commerce 31 households, there is no facility; culture 31 households, there is no facility",
        "Not judged, for there is no data (77 rules): T1-1a, T1-1b, T1-2, T1-3, T1-4, T1-5a, T1-5b, T1-6, T1-7, T2-1, T2-2, T2-3, T2-4, T2-5, T2-6, T2-7, T2-8, T2-9, T2-10, T2-11, T2-12, T2-13, F-1, F-2 …",
        "To be known of the data:",
        "  facilities town.osm: no facility offers: general services, childcare, care for the elderly, lifelong education, culture, everyday commerce; nobody reaches them; check that no layer and no kind is missing",
        "  homes town.osm: households are estimated from footprints and storeys; max(1, footprint × levels × 0.8 / 100 m²); give residences as a layer for counted ones",
        "report written to r.sqlite",
        "Problems in the input data: 2 (errors 0, warnings 1, notes 1), see the table issue",
      ])
    #expect(try rows("SELECT count(*) FROM issue") == [["2"]])
    #expect(scratch.contents == ["r.sqlite", "town.osm"] && scratch.temporaryContents.isEmpty)
  }

  @Test func theSummaryAsJSON() throws {
    try writeTown()
    let arguments = [
      "assess", "--network", "town.osm", "--circles", "none", "-o", "r.sqlite", "--overwrite",
    ]
    let run = try scratch.run(arguments + ["--json", "--quiet"])
    #expect(run.code == 0 && run.errors == "")
    let root = try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    #expect(
      root.keys.sorted() == [
        "ambiguous_communities", "circles", "circles_at_edge", "communities", "doubtful",
        "findings", "flips", "issues",
        "left_out", "remarks", "report", "rules", "rules_without_data", "townships", "worst",
      ])
    #expect(root["report"] as? String == "r.sqlite" && root["communities"] as? Int == 1)
    #expect(root["issues"] as? Int == 2)
    let all = try #require(root["rules"] as? [[String: Any]])
    #expect(Set(all.compactMap { $0["profile"] as? String }) == ["standard", "strict"])
    let rules = all.filter {
      $0["profile"] as? String == "standard" && $0["rule_id"] as? String != "C-1"
    }
    #expect(rules.compactMap { $0["rule_id"] as? String } == ["C-3", "C-4", "C-5"])
    #expect(rules.compactMap { $0["households"] as? Int } == [31, 31, 31])
    #expect(rules.compactMap { $0["households_covered"] as? Int } == [15, 0, 3])
    let shares = rules.compactMap { $0["household_share"] as? Double }
    #expect(shares.map { ($0 * 31).rounded() } == [15, 0, 3])
    #expect(rules.compactMap { $0["service"] as? String } == ["MED", "CUL", "SPT"])
    let worst = try #require(root["worst"] as? [[String: Any]])
    #expect(worst.compactMap { $0["rule_id"] as? String } == ["C-3", "C-4", "C-5", "C-1"])
    #expect(worst.allSatisfy { $0["community_id"] as? String == "w90" })
    let lacks = try #require(worst.last?["lacks"] as? [[String: Any]])
    #expect(lacks.first?["cause"] as? String == "no_facility")
    let chinese = try scratch.run(arguments, language: "zh_CN.UTF-8")
    #expect(chinese.lines.first == "已评估社区 1 个。出行标准：标准（步行 80 米/分钟，农村生活圈骑行 15 公里/小时）。")
    #expect(chinese.lines.last == "输入数据问题 2 条（错误 0 条、警告 1 条、提示 1 条），见 issue 表")
  }

  @Test func aReportIsNotReplacedUnasked() throws {
    try writeTown()
    let arguments = ["assess", "--network", "town.osm", "-o", "r.sqlite"]
    #expect(try scratch.run(arguments + ["--circles", "none"]).code == 0)
    let before = try scratch.read("r.sqlite")
    let refused = try scratch.run(arguments)
    #expect(refused.code == 73 && refused.text == "")
    #expect(
      refused.errorLines.count == 1
        && refused.errors.contains("exists already; give another name or --overwrite"))
    #expect(try scratch.read("r.sqlite") == before)
    #expect(try scratch.run(arguments + ["--overwrite", "--jobs", "1"]).code == 0)
    // The same again is the same, whatever the number of workers.
    let again = try scratch.run(
      "assess", "--network", "town.osm", "-o", "again.sqlite", "--jobs", "3")
    #expect(again.code == 0)
    for table in [
      "input", "rule", "community", "facility", "circle", "circle_rule", "coverage", "gap",
      "region_summary", "issue",
    ] {
      let first = try rows("SELECT * FROM \(table) ORDER BY 1, 2")
      #expect(
        try first == rows("SELECT * FROM \(table) ORDER BY 1, 2", in: "again.sqlite"), "\(table)"
      )
    }
  }

  @Test func aTownWithoutHomesIsAssessed() throws {
    try scratch.write(Town().xml, to: "town.osm")
    try scratch.write(Town().csv(("f", 1, 0, "MED.clinic")), to: "f.csv")
    let run = try scratch.run(
      "assess", "--network", "town.osm", "--facilities", "f.csv", "-o", "r.sqlite")
    #expect(run.code == 0)
    #expect(
      try rows("SELECT households, households_covered, household_share FROM coverage").allSatisfy {
        $0 == ["", "", ""]
      })
    #expect(run.text.contains("15-minute medical circle: no homes are known (communities: 1)"))
  }

  /// A town of many streets, homes and facilities, of which nobody has chosen the places.
  @Test func aTownCountedAgain() throws {
    try scratch.write(RandomTown.xml(seed: 5), to: "town.osm")
    try countAgain(scratch.file("town.osm"), srid: 4549)
  }

  @Test func theCityCountedAgain() throws {
    try countAgain(Monaco.network, srid: 32632)
  }

  private static let lasPalmas = Monaco.shared("las-palmas/las_palmas_20230221.osm.pbf")
  private static let catchments = Monaco.shared(
    "las-palmas/las_palmas_secondary_school_catchments.geojson")

  /// Every catchment of a large city for itself: homes say which one is theirs.
  @Test(
    .enabled(if: lasPalmas != nil && catchments != nil, "needs the shared collection of extracts"))
  func everyCatchmentOfALargeCityCountedAgain() throws {
    let (network, catchments) = (try #require(Self.lasPalmas), try #require(Self.catchments))
    try scratch.write("id,lon,lat,households\nh,-15.43,28.1,1\n", to: "homes.csv")
    let first = try scratch.run(
      "assess", "--network", network, "--communities", catchments, "--community-id", "Codigo",
      "--residences", "homes.csv", "--circles", "none", "--quiet", "-o", "r.sqlite")
    #expect(first.code == 0, "\(first.errors)")
    let ids = try rows("SELECT community_id FROM community").map { $0[0] }
    #expect(ids.count == 29)
    var homes: [(id: String, community: String, households: Int)] = []
    var table = "id,lon,lat,households,community_id\n"
    for i in 0..<(Self.isOptimized ? 4000 : 300) {
      let home = ("h\(i)", ids[i % ids.count], 1 + i * 7919 % 50)
      homes.append(home)
      // All over the town, for two large primes.
      let (x, y) = (
        -15.46 + 0.045 * Double(i * 7919 % 10_007) / 10_007,
        28.08 + 0.07 * Double(i * 104_729 % 10_009) / 10_009
      )
      table += "\(home.0),\(x),\(y),\(home.2),\(home.1)\n"
    }
    try scratch.write(table, to: "homes.csv")
    let run = try scratch.run(
      "assess", "--network", network, "--communities", catchments, "--community-id", "Codigo",
      "--residences", "homes.csv", "--circles", "none", "--quiet", "--overwrite", "-o", "r.sqlite")
    #expect(run.code == 0, "\(run.errors)")
    let asked = try scratch.run(
      "nearest", "--network", network, "--facilities", "osm", "--points", "homes.csv", "--minutes",
      "15", "--by", "kind", "--quiet", "-o", "-")
    #expect(asked.code == 0)
    var fastest: [String: [String: Double]] = [:]
    for line in asked.lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard let minutes = Double(fields[2]) else { continue }
      fastest[String(fields[1].prefix(3)), default: [:]][fields[0], default: .infinity] =
        min(minutes, fastest[String(fields[1].prefix(3))]?[fields[0]] ?? .infinity)
    }
    for (rule, service, limit) in [("C-3", "MED", 15.0), ("C-4", "CUL", 15), ("C-5", "SPT", 10)] {
      let reported = try rows(
        """
        SELECT community_id, households, households_covered FROM coverage
        WHERE rule_id = '\(rule)' AND profile = 'standard' ORDER BY 1
        """)
      let times = fastest[service] ?? [:]
      let expected = ids.sorted().map { id in
        let own = homes.filter { $0.community == id }
        let covered = own.filter { (times[$0.id] ?? .infinity) <= limit }
        return [
          id, "\(own.reduce(0) { $0 + $1.households })",
          "\(covered.reduce(0) { $0 + $1.households })",
        ]
      }
      #expect(reported == expected, "\(rule)")
    }
  }

  /// Households covered, counted again from what `nearest` answers for every home: a category is
  /// reached when the nearest of its kinds is.
  private func countAgain(_ network: String, srid: Int) throws {
    let run = try scratch.run(
      "assess", "--network", network, "-o", "r.sqlite", "--circles", "none", "--quiet")
    #expect(run.code == 0 && run.errors == "")
    let plane = try WorkingPlane(srid: srid)
    let homes = try OSMHomes.read(OSMFile(path: network), plane: plane).rows
    let areas = homes.map { home in
      CircleFeature(
        id: home.id, minutes: 0,
        geometry: .multiPolygon(
          home.place.parts.compactMap {
            guard case .area(let area) = $0 else { return nil }
            return Polygon(exterior: area.exterior, holes: area.holes)
          }))
    }
    #expect(areas.allSatisfy { !$0.geometry.isEmpty }, "every home is an area")
    try CircleWriter.write(areas, to: scratch.file("homes.gpkg"), plane: plane)
    var reaching: [Int: [String: Set<String>]] = [:]
    for limit in [10, 15] {
      let asked = try scratch.run(
        "nearest", "--network", network, "--facilities", "osm", "--points", "homes.gpkg",
        "--minutes", "\(limit)", "--by", "kind", "-o", "-")
      #expect(asked.code == 0)
      for line in asked.lines.dropFirst() {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard fields[5] == "covered" else { continue }
        reaching[limit, default: [:]][String(fields[1].prefix(3)), default: []].insert(fields[0])
      }
    }
    // Homes outside all communities are in no sum.
    let outside = Set(
      try rows(
        "SELECT feature FROM issue WHERE role = 'residences' AND problem LIKE '%outside all%'"
      )
      .map { $0[0] })
    let counted = homes.filter { !outside.contains($0.id) }
    #expect(counted.count > 50)
    #expect(try rows("SELECT * FROM community").count > 1)
    var telling = 0
    for (service, limit) in [("MED", 15), ("CUL", 15), ("SPT", 10)] {
      let homes = reaching[limit]?[service] ?? []
      let covered = counted.filter { homes.contains($0.id) }
        .reduce(0) { $0 + ($1.households ?? 0) }
      let all = counted.reduce(0) { $0 + ($1.households ?? 0) }
      let reported = try rows(
        """
        SELECT sum(households), sum(households_covered) FROM coverage
        WHERE service = '\(service)' AND profile = 'standard' AND rule_id > 'C-2'
        """
      )
      #expect(reported == [["\(all)", "\(covered)"]], "\(service)")
      if covered > 0 && covered < all { telling += 1 }
    }
    #expect(telling > 1, "most services tell homes apart")
  }

  private static var isOptimized: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }
}
