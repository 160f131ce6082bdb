import Foundation
import GRDB
import Testing

/// Files from strangers: what they say reaches no other file and no network, and ends.
@Suite struct StrangerFileTests {
  let stranger: Stranger
  private var scratch: Scratch { stranger.scratch }

  init() throws { stranger = try Stranger() }

  private func refused(_ facilities: String, _ code: Int32 = 65) throws -> String {
    try stranger.refused(facilities, code)
  }

  @Test func aFileIsReadByTheFormatsOfItsEndingOnly() throws {
    let list = """
      <OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>\(scratch.file("secret.csv"))</SrcDataSource>
      <GeometryType>wkbPoint</GeometryType><LayerSRS>EPSG:4326</LayerSRS>
      <GeometryField encoding="PointFromColumns" x="lon" y="lat"/></OGRVRTLayer></OGRVRTDataSource>
      """
    for name in ["x.gpkg", "x.vrt", "x.geojson", "x.xml", "x.bin", "x.shp", "x"] {
      try scratch.write(list, to: name)
      _ = try refused(name)
    }
    for text in [
      "<OGRWFSDataSource><URL>http://127.0.0.1:9/</URL></OGRWFSDataSource>",
      "WFS:http://127.0.0.1:9/",
    ] {
      try scratch.write(text, to: "w.gpkg")
      _ = try refused("w.gpkg")
    }
  }

  @Test func addressesAreNotFollowed() throws {
    for address in [
      "http://127.0.0.1:9/x.geojson", "/vsicurl/http://127.0.0.1:9/x.geojson",
      "WFS:http://127.0.0.1:9/",
      "OAPIF:http://127.0.0.1:9/", "/vsizip//vsicurl/http://127.0.0.1:9/a.zip", "/vsis3/a/b.csv",
      "/vsistdin/", "/vsisubfile/0_10,secret.csv", "MYSQL:x,user=y", "<OGRVRTDataSource/>",
    ] {
      let errors = try refused(address, address.hasPrefix("<") ? 66 : 64)
      #expect(errors.contains(address.hasPrefix("<") ? "no such file" : "addresses"), "\(errors)")
    }
    let errors = try refused("PG:dbname=x host=127.0.0.1 port=9 password='geheim'", 64)
    #expect(errors.contains("--allow-network") && !errors.contains("geheim"))
    // What a project's file says allows nothing.
    try scratch.write(
      "streets: { path: town.osm }\nfacilities:\n  - { path: 'PG:host=127.0.0.1 port=9 password=geheim' }\nreport: r.sqlite\n",
      to: "p.yaml")
    let run = try scratch.run("assess", "p.yaml")
    #expect(run.code == 64 && run.errors.contains("--allow-network"))
    let allowed = try scratch.run("assess", "p.yaml", "--allow-network")
    #expect(allowed.code != 0 && !allowed.errors.contains("geheim"))
    #expect(!run.errors.contains("geheim"))
  }

