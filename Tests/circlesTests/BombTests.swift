import Foundation
import Testing

/// Small files that want much: each ends in a line, long before memory or an hour has gone.
@Suite struct BombTests {
  let stranger: Stranger
  private var scratch: Scratch { stranger.scratch }

  init() throws { stranger = try Stranger() }

  private func make(_ script: String) throws {
    try scratch.write(script, to: "make.py")
    let run = try scratch.shell("python3 make.py")
    try #require(run.code == 0, "\(run.errors)")
  }

  private func streets(_ name: String) throws -> CommandRun {
    try scratch.run(
      "circle", "--network", name, "--at", "120.001,30", "--minutes", "5", "--quiet", "-o", "-")
  }

  /// A topology whose one shape names an arc of so many points so often.
  private func topology(
    points: Int, times: Int, key: String = "arcs", reference: String = "0"
  ) -> String {
    let arc = Array(repeating: "[1,1]", count: points).joined(separator: ",")
    let shape = Array(repeating: reference, count: times).joined(separator: ",")
    return """
      {"type":"Topology","transform":{"scale":[1e-9,1e-9],"translate":[120.001,30]},
      "objects":{"a":{"type":"GeometryCollection","geometries":[
      {"type":"LineString","properties":{"id":"a","kind":"MED.clinic"},"\(key)":[\(shape)]}]}},
      "arcs":[[\(arc)]]}
      """
  }

