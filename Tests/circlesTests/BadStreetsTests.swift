import Foundation
import GRDB
import Testing

/// Network files that cannot be used: one line that says why and what to do, and no output.
@Suite struct BadStreetsTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(Town.quick.csv(("a", 1, 0, "MED.clinic")), to: "f.csv")
  }

  /// Every subcommand on the same file.
  private func failures(_ network: String) throws -> [CommandRun] {
    try [
      "circle --network \(network) --facilities f.csv --minutes 5 --overwrite -o out.geojson",
      "nearest --network \(network) --facilities f.csv --points f.csv --minutes 5 --overwrite -o out.csv",
      "explain --network \(network) --facilities f.csv --at 9,30 --overwrite -o explained.geojson",
      "assess --network \(network) --facilities f.csv --circles none --overwrite -o out.sqlite",
    ].map { try scratch.run($0.split(separator: " ").map(String.init) + ["--quiet"]) }
  }

  private func expect(_ network: String, code: Int32, _ words: String) throws {
    let before = scratch.contents
    for run in try failures(network) {
      #expect(run.code == code && !run.isKilled && run.text == "")
      #expect(run.errorLines.count == 1)
      #expect(
        run.errors.hasPrefix("circles: \(network): ") && run.errors.contains(words), "\(run.errors)"
      )
    }
    #expect(scratch.contents == before && scratch.temporaryContents.isEmpty)
  }

  @Test func missing() throws {
    try expect("no.osm.pbf", code: 66, "(No such file or directory); check the path")
  }

  @Test func folder() throws { try expect(".", code: 66, "(Is a directory)") }

  @Test func empty() throws {
    try scratch.write("", to: "e.osm.pbf")
    try expect("e.osm.pbf", code: 65, "(the file is empty); give an extract as .osm.pbf")
  }

  @Test func notOpenStreetMap() throws {
    try expect("f.csv", code: 65, "not OpenStreetMap data (neither")
    try scratch.write("<html><body/></html>", to: "h.osm")
    try expect("h.osm", code: 65, "XML, but not OpenStreetMap's")
  }

  @Test func changes() throws {
    let change =
      "<osmChange version=\"0.6\"><modify>"
      + Town.quick.xml.split(separator: "\n").dropFirst()
      .dropLast().joined() + "</modify></osmChange>"
    for name in ["town.osc", "town.osm"] {
      try scratch.write(change, to: name)
      try expect(
        name, code: 65, "an OpenStreetMap change file (osmChange): it lists changes and holds no")
    }
  }

  @Test func packedOtherwise() throws {
    try scratch.write(Data([0x28, 0xb5, 0x2f, 0xfd, 0, 0]), to: "town.osm.zst")
    try expect("town.osm.zst", code: 65, "compressed with zstd, which is not read; unpack it")
    try scratch.write(Data([0xff, 0xe0, 0x04] + Array("o5m2".utf8)), to: "town.o5m")
    try expect("town.o5m", code: 65, "an o5m file, which is not read; unpack it or convert it")
  }

  /// The box of the world, or of another place, in the header: named, and nothing else comes of it.
  @Test func implausibleBox() throws {
    let plain = Town.quick.xml
    try scratch.write(plain, to: "town.osm")
    let line = "<osm version=\"0.6\">"
    try scratch.write(
      plain.replacing(
        line, with: line + "<bounds minlon=\"0\" minlat=\"0\" maxlon=\"180\" maxlat=\"90\"/>"),
      to: "world.osm")
    for arguments in [
      "circle --at 9.001,30 --minutes 5 -o -",
      "nearest --facilities f.csv --points f.csv --minutes 5 -o -",
      "explain --facilities f.csv --at 9.003,30",
    ] {
      let words = arguments.split(separator: " ").map(String.init)
      let right = try scratch.run([words[0], "--network", "town.osm"] + words.dropFirst())
      let world = try scratch.run([words[0], "--network", "world.osm"] + words.dropFirst())
      #expect(right.code == 0 && world.code == 0)
      #expect(world.text == right.text)
      let named = world.errorLines.filter { $0.contains("0 0 180 90") }
      #expect(named.count == 1 && named[0].contains("world.osm: the extent"), "\(world.errors)")
    }
    // A report names it too; a plane that is asked for is taken.
    let assess = try scratch.run(
      "assess", "--network", "world.osm", "--facilities", "f.csv", "--circles", "none", "-o",
      "r.sqlite", "--quiet")
    #expect(assess.code == 0)
    var configuration = Configuration()
    configuration.readonly = true
    try DatabaseQueue(path: scratch.file("r.sqlite"), configuration: configuration).read { db in
      let srid = try Int.fetchOne(db, sql: "SELECT working_srid FROM run")
      #expect(srid == 32632)
      let problems = try String.fetchAll(
        db, sql: "SELECT problem FROM issue WHERE role = 'streets' AND severity = 'warning'")
      #expect(problems.count == 1 && problems[0].contains("does not fit its streets"))
    }
    try scratch.write(
      "{ streets: { path: world.osm }, facilities: [{ path: f.csv }], crs: \"EPSG:25832\", "
        + "report: p.sqlite }\n", to: "p.yaml")
    let asked = try scratch.run("assess", "p.yaml", "--circles", "none", "--quiet")
    #expect(asked.code == 0, "\(asked.errors)")
    try DatabaseQueue(path: scratch.file("p.sqlite"), configuration: configuration).read { db in
      let srid = try Int.fetchOne(db, sql: "SELECT working_srid FROM run")
      #expect(srid == 25832)
    }
  }

  @Test func truncated() throws {
    let whole = try Data(contentsOf: URL(filePath: Monaco.network))
    try scratch.write(whole.prefix(whole.count / 2), to: "t.osm.pbf")
    try expect("t.osm.pbf", code: 65, "download or export the file again")
    try scratch.write(String(Town.quick.xml.dropLast(40)), to: "t.osm")
    try expect("t.osm", code: 65, "download or export the file again")
  }

  @Test func corrupt() throws {
    var bytes = try Data(contentsOf: URL(filePath: Monaco.network))
    for i in stride(from: 300, to: bytes.count, by: 997) { bytes[i] ^= 0x5a }
    try scratch.write(bytes, to: "c.osm.pbf")
    try expect("c.osm.pbf", code: 65, "download or export the file again")
  }

  @Test func withoutStreets() throws {
    try scratch.write(
      "<osm version=\"0.6\"><node id=\"1\" lon=\"9\" lat=\"30\"/></osm>", to: "n.osm")
    try expect("n.osm", code: 65, "holds no streets; give an extract with its highway ways")
    try scratch.write("<osm version=\"0.6\"></osm>", to: "z.osm")
    try expect("z.osm", code: 65, "not OpenStreetMap data (the file holds no OpenStreetMap data)")
  }

  @Test func withoutStreetsForTheMode() throws {
    var town = Town.quick.xml.replacing("residential", with: "steps")
    try scratch.write(town, to: "s.osm")
    let run = try scratch.run(
      "circle", "--network", "s.osm", "--facilities", "f.csv", "--minutes", "5", "--mode", "cycle",
      "-o",
      "out.shp", "--quiet")
    #expect(run.code == 65)
    #expect(
      run.errors
        == "circles: s.osm: no street is open to cycling; choose another --mode or another extract\n"
    )
    town = Town.quick.xml.replacing("residential", with: "motorway").replacing(
      "steps", with: "motorway")
    try scratch.write(town, to: "m.osm")
    try expect("m.osm", code: 65, "no street")
  }

  /// Ways without length, ways that return to where they begin, the same node twice, ways of one
  /// node, ways without any: none of them is in anybody's way.
  @Test func oddWays() throws {
    var town = Town.quick
    town.more =
      town.node(6, 2, 0) + town.node(7, 2, 0) + Town.way(10, [6, 7], "highway=residential")
      + Town.way(11, [1, 1], "highway=residential") + Town.way(12, [2], "highway=residential")
      + Town.way(13, [], "highway=residential")
      + Town.way(14, [1, 2, 2, 3, 2, 1], "highway=footway name=Twice")
      + town.node(8, 4, 1) + Town.way(15, [2, 8, 4, 2], "highway=residential")
      + Town.way(16, [3, 999_999], "highway=residential")
      + Town.way(1, [1, 2, 3], "highway=residential")
    try scratch.write(town.xml, to: "odd.osm")
    for run in try failures("odd.osm") { #expect(run.code == 0 && run.errors == "") }
    // East Street is as long as without them.
    let answers = try scratch.run(
      "nearest", "--network", "odd.osm", "--facilities", "f.csv", "--points", "f.csv", "--minutes",
      "5",
      "-o", "-")
    #expect(answers.lines.last == "a,*,0.0001,a,0.00,covered")
    // Only a loop around one place, without length: a place can still be on it.
    try scratch.write(
      """
      <osm version="0.6"><node id="1" lon="9.001" lat="30"/><node id="2" lon="9.001" lat="30"/>
      <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="1"/><tag k="highway" v="footway"/></way></osm>
      """, to: "dot.osm")
    for run in try failures("dot.osm") { #expect(!run.isKilled && run.code == 0, "\(run.errors)") }
  }

  /// The streets span more of the Earth than a plane can show.
  @Test func acrossTheWorld() throws {
    try scratch.write(
      """
      <osm version="0.6"><node id="1" lon="-170" lat="-60"/><node id="2" lon="170" lat="80"/>
      <node id="3" lon="0" lat="0"/>
      <way id="1"><nd ref="1"/><nd ref="3"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>
      """, to: "w.osm")
    for run in try failures("w.osm") {
      #expect(
        !run.isKilled && [65, 0].contains(run.code) && run.errorLines.count <= 1, "\(run.errors)")
    }
  }
}
