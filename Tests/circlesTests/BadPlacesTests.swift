import Foundation
import Testing

/// Layers that cannot be used, or not all of them.
@Suite struct BadPlacesTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(Town.quick.xml, to: "town.osm")
    try scratch.write(Town.quick.csv(("p", 1, 0, "")), to: "p.csv")
  }

  private func nearest(_ facilities: String, _ options: String...) throws -> CommandRun {
    let run = try scratch.run(
      [
        "nearest", "--network", "town.osm", "--facilities", facilities, "--points", "p.csv",
        "--minutes", "60",
      ]
        + ["-o", "out.csv"] + options)
    #expect(!run.isKilled && scratch.temporaryContents.isEmpty)
    #expect(!scratch.contents.contains { $0.hasPrefix(".") })
    return run
  }

  /// Tables of which nothing can be used, and the one line that says why.
  static let useless: [(table: String, line: String)] = [
    (
      "id,lon,lat\n",
      "holds no facility that can be used (it has no records); check its columns and places"
    ),
    (
      "id,lon,lat\na,500,30\n",
      "(feature 1 (a), field lon, lat: the coordinates lie outside the world)"
    ),
    (
      "id,lon,lat\na,30,120\n", "x and y (longitude and latitude) are exchanged: swap the two"
    ),
    ("id,lon,lat\na,NaN,30\n", "(feature 1 (a), field lon: 'NaN' is not a number)"),
    ("id,lon,lat\na,9,inf\n", "(feature 1 (a), field lat: 'inf' is not a number)"),
    ("id,lon,lat\na,1e999,30\n", "(feature 1 (a), field lon: '1e999' is not a number)"),
    ("id,lon,lat\na,0x78,30\n", "(feature 1 (a), field lon: '0x78' is not a number)"),
    ("id,lon,lat\na,120°,30\n", "(feature 1 (a), field lon: '120°' is not a number)"),
    ("id;lon;lat\na;9,5;30,5\n", "(feature 1 (a), field lon: '9,5' is not a number)"),
    ("id,lon,lat\na,here,there\n", "(feature 1 (a), field lon: 'here' is not a number)"),
    ("id,lon,lat\na,9\n", "(feature 1 (a), field lat: '' is not a number)"),
    ("id,lon,lat\na,,\n", "(feature 1 (a), field lon, lat: the record has no place)"),
    ("id,lon,lat\n\"a,9,30\nb,9,30\n", "in line 2 a quote is opened and not closed"),
    (
      "id,longitud,lat\na,9,30\n",
      "column 'lon' is missing; did you mean 'longitud'? There are id, longitud, lat"
    ),
    (
      "id,lon,latt\na,9,30\n",
      "column 'lat' is missing; did you mean 'latt'? There are id, lon, latt"
    ),
    ("id,x,y\na,9,30\n", "column 'lon' is missing; there are id, x, y"),
    ("a,9,30\n", "column 'lon' is missing; there are a, 9, 30"),
    (",,\n,,\n", "column 'lon' is missing; there are field_1, field_2, field_3"),
    (
      "",
      "cannot be read as a layer (it is empty); give a GeoPackage, Shapefile, GeoJSON or CSV with id,lon,lat"
    ),
    ("\n\n\n", "cannot be read as a layer ("),
  ]

  @Test(arguments: useless) func uselessTables(table: String, line: String) throws {
    try scratch.write(table, to: "f.csv")
    let run = try nearest("f.csv", "--quiet")
    #expect(run.code == 65 && run.text == "")
    #expect(run.errorLines.count == 1)
    #expect(run.errors.hasPrefix("circles: f.csv: ") && run.errors.contains(line), "\(run.errors)")
    #expect(!scratch.contents.contains("out.csv"))
  }

  /// Unless it is to be quiet, the streets are named before; the one line is the last.
  @Test func theLineIsTheLast() throws {
    try scratch.write("id,lon,lat\n1,here,30\n2,there,30\n", to: "f.csv")
    let run = try nearest("f.csv")
    #expect(run.code == 65 && run.errorLines.count == 3)
    #expect(run.errorLines.map { $0.hasPrefix("circles: ") } == [false, false, true])
  }

  /// Tables that can be used, the lines that say what is odd about them, and the one answer.
  static let odd: [(table: Data, lines: [String], answer: String)] = [
    (Data("\u{feff}id,lon,lat,kind\na,9,30,x\n".utf8), [], "p,*,1.2061,a,0.00,covered"),
    (Data("id,lon,lat,kind\r\na,9,30,x\r\n".utf8), [], "p,*,1.2061,a,0.00,covered"),
    (
      Data("\"id\";\"lon\";\"lat\"\n\"a\"\"b, c\";\"9\";\"30\"".utf8), [],
      "p,*,1.2061,\"a\"\"b, c\",0.00,covered"
    ),
    (Data("ID,Longitude,LATITUDE\n\n  a , 9 , 30\n\n".utf8), [], "p,*,1.2061,  a ,0.00,covered"),
    (Data("name,lng,lat,2020\nx,9,30,7\n".utf8), [], "p,*,1.2061,1,0.00,covered"),
    (
      Data("id,lon,lat\na,9,30\na,9.001,30\n".utf8),
      [
        "f.csv, feature 2, field id: an earlier record has the same id 'a'; taken as 'a#2'"
      ],
      "p,*,0.0001,a#2,0.00,covered"
    ),
    (
      Data("id,lon,lat\n,9,30\nb,200,30\n".utf8),
      [
        "f.csv, feature 1, field id: the record has no id; the feature's number stands for the id",
        "f.csv, feature 2 (b), field lon, lat: the coordinates lie outside the world; the record was left out",
        Self.isOpen,
      ], "p,*,,,,covered"
    ),
    (
      // ét in Latin-1.
      Data("id,lon,lat\n".utf8) + Data([0xe9, 0x74]) + Data(",9,30\n".utf8),
      [
        "f.csv, feature 1, field id: the text is not UTF-8; kept with replaced characters; save the layer as UTF-8"
      ],
      "p,*,1.2061,\u{fffd}t,0.00,covered"
    ),
    (
      Data("id,lon,lat\na,9,30\nb,\(String(repeating: "9", count: 300_000)),30\n".utf8),
      [
        "f.csv, feature 2 (b), field lon: '\(String(repeating: "9", count: 80))…' is not a number; the record was left out",
        Self.isOpen,
      ],
      "p,*,,,,covered"
    ),
    (
      Data("id,lon,lat\na,9,30\nb,\u{1b}[2J\u{2028},30\n".utf8),
      [
        "f.csv, feature 2 (b), field lon: '\u{241B}[2JU+2028' is not a number; the record was left out",
        Self.isOpen,
      ],
      "p,*,,,,covered"
    ),
  ]

  /// What has no place may stand next door.
  private static let isOpen =
    "1 of 1 answers are covered, but not by which facility and in how many minutes: facilities without a kind or a place, or the data's edge, may be nearer"

  @Test(arguments: odd) func oddTables(table: Data, lines: [String], answer: String) throws {
    try scratch.write(table, to: "f.csv")
    let run = try nearest("f.csv")
    #expect(run.code == 0)
    #expect(
      run.errorLines.dropFirst(2).dropLast().filter { !$0.hasPrefix("facilities f.csv: ") } == lines
    )
    #expect(try scratch.text("out.csv").split(separator: "\n").dropFirst() == [Substring(answer)])
  }

  @Test func quietCountsRecordsAndListsNone() throws {
    try scratch.write("id,lon,lat\na,9,30\nb,here,30\n", to: "f.csv")
    let run = try nearest("f.csv", "--quiet")
    #expect(
      run.code == 0
        && run.errors == "facilities f.csv: 1 of 2 used, 1 left out: 'here' is not a number (1)\n")
  }

  /// What is wrong with a column is wrong with every record: not every one has a line.
  @Test func manyBadRecordsAreCounted() throws {
    try scratch.write(
      "id,lon,lat\na,9,30\n" + (0..<500).map { "\($0),x,30\n" }.joined(), to: "f.csv")
    let lost = try nearest("f.csv", "--quiet")
    #expect(lost.code == 65 && lost.errorLines.count == 1)
    #expect(lost.errors.contains("500 of 501 records cannot be used"))
    #expect(lost.errors.contains("'x' is not a number") && lost.errors.contains("--accept-losses"))
    let run = try nearest("f.csv", "--accept-losses")
    #expect(run.code == 0 && run.errorLines.count == 26)
    #expect(run.errorLines[22] == "f.csv: 480 more problems are not listed")
  }

  @Test func aLineWithoutEndIsDamage() throws {
    try scratch.write(
      "id,lon,lat\na,9,30\n" + String(repeating: "x", count: 11_000_000), to: "f.csv")
    let run = try nearest("f.csv", "--quiet")
    #expect(run.code == 65 && run.errorLines.count == 1)
    #expect(run.errors.hasPrefix("circles: f.csv: is damaged ("))
  }

  @Test(arguments: ["circle", "nearest", "explain"]) func missingLayers(subcommand: String) throws {
    let arguments = [
      "circle": ["--minutes", "5", "-o", "out.gpkg"],
      "nearest": ["--points", "p.csv", "--minutes", "5", "-o", "out.csv"],
      "explain": ["--at", "9,30"],
    ]
    let run = try scratch.run(
      [subcommand, "--network", "town.osm", "--facilities", "no.gpkg"]
        + (arguments[subcommand] ?? []))
    #expect(run.code == 66)
    #expect(
      run.errors == "circles: no.gpkg: no such file; check the path\n",
      "before the streets are read")
    #expect(scratch.contents == ["p.csv", "town.osm"])
  }

  @Test func pointsAreReadLikeFacilities() throws {
    try scratch.write("id,lon,lat\na,500,30\n", to: "p.csv")
    let run = try nearest("town.osm", "--quiet")
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.errors)")
    try scratch.write(Town.quick.csv(("f", 1, 0, "")), to: "f.csv")
    let points = try nearest("f.csv", "--quiet")
    #expect(points.code == 65)
    #expect(
      points.errors.hasPrefix(
        "circles: p.csv: holds no point that can be used (feature 1 (a), field lon, lat: "))
  }

  @Test func otherFiles() throws {
    func line(_ source: String, _ words: String) throws {
      let run = try nearest(source, "--quiet")
      #expect(run.code == 65 && run.errorLines.count == 1)
      #expect(
        run.errors.hasPrefix("circles: \(source.split(separator: ":")[0]): "), "\(run.errors)")
      #expect(run.errors.contains(words), "\(run.errors)")
    }
    try FileManager.default.createDirectory(
      atPath: scratch.file("folder"), withIntermediateDirectories: false)
    try line("folder", "cannot be read as a layer")
    try scratch.write("nothing that anybody knows", to: "f.gpkg")
    try line("f.gpkg", "cannot be read as a layer")
    try scratch.write(
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feat", to: "f.geojson")
    try line("f.geojson", "cannot be read as a layer")
    try scratch.write("{\"type\":\"FeatureCollection\",\"features\":[]}", to: "e.geojson")
    try line("e.geojson", "holds no facility that can be used")
    let circle = try scratch.run(
      "circle", "--network", "town.osm", "--at", "9,30", "--minutes", "1", "-o", "c.gpkg",
      "--quiet")
    #expect(circle.code == 0)
    try line("c.gpkg:shapes", "has no layer 'shapes'; it has c")
    let whole = try scratch.read("c.gpkg")
    try scratch.write(whole.prefix(whole.count / 3), to: "t.gpkg")
    let truncated = try nearest("t.gpkg", "--quiet")
    #expect(
      [65, 74].contains(truncated.code) && truncated.errorLines.count == 1, "\(truncated.errors)")
    // A part of a Shapefile is missing.
    #expect(
      try scratch.run(
        "circle", "--network", "town.osm", "--at", "9,30", "--minutes", "1", "-o", "s.shp",
        "--quiet"
      ).code == 0)
    try FileManager.default.removeItem(atPath: scratch.file("s.prj"))
    try line(
      "s.shp", "does not state its coordinate reference system; its numbers may be in EPSG:4549")
  }

  /// A name is not what the terminal is told to do.
  @Test func namesStayOnTheLine() throws {
    let run = try nearest("no\nsuch\u{1b}[31m.csv")
    #expect(
      run.code == 66
        && run.errors == "circles: no\u{240A}such\u{241B}[31m.csv: no such file; check the path\n")
  }
}