  @Test(.timeLimit(.minutes(2)), arguments: ["arcs", #"\u0061rcs"#])
  func shapesOfOneArcManyTimes(_ key: String) throws {
    try scratch.write(topology(points: 20_000, times: 40_000, key: key), to: "bomb.topojson")
    #expect(try stranger.refused("bomb.topojson").contains("more points"))
  }

  /// GDAL reads over zeros before a number, as many as there are.
  @Test(.timeLimit(.minutes(2)), arguments: [1, 20, 110])
  func shapesOfAnArcWhoseNumberIsLong(_ zeros: Int) throws {
    // The short arc comes first.
    let long = topology(
      points: 20_000, times: 40_000, reference: String(repeating: "0", count: zeros) + "1"
    ).replacing("\"arcs\":[[[1,1],", with: "\"arcs\":[[[1,1],[1,1]],[[1,1],")
    try scratch.write(long, to: "bomb.topojson")
    #expect(try stranger.refused("bomb.topojson").contains("no JSON"))
  }

  /// GDAL opens it, and finds no reference system.
  @Test func aTopologyOfPeopleIsOpened() throws {
    try scratch.write(topology(points: 3, times: 2), to: "t.topojson")
    #expect(try stranger.refused("t.topojson").contains("coordinate reference system"))
  }

  /// A star of twenty thousand corners crosses itself a hundred million times.
  @Test(.timeLimit(.minutes(2))) func aRingThatCrossesItselfEverywhere() throws {
    func star(_ corners: Int) -> String {
      (0...corners).map { i in
        let angle = 2 * Double.pi * Double(i * (corners / 2) % corners) / Double(corners)
        return "[\(120 + 0.003 * cos(angle)),\(30 + 0.003 * sin(angle))]"
      }.joined(separator: ",")
    }
    try scratch.write(Town().csv(("f", 1, 0, "MED.clinic")), to: "f.csv")
    func write(_ corners: Int) throws -> CommandRun {
      try scratch.write(
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"c"},
        "geometry":{"type":"Polygon","coordinates":[[\(star(corners))]]}}]}
        """, to: "c.geojson")
      return try scratch.run(
        "assess", "--network", "town.osm", "--communities", "c.geojson", "--facilities",
        "f.csv", "--setting", "urban", "--circles", "none", "-o", "r.sqlite", "--overwrite")
    }
    let bomb = try write(20_001)
    #expect(
      bomb.code == 65 && bomb.errors.contains("cross more than 1000000 times"), "\(bomb.errors)")
    let few = try write(101)
    #expect(few.code == 0, "\(few.errors)")
  }

  @Test(.timeLimit(.minutes(1))) func manyNodesAtOnePlace() throws {
    let nodes = (1...20_000).map { "<node id=\"\($0)\" lat=\"30\" lon=\"120\"/>" }.joined()
    let all = Town.way(1, Array(1...20_000) + [20_001], "highway=residential")
    try scratch.write(
      "<osm version=\"0.6\">\(nodes)<node id=\"20001\" lat=\"30\" lon=\"120.002\"/>\(all)</osm>",
      to: "same.osm")
    try scratch.write("id,lon,lat\nf,120,30\n", to: "f.csv")
    let run = try scratch.run(
      "nearest", "--network", "same.osm", "--facilities", "f.csv", "--points", "f.csv",
      "--minutes", "5", "-o", "-")
    #expect(run.code == 0 && run.text.contains("f,*,0.0000,f,0.00,covered"), "\(run.errors)")
  }

  /// More than a gigabyte of blanks in some kilobytes.
  @Test(.timeLimit(.minutes(3)), arguments: ["gz", "bz2"])
  func streetsThatUnpackToFarMore(_ ending: String) throws {
    try make(
      """
      import gzip, bz2
      pack = gzip.compress if '\(ending)' == 'gz' else bz2.compress
      town = open('town.osm', 'rb').read().rstrip()
      open('t.osm.\(ending)', 'wb').write(pack(town))
      blanks = pack(b' ' * 45_000_000)
      open('b.osm.\(ending)', 'wb').write(pack(town[:-6]) + blanks * 25 + pack(b'</osm>'))
      """)
    #expect(try streets("t.osm.\(ending)").code == 0)
    let run = try streets("b.osm.\(ending)")
    #expect(run.code == 65 && run.errorLines.count == 1, "\(run.errors)")
    #expect(run.errors.contains("more than 100 times as large"), "\(run.errors)")
  }

  @Test(.timeLimit(.minutes(2))) func aWayOfAMillionNodes() throws {
    try make(
      """
      import gzip
      town = open('town.osm', 'rb').read().rstrip()
      assert town.endswith(b'</osm>')
      way = b'<way id="9">' + b'<nd ref="1"/><nd ref="2"/>' * 500001 + b'<tag k="highway" v="path"/></way>'
      open('way.osm', 'wb').write(town[:-6] + way + b'</osm>')
      """)
    let run = try streets("way.osm")
    #expect(run.code == 65 && run.errors.contains("way 9 has 1000002 nodes"), "\(run.errors)")
  }

  /// Zip archives, and formats that are such.
  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      ("b.xlsx", "xl/worksheets/sheet1.xml", 100), ("b.ods", "content.xml", 100),
      ("b.kmz", "doc.kml", 100), ("b.xyz", "a.csv", 100), ("/vsizip/b.zip", "a.csv", 1100),
    ]) func archivesThatUnpackToFarMore(_ path: String, _ part: String, _ megabytes: Int) throws
  {
    let name = path.replacing("/vsizip/", with: "")
    try make(
      """
      import zipfile
      with zipfile.ZipFile('\(name)', 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        with z.open('\(part)', 'w') as f:
          for _ in range(\(megabytes)): f.write(b' ' * 1_000_000)
      """)
    #expect(try stranger.refused(path).contains("more than 100 times as large"))
  }

  @Test(.timeLimit(.minutes(2))) func aLayerBehindGzipToo() throws {
    try make(
      """
      import gzip
      blanks = gzip.compress(b' ' * 45_000_000)
      open('b.geojson.gz', 'wb').write(blanks * 25)
      """)
    #expect(
      try stranger.refused("/vsigzip/b.geojson.gz").contains("more than 100 times as large"))
  }

  /// A hole in a file takes no room on the disk.
  @Test(.timeLimit(.minutes(1))) func sparseFiles() throws {
    try make("open('s.yaml', 'wb').truncate(10**11); open('s.csv', 'wb').truncate(10**11)")
    for arguments in [
      ["assess", "s.yaml"], ["check", "s.yaml"], ["check", "secret.csv", "--standard", "s.yaml"],
      ["check", "s.csv"], ["indicators", "s.csv", "--standard", "zhejiang-14fyp"],
    ] {
      let run = try scratch.run(arguments)
      #expect(
        run.code == 65 && run.errors.contains("MB, and is not read"), "\(arguments): \(run.errors)")
    }
  }
}
