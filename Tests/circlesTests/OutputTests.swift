import Foundation
import Testing

/// Outputs that cannot be written: they appear whole or not at all.
@Suite struct OutputTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    var town = Town.quick
    town.more = town.node(20, 4, 0, "amenity=clinic") + town.house(30, 2, 0.1, "building=house")
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(town.csv(("a", 1, 0, "x")), to: "f.csv")
    try scratch.write(
      "id,lon,lat\n" + (0..<60).map { "home \($0),9.001,30\n" }.joined(), to: "p.csv")
  }

  /// A command line for every kind of output, but for the output's name.
  static let outputs: [(line: String, ending: String)] =
    ["geojson", "gpkg", "shp", "fgb", "sqlite"].map {
      ("circle --network town.osm --facilities f.csv --minutes 1 --quiet -o", $0)
    } + [
      (
        "nearest --network town.osm --facilities f.csv --points p.csv --minutes 5 --quiet -o", "csv"
      ),
      ("explain --network town.osm --facilities f.csv --at 9.001,30 --quiet -o", "geojson"),
      ("assess --network town.osm --circles none --overwrite --quiet -o", "sqlite"),
    ]

  private func run(_ line: String, _ output: String) throws -> CommandRun {
    try scratch.run(line.split(separator: " ").map(String.init) + [output])
  }

  private func expectLine(_ run: CommandRun, _ code: Int32, _ words: String) {
    #expect(run.code == code && !run.isKilled && run.text == "")
    #expect(run.errorLines.count == 1, "\(run.errors)")
    #expect(run.errors.hasPrefix("circles: ") && run.errors.contains(words), "\(run.errors)")
    #expect(scratch.temporaryContents.isEmpty)
  }

  @Test(arguments: outputs) func placesThatAreNone(line: String, ending: String) throws {
    let before = scratch.contents
    try expectLine(run(line, "no/out.\(ending)"), 73, "out.\(ending): ")
    try expectLine(run(line, "f.csv/out.\(ending)"), 73, "Not a directory")
    #expect(scratch.contents == before)
    try FileManager.default.createDirectory(
      atPath: scratch.file("d.\(ending)"), withIntermediateDirectories: false)
    try expectLine(run(line, "d.\(ending)"), 73, "it exists and is not a file")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("l.\(ending)"), withDestinationPath: "/dev/full")
    try expectLine(run(line, "l.\(ending)"), 73, "it exists and is not a file")
    #expect(scratch.contents == (before + ["d.\(ending)", "l.\(ending)"]).sorted())
  }

  @Test func endingsThatAreNone() throws {
    for name in ["out.kml", "out", "a.b/out", ".gpkg", "gpkg"] {
      let failed = try run("circle --network town.osm --facilities f.csv --minutes 1 -o", name)
      expectLine(failed, 64, "use one of geojson, gpkg, shp, fgb, sqlite")
    }
    for name in ["", "out/"] {
      expectLine(try run(Self.outputs[5].line, name), 73, "it names no file")
    }
  }

  @Test func inputsAreNotReplaced() throws {
    try FileManager.default.linkItem(
      atPath: scratch.file("f.csv"), toPath: scratch.file("hard.geojson"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("soft.csv"), withDestinationPath: "f.csv")
    let before = try scratch.read("f.csv")
    for (line, name) in [
      (Self.outputs[0].line, "hard.geojson"), (Self.outputs[5].line, "f.csv"),
      (Self.outputs[5].line, "./soft.csv"), (Self.outputs[5].line, "town.osm"),
      (Self.outputs[6].line, "f.csv"), (Self.outputs[7].line, "town.osm"),
    ] {
      expectLine(
        try run(line, name), 73,
        "\(name): would replace or change an input of this command (")
    }
    #expect(try scratch.read("f.csv") == before)
  }

  /// A link is followed: what it leads to is replaced, not the link.
  @Test func linksStay() throws {
    try scratch.write("id,kind,minutes,facility_id,access_m,status\n", to: "target.csv")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link.csv"), withDestinationPath: "target.csv")
    #expect(try run(Self.outputs[5].line, "link.csv").code == 73)
    #expect(
      try run(
        Self.outputs[5].line.replacingOccurrences(of: " -o", with: " --overwrite -o"), "link.csv"
      ).code == 0)
    #expect(try scratch.text("target.csv").split(separator: "\n").count > 1)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: scratch.file("link.csv"))
        == "target.csv")
  }

  /// A limit on the size of files is what a full disk is for a program, and needs no disk.
  @Test(arguments: outputs) func filesThatMayNotGrow(line: String, ending: String) throws {
    #expect(try run(line, "out.\(ending)").code == 0)
    let before = scratch.contents
    let old = try scratch.read("out.\(ending)")
    let size = old.count
    let line = line.replacingOccurrences(of: " --overwrite", with: "")
      .replacingOccurrences(of: " -o", with: " --overwrite -o")
    // In blocks of 512 bytes: of the beginning, of half, of all but the end.
    for blocks in Set([1, max(1, size / 1024), max(1, (size - 1) / 512)]) {
      // What is told goes into a pipe, which has no size.
      let failed = try scratch.shell(
        "(ulimit -f \(blocks); circles \(line) out.\(ending); echo $? >&2) 2>&1 | cat")
      #expect(failed.lines.last == "74" && failed.lines.count == 2, "\(failed.text)")
      #expect(failed.text.hasPrefix("circles: ") && failed.text.contains("out.\(ending): "))
      #expect(failed.text.contains("what stood there is unchanged"), "\(failed.text)")
      #expect(scratch.contents == before && scratch.temporaryContents.isEmpty)
      #expect(try scratch.read("out.\(ending)") == old)
    }
  }

  /// The same on a disk that is really full, where tests may make one.
  @Test(arguments: outputs) func disksThatAreFull(line: String, ending: String) throws {
    try FileManager.default.createDirectory(
      atPath: scratch.file("disk"), withIntermediateDirectories: false)
    let size = ending == "sqlite" || ending == "gpkg" ? "64k" : "4k"
    let mount = try scratch.shell(
      "mount -t tmpfs -o size=\(size) tmpfs disk && cat /dev/zero > disk/filler")
    guard try scratch.shell("mountpoint -q disk").code == 0 else {
      print(
        "No disk may be mounted here; it stays with the limit on the size of files. \(mount.errors)"
      )
      return
    }
    let failed = try run(line, "disk/out.\(ending)")
    #expect([73, 74].contains(failed.code) && failed.errorLines.count == 1, "\(failed.errors)")
    #expect(try scratch.shell("ls -A disk").lines == ["filler"])
    #expect(try scratch.shell("rm disk/filler && umount disk").code == 0)
  }

  @Test func standardOutputThatIsFull() throws {
    for line in Self.outputs.map(\.line).filter({ !$0.hasPrefix("assess") }) {
      let failed = try scratch.shell("circles \(line) - > /dev/full")
      expectLine(failed, 74, "standard output: writing failed (No space left on device)")
    }
    for line in [
      "circles \(Self.outputs[6].line) w.geojson --json",
      "circles \(Self.outputs[7].line) r.sqlite",
    ] {
      let failed = try scratch.shell(line + " > /dev/full")
      expectLine(failed, 74, "standard output: writing failed (No space left on device)")
    }
    #expect(try scratch.shell("circles --help > /dev/full").code == 74)
  }

  @Test func streamsThatAreClosed() throws {
    let closed = try scratch.shell("circles \(Self.outputs[5].line) - >&-")
    expectLine(closed, 74, "standard output: writing failed (Bad file descriptor)")
    // Messages must not go into the first file that is opened instead.
    let loud = Self.outputs[0].line.replacing(" --quiet", with: "")
    let nearest = Self.outputs[5].line.replacing(" --quiet", with: "")
    for (line, name) in [(nearest, "a"), (loud, "b")] {
      #expect(try scratch.shell("circles \(line) whole-\(name).geojson").code == 0)
      let silent = try scratch.shell("circles \(line) out-\(name).geojson <&- >&- 2>&-")
      #expect(silent.code == 0)
      #expect(try scratch.read("out-\(name).geojson") == scratch.read("whole-\(name).geojson"))
    }
    #expect(try scratch.shell("circles \(loud) out.geojson 2> /dev/full").code == 0)
  }

  @Test func readersThatGoEarly() throws {
    try scratch.write(
      "id,lon,lat\n" + (0..<9000).map { "p\($0),9.001,30\n" }.joined(), to: "many.csv")
    let nearest = "nearest --network town.osm --facilities f.csv --points many.csv --minutes 5 -o -"
    for line in [nearest, "\(Self.outputs[0].line) -", "\(Self.outputs[6].line) -", "--help"] {
      let run = try scratch.shell("{ circles \(line); echo $? >&2; } | head -c 20")
      #expect(run.output.count == 20)
      #expect(!run.errors.contains("circles:"), "\(run.errors)")
      #expect(["0", "141"].contains(run.errorLines.last), "\(run.errors)")
      #expect(scratch.temporaryContents.isEmpty)
    }
    // More than a pipe holds: here it notices.
    let noticed = try scratch.shell("{ circles \(nearest) --quiet; echo $? >&2; } | head -n 1")
    #expect(noticed.errors == "141\n")
  }
}
