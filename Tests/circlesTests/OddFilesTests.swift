import Foundation
import Testing

/// Links that lead round, folders named like files, names of several lines, folders that take nothing.
@Suite struct OddFilesTests {
  let stranger: Stranger
  private var scratch: Scratch { stranger.scratch }

  init() throws {
    stranger = try Stranger()
    try scratch.write(Town().csv(("f", 1, 0, "MED.clinic")), to: "f.csv")
  }

  /// One line, no result, and nothing left.
  private func expectLine(_ arguments: [String], _ code: Int32, _ words: String) throws {
    let before = scratch.contents
    let run = try scratch.run(arguments)
    #expect(run.code == code && !run.isKilled && run.text == "", "\(arguments): \(run.code)")
    #expect(run.errorLines.count == 1 && run.errors.contains(words), "\(run.errors)")
    #expect(scratch.contents == before && scratch.temporaryContents.isEmpty)
  }

  private func circle(
    network: String = "town.osm", facilities: String = "f.csv", to output: String = "-"
  ) -> [String] {
    [
      "circle", "--network", network, "--facilities", facilities, "--minutes", "5", "--quiet", "-o",
      output,
    ]
  }

  @Test func linksThatLeadRound() throws {
    for ending in ["csv", "yaml", "osm", "gpkg", "geojson"] {
      try #require(symlink("b.\(ending)", scratch.file("a.\(ending)")) == 0)
      try #require(symlink("a.\(ending)", scratch.file("b.\(ending)")) == 0)
    }
    for arguments in [
      circle(facilities: "a.csv"), circle(facilities: "a.gpkg"), circle(network: "a.osm"),
      ["assess", "a.yaml"], ["check", "a.yaml"], ["check", "a.csv"],
    ] { try expectLine(arguments, 66, "a.") }
    try expectLine(circle(to: "a.geojson"), 73, "a.geojson")
  }

  @Test func foldersNamedLikeFiles() throws {
    for name in ["d.csv", "d.yaml", "d.gpkg", "d.geojson", "d.osm", "d.xlsx"] {
      try FileManager.default.createDirectory(
        atPath: scratch.file(name), withIntermediateDirectories: false)
    }
    for arguments in [
      ["check", "d.csv"], ["check", "d.yaml"], ["assess", "d.yaml"], circle(network: "d.osm"),
    ] { try expectLine(arguments, 66, "d.") }
    // GDAL reads folders of tables.
    for name in ["d.csv", "d.gpkg", "d.geojson", "d.xlsx"] {
      try expectLine(circle(facilities: name), 65, name)
    }
  }

  @Test func namesOfSeveralLines() throws {
    let name = "a\nb\u{200F}.csv"
    try scratch.write("id,kind\nx,y\n", to: name)
    let run = try scratch.run(circle(facilities: name))
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.errors)")
    #expect(run.errors.contains("a\u{240A}bU+200F.csv"), "\(run.errors)")
    try expectLine(circle(facilities: "no\nne.csv"), 66, "no\u{240A}ne.csv")
    try expectLine(["assess", "no\nne.yaml"], 66, "no\u{240A}ne.yaml")
    try expectLine(circle(network: "no\nne.osm"), 66, "no\u{240A}ne.osm")
    let written = try scratch.run(circle(to: "out\nput.geojson"))
    #expect(written.code == 0 && scratch.contents.contains("out\nput.geojson"), "\(written.errors)")
  }

  /// Not even the system's administrator can put a file there.
  @Test func foldersThatTakeNothing() throws {
    for ending in ["geojson", "gpkg", "shp", "fgb", "sqlite"] {
      try expectLine(circle(to: "/proc/out.\(ending)"), 73, "/proc/out.\(ending)")
    }
    try expectLine(
      [
        "assess", "--network", "town.osm", "--facilities", "f.csv", "--circles", "none",
        "--setting", "urban", "--quiet",
        "-o", "/proc/out.sqlite",
      ], 73, "/proc/out.sqlite")
  }

  /// What moves what is beside it, or is not to be seen, is in sight; the text of a language is as it was.
  @Test func charactersThatAreNotSeen() throws {
    let id = "f\u{200E}\u{200F}\u{61C}\u{200B}\u{FEFF}\u{E0041}"
    let name = "望江府（一期）·Ä é 𠮷 ①"
    let (east, north) = (Town().east(0), Town().north(0))
    try scratch.write(
      "id,kind,lon,lat\n\"\(id)\n\(name)\",MED.clinic,\(east),\(north)\n", to: "h.csv")
    let shown = "fU+200EU+200FU+61CU+200BU+FEFFU+E0041"
    let at = "\(Town().east(1)),\(north)"
    let explained = try scratch.run(
      "explain", "--network", "town.osm", "--facilities", "h.csv", "--at", at)
    #expect(
      explained.code == 0 && explained.lines.first?.contains("\(shown)\u{240A}\(name)") == true,
      "\(explained.text)\(explained.errors)")
    let table = try scratch.run(
      "nearest", "--network", "town.osm", "--facilities", "h.csv", "--points", "f.csv",
      "--minutes", "5", "-o", "-")
    #expect(table.text.contains("\"\(shown)\n\(name)\""), "\(table.text)")
    let json = try scratch.run(
      "explain", "--network", "town.osm", "--facilities", "h.csv", "--at", at, "--json")
    #expect(json.text.contains(#"f\u200e\u200f\u061c\u200b\ufeff\udb40\udc41\n"#), "\(json.text)")
    #expect(json.text.contains(name))
    struct Document: Decodable { var facility_id: String }
    let document = try JSONDecoder().decode(Document.self, from: json.output)
    #expect(Array(document.facility_id.unicodeScalars) == Array("\(id)\n\(name)".unicodeScalars))
    try scratch.write("project,name,households\n\"p\n1\",\"\(name)\n二期\",5\n", to: "p.csv")
    let check = try scratch.run("check", "p.csv").text
    #expect(check.contains("p\u{240A}1 \(name)\u{240A}二期"), "\(check)")
  }
}
