import Foundation
import GRDB
import Testing

/// What is left out of the input is counted where people look, and nothing is left out because of an id.
@Suite struct InputLossTests {
  let scratch: Scratch
  private let town = Town()

  init() throws {
    scratch = try Scratch()
    var town = Town()
    town.more = town.house(30, 2, 0.1, "building=house")
    try scratch.write(town.xml, to: "town.osm")
  }

  private func project(_ layers: [String]) throws {
    try scratch.write(
      "streets: { path: town.osm }\nfacilities:\n"
        + layers.map { "  - { path: \($0) }\n" }.joined() + "report: r.sqlite\n", to: "p.yaml")
  }

  private func rows(_ sql: String) throws -> [String] {
    try DatabaseQueue(path: scratch.file("r.sqlite")).read { try String.fetchAll($0, sql: sql) }
  }

  @Test func layersWithoutIdsKeepTheirFacilities() throws {
    let kinds = ["MED.clinic", "GOV.service_centre", "CUL.library", "SPT.gym", "COM.market"]
    for (i, kind) in kinds.enumerated() {
      let lines = (0..<3).map { "\(kind),\(town.east(Double($0 + i))),\(town.north(0))\n" }
      try scratch.write("kind,lon,lat\n" + lines.joined(), to: "layer\(i).csv")
    }
    try project(kinds.indices.map { "layer\($0).csv" })
    let run = try scratch.run("assess", "p.yaml", "--circles", "none")
    #expect(run.code == 0, "\(run.errors)")
    let ids = try rows("SELECT facility_id FROM facility ORDER BY 1")
    #expect(ids.count == 15 && ids.first == "layer0/1" && ids.last == "layer4/3")
    #expect(try rows("SELECT problem FROM issue WHERE field = 'id'").count >= 5)
    // The same file twice is the same facilities.
    try project(["layer0.csv", "layer0.csv"])
    #expect(try scratch.run("assess", "p.yaml", "--circles", "none", "--overwrite").code == 0)
    #expect(try rows("SELECT facility_id FROM facility").count == 3)
    #expect(try rows("SELECT rejected FROM input WHERE role = 'facilities'") == ["0", "3"])
  }

  @Test func aMisspeltKindIsCountedOrStops() throws {
    let good = (0..<6).map { "a\($0),MED.clinic,\(town.east(Double($0))),\(town.north(0))\n" }
    let bad = (0..<4).map { "b\($0),MEDD.clinic,\(town.east(Double($0))),\(town.north(0))\n" }
    try scratch.write("id,kind,lon,lat\n" + (good + bad).joined(), to: "f.csv")
    try project(["f.csv"])
    let run = try scratch.run("assess", "p.yaml", "--circles", "none")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.text.contains("facilities f.csv: 6 of 10 used, 4 left out: "), "\(run.text)")
    #expect(run.text.contains("MEDD.clinic") && run.text.contains("(4)"))
    #expect(try rows("SELECT rejected FROM input WHERE role = 'facilities'") == ["4"])
    let chinese = try scratch.run(
      "assess", "p.yaml", "--circles", "none", "--overwrite", language: "zh_CN.UTF-8")
    #expect(chinese.text.contains("10 条中采用 6 条，略去 4 条"))
    // More than half: another question than was asked.
    try scratch.write("id,kind,lon,lat\n" + (good.prefix(3) + bad).joined(), to: "f.csv")
    let lost = try scratch.run("assess", "p.yaml", "--circles", "none", "--overwrite", "--quiet")
    #expect(lost.code == 65 && lost.errors.contains("4 of 7 records cannot be used"))
    #expect(lost.errors.contains("MEDD.clinic") && lost.errors.contains("--accept-losses"))
    let accepted = try scratch.run(
      "assess", "p.yaml", "--circles", "none", "--overwrite", "--accept-losses")
    #expect(accepted.code == 0 && accepted.text.contains("4 left out"))
  }
}
