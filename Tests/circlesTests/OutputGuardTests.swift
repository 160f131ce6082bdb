import Foundation
import Testing

/// No output takes the place of an input, of what belongs to one, or of what is no output of its kind, however it
/// is named.
@Suite struct OutputGuardTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(Town.quick.xml, to: "town.osm")
    for name in ["f.csv", "p.csv", "list.csv"] {
      try scratch.write("id,lon,lat,kind\na,9.001,30,MED.clinic\n", to: name)
    }
    try scratch.write(
      """
      id: own
      name: { zh: 自订, en: own plan }
      items: { households: { zh: 户数, en: households, type: count } }
      rules:
        - { id: X, kind: floor, stage: new_build, name: { zh: 下限, en: least }, numerator: [households], threshold: 40 }

      """, to: "own.yaml")
    for folder in ["sub", "far"] { try makeFolder(folder) }
    try link("around", to: scratch.path)
  }

  private func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: scratch.file(name), withIntermediateDirectories: true)
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file(name), withDestinationPath: target)
  }

  /// All that stands in the folder, by name.
  private func contents() throws -> [String: Data] {
    var found: [String: Data] = [:]
    let names = try FileManager.default.subpathsOfDirectory(atPath: scratch.path)
    for name in names {
      // Folders have no bytes.
      found[name] = (try? Data(contentsOf: URL(filePath: scratch.file(name)))) ?? Data()
    }
    return found
  }

  /// Expects that an output is refused in one line before anything is done, and that all files are as before.
  private func expectRefusal(
    _ line: [String], _ output: String, isAskedBothWays: Bool = false,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try contents()
    for extra in isAskedBothWays ? [["--overwrite"], []] : [["--overwrite"]] {
      let run = try scratch.run(line + ["-o", output, "--quiet"] + extra)
      let what = "\(line.joined(separator: " ")) -o \(output) \(extra): \(run.code) \(run.errors)"
      #expect(run.code == 73 && run.text == "", "\(what)", sourceLocation: location)
      #expect(run.errorLines.count == 1, "\(what)", sourceLocation: location)
      #expect(
        run.errors.contains(": would replace or change an input of this command ("),
        "\(what)", sourceLocation: location)
      #expect(try contents() == before, "\(what)", sourceLocation: location)
    }
  }

  /// The ways to name a file of the folder, all but the last two with its own ending.
  private func ways(to name: String, ending: String) throws -> [String] {
    let flat = name.replacing("/", with: "-")
    let (hard, soft) = ("hard-\(flat).\(ending)", "soft-\(flat).\(ending)")
    if !scratch.contents.contains(hard) {
      try FileManager.default.linkItem(atPath: scratch.file(name), toPath: scratch.file(hard))
      try link(soft, to: name)
    }
    return [
      name, "./sub/../\(name)", "around/\(name)", "around/far/../\(name)", scratch.file(name),
      hard, soft,
    ]
  }

  // MARK: Every command, every input

  private static let nearest = "nearest --network town.osm --minutes 5"
  private static let check = "check list.csv --network town.osm --facilities f.csv"

  /// A line of every command for every option that names a file, and the file.
  static let inputs: [(line: String, input: String)] = [
    ("\(nearest) --facilities f.csv --points p.csv", "town.osm"),
    ("\(nearest) --facilities f.csv --points p.csv", "f.csv"),
    ("\(nearest) --facilities f.csv --points p.csv", "p.csv"),
    ("explain --network town.osm --facilities f.csv --at 9.001,30", "town.osm"),
    ("explain --network town.osm --facilities f.csv --at 9.001,30", "f.csv"),
    (check, "list.csv"), (check, "town.osm"), (check, "f.csv"),
    ("check list.csv --standard own.yaml", "list.csv"),
    ("check list.csv --standard own.yaml", "own.yaml"),
    ("assess --network town.osm", "town.osm"),
    ("assess --network town.osm --communities f.csv", "f.csv"),
    ("assess --network town.osm --residences f.csv", "f.csv"),
    ("assess --network town.osm --facilities p.csv --facilities f.csv", "f.csv"),
    ("assess --network town.osm --land f.csv", "f.csv"),
    ("assess --network town.osm --standard own.yaml", "own.yaml"),
    ("assess project.yaml", "project.yaml"), ("assess project.yaml", "own.yaml"),
    ("assess project.yaml", "town.osm"), ("assess project.yaml", "communities.csv"),
    ("assess project.yaml", "homes.csv"), ("assess project.yaml", "f.csv"),
    ("assess project.yaml", "land.csv"), ("assess project.yaml", "register.csv"),
  ]

  private func writeProject() throws {
    for name in ["communities", "homes", "land", "register"] {
      try scratch.write("id\n1\n", to: "\(name).csv")
    }
    try scratch.write(
      """
      standard: own.yaml
      streets: { path: town.osm }
      communities: { path: communities.csv }
      residences: { path: homes.csv }
      facilities: [{ path: f.csv }]
      land: { path: land.csv }
      registers: [{ path: register.csv, level: county }]
      report: r.sqlite

      """, to: "project.yaml")
  }

  /// Every input by its own name, and by two of the others in turn: which file a name means is tested one by one
  /// where it is found out.
  @Test(arguments: inputs.indices) func noInputIsReplaced(number: Int) throws {
    let (line, input) = Self.inputs[number]
    try writeProject()
    let ways = try ways(to: input, ending: "sqlite")
    let arguments = line.split(separator: " ").map(String.init)
    try expectRefusal(arguments, ways[0], isAskedBothWays: true)
    for turn in [2 * number, 2 * number + 1] {
      try expectRefusal(arguments, ways[1 + turn % (ways.count - 1)])
    }
  }

  /// An output of `circle` needs an ending that names a format.
  @Test(arguments: ["geojson", "gpkg", "shp", "fgb", "sqlite"])
  func noInputOfCircleIsReplaced(ending: String) throws {
    try scratch.write("what stands here is not read", to: "in.\(ending)")
    let line = [
      "circle", "--network", "town.osm", "--minutes", "5", "--facilities", "in.\(ending)",
    ]
    let ways = try ways(to: "in.\(ending)", ending: ending)
    for way in [ways[0], ways[1], ways[5]] { try expectRefusal(line, way) }
    try expectRefusal(line, try #require(try self.ways(to: "town.osm", ending: ending).last))
  }

  @Test func aReportThatTheProjectNamesIsNoInputOfIt() throws {
    try writeProject()
    let text = try scratch.text("project.yaml")
    for input in ["town.osm", "f.csv", "own.yaml", "project.yaml"] {
      try scratch.write(text.replacing("r.sqlite", with: input), to: "project.yaml")
      let before = try contents()
      let run = try scratch.run("assess", "project.yaml", "--overwrite")
      #expect(run.code == 73 && run.errorLines.count == 1, "\(input): \(run.errors)")
      #expect(try contents() == before)
    }
  }

  // MARK: What belongs to an input

  /// A layer, what belongs to it, and an output that would change it.
  static let layers: [(layer: String, files: [String], output: String)] = [
    ("s.shp", ["s.shp", "s.dbf"], "s.dbf"), ("s.shp", ["s.shp"], "s.cpg"),
    ("c.csv", ["c.csv", "c.csvt"], "sub/../c.csvt"), ("d.gpkg:p", ["d.gpkg"], "d.gpkg-wal"),
    ("/vsizip/a.zip/in/x.shp", ["a.zip"], "a.zip"), ("data", ["data/x.shp"], "around/data/n.csv"),
    ("data", ["data/x.dbf"], "data/x.dbf"),
  ]

  @Test(arguments: layers)
  func whatBelongsToAnInputIsNotReplaced(
    layer: String, files: [String], output: String
  ) throws {
    try makeFolder("data")
    for file in files { try scratch.write("bytes of \(file)", to: file) }
    for line in [
      Self.nearest.split(separator: " ").map(String.init) + [
        "--facilities", "f.csv", "--points", layer,
      ],
      ["explain", "--network", "town.osm", "--at", "9,30", "--facilities", layer],
      ["check", "list.csv", "--network", "town.osm", "--facilities", layer], ["check", layer],
      ["assess", "--network", "town.osm", "--communities", layer],
    ] { try expectRefusal(line, output) }
  }

  /// To write `t.shp` is to write `t.dbf`, and to write a database is to write its journal.
  @Test func whatBelongsToAnOutputHitsNoInput() throws {
    for name in ["t.dbf", "t.prj", "t.qix", "j.gpkg-journal", "j.sqlite-wal"] {
      try scratch.write("id,lon,lat\n1,9,30\n", to: name)
    }
    try link("soft.csv", to: "t.prj")
    let circle = { ["circle", "--network", "town.osm", "--minutes", "5", "--facilities", $0] }
    for input in ["t.dbf", "t.qix", "soft.csv"] { try expectRefusal(circle(input), "t.shp") }
    try expectRefusal(circle("j.gpkg-journal"), "j.gpkg")
    try expectRefusal(circle("j.sqlite-wal"), "around/j.sqlite")
    try expectRefusal(["check", "j.sqlite-wal"], "j.sqlite")
  }

  /// `link/..` is the folder above what the link leads to, as the system has it, not the one the link stands in.
  @Test func foldersAboveLinksAreThoseOfTheirTargets() throws {
    try makeFolder("far/away")
    try link("near", to: "far/away")
    try scratch.write(scratch.text("p.csv"), to: "far/p.csv")
    let line = Self.nearest.split(separator: " ").map(String.init) + ["--facilities", "f.csv"]
    try expectRefusal(line + ["--points", "far/p.csv"], "near/../p.csv")
    // And what stands under that name here has nothing to do with it.
    let before = try contents()
    let run = try scratch.run(line + ["--points", "p.csv", "--quiet", "-o", "near/../new.csv"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(Set(try contents().keys).subtracting(before.keys) == ["far/new.csv"])
    // A report, too, which a URL names.
    try scratch.write("project,households\nx,100\n", to: "far/list.csv")
    let check = ["check", "far/list.csv"]
    try expectRefusal(check, "near/../list.csv")
    let written = Set(try contents().keys)
    let report = try scratch.run(check + ["--quiet", "-o", "near/../report.sqlite"])
    #expect(
      Set(try contents().keys).subtracting(written) == ["far/report.sqlite"], "\(report.errors)")
  }

  // MARK: What is an output

  /// A line of every command that writes, and its output.
  static let outputs: [(line: String, output: String)] = [
    ("\(nearest) --facilities f.csv --points p.csv", "n.csv"),
    ("circle --network town.osm --at 9.001,30 --minutes 5", "c.geojson"),
    ("circle --network town.osm --at 9.001,30 --minutes 5", "c.gpkg"),
    ("circle --network town.osm --at 9.001,30 --minutes 5", "c.shp"),
    ("circle --network town.osm --at 9.001,30 --minutes 5", "c.fgb"),
    ("circle --network town.osm --at 9.001,30 --minutes 5", "c.sqlite"),
    ("explain --network town.osm --facilities f.csv --at 9.0005,30", "e.geojson"),
    ("check projects.csv", "k.sqlite"),
    ("assess --network town.osm --facilities f.csv --circles none", "a.sqlite"),
  ]

  @Test(arguments: outputs)
  func onlyAnOutputOfItsKindIsReplacedAndOnlyWhereAsked(line: String, output: String) throws {
    try scratch.write("project,households\nx,100\n", to: "projects.csv")
    let all = line.split(separator: " ").map(String.init) + ["-o", output]
    let first = try scratch.run(all)
    // A check that lacks data ends with 2.
    #expect([0, 2].contains(first.code), "\(all): \(first.errors)")
    let again = try scratch.run(all)
    #expect(again.code == 73 && again.errors.contains("--overwrite"), "\(all): \(again.errors)")
    let replacing = try scratch.run(all + ["--overwrite"])
    #expect([0, 2].contains(replacing.code), "\(all): \(replacing.errors)")
    // What is something else stays, whatever it is called.
    let foreign = "something a person wrote\n"
    try scratch.write(foreign, to: output)
    let before = try contents()
    let refused = try scratch.run(all + ["--overwrite"])
    #expect(
      refused.code == 73 && refused.errorLines.count == 1
        && refused.errors.contains("something a person wrote"), "\(all): \(refused.errors)")
    #expect(try contents() == before)
  }

  @Test func aProjectsFileWritesNowhereElse() throws {
    try makeFolder("inner/sub/deep")
    try link("inner/out", to: scratch.path)
    // As the system reads it, `deep/../../x` is in the folder; with `..` taken away first it is not.
    try link("inner/deep", to: "sub/deep")
    for place in [
      "../x.sqlite", scratch.file("x.sqlite"), "out/x.sqlite", "a/../../x.sqlite",
      "deep/../../x.sqlite",
    ] {
      try scratch.write(
        "streets: { path: ../town.osm }\nfacilities:\n  - { path: ../f.csv }\nreport: '\(place)'\n",
        to: "inner/p.yaml")
      let run = try scratch.run("assess", "inner/p.yaml", "--overwrite")
      #expect(run.code == 65 && run.errors.contains("only by -o"), "\(place): \(run.errors)")
      #expect(!(try contents().keys.contains { $0.hasSuffix("x.sqlite") }))
    }
    let run = try scratch.run("assess", "inner/p.yaml", "-o", "x.sqlite", "--circles", "none")
    #expect(run.code == 0 && scratch.contents.contains("x.sqlite"), "\(run.errors)")
  }

  // MARK: What is no input

  @Test func namesThatOnlyLookAlikeAreWritten() throws {
    try makeFolder("data")
    try scratch.write(scratch.text("p.csv"), to: "data/p.csv")
    let line =
      Self.nearest.split(separator: " ").map(String.init) + [
        "--facilities", "f.csv", "--points", "data/p.csv", "--quiet", "-o",
      ]
    for output in ["data/q.csv", "p.csv.csv", "town.csv", "data/p.out"] {
      let run = try scratch.run(line + [output])
      #expect(run.code == 0, "\(output): \(run.errors)")
    }
  }
}
