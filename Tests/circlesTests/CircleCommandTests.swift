import Foundation
import PlaneGeometry
import Testing

@testable import ServiceCirclesIO

@Suite struct CircleCommandTests {
  let scratch: Scratch
  let town = Town.quick

  init() throws {
    scratch = try Scratch()
    try scratch.write(town.xml, to: "town.osm")
  }

  /// What an output holds, by its facility and minutes.
  private func circles(
    _ name: String, plane: Int = 32632
  ) throws -> (crs: String, areas: [String: Double], features: [LayerFeature]) {
    let reader = try LayerReader(
      LayerSource(path: scratch.file(name)), role: "circles", plane: try WorkingPlane(srid: plane))
    let features = try reader.readAll()
    #expect(reader.issues.isEmpty && reader.schema.columns == ["id", "minutes", "area_m2"])
    let engine = GeometryEngine()
    var areas: [String: Double] = [:]
    for feature in features {
      let geometry = try #require(feature.geometry)
      #expect(try engine.invalidReason(geometry) == nil)
      let area = try #require(feature["area_m2"].flatMap(Double.init))
      #expect(abs(geometry.areaSquareMetres / area - 1) < 1e-5, "area_m2 is the area in the plane")
      let minutes = try #require(feature["minutes"].flatMap(Double.init))
      areas["\(feature["id"] ?? "") \(minutes)"] = area
    }
    return (reader.crs, areas, features)
  }

  private func area(_ options: String, at x: Double = 2.5, _ y: Double = 0) throws -> Double {
    let run = try scratch.run(
      [
        "circle", "--network", "town.osm", "--at", "\(town.east(x)),\(town.north(y))", "-o",
        "a.geojson", "--overwrite",
      ]
        + options.split(separator: " ").map(String.init))
    #expect(run.code == 0, "\(run.errors)")
    return try #require(try circles("a.geojson").areas.values.first)
  }