  @Test(arguments: [
    "CREATE VIEW v AS SELECT ogr_geocode(name) AS g FROM t",
    "CREATE VIEW v AS SELECT * FROM VirtualText('/etc/passwd')",
    "CREATE VIEW v AS SELECT load_extension('x') FROM t",
    "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
    "CREATE VIEW v AS SELECT gdal_get_pixel_value('/etc/passwd', 1, 'georef', 0, 0) FROM t",
    "CREATE TABLE g (a TEXT, b TEXT AS (quote(a)), c TEXT AS (hex(a)))",
  ]) func aDatabaseThatWouldRunSomethingIsNotOpened(_ sql: String) throws {
    let database = try DatabaseQueue(path: scratch.file("x.gpkg"))
    let isHarmless = sql.contains("hex(a)")
    try database.write { database in
      try database.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)")
      if sql.contains("VirtualText") || sql.contains("load_extension") || !isHarmless {
        try database.execute(sql: "PRAGMA writable_schema = ON")
        try database.execute(
          sql: "INSERT INTO sqlite_master VALUES ('view', 'v', 'v', 0, ?)", arguments: [sql])
      } else {
        try database.execute(sql: sql)
      }
    }
    try database.close()
    let errors = try refused("x.gpkg")
    #expect(errors.contains("export the table alone") != isHarmless, "\(errors)")
  }

  @Test func aVirtualTableOfAnotherFileIsNotOpened() throws {
    let database = try DatabaseQueue(path: scratch.file("x.sqlite"))
    try database.write { database in
      try database.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY)")
      try database.execute(sql: "PRAGMA writable_schema = ON")
      try database.execute(
        sql: "INSERT INTO sqlite_master VALUES ('table', 'p', 'p', 0, ?)",
        arguments: ["CREATE VIRTUAL TABLE p USING VirtualText('/etc/passwd', 'UTF-8', 0)"])
    }
    try database.close()
    #expect(try refused("x.sqlite").contains("virtualtext"))
  }

  @Test func aConditionIsOneExpressionOnItsLayer() throws {
    let county = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "fixtures/sample-county").path
    for condition in [
      "1 = 1; DROP TABLE x", "id IN (SELECT id FROM facilities)", "load_extension('x') = 1", "(",
    ] {
      try scratch.write(
        """
        streets: { path: \(county)/streets.osm }
        communities: { path: \(county)/county.gpkg, layer: communities }
        facilities:
          - path: \(county)/county.gpkg
            layer: facilities
            where: "\(condition)"
        report: r.sqlite
        """, to: "w.yaml")
      let run = try scratch.run("assess", "w.yaml", "--quiet")
      #expect(run.code == 65, "\(condition): \(run.errors)")
      #expect(
        run.errors.contains("w.yaml:6, where") && !run.errors.contains("damaged"), "\(run.errors)")
    }
  }

  @Test(.timeLimit(.minutes(2))) func nestedAliasesEnd() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for i in 1...12 {
      text +=
        "a\(i): &a\(i) [" + Array(repeating: "*a\(i - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    text += "? *a12\n: 1\n? *a12\n: 2\n"
    try scratch.write(text, to: "bomb.yaml")
    for arguments in [
      ["assess", "bomb.yaml"], ["check", "bomb.yaml"],
      ["check", "secret.csv", "--standard", "bomb.yaml"],
    ] {
      let run = try scratch.run(arguments)
      #expect(run.code == 65 && run.errors.contains("more than 8 "), "\(run.errors)")
    }
  }

  @Test func aMapInfoTableOpensNoOther() throws {
    for text in [
      "!table\n!version 300\nDefinition Table\nbegin_metadata\n\"\\IsSeamless\" = \"TRUE\"\nend_metadata\n",
      "!Table\n!Version 100\nOpen Table \"\(scratch.file("secret"))\" Hide\nCreate View v As\nSelect ID\n",
    ] {
      try scratch.write(text, to: "t.tab")
      let run = try scratch.run(
        "circle", "--network", "town.osm", "--facilities", "t.tab", "--minutes", "5", "-o", "-")
      #expect(run.code == 65 && run.errors.contains("t.tab: holds what can read other files"))
    }
  }

  @Test(.timeLimit(.minutes(2))) func pipesAndDevicesAreRefused() throws {
    try #require(mkfifo(scratch.file("pipe.csv"), 0o600) == 0)
    try #require(symlink("pipe.csv", scratch.file("pipe.yaml")) == 0)
    try #require(symlink("pipe.csv", scratch.file("pipe.osm")) == 0)
    for arguments in [
      ["check", "pipe.csv"], ["check", "pipe.yaml"], ["assess", "pipe.yaml"],
      ["indicators", "pipe.csv"],
      ["check", "secret.csv", "--standard", "pipe.yaml"],
      ["circle", "--network", "pipe.osm", "--at", "120,30", "--minutes", "5", "-o", "-"],
      ["circle", "--network", "town.osm", "--facilities", "pipe.csv", "--minutes", "5", "-o", "-"],
      [
        "circle", "--network", "town.osm", "--facilities", "/dev/zero", "--minutes", "5", "-o", "-",
      ],
    ] {
      let run = try scratch.run(arguments)
      #expect(run.code == 65 && run.text.isEmpty, "\(arguments): \(run.errors)")
    }
  }

  @Test func nothingIsWrittenBesideAnInput() throws {
    try scratch.write(
      """
      <?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">
      <gml:featureMember><ogr:p><ogr:g><gml:Point srsName="EPSG:4326"><gml:coordinates>120,30</gml:coordinates></gml:Point></ogr:g>
      <ogr:id>a</ogr:id><ogr:kind>MED.clinic</ogr:kind></ogr:p></gml:featureMember></ogr:FeatureCollection>
      """, to: "p.gml")
    let before = scratch.contents
    _ = try scratch.run(
      "circle", "--network", "town.osm", "--facilities", "p.gml", "--minutes", "5", "-o", "-")
    #expect(scratch.contents == before)
  }

  @Test func controlCharactersAreInSight() throws {
    let name = "a\u{1B}[2Jb\u{202E}c\u{85}d"
    try scratch.write(
      "id,kind,lon,lat,name\n\"f\u{1B}[31m\",MED.clinic,\(Town().east(0)),\(Town().north(0)),\(name)\n",
      to: "f.csv")
    let at = "\(Town().east(5)),\(Town().north(0))"
    let run = try scratch.run(
      "explain", "--network", "town.osm", "--facilities", "f.csv", "--at", at)
    #expect(run.code == 0 && run.text.contains("f\u{241B}[31m"), "\(run.text)\(run.errors)")
    for text in [run.text, run.errors] {
      #expect(
        !text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E || $0.value == 0x85 }
      )
    }
    try scratch.write("project,name,households\n\"p\u{1B}c\",\(name),5\n", to: "p.csv")
    let check = try scratch.run("check", "p.csv").text
    #expect(check.contains("p\u{241B}c") && check.contains("U+202E") && !check.contains("\u{1B}"))
  }

  /// What the system makes up may never end, and what is read with a file may be a link to it.
  @Test(.timeLimit(.minutes(2))) func filesThatTheSystemMakesUpAreRefused() throws {
    for (link, target) in [
      ("k.geojson", "/proc/kmsg"), ("e.csv", "/proc/self/environ"),
      ("s.csv", "/sys/kernel/uevent_seqnum"),
      ("t.prj", "/proc/self/environ"), ("d.dbf", "/dev/zero"),
    ] {
      try #require(symlink(target, scratch.file(link)) == 0)
    }
    for name in ["t.csv", "d.shp"] { try scratch.write("id,lon,lat\n", to: name) }
    try FileManager.default.createDirectory(
      atPath: scratch.file("folder"), withIntermediateDirectories: false)
    try scratch.write("id,lon,lat\n", to: "folder/a.csv")
    try #require(symlink("/proc/kmsg", scratch.file("folder/b.csv")) == 0)
    for name in [
      "/proc/kmsg", "/proc/self/environ", "/proc/self/root/proc/kmsg", "k.geojson", "e.csv",
      "s.csv", "t.csv", "d.shp", "folder", "/vsigzip/k.geojson", "/proc",
    ] {
      #expect(try refused(name).contains("what the system makes up"))
    }
    let output = try scratch.run(
      "circle", "--network", "town.osm", "--at", "120,30", "--minutes", "5", "-o", "k.geojson",
      "--overwrite")
    #expect(output.code == 73, "\(output.errors)")
  }

  @Test(.timeLimit(.minutes(2))) func aConditionThatGDALWouldNotEndIsRefused() throws {
    try scratch.write(
      "id,kind,lon,lat\n\(String(repeating: "a", count: 3000)),MED.clinic,120.001,30\n",
      to: "l.csv")
    try scratch.write("id,kind,lon,lat\nabc,MED.clinic,120.001,30\n", to: "s.csv")
    let pattern = String(repeating: "%a", count: 12) + "%b"
    let long = try stranger.project(where: "id LIKE '\(pattern)'", of: "l.csv")
    #expect(
      long.code == 65 && long.errors.contains("w.yaml:4, where: LIKE with several"),
      "\(long.errors)")
    // Short texts are compared by any pattern, and long ones in a column that is not compared are no matter.
    for (path, condition) in [("s.csv", "id LIKE '%a%b%c%'"), ("l.csv", "kind LIKE '%M%E%D%.%c%'")]
    {
      let run = try stranger.project(where: condition, of: path)
      #expect(run.code == 0, "\(run.errors)")
    }
    let column = try stranger.project(where: "id LIKE kind", of: "s.csv")
    #expect(column.code == 65 && column.errors.contains("a text in quotes"), "\(column.errors)")
  }

  /// A hundred thousand brackets, in whatever they may stand.
  @Test(.timeLimit(.minutes(5)), arguments: [1000, 100_000])
  func nestingEnds(_ depth: Int) throws {
    func nested(_ open: String, _ inside: String, _ close: String) -> String {
      String(repeating: open, count: depth) + inside + String(repeating: close, count: depth)
    }
    func feature(_ value: String, _ geometry: String) -> String {
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"id\":\(value)},\"geometry\":\(geometry)}]}"
    }
    let kml = "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
    let layers = [
      "value.geojson": feature(nested("[", "1", "]"), "null"),
      "geometry.geojson": feature(
        "1",
        nested(
          "{\"type\":\"GeometryCollection\",\"geometries\":[",
          "{\"type\":\"Point\",\"coordinates\":[1,1]}", "]}")),
      "open.json": nested("[", "", ""),
      "f.kml": kml + nested("<Folder>", "", "</Folder>") + "</Document></kml>",
      "m.kml": kml + "<Placemark>"
        + nested(
          "<MultiGeometry>", "<Point><coordinates>1,1</coordinates></Point>", "</MultiGeometry>")
        + "</Placemark></Document></kml>",
      "w.csv":
        "id,kind,WKT\na,MED.clinic,\"\(nested("GEOMETRYCOLLECTION(", "POINT(1 1)", ")"))\"\n",
      "w.prj": nested("PROJCS[\"a\",", "UNIT[\"a\",1]", "]"),
    ]
    for (name, text) in layers { try scratch.write(text, to: name) }
    for name in layers.keys.sorted() where name != "w.prj" { _ = try refused(name) }
    try scratch.write(nested("<a>", "", "</a>"), to: "n.osm")
    let streets = try scratch.run(
      "circle", "--network", "n.osm", "--at", "120,30", "--minutes", "5", "-o", "-")
    #expect(streets.code == 65 && !streets.isKilled, "\(streets.errors)")
    for (name, text) in [
      ("flow.yaml", "streets: " + nested("[", "", "]")), ("keys.yaml", nested("{a: ", "1", "}")),
      ("list.yaml", nested("- ", "a", "")), ("question.yaml", nested("? ", "a", "")),
    ] {
      try scratch.write(text, to: name)
      for arguments in [
        ["assess", name], ["check", name], ["check", "secret.csv", "--standard", name],
      ] {
        let run = try scratch.run(arguments)
        #expect(run.code == 65 && !run.isKilled, "\(arguments): \(run.errors.prefix(300))")
        #expect(run.errors.utf8.count < 2000)
      }
    }
    for condition in [
      nested("(", "id = 's'", ")"), nested("NOT ", "id = 's'", ""), nested("CONCAT(", "id", ")"),
      nested("-", "1", "") + " = 1",
    ] {
      let run = try stranger.project(where: condition, of: "secret.csv")
      #expect([0, 65].contains(run.code) && !run.isKilled, "\(run.errors.prefix(300))")
      #expect(run.errors.utf8.count < 2000)
    }
  }

  /// A table that is read by people and by programs alike has nothing in it that works on a terminal.
  @Test func controlCharactersAreInSightInTables() throws {
    let (east, north) = (Town().east(0), Town().north(0))
    try scratch.write(
      "id,kind,lon,lat\n\"f\u{1B}]0;x\u{07}\",MED.clinic,\(east),\(north)\n", to: "f.csv")
    try scratch.write("id,lon,lat\n\"p\u{9B}2J\u{202E}\",\(east),\(north)\n", to: "p.csv")
    for output in ["-", "n.csv"] {
      let run = try scratch.run(
        "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "p.csv",
        "--minutes", "5", "-o", output)
      let text = output == "-" ? run.text : try scratch.text(output)
      #expect(
        text.contains("pU+9B2JU+202E,*,0.0000,f\u{241B}]0;x\u{2407},"), "\(text)\(run.errors)")
    }
  }

  /// JSON says them by their numbers: a program reads what was written, and a terminal sees no more than digits.
  @Test func controlCharactersAreEscapedInJSON() throws {
    let id = "f\u{1B}[31m\u{9B}\u{202E}\u{7F}"
    try scratch.write(
      "id,kind,lon,lat\n\(id),MED.clinic,\(Town().east(0)),\(Town().north(0))\n", to: "f.csv")
    try scratch.write("project,households\n\(id),5\n", to: "p.csv")
    let circle = try stranger.run("f.csv")
    let check = try scratch.run("check", "p.csv", "--json")
    for run in [circle, check] {
      #expect(run.text.contains(#"f\u001b[31m\u009b\u202e\u007f"#), "\(run.text)\(run.errors)")
      #expect(!run.text.unicodeScalars.contains { [0x1B, 0x9B, 0x202E, 0x7F].contains($0.value) })
    }
  }
}
