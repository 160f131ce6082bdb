import Testing

/// Rows of registers that are about no region of the run are counted, and stop it where they are most.
@Suite struct RegisterLossTests {
  private let place: TwoCommunities

  init() throws { place = try TwoCommunities() }

  private func assess(
    _ text: String, level: String, _ options: [String] = ["--quiet"]
  ) throws -> CommandRun {
    try place.scratch.write(text, to: "reg.csv")
    return try place.assess(
      more: "registers: [{ path: reg.csv, level: \(level) }]\n", options: options)
  }

  @Test func `regions in which no community lies are left out and counted`() throws {
    let run = try assess(
      "id,elderly\n330106001,5\n330106002,x\n", level: "township")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.text.contains(
        "register reg.csv: 1 of 2 used, 1 left out: no community lies in the township '330106002' (1)"
      ),
      "\(run.text)")
    // A value of a row that is left out is no value ignored of one that is used.
    #expect(
      try place.rows(
        "SELECT rejected || ' ' || values_ignored FROM input WHERE role = 'registers'") == ["1 0"])
    #expect(
      try place.rows("SELECT DISTINCT feature FROM issue WHERE role = 'registers'")
        == ["330106002"])
    #expect(
      try place.rows("SELECT region FROM region_summary WHERE region = '330106002'").isEmpty)
  }

  @Test(arguments: ["township", "county", "prefecture", "province"])
  func `a register of other regions stops the run`(level: String) throws {
    let run = try assess("id,elderly\n330206002,7\n33,1\nx,7\n", level: level)
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.errors)")
    let count = level == "province" ? "2 of 3" : "3 of 3"
    #expect(
      ["reg.csv", count, "--accept-losses"].allSatisfy(run.errors.contains), "\(run.errors)")
    let accepted = try assess(
      "id,elderly\n330206002,7\n33,1\nx,7\n", level: level, ["--accept-losses"])
    // Nothing of it can be used at all, but of the province.
    #expect(accepted.code == (level == "province" ? 0 : 65), "\(accepted.errors)")
  }

  @Test(arguments: ["community", "township", "county"])
  func `a register without a usable row stops the run`(level: String) throws {
    for rows in ["", ",5\n,6\n", "a,5,6,7\n"] {
      let run = try assess("id,elderly\n" + rows, level: level, ["--quiet", "--accept-losses"])
      #expect(run.code == 65 && run.errorLines.count == 1, "\(rows): \(run.errors)")
      #expect(run.errors.contains("reg.csv"))
    }
  }

  @Test func `rounded ids are nobody's, and contradict nothing`() throws {
    let run = try assess(
      "id,elderly\n" + TwoCommunities.ids.map { "\($0),5\n" }.joined()
        + "3.30106E+11,7\n3.30106E+11,8\n", level: "community")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.text.contains("2 of 4 used, 2 left out: the id '3.30106E+11' has lost its last digits"),
      "\(run.text)")
    #expect(!run.text.contains("contradicts"), "\(run.text)")
  }

  @Test func `numbers that stand for ids are named where no id fits`() throws {
    try place.writeCommunities { "\"码\":\"\($0)\"" }
    let run = try assess(
      "id,elderly\n" + TwoCommunities.ids.map { "\($0),5\n" }.joined(), level: "community")
    #expect(run.code == 65 && run.errors.contains("no column 'id'"), "\(run.errors)")
  }
}
