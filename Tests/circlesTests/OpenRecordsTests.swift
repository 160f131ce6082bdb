import Testing

/// Records that cannot be used are not taken for records that are not there.
@Suite struct OpenRecordsTests {
  private let place: TwoCommunities

  init() throws { place = try TwoCommunities() }

  /// Households, covered ones and unknown ones by C-4, community by community.
  private func culture() throws -> [String] {
    try place.rows(
      "SELECT coalesce(households, '-') || ' ' || coalesce(households_covered, '-') || ' ' "
        + "|| coalesce(households_unknown, '-') "
        + "FROM coverage WHERE rule_id = 'C-4' AND profile = 'standard' ORDER BY community_id")
  }

  private func write(_ rows: String...) throws {
    try place.scratch.write(
      "id,lon,lat,kind\n" + rows.map { $0 + "\n" }.joined(), to: "f.csv")
  }

  private var clinic: String { "f0,\(place.town.east(1)),\(place.town.north(0)),MED.clinic" }

  @Test func `a facility of an unknown kind may be of any, in its reach`() throws {
    try write(clinic)
    #expect(try place.assess().code == 0)
    #expect(try culture() == ["10 0 0", "10 0 0"])
    // Near the street, and far from all streets.
    let other = "\(place.town.east(2)),\(place.town.north(0)),libary"
    try write(clinic, "f1,\(other)")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(try culture() == ["10 0 10", "10 0 10"])
    #expect(
      run.text.contains(
        "of 1 facilities it is not known what they offer (1) or where they stand (0); "))
    #expect(
      run.text.contains("cannot be judged: facilities were left out, or at the edge of the data"))
    let chinese = try place.assess(language: "zh_CN.UTF-8")
    #expect(chinese.text.contains("1 处设施类型不明（1）或位置不明（0）"), "\(chinese.text)")
    try write(clinic, "f1,\(place.town.east(2)),\(place.town.north(3)),libary")
    #expect(try place.assess().code == 0)
    #expect(try culture() == ["10 0 0", "10 0 0"])
  }

  @Test func `kinds that are no service are said to be none`() throws {
    let other = "\(place.town.east(2)),\(place.town.north(0))"
    let clinics = (5..<8).map {
      "f\($0),\(place.town.east(1)),\(place.town.north(0.01 * Double($0))),MED.clinic\n"
    }
    try write(clinic, clinics.joined() + "f1,\(other),libary", "f2,,,libary", "f3,\(other),libary")
    // Of a record without a kind nobody says that it is none.
    for (kinds, isOpen) in [("Libary: none", false), ("'*': none", false), ("cinema: none", true)] {
      let run = try place.assess(["path: f.csv, kinds: { \(kinds) }"])
      #expect(run.code == 0, "\(run.errors)")
      #expect(try culture() == (isOpen ? ["10 0 10", "10 0 10"] : ["10 0 0", "10 0 0"]))
      #expect(run.text.contains("it is not known") == isOpen, "\(run.text)")
      if isOpen { continue }
      #expect(
        try place.rows("SELECT features || ' ' || rejected FROM input WHERE role = 'facilities'")
          == ["7 3"])
    }
    try write(clinic, "f1,\(other),")
    _ = try place.assess(["path: f.csv, kinds: { '*': none }"])
    #expect(try culture() == ["10 0 10", "10 0 10"])
  }

  @Test func `of a layer of other places nothing is left`() throws {
    try write(clinic.replacing("MED.clinic", with: "x"))
    let run = try place.assess(["path: f.csv, kinds: { '*': none }"], options: ["--quiet"])
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.errors)")
  }

  @Test(arguments: [",", "nan,nan", "120.002,"])
  func `a facility without a place may stand anywhere`(position: String) throws {
    try write(clinic, "f1,\(position),CUL.library")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(try culture() == ["10 0 10", "10 0 10"])
    #expect(
      try place.rows("SELECT households_unknown FROM coverage WHERE rule_id = 'C-3'") == [
        "0", "0", "0", "0",
      ])
    try write(clinic, "f1,\(position),SPT.pitch")
    #expect(try place.assess().code == 0)
    #expect(try culture() == ["10 0 0", "10 0 0"])
    // What one without both offers, and where, nobody knows; a row without any cell is none.
    try write(clinic, "f1,\(position),")
    #expect(try place.assess().code == 0)
    #expect(try culture() == (["10 0 10", "10 0 10"]))
    try write(clinic, ",,,")
    #expect(try place.assess().code == 0)
    #expect(try culture() == ["10 0 0", "10 0 0"])
  }

  @Test func `check and nearest do not take it for missing, either`() throws {
    try write(clinic, "f1,,,CUL.library")
    try place.scratch.write(
      "project,households,lon,lat\nA,100,\(place.town.east(3)),\(place.town.north(0))\n",
      to: "list.csv")
    let check = try place.scratch.run(
      "check", "list.csv", "--network", "town.osm", "--facilities", "f.csv", "--json")
    #expect([0, 2].contains(check.code), "\(check.errors)")
    let text = try place.scratch.run(
      "check", "list.csv", "--network", "town.osm", "--facilities", "f.csv")
    #expect(
      text.text.contains(
        "of 1 facilities it is not known what they offer (0) or where they stand (1)"))
    let line = try #require(text.lines.first { $0.contains("C-4") })
    #expect(line.contains("?"), "\(text.text)")
    try place.scratch.write(
      "id,lon,lat\np,\(place.town.east(3)),\(place.town.north(0))\n", to: "p.csv")
    let nearest = try place.scratch.run(
      "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv", "--minutes",
      "1", "-o", "-")
    #expect(nearest.text.contains("p,*,,,,unknown"), "\(nearest.text)")
  }

  @Test func `homes without a place are unknown in their community`() throws {
    func homes(_ rows: String...) throws {
      let town = place.town
      try place.scratch.write(
        "id,lon,lat,households,community_id\n"
          + (0..<10).map {
            "h\($0),\(town.east(Double($0))),\(town.north(0.05)),2,\(TwoCommunities.ids[$0 / 5])\n"
          }.joined() + rows.map { $0 + "\n" }.joined(), to: "h.csv")
    }
    try write(clinic, "f1,\(place.town.east(2)),\(place.town.north(0)),CUL.library")
    try homes()
    #expect(try place.assess().code == 0)
    #expect(try culture() == ["10 10 0", "10 10 0"])
    try homes("h10,,,5,\(TwoCommunities.ids[0])", "h11,x,y,7,\(TwoCommunities.ids[1])", "h12,,,9,")
    let run = try place.assess()
    #expect(run.code == 0, "\(run.errors)")
    #expect(try culture() == ["15 10 5", "17 10 7"])
    #expect(run.text.contains("h.csv: of 2 homes it is not known where they are"), "\(run.text)")
    #expect(
      try place.rows("SELECT households || ' ' || residences FROM community ORDER BY community_id")
        == ["15 5", "17 5"])
    let only = try place.assess(options: ["--only", TwoCommunities.ids[0]])
    #expect(only.text.contains("h.csv: of 1 homes it is not known where they are"), "\(only.text)")
    try homes("h10,,,,\(TwoCommunities.ids[0])")
    #expect(try place.assess().code == 0)
    #expect(try culture() == ["- - -", "10 10 0"])
  }

  @Test func `more than half of the homes in no community stop the run`() throws {
    let town = place.town
    try place.scratch.write(
      Town.geoJSON([town.community("\"id\":\"\(TwoCommunities.ids[0])\"", from: -5, to: 3.5)]),
      to: "c.geojson")
    let run = try place.assess(options: ["--quiet"])
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.text)")
    #expect(run.errors.contains("h.csv: 6 of 10 homes belong to no community"), "\(run.errors)")
    let accepted = try place.assess(options: ["--accept-losses"])
    #expect(accepted.code == 0 && accepted.text.contains("6 left out"), "\(accepted.text)")
  }

  @Test func `communities that only a register names leave sums open`() throws {
    func assess(_ ids: [String], _ more: String = "") throws -> CommandRun {
      try place.scratch.write(
        "id,elderly\n" + (TwoCommunities.ids + ids).map { "\($0),5\n" }.joined(), to: "reg.csv")
      return try place.assess(
        more: "registers: [{ path: reg.csv, level: community }]\n" + more)
    }
    func shares() throws -> [String] {
      try place.rows(
        "SELECT level || ' ' || region || ' ' || coalesce(value, '-') FROM region_summary "
          + "WHERE rule_id = 'C-3' AND profile = 'standard' ORDER BY 1")
    }
    let all = [
      "county 330106 1.0", "prefecture 3301 1.0", "province 33 1.0", "run * 1.0",
      "township 330106001 1.0",
    ]
    #expect(try assess([]).code == 0)
    #expect(try shares() == all)
    // In another township of the same county.
    let run = try assess(["330106002001"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.text.contains(
        "c.geojson: 1 communities that registers name are not there, 330106002001 among them; "),
      "\(run.text)")
    #expect(
      try shares() == [
        "county 330106 -", "prefecture 3301 -", "province 33 -", "run * -",
        "township 330106001 1.0", "township 330106002 -",
      ])
    // An id that a spreadsheet has rounded may be that of a community that is there.
    #expect(try assess(["3.30106E+11"]).code == 0)
    #expect(try shares() == all)
    // Of a county of which nothing is given: not of this run, unless the province is to be whole.
    #expect(try assess(["330107002001"]).code == 0)
    #expect(try shares() == all)
    #expect(try assess(["330107002001"], "covers: province\n").code == 0)
    #expect(try shares().contains("county 330106 1.0"))
    #expect(try shares().contains("province 33 -"))
  }

  @Test
  func `an area that crosses itself is repaired, one that is cut stands where its outline is`()
    throws
  {
    var town = place.town
    town.more  // A bow tie, and a ring of which a node is not in the file.
    =
      town.node(51, 2, 0.1) + town.node(52, 2.2, 0.3) + town.node(53, 2.2, 0.1)
      + town.node(54, 2, 0.3)
      + Town.way(50, [51, 52, 53, 54, 51], "amenity=library")
      + town.node(61, 8, 0.1) + town.node(62, 8.2, 0.1)
      + Town.way(60, [61, 62, 69, 61], "amenity=clinic")
      + town.node(71, 3, 0.1) + town.node(72, 3.2, 0.3) + town.node(73, 3.2, 0.1)
      + town.node(74, 3, 0.3)
      + Town.way(70, [71, 72, 73, 74, 71], "building=house")
      + Town.way(80, [61, 62, 69, 61], "building=house")
    try place.scratch.write(town.xml, to: "town.osm")
    let run = try place.scratch.run(
      "assess", "--network", "town.osm", "--communities", "c.geojson", "--circles", "none",
      "--overwrite", "-o", "r.sqlite")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try place.rows("SELECT facility_id FROM facility ORDER BY 1") == ["w50", "w60"])
    let culture = try culture()
    #expect(culture == ["3 3 0", "- - -"])
    #expect(
      try place.rows("SELECT features || ' ' || rejected FROM input WHERE role = 'residences'")
        == ["2 1"])
    #expect(
      try place.rows(
        "SELECT feature || ' ' || action FROM issue WHERE feature LIKE 'w%' ORDER BY 1")
        == [
          "w50 repaired; compare the area with the original",
          "w60 the parts of its outline in the file stand for it",
          "w70 repaired; compare the area with the original", "w80 left out",
        ])
  }

  @Test func `what may be meant as a kind is not taken for none`() throws {
    let other = "\(place.town.east(2)),\(place.town.north(0))"
    for kind in ["CULT.library", "MED.clinic;CUL.library", "卫生站、图书馆"] {
      try write(clinic, "f1,\(other),\(kind)")
      let run = try place.assess(["path: f.csv, kinds: { 卫生站: MED.clinic, '*': none }"])
      #expect(run.code == 0, "\(run.errors)")
      #expect(try culture() == ["10 0 10", "10 0 10"], "\(kind)")
      #expect(
        run.text.contains("1 of 1 texts of 'kinds' are no record's kind, '卫生站' among them")
          == true, "\(run.text)")
    }
    try write(clinic, "f1,\(other),cinema", "f2,\(other),cinema")
    let run = try place.assess(["path: f.csv, kinds: { '*': none }"])
    #expect(
      run.text.contains("2 left out: kind 'cinema' is said to be no service (2)"), "\(run.text)")
  }

  @Test func `people whose homes are not given are unknown, as their households are`() throws {
    try place.writeCommunities { "\"id\":\"\($0)\",\"households\":20,\"population\":60" }
    let town = place.town
    try place.scratch.write(
      "id,lon,lat,households,population\n"
        + (0..<10).map {
          "h\($0),\(town.east(Double($0))),\(town.north(0.05)),2,6\n"
        }.joined(), to: "h.csv")
    #expect(try place.assess().code == 0)
    #expect(
      try place.rows(
        "SELECT population || ' ' || population_covered || ' ' || population_unknown FROM coverage "
          + "WHERE rule_id = 'C-3' AND profile = 'standard'") == ["60 30 30", "60 30 30"])
  }

  @Test func `minutes that a facility left out could shorten are not given`() throws {
    try write(clinic, "f1,,,MED.clinic")
    #expect(try place.assess().code == 0)
    #expect(
      try place.rows(
        "SELECT coalesce(median_minutes, '-') FROM coverage WHERE rule_id = 'C-3' "
          + "AND profile = 'standard'") == ["-", "-"])
    try write(clinic, "f1,,,CUL.library")
    #expect(try place.assess().code == 0)
    #expect(
      try place.rows(
        "SELECT 'm' FROM coverage WHERE rule_id = 'C-3' AND profile = 'standard' "
          + "AND median_minutes > 0") == ["m", "m"])
  }

  @Test func `nearest by kind does not take a facility without a kind for none`() throws {
    let other = "\(place.town.east(3)),\(place.town.north(0))"
    try place.scratch.write("id,lon,lat\np,\(other)\n", to: "p.csv")
    func nearest(_ rows: String...) throws -> CommandRun {
      try place.scratch.write(
        "id,lon,lat,kind\n" + rows.map { $0 + "\n" }.joined(), to: "f.csv")
      return try place.scratch.run(
        "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv",
        "--minutes", "1", "--by", "kind", "-o", "-")
    }
    #expect(try nearest(clinic).lines.dropFirst() == ["p,MED.clinic,,,,uncovered"])
    #expect(try nearest(clinic, "f1,\(other),").lines.dropFirst() == ["p,MED.clinic,,,,unknown"])
    let none = try nearest("f1,\(other),", "f2,\(other),")
    #expect(none.code == 65 && none.errors.contains("no facility has a kind"), "\(none.errors)")
  }

  @Test func `regions that only registers name are units of the run`() throws {
    func assess(_ township: String, _ more: String = "") throws {
      try place.scratch.write(
        "id,elderly\n" + (TwoCommunities.ids + ["330106002001"]).map { "\($0),5\n" }.joined()
          + "330106,10\n", to: "reg.csv")
      try place.scratch.write(
        "id,social_work_station\n330106001,1\n" + township, to: "town.csv")
      let run = try place.assess(
        more: "registers: [{ path: reg.csv, level: community }, "
          + "{ path: town.csv, level: township }]\n" + more)
      #expect(run.code == 0, "\(run.errors)")
    }
    func station() throws -> [String] {
      try place.rows(
        "SELECT coalesce(verdict, '-') FROM region_summary WHERE rule_id = 'F-3' AND level = 'county'"
      )
    }
    try assess("")
    #expect(try station() == ["UNKNOWN"])
    try assess("330106002,0\n")
    #expect(try station() == ["FAIL"])
    try assess("330106002,1\n")
    #expect(try station() == ["PASS"])
  }
}
