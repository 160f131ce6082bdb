import Foundation
import Testing

/// `nearest` and `explain` read kinds as `assess` does.
@Suite struct KindAnswerTests {
  let scratch: Scratch
  let town = Town.quick

  init() throws {
    scratch = try Scratch()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(town.csv(("p", 9, 0, "")), to: "p.csv")
  }

  private func nearest(
    _ facilities: (String, Double, Double, String)..., options: [String] = []
  ) throws -> CommandRun {
    try write(facilities)
    return try scratch.run(
      [
        "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv",
        "--minutes", "5", "--by", "kind", "-o", "-",
      ] + options)
  }

  private func write(_ facilities: [(String, Double, Double, String)]) throws {
    func row(_ f: (String, Double, Double, String)) -> String {
      "\(f.0),\(town.east(f.1)),\(town.north(f.2)),\"\(f.3)\"\n"
    }
    try scratch.write("id,lon,lat,kind\n" + facilities.map(row).joined(), to: "f.csv")
  }

  private func explain(_ kind: String, options: [String] = []) throws -> CommandRun {
    try scratch.run(
      [
        "explain", "--network", "town.osm", "--facilities", "f.csv", "--at",
        "\(town.east(9)),\(town.north(0))", "--kind", kind,
      ] + options)
  }

  /// The kinds of the answers with their states.
  private func states(_ run: CommandRun) -> [String] {
    run.lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return "\(cells[1]) \(cells[cells.count - 1])"
    }
  }

  @Test(arguments: ["med.clinic", "MED.CLINIC ", "ＭＥＤ．ｃｌｉｎｉｃ", "Med．Clinic"])
  func `a kind in other letters is the kind`(kind: String) throws {
    let run = try nearest(("far", 0, 0, "MED.clinic"), ("near", 8, 0, kind))
    #expect(states(run) == ["MED.clinic covered"], "\(run.errors)")
    let way = try explain(kind)
    #expect(way.code == 0 && way.text.contains("near (MED.clinic)"), "\(way.errors)")
  }

  @Test func `own kinds in other letters are one kind`() throws {
    let run = try nearest(("far", 0, 0, "Clinic"), ("near", 8, 0, "ＣＬＩＮＩＣ "))
    #expect(states(run) == ["Clinic covered"], "\(run.errors)")
    #expect(try explain("cLINIC").text.contains("near (ＣＬＩＮＩＣ)"))
  }

  @Test func `a category is the kinds in it, too`() throws {
    let run = try nearest(("far", 0, 0, "med"), ("near", 8, 0, "MED.clinic"))
    #expect(states(run) == ["MED covered", "MED.clinic covered"], "\(run.errors)")
    #expect(try explain("med").text.contains("near (MED.clinic)"))
  }

  @Test(arguments: ["MED.clinic;CUL.library", "MED.clinic、CUL.library", "卫生站/MED.clinic"])
  func `what cannot be told is no kind, and may be any`(kind: String) throws {
    let run = try nearest(("far", 0, 0, "SPT.pitch"), ("near", 8, 0, kind))
    #expect(states(run) == ["SPT.pitch unknown"], "\(run.text)")
    #expect(run.errors.contains("kind '\(kind)' is not known (1)"), "\(run.errors)")
  }

  @Test(arguments: ["", "无", "-", "暂无"])
  func `none is no kind, and may be any`(kind: String) throws {
    let run = try nearest(("far", 0, 0, "SPT.pitch"), ("near", 8, 0, kind))
    #expect(states(run) == ["SPT.pitch unknown"], "\(run.text)")
    #expect(run.errors.contains("the record has no kind (1)"), "\(run.errors)")
    let quiet = try nearest(
      ("far", 0, 0, "SPT.pitch"), ("near", 8, 0, kind), options: ["--quiet"])
    #expect(quiet.errors.contains("the record has no kind (1)"), "\(quiet.errors)")
  }

  @Test(arguments: ["clinik", "TSP.pitch"])
  func `beside kinds of the plan an own one may be any of them`(kind: String) throws {
    let run = try nearest(("far", 0, 0, "SPT.pitch"), ("near", 8, 0, kind))
    #expect(states(run) == ["SPT.pitch unknown", "\(kind) covered"], "\(run.text)")
    #expect(run.errors.contains("kind '\(kind)' is not known (1)"), "\(run.errors)")
    let own = try nearest(("far", 0, 0, "pitch"), ("near", 8, 0, "clinik"))
    #expect(states(own) == ["clinik covered", "pitch uncovered"], "\(own.text)")
    #expect(!own.errors.contains("not known"), "\(own.errors)")
  }

  @Test func `misspelt kinds and bare categories are said`() throws {
    let run = try nearest(("far", 0, 0, "MED.clinic"), ("near", 8, 0, "MED.clinc"))
    #expect(run.errors.contains("did you mean 'MED.clinic'? (1)"), "\(run.errors)")
    let bare = try nearest(("far", 0, 0, "SPT.pitch"), ("near", 8, 0, "CHD"))
    #expect(bare.errors.contains("kind 'CHD' names no more than a category"), "\(bare.errors)")
  }

  @Test func `a kind that is not there is refused, and the nearest named`() throws {
    try write([("c", 0, 0, "MED.clinic"), ("s", 1, 0, "SPT.pitch")])
    func failure(_ kind: String) throws -> String {
      let run = try explain(kind, options: ["--quiet"])
      #expect(run.code == 65 && run.text.isEmpty && run.errorLines.count == 1, "\(run.errors)")
      return run.errors
    }
    #expect(
      try failure("MED.clinc")
        == "circles: there is no facility of kind 'MED.clinc'; did you mean 'MED.clinic'? There are MED.clinic, SPT.pitch\n"
    )
    #expect(
      try failure("pitch").contains("did you mean 'SPT.pitch'?"))
    #expect(
      try failure("GOV")
        == "circles: there is no facility of kind 'GOV'; there are MED.clinic, SPT.pitch\n")
    let list = try explain("MED;SPT")
    #expect(list.code == 64 && list.errors.contains("give one kind"), "\(list.errors)")
  }
}
