import Foundation
import PlaneGeometry
import Testing

/// Layers that do not lie on each other end a run before anything is computed, with how far off they are and
/// what explains it.
@Suite struct ExtentTests {
  let scratch: Scratch
  private let town = Town()

  init() throws {
    scratch = try Scratch()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(town.csv(("p", 1, 0, "")), to: "p.csv")
    try scratch.write(town.csv(("f", 9, 0, "MED.clinic")), to: "f.csv")
  }

  /// Points in a system, as the layer states them.
  private func layer(
    _ places: [(Double, Double)], in srid: Int, stated: Int, isSwapped: Bool = false,
    to name: String,
    _ fields: String = ""
  ) throws {
    let projector = try Projector(WorkingPlane(srid: srid))
    let features = try places.enumerated().map { i, place in
      let p = try #require(
        projector.forward(
          GeographicPoint(longitude: town.east(place.0), latitude: town.north(place.1))))
      let (x, y) = isSwapped ? (p.y, p.x) : (p.x, p.y)
      return #"{"type":"Feature","properties":{"id":"\#(i)","kind":"MED.clinic"\#(fields)},"#
        + #""geometry":{"type":"Point","coordinates":[\#(x),\#(y)]}}"#
    }
    try scratch.write(Self.collection(features, stated), to: name)
  }

  /// Communities in a system, as the layer states them: squares of a thousandth of a degree.
  private func communities(
    _ places: [(Double, Double)], in srid: Int, stated: Int, to name: String
  ) throws {
    let projector = try Projector(WorkingPlane(srid: srid))
    let features = try places.enumerated().map { i, place in
      let ring = try [(0.0, -1.0), (3, -1), (3, 1), (0, 1), (0, -1)].map { x, y in
        let p = try #require(
          projector.forward(
            GeographicPoint(
              longitude: town.east(place.0 + x), latitude: town.north(place.1 + y))))
        return "[\(p.x),\(p.y)]"
      }
      return #"{"type":"Feature","properties":{"id":"33010200100\#(i)"},"#
        + #""geometry":{"type":"Polygon","coordinates":[[\#(ring.joined(separator: ","))]]}}"#
    }
    try scratch.write(Self.collection(features, stated), to: name)
  }

  private static func collection(_ features: [String], _ srid: Int) -> String {
    #"{"type":"FeatureCollection","crs":{"type":"name","properties":"#
      + #"{"name":"urn:ogc:def:crs:EPSG::\#(srid)"}},"features":["#
      + features.joined(separator: ",") + "]}"
  }

  private func stops(
    _ arguments: String..., words: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try scratch.run(arguments + ["--quiet"])
    #expect(run.code == 65, "\(run.errors) \(run.text)", sourceLocation: sourceLocation)
    #expect(run.errorLines.count == 1 && run.output.isEmpty, sourceLocation: sourceLocation)
    for word in words {
      #expect(run.errors.contains(word), "\(run.errors)", sourceLocation: sourceLocation)
    }
    #expect(scratch.contents.allSatisfy { !$0.hasPrefix("out") }, sourceLocation: sourceLocation)
  }

  private static let places = [(1.0, 0.0), (4, 1), (9, 2)]

  /// The eastings of a zone-prefixed system, stated as the system without: in the working plane itself.
  @Test func eastingsOfEightDigits() throws {
    try layer(Self.places, in: 4528, stated: 4549, to: "bad.geojson")
    let words = [
      "circles: bad.geojson: the middle of the ", " km east of the nearest street (town.osm); ",
      "EPSG:4528 (CGCS2000 / 3-degree Gauss-Kruger zone 40), not EPSG:4549", "8 digits",
    ]
    try stops(
      "nearest", "--network", "town.osm", "--facilities", "bad.geojson", "--points", "p.csv",
      "--minutes", "15", "-o", "out.csv", words: words + ["the facilities"])
    try stops(
      "nearest", "--network", "town.osm", "--facilities", "f.csv", "--points", "bad.geojson",
      "--minutes", "15", "-o", "out.csv", words: words + ["the points"])
    try stops(
      "explain", "--network", "town.osm", "--facilities", "bad.geojson",
      "--at", "120.001,30", words: words)
    try stops(
      "circle", "--network", "town.osm", "--facilities", "bad.geojson", "--minutes", "5",
      "-o", "out.gpkg", words: words)
    try stops(
      "assess", "--network", "town.osm", "--facilities", "bad.geojson", "-o", "out.sqlite",
      words: words)
    try stops(
      "assess", "--network", "town.osm", "--facilities", "f.csv", "--residences", "bad.geojson",
      "-o", "out.sqlite", words: words + ["the homes"])
    try scratch.write("project,lon,lat,households\nA,120.001,30,10\n", to: "list.csv")
    try stops(
      "check", "list.csv", "--network", "town.osm", "--facilities", "bad.geojson", words: words)
  }

  /// The same in another plane than the one that the layer states: no record has a place at all.
  @Test func eastingsOfEightDigitsInAnotherPlane() throws {
    try layer(Self.places, in: 4528, stated: 4548, to: "bad.geojson")
    try stops(
      "nearest", "--network", "town.osm", "--facilities", "bad.geojson", "--points", "p.csv",
      "--minutes", "15", "-o", "out.csv", words: ["EPSG:4528", "8 digits"])
    try communities([(1, 0)], in: 4528, stated: 4549, to: "c.geojson")
    // By straight lines the communities choose the plane.
    try stops(
      "assess", "--communities", "c.geojson", "--facilities", "f.csv", "-o", "out.sqlite",
      words: ["c.geojson: the communities have no place on the Earth in EPSG:4549", "EPSG:4528"])
  }

  @Test(arguments: [4548, 4550, 4510]) func anotherCentralMeridian(right: Int) throws {
    try layer(Self.places, in: right, stated: 4549, to: "bad.geojson")
    let name = right == 4510 ? "EPSG:4550" : "EPSG:\(right)"
    try stops(
      "assess", "--network", "town.osm", "--facilities", "bad.geojson", "-o", "out.sqlite",
      words: [
        "the middle of the facilities lies 28", right == 4548 ? " km east of" : " km west of",
        "the coordinates are of \(name) (CGCS2000 / 3-degree Gauss-Kruger CM",
        "not EPSG:4549",
      ])
  }

  @Test func communitiesHomesAndLandOfAnotherMeridian() throws {
    try communities([(0, 0), (5, 0)], in: 4550, stated: 4549, to: "c.geojson")
    let words = ["c.geojson: the middle of the ", "EPSG:4550 ("]
    try stops(
      "assess", "--network", "town.osm", "--communities", "c.geojson", "--facilities", "f.csv",
      "-o", "out.sqlite", words: words + ["communities"])
    try stops(
      "assess", "--network", "town.osm", "--facilities", "f.csv", "--land", "c.geojson",
      "-o", "out.sqlite", words: words + ["residential land"])
    // By straight lines the facilities, which are in degrees, tell that the communities are wrong.
    try stops(
      "assess", "--communities", "c.geojson", "--facilities", "f.csv", "-o", "out.sqlite",
      words: words + ["communities", "nearest record (f.csv)"])
  }

  @Test func exchangedAxes() throws {
    try layer(Self.places, in: 4549, stated: 4549, isSwapped: true, to: "bad.geojson")
    try stops(
      "assess", "--network", "town.osm", "--facilities", "bad.geojson", "-o", "out.sqlite",
      words: ["exchanged: swap"])
    try scratch.write("id,lon,lat,kind\nf,30,120.009,MED.clinic\n", to: "turned.csv")
    for command in [
      ["nearest", "--points", "p.csv", "--minutes", "5", "-o", "out.csv"],
      ["assess", "-o", "out.sqlite"],
    ] {
      let run = try scratch.run(
        command + ["--network", "town.osm", "--facilities", "turned.csv", "--quiet"])
      #expect(run.code == 65 && run.errorLines.count == 1)
      #expect(run.errors.contains("turned.csv: the facilities have no place on the Earth"))
      #expect(run.errors.contains("exchanged: swap"), "\(run.errors)")
    }
  }

  @Test func degreesAsMetresAndTheReverse() throws {
    try scratch.write(
      Self.collection(
        [
          #"{"type":"Feature","properties":{"id":"1","kind":"MED.clinic"},"#
            + #""geometry":{"type":"Point","coordinates":[120.001,30.0]}}"#
        ], 4549), to: "bad.geojson")
    try stops(
      "assess", "--network", "town.osm", "--facilities", "bad.geojson", "-o", "out.sqlite",
      words: ["the coordinates are degrees", "not metres of EPSG:4549"])
    let p = try #require(
      try Projector(WorkingPlane(srid: 4549)).forward(
        GeographicPoint(longitude: 120.001, latitude: 30)))
    try scratch.write("id,lon,lat,kind\nf,\(p.x),\(p.y),MED.clinic\n", to: "metres.csv")
    try stops(
      "assess", "--network", "town.osm", "--facilities", "metres.csv", "-o", "out.sqlite",
      words: ["the coordinates are metres of EPSG:4549 (CGCS2000"])
  }

  @Test func aFileOfAnotherPlace() throws {
    try scratch.write("id,lon,lat,kind\nf,121.2,29.3,MED.clinic\n", to: "far.csv")
    try stops(
      "assess", "--network", "town.osm", "--facilities", "far.csv", "-o", "out.sqlite",
      words: ["km south-east of", "is it the wrong file?"])
    let run = try scratch.run(
      [
        "assess", "--network", "town.osm", "--facilities", "far.csv", "-o", "out.sqlite", "--quiet",
      ], language: "zh_CN.UTF-8")
    #expect(run.code == 65 && run.errors.contains("东南方向约"), "\(run.errors)")
  }

  /// A province's layer with a town's streets: what is away is counted, on standard error and in the report.
  @Test func aLayerThatIsPartlyAway() throws {
    try scratch.write(
      town.csv(("f", 9, 0, "MED.clinic")) + "g,121.2,29.3,MED.clinic\nh,118.2,28,MED.clinic\n",
      to: "many.csv")
    let line = "many.csv: 2 of 3 lie more than 5.0 km from every street; "
    let run = try scratch.run(
      "assess", "--network", "town.osm", "--facilities", "many.csv", "-o", "out.sqlite",
      "--circles", "none")
    #expect(run.code == 0 && run.errorLines.count { $0.hasPrefix(line) } == 1, "\(run.errors)")
    let report = try scratch.shell(
      "strings out.sqlite | grep -c 'lie more than 5.0 km' || true")
    #expect(report.text != "0\n")
    let nearest = try scratch.run(
      "nearest", "--network", "town.osm", "--facilities", "many.csv", "--points", "p.csv",
      "--minutes", "15", "-o", "out.csv")
    #expect(nearest.code == 0 && nearest.errorLines.count { $0.hasPrefix(line) } == 1)
    try scratch.write("project,lon,lat,households\nA,120.001,30,10\n", to: "list.csv")
    let check = try scratch.run(
      "check", "list.csv", "--network", "town.osm", "--facilities", "many.csv")
    #expect(check.errorLines.count { $0.hasPrefix(line) } == 1, "\(check.errors)")
  }

  // MARK: Single places

  @Test func aPlaceThatIsAskedFor() throws {
    let words = [
      "circles: --at 121.2,29.3: lies ", " km south-east of the nearest street (town.osm)",
    ]
    try stops(
      "circle", "--network", "town.osm", "--at", "121.2,29.3", "--minutes", "5", "-o", "out.gpkg",
      words: words)
    try stops(
      "explain", "--network", "town.osm", "--facilities", "f.csv", "--at", "121.2,29.3",
      words: words)
    try scratch.write(Town.quick.xml, to: "quick.osm")
    try stops(
      "circle", "--network", "quick.osm", "--at", "30.001,9.002", "--minutes", "5",
      "-o", "out.gpkg", words: ["--at 30.001,9.002: lies ", "exchanged: swap"])
  }

  @Test func projectsFarFromTheStreets() throws {
    try scratch.write(
      "project,lon,lat,households\nA,120.001,30,10\nB,121.9,30,10\n", to: "list.csv")
    let run = try scratch.run(
      "check", "list.csv", "--network", "town.osm", "--facilities", "f.csv")
    #expect(run.code != 65)
    #expect(
      run.errors.contains("lies 182 km east of the nearest street (town.osm)"), "\(run.errors)")
    #expect(
      run.text.contains("Minutes are not known, for the project lies 182 km east of"), "\(run.text)"
    )
    #expect(run.text.components(separatedBy: "Minutes from its homes").count == 2)
    try scratch.write("project,lon,lat,households\nB,121.9,30,10\n", to: "far.csv")
    try stops(
      "check", "far.csv", "--network", "town.osm", "--facilities", "f.csv",
      words: ["far.csv: the middle of the projects lies 182 km east of", "wrong file?"])
  }

  @Test func onlyTheRegionThatIsAssessedHasToMeetTheStreets() throws {
    // The first lies in the town, the second 200 km from it.
    try communities([(1, 0), (2000, 0)], in: 4549, stated: 4549, to: "c.geojson")
    func assess(_ options: String...) throws -> CommandRun {
      try scratch.run(
        [
          "assess", "--network", "town.osm", "--communities", "c.geojson", "--facilities", "f.csv",
          "--circles", "none", "--overwrite", "-o", "report.sqlite",
        ] + options)
    }
    let line = "c.geojson: 1 of 2 lie more than 5.0 km from every street"
    #expect(try assess().errors.contains(line))
    let one = try assess("--only", "330102001000")
    #expect(one.code == 0 && !one.errors.contains("lie more than"), "\(one.errors)")
    let other = try assess("--only", "330102001001")
    #expect(
      other.code == 65 && other.errors.contains("c.geojson: the middle of the communities lies"))
  }

  @Test func homesElsewhereThanTheCommunities() throws {
    // A long street; the homes stand at its other end.
    var long = Town()
    long.more =
      long.node(21, 600, 0) + Town.way(21, [3, 21], "highway=residential")
    try scratch.write(long.xml, to: "long.osm")
    try communities([(1, 0)], in: 4549, stated: 4549, to: "c.geojson")
    try scratch.write("id,lon,lat,households\nh,120.59,30,5\n", to: "h.csv")
    try stops(
      "assess", "--network", "long.osm", "--communities", "c.geojson", "--residences", "h.csv",
      "--facilities", "f.csv", "-o", "out.sqlite",
      words: [
        "h.csv: the middle of the homes lies 5", "km east of the nearest community (c.geojson)",
      ])
    // Facilities there may be all that there are.
    try scratch.write("id,lon,lat,kind\ng,120.59,30,MED.clinic\n", to: "g.csv")
    let run = try scratch.run(
      "assess", "--network", "long.osm", "--communities", "c.geojson", "--facilities", "g.csv",
      "--circles", "none", "-o", "report.sqlite")
    #expect(
      run.code == 0
        && run.errors.contains("g.csv: 1 of 1 lie more than 20 km from every community"),
      "\(run.errors)")
  }

  // MARK: The plane

  private func project(_ crs: String, _ streets: String = "streets: { path: town.osm }\n") throws {
    try scratch.write(
      "crs: \(crs)\n" + streets + "facilities: { path: f.csv }\nreport: out.sqlite\n",
      to: "project.yaml")
  }

  @Test(arguments: ["EPSG:3857", "EPSG:4490", "EPSG:4326", "EPSG:999999", "EPSG:2263"])
  func whatIsNoPlane(crs: String) throws {
    try project(crs)
    try stops(
      "assess", "project.yaml",
      words: ["project.yaml: crs: \(crs) cannot be measured in", "use EPSG:4549 CGCS2000"])
  }

  @Test(arguments: ["EPSG:4545", "EPSG:4554", "EPSG:32601", "EPSG:2154"])
  func aPlaneThatWasNotMadeForThePlace(crs: String) throws {
    let words = ["the working plane \(crs) ", "use EPSG:4549 CGCS2000"]
    try project(crs)
    try stops("assess", "project.yaml", words: words + ["town.osm: "])
    try communities([(1, 0)], in: 4549, stated: 4549, to: "c.geojson")
    try project(crs, "communities: { path: c.geojson }\n")
    try stops("assess", "project.yaml", words: words + ["c.geojson: "])
  }

  /// Latitude before longitude, in a plane that was asked for: the plane is not what is wrong.
  @Test func exchangedAxesInAPlaneThatWasAskedFor() throws {
    let ring = [(0.0, -1.0), (3, -1), (3, 1), (0, 1), (0, -1)].map {
      "[\(town.north($0.1)),\(town.east($0.0))]"
    }
    try scratch.write(
      Self.collection(
        [
          #"{"type":"Feature","properties":{"id":"330102001001"},"geometry":{"type":"Polygon","#
            + #""coordinates":[[\#(ring.joined(separator: ","))]]}}"#
        ], 4326), to: "c.geojson")
    for crs in ["", "crs: EPSG:4549\n"] {
      try scratch.write(
        crs + "streets: { path: town.osm }\ncommunities: { path: c.geojson }\n"
          + "facilities: { path: f.csv }\n", to: "p.yaml")
      try stops(
        "assess", "p.yaml", "-o", "out.sqlite",
        words: ["circles: ", "c.geojson", "x and y (longitude and latitude) are exchanged"])
    }
  }
}