  @Test func `circles that reach the edge of the data are counted`() throws {
    var cut = town
    // East Street goes on to a node that the file does not have.
    cut.more = Town.way(9, [3, 99], "highway=residential")
    try scratch.write(cut.xml, to: "cut.osm")
    func run(_ network: String) throws -> CommandRun {
      try scratch.run(
        "circle", "--network", network, "--at", "\(town.east(2.5)),\(town.north(0))", "--minutes",
        "2,15", "-o", "e.geojson", "--overwrite", "--quiet")
    }
    let whole = try run("town.osm")
    #expect(whole.code == 0 && whole.errors.isEmpty, "\(whole.errors)")
    let edge = try run("cut.osm")
    #expect(edge.code == 0, "\(edge.errors)")
    #expect(
      edge.errors
        == "1 of 2 circles reach an end of the data where streets go on: they may be larger\n",
      "\(edge.errors)")
  }

  @Test func theCityInDegrees() throws {
    let run = try scratch.run(
      "circle", "--network", Monaco.network, "--at", "7.4197,43.7312", "--minutes", "4,2", "-o",
      "c.geojson")
    #expect(run.code == 0 && run.text == "")
    let root = try #require(
      JSONSerialization.jsonObject(with: scratch.read("c.geojson")) as? [String: Any])
    let features = try #require(root["features"] as? [[String: Any]])
    let properties = features.compactMap { $0["properties"] as? [String: Any] }
    #expect(
      properties.map { $0.keys.sorted() } == [
        ["area_m2", "id", "minutes"], ["area_m2", "id", "minutes"],
      ])
    #expect(properties.compactMap { $0["minutes"] as? Int } == [2, 4], "each once, ascending")
    let geometries = features.compactMap { $0["geometry"] as? [String: Any] }
    #expect(geometries.compactMap { $0["type"] as? String } == ["MultiPolygon", "MultiPolygon"])
    let decimals = try scratch.text("c.geojson").matches(of: /[\[,]7\.4\d*/).map { $0.0.count - 3 }
    #expect(decimals.count > 20 && decimals.max() == 8)
    let (crs, _, circles) = try circles("c.geojson", plane: 32632)
    #expect(crs == "EPSG:4326" && circles.count == 2)
    let engine = GeometryEngine()
    let small = try #require(circles[0].geometry)
    let large = try #require(circles[1].geometry)
    #expect(small.areaSquareMetres > 10_000)
    #expect(
      try engine.difference(small, large).areaSquareMetres < 0.001 * small.areaSquareMetres,
      "nested")
  }

  /// A place is in the circle if and only if its own time is within the minutes.
  @Test func circlesAgreeWithTimes() throws {
    let clinic = town.csv(("clinic", 4, 0.3, "MED.clinic"))
    try scratch.write(clinic, to: "clinic.csv")
    // A lattice of places 28 by 33 metres apart around the town.
    var places = "id,lon,lat\n"
    for i in 0..<50 {
      for j in 0..<25 {
        places +=
          "\(i)-\(j),\(town.east(-2 + 0.29 * Double(i))),\(town.north(-2.5 + 0.3 * Double(j)))\n"
      }
    }
    try scratch.write(places, to: "places.csv")
    let drawn = try scratch.run(
      "circle", "--network", "town.osm", "--facilities", "clinic.csv", "--minutes", "6", "-o",
      "c.gpkg")
    let asked = try scratch.run(
      "nearest", "--network", "town.osm", "--facilities", "clinic.csv", "--points", "places.csv",
      "--minutes", "6", "-o", "-", "--quiet")
    #expect(drawn.code == 0 && asked.code == 0 && asked.errors == "")
    let engine = GeometryEngine()
    let circle = try #require(try circles("c.gpkg").features.first?.geometry)
    let inner = try engine.buffer(circle, by: -2)
    let outer = try engine.buffer(circle, by: 2)
    let plane = try WorkingPlane(srid: 32632)
    let points = try LayerReader(
      LayerSource(path: scratch.file("places.csv")), role: "points", plane: plane
    )
    .readAll()
    var covered = 0
    var near = 0
    for (point, line) in zip(points, asked.lines.dropFirst()) {
      let isCovered = line.hasSuffix(",covered")
      let place = try #require(point.geometry)
      covered += isCovered ? 1 : 0
      if try engine.intersects(inner, place) {
        #expect(isCovered, "\(line)")
      } else if try !engine.intersects(outer, place) {
        #expect(!isCovered, "\(line)")
      } else {
        near += 1
      }
    }
    #expect(points.count == 1250 && covered > 200 && covered < 1000 && near < 60)
  }

  /// In China that is a Gauss–Krüger zone.
  @Test func otherFormatsAreInTheWorkingPlane() throws {
    let town = Town()
    try scratch.write(town.xml, to: "town.osm")
    try scratch.write(
      town.csv(("b", 1, 0, "x"), ("甲", 2, 0, "x"), ("far", 90, 90, "x")), to: "f.csv")
    let formats = ["geojson", "gpkg", "shp", "fgb", "sqlite"]
    for name in formats.map({ "c.\($0)" }) {
      let run = try scratch.run(
        "circle", "--network", "town.osm", "--facilities", "f.csv", "--minutes", "1,2.5", "-o", name
      )
      #expect(run.code == 0 && run.text == "")
      #expect(run.errorLines.contains("far: no street in reach; no circle was drawn"))
      #expect(
        run.errorLines.last == "4 circles written to \(name); 1 places without a street in reach")
    }
    let degrees = try circles("c.geojson", plane: 4549)
    #expect(degrees.crs == "EPSG:4326")
    for format in formats.dropFirst() {
      let (crs, areas, _) = try circles("c.\(format)", plane: 4549)
      #expect(crs == "EPSG:4549", "\(format)")
      #expect(areas.keys.sorted() == ["b 1.0", "b 2.5", "甲 1.0", "甲 2.5"])
      for (key, area) in areas { #expect(abs(area - (degrees.areas[key] ?? 0)) < 0.001) }
    }
    // Nothing but the outputs, the five files of a Shapefile among them.
    let files = formats + ["cpg", "dbf", "prj", "shx"]
    #expect(scratch.contents == (["f.csv", "town.osm"] + files.map { "c.\($0)" }).sorted())
    #expect(scratch.temporaryContents.isEmpty)
  }

  @Test func standardOutputIsTheFile() throws {
    let arguments = [
      "circle", "--network", "town.osm", "--at", "9.002,30", "--minutes", "3", "-o",
    ]
    let printed = try scratch.run(arguments + ["-"])
    let written = try scratch.run(arguments + ["c.geojson", "--jobs", "1"])
    #expect(printed.code == 0 && written.code == 0)
    #expect(try printed.output == scratch.read("c.geojson") && printed.output.count > 500)
    #expect(!printed.errors.contains("written to"))
    #expect(scratch.temporaryContents.isEmpty)
  }

  @Test func dissolvedIsOneForAll() throws {
    try scratch.write(
      town.csv(("a", 0, 0, "x"), ("b", 0.5, 0, "x"), ("c", 10, 4, "x")), to: "f.csv")
    let arguments = ["circle", "--network", "town.osm", "--facilities", "f.csv", "--minutes", "2"]
    #expect(try scratch.run(arguments + ["-o", "each.gpkg"]).code == 0)
    #expect(try scratch.run(arguments + ["-o", "one.gpkg", "--form", "dissolved"]).code == 0)
    let each = try circles("each.gpkg")
    let one = try circles("one.gpkg")
    #expect(
      each.areas.keys.sorted() == ["a 2.0", "b 2.0", "c 2.0"]
        && one.areas.keys.sorted() == ["* 2.0"])
    let engine = GeometryEngine()
    let union = try engine.union(each.features.compactMap(\.geometry))
    let together = try #require(one.features.first?.geometry)
    let apart = try engine.symmetricDifference(union, together).areaSquareMetres
    #expect(apart < 0.01 * union.areaSquareMetres)
  }

  /// Without detour the circle of a lone street is a capsule: half its axis what is reached in
  /// τ − A / v, its radius A.
  @Test func areaOfALoneStreet() throws {
    func capsule(minutes: Double, access: Double) -> Double {
      4 * access * (minutes * Town.walkMetresAMinute - access) + .pi * access * access
    }
    for (minutes, access) in [(3.0, 100.0), (3.0, 40.0), (2.0, 100.0)] {
      let drawn = try area("--detour 1 --tolerance 0.5 --minutes \(minutes) --access \(access)")
      let exact = capsule(minutes: minutes, access: access)
      #expect(
        abs(drawn / exact - 1) < 0.01, "\(minutes) minutes, \(access) metres: \(drawn), \(exact)")
    }
  }

  @Test func optionsChangeTheCircle() throws {
    let usual = try area("--minutes 2")
    // Twice as fast in half the time is the same circle, to the millimetre.
    #expect(try area("--minutes 1 --speed 9.6") == usual)
    #expect(try area("--minutes 2 --speed 6") > 1.1 * usual)
    #expect(try area("--minutes 2 --detour 2") < 0.8 * usual)
    #expect(try area("--minutes 2 --detour 1") > 1.1 * usual)
    #expect(try area("--minutes 2 --access 50") < 0.9 * usual)
    #expect(try area("--minutes 2 --mode cycle") > 1.5 * usual, "faster")
    // North Street is one-way for cyclists: nobody comes down it, everybody may go up.
    let to = try area("--minutes 2 --mode cycle --access 20", at: 10, 0)
    let from = try area("--minutes 2 --mode cycle --access 20 --direction from", at: 10, 0)
    #expect(from > 1.2 * to)
    // The steps are no street for them.
    #expect(try area("--minutes 1 --speed 4.8", at: 5, 1) > 0)
    let steps = try scratch.run(
      "circle", "--network", "town.osm", "--at", "9.005,30.003", "--minutes", "1", "--mode",
      "cycle",
      "-o", "s.geojson")
    #expect(steps.code == 65 && steps.errors.contains("no street lies within 200 m"))
    #expect(!scratch.contents.contains("s.geojson"))
  }
}
