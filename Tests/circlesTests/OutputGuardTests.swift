import Foundation
import Testing

/// No output takes the place of an input, of what belongs to it, or of what is no output of its kind.
@Suite struct OutputGuardTests {
  let scratch: Scratch
  private let home = "\(Town().east(5)),\(Town().north(0))"

  init() throws {
    scratch = try Scratch()
    try scratch.write(Town().xml, to: "town.osm")
    for name in ["f.csv", "p.csv"] {
      try scratch.write("id,kind,lon,lat\na,MED.clinic,\(home)\n", to: name)
    }
    try scratch.write(
      """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"c","name":"c"},
      "geometry":{"type":"Polygon","coordinates":[[[119.9,29.9],[120.1,29.9],[120.1,30.1],[119.9,30.1],[119.9,29.9]]]}}]}
      """, to: "c.geojson")
    try scratch.write("project,households\nx,100\n", to: "list.csv")
    try scratch.write(
      """
      id: own
      name: { zh: 自订, en: own plan }
      items: { households: { zh: 户数, en: households, type: count } }
      rules:
        - { id: X, kind: floor, stage: new_build, name: { zh: 下限, en: least }, numerator: [households], threshold: 40 }
      """, to: "own.yaml")
    try scratch.write(
      "streets: { path: town.osm }\nfacilities:\n  - { path: f.csv }\nreport: r.sqlite\n",
      to: "project.yaml")
    // A shapefile and its companions, and a folder of files.
    let made = try scratch.run(
      "circle", "--network", "town.osm", "--at", home, "--minutes", "5", "-o", "s.shp")
    #expect(made.code == 0, "\(made.errors)")
    try FileManager.default.createDirectory(
      atPath: scratch.file("folder"), withIntermediateDirectories: true)
    for ending in ["shp", "shx", "dbf", "prj"] {
      try FileManager.default.copyItem(
        atPath: scratch.file("s.\(ending)"), toPath: scratch.file("folder/s.\(ending)"))
    }
  }

