import Testing

/// Communities and regions that registers name, and of which no layer gives anything.
@Suite struct RegisteredUnitsTests {
  private let place: TwoCommunities

  init() throws { place = try TwoCommunities() }

  /// Assesses with registers of communities and counties.
  private func assess(
    communities: [String] = [], column: String = "elderly", counties: [String] = ["330106"],
    townships: [String] = [], covers: String = "prefecture"
  ) throws -> CommandRun {
    let rows = TwoCommunities.ids.map { "\($0),5" } + communities
    try place.scratch.write(
      "id,\(column)\n" + rows.map { $0 + "\n" }.joined(), to: "reg.csv")
    try place.scratch.write(
      "id,elderly\n" + counties.map { "\($0),10\n" }.joined(), to: "county.csv")
    try place.scratch.write(
      "id,elderly\n330106001,10\n" + townships.map { "\($0),10\n" }.joined(), to: "town.csv")
    return try place.assess(
      more: "registers: [{ path: reg.csv, level: community }, "
        + "{ path: county.csv, level: county }, { path: town.csv, level: township }]\n"
        + "covers: \(covers)\n")
  }

  private func shares() throws -> [String] {
    try place.rows(
      "SELECT level || ' ' || region || ' ' || coalesce(value, '-') FROM region_summary "
        + "WHERE rule_id = 'C-3' AND profile = 'standard' AND level <> 'run' ORDER BY 1")
  }

  private let all = [
    "county 330106 1.0", "prefecture 3301 1.0", "province 33 1.0", "township 330106001 1.0",
  ]

  @Test func `a county that only a register names leaves the sums above it open`() throws {
    #expect(try assess(counties: ["330106"]).code == 0)
    #expect(try shares() == all)
    let run = try assess(counties: ["330106", "330107"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.text.contains(
        "of 1 regions that registers name no community is there, 330107 among them; "),
      "\(run.text)")
    #expect(
      try shares() == [
        "county 330106 1.0", "county 330107 -", "prefecture 3301 -", "province 33 -",
        "township 330106001 1.0",
      ])
    // Of a prefecture that the run does not make up nothing is asked.
    #expect(try assess(counties: ["330106", "330207"]).code == 0)
    #expect(try shares() == all)
  }

  @Test func `a township that only a register names leaves the sums above it open`() throws {
    #expect(try assess(townships: ["330106002"], covers: "county").code == 0)
    #expect(
      try shares() == [
        "county 330106 -", "prefecture 3301 -", "province 33 -", "township 330106001 1.0",
        "township 330106002 -",
      ])
  }

  @Test func `counts of communities do not take a region without any for none`() throws {
    func verdict(_ counties: [String]) throws -> [String] {
      let run = try assess(
        communities: [], column: "home_care_centres", counties: counties, covers: "province")
      #expect(run.code == 0, "\(run.errors)")
      return try place.rows(
        "SELECT verdict FROM region_summary WHERE rule_id = 'T1-7' AND level = 'province'")
    }
    #expect(try verdict(["330106"]) == ["FAIL"])
    #expect(try verdict(["330106", "330207"]) == ["UNKNOWN"])
  }

  @Test func `what a register says of a community without a polygon counts in its regions`() throws
  {
    func verdict(_ communities: String...) throws -> [String] {
      let run = try assess(
        communities: communities, column: "home_care_centres", covers: "province")
      #expect(run.code == 0, "\(run.errors)")
      return try place.rows(
        "SELECT verdict FROM region_summary WHERE rule_id = 'T1-7' AND level = 'province'")
    }
    #expect(try verdict("330106001002,22990") == ["PASS"])
    #expect(try verdict("330106001002,22989") == ["FAIL"])
    #expect(try verdict("330106001002,") == ["UNKNOWN"])
    #expect(try verdict("330106001002,22980", "330106001003,10") == ["PASS"])
  }

  @Test func `a row that cannot be read is of a community all the same`() throws {
    func write(_ row: String) throws {
      #expect(try assess(communities: [row], counties: ["330106"]).code == 0)
    }
    try write("330106001002,5,7")
    #expect(try shares().contains("county 330106 -"))
    try write("330106001001,5,7")
    #expect(try shares() == all)
  }

  @Test(arguments: ["330106001999", "3.30106E+11", "Westend"])
  func `a facility of a community that is not there may be any community's`(named: String) throws {
    func own() throws -> [String] {
      try place.rows(
        "SELECT verdict FROM ratio WHERE rule_id = 'T2-3' AND subject_id NOT LIKE '%:%' "
          + "ORDER BY subject_id")
    }
    try place.writeCommunities { "\"id\":\"\($0)\",\"households\":100" }
    let ids = TwoCommunities.ids
    let centre = "GOV.service_centre"
    func run(_ cells: [String], options: [String] = []) throws -> CommandRun {
      try place.facilities(
        cells.map { "\(centre),\($0)" }, columns: "kind,floor_area,serves", to: "f.csv")
      return try place.assess(options: options)
    }
    let known = ["40,\(ids[0])", "39,\(ids[1])"]
    #expect(try run(known).code == 0)
    #expect(try own() == ["PASS", "FAIL"])
    let open = try run(known + ["5,\(named)"])
    #expect(open.code == 0, "\(open.errors)")
    #expect(try own() == ["PASS", "UNKNOWN"])
    // Of a community that is there, but not asked for, it is not somebody else's.
    #expect(try run(known, options: ["--only", ids[1]]).code == 0)
    #expect(try own() == ["FAIL"])
  }
}