  /// Everything that stands in the folder, by name.
  private func contents() throws -> [String: Data] {
    var found: [String: Data] = [:]
    let all = FileManager.default.enumerator(atPath: scratch.path)
    while let name = all?.nextObject() as? String {
      var isFolder: ObjCBool = false
      let path = scratch.file(name)
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        found[name] = try Data(contentsOf: URL(filePath: path))
      }
    }
    return found
  }

  private func refuses(_ arguments: [String], _ output: String) throws {
    let before = try contents()
    for extra in [[], ["--overwrite"]] {
      let run = try scratch.run(arguments + ["-o", output] + extra)
      #expect(run.code == 73, "\(arguments) -o \(output) \(extra): \(run.code) \(run.errors)")
      #expect(run.text.isEmpty && run.errors.split(separator: "\n").count == 1)
      #expect(try contents() == before, "\(arguments) -o \(output)")
    }
  }

  @Test func noCommandReplacesWhatItReads() throws {
    try FileManager.default.createDirectory(
      atPath: scratch.file("sub"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link"), withDestinationPath: scratch.path)
    func ways(_ name: String) throws -> [String] {
      let hard = "hard-\(UUID().uuidString.prefix(8))-\(name)"
      try FileManager.default.linkItem(atPath: scratch.file(name), toPath: scratch.file(hard))
      let soft = "soft-\(UUID().uuidString.prefix(8))-\(name)"
      try FileManager.default.createSymbolicLink(
        atPath: scratch.file(soft), withDestinationPath: name)
      return [name, "./sub/../\(name)", "link/\(name)", scratch.file(name), hard, soft]
    }
    let network = ["--network", "town.osm"]
    let nearest =
      ["nearest"] + network + ["--facilities", "f.csv", "--points", "p.csv", "--minutes", "5"]
    for input in ["town.osm", "f.csv", "p.csv"] {
      for way in try ways(input) { try refuses(nearest, way) }
    }
    let check =
      ["check", "list.csv", "--standard", "own.yaml"] + network + ["--facilities", "f.csv"]
    for input in ["list.csv", "town.osm", "f.csv", "own.yaml"] {
      for way in try ways(input) { try refuses(check, way) }
    }
    for way in try ways("project.yaml") { try refuses(["assess", "project.yaml"], way) }
    for way in try ways("own.yaml") {
      try refuses(["assess", "project.yaml", "--standard", "own.yaml"], way)
    }
    for input in ["f.csv", "town.osm"] { try refuses(["assess", "project.yaml"], input) }
    try refuses(["assess", "project.yaml", "--communities", "c.geojson"], "c.geojson")
    try refuses(["explain"] + network + ["--facilities", "f.csv", "--at", home], "f.csv")
    let circle = ["circle"] + network + ["--facilities", "c.geojson", "--minutes", "5"]
    try refuses(circle, "c.geojson")
  }

  @Test func whatBelongsToAnInputIsNotReplaced() throws {
    let nearest = [
      "nearest", "--network", "town.osm", "--facilities", "s.shp", "--points", "p.csv", "--minutes",
      "5",
    ]
    for ending in ["shp", "shx", "dbf", "prj"] { try refuses(nearest, "s.\(ending)") }
    // Its own family: to write t.shp is to write t.dbf.
    try FileManager.default.copyItem(atPath: scratch.file("p.csv"), toPath: scratch.file("t.dbf"))
    try refuses(
      ["circle", "--network", "town.osm", "--facilities", "t.dbf", "--minutes", "5"], "t.shp")
    for output in ["folder/s.dbf", "folder/new.csv", "folder/../folder/new.csv"] {
      try refuses(
        [
          "nearest", "--network", "town.osm", "--facilities", "folder", "--points", "p.csv",
          "--minutes", "5",
        ],
        output)
    }
    try scratch.write("not a zip", to: "a.zip")
    try refuses(
      [
        "nearest", "--network", "town.osm", "--facilities", "/vsizip/a.zip/s.shp", "--points",
        "p.csv",
        "--minutes", "5",
      ], "a.zip")
  }

  @Test func onlyAnOutputOfItsKindIsReplacedAndOnlyWhereAsked() throws {
    let network = ["--network", "town.osm"]
    let commands: [(arguments: [String], output: String)] = [
      (
        ["nearest"] + network + ["--facilities", "f.csv", "--points", "p.csv", "--minutes", "5"],
        "n.csv"
      ),
      (["circle"] + network + ["--at", home, "--minutes", "5"], "c1.geojson"),
      (["circle"] + network + ["--at", home, "--minutes", "5"], "c1.gpkg"),
      (["circle"] + network + ["--at", home, "--minutes", "5"], "c1.fgb"),
      (
        ["explain"] + network + [
          "--facilities", "f.csv", "--at", "\(Town().east(9)),\(Town().north(0))",
        ], "e.geojson"
      ),
      (["check", "list.csv"], "k.sqlite"),
      (["assess", "project.yaml", "--circles", "none"], "a.sqlite"),
    ]
    for (arguments, output) in commands {
      let all = arguments + ["-o", output]
      let first = try scratch.run(all)
      #expect([0, 2].contains(first.code), "\(all): \(first.errors)")
      let again = try scratch.run(all)
      #expect(again.code == 73 && again.errors.contains("--overwrite"), "\(all): \(again.errors)")
      #expect([0, 2].contains(try scratch.run(all + ["--overwrite"]).code), "\(all)")
      // What is something else stays, whatever it is called.
      let foreign = "something a person wrote\n"
      try scratch.write(foreign, to: output)
      let refused = try scratch.run(all + ["--overwrite"])
      #expect(
        refused.code == 73 && refused.errors.contains("is not replaced"),
        "\(all): \(refused.errors)")
      #expect(try scratch.text(output) == foreign)
    }
  }

  @Test func aProjectsFileWritesNowhereElse() throws {
    let base = "streets: { path: town.osm }\nfacilities:\n  - { path: f.csv }\nreport: "
    try FileManager.default.createDirectory(
      atPath: scratch.file("inner"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("inner/out"), withDestinationPath: scratch.path)
    for place in ["../x.sqlite", scratch.file("x.sqlite"), "out/x.sqlite", "a/../../x.sqlite"] {
      try scratch.write(
        base.replacingOccurrences(of: "town.osm", with: "../town.osm")
          .replacingOccurrences(of: "f.csv", with: "../f.csv") + "'\(place)'\n", to: "inner/p.yaml")
      let run = try scratch.run("assess", "inner/p.yaml", "--overwrite")
      #expect(run.code == 65 && run.errors.contains("only by -o"), "\(place): \(run.errors)")
      #expect(!scratch.contents.contains("x.sqlite"))
    }
    let run = try scratch.run("assess", "inner/p.yaml", "-o", "x.sqlite", "--circles", "none")
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test func whatKilledRunsLeftGoesWithTheNext() throws {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, 255)
    let machine = String(
      String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        .filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(24))
    let own = ProcessInfo.processInfo.processIdentifier
    // The largest number of a process is below this one.
    for folder in [
      ".n.csv.tmp-\(machine)-\(Int32.max - 1)-7", ".n.csv.tmp-\(machine)-\(own)-7",
      ".n.csv.tmp-elsewhere-\(Int32.max - 1)-7", ".m.csv.tmp-\(machine)-\(Int32.max - 1)-7",
    ] {
      try FileManager.default.createDirectory(
        atPath: scratch.file(folder), withIntermediateDirectories: false)
      try scratch.write("rest", to: folder + "/n.csv")
    }
    let run = try scratch.run(
      "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv", "--minutes",
      "5",
      "-o", "n.csv")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      scratch.contents.filter { $0.contains(".tmp-") }
        == [
          ".m.csv.tmp-\(machine)-\(Int32.max - 1)-7", ".n.csv.tmp-\(machine)-\(own)-7",
          ".n.csv.tmp-elsewhere-\(Int32.max - 1)-7",
        ].sorted())
  }
}
