import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

/// Layers whose system or datum their user declares; the place is always the same one in Hangzhou.
@Suite struct DeclaredSystemTests {
  static let place: PlanePoint = [515741.207, 3350787.160]

  let folder: TemporaryFolder
  let plane: WorkingPlane

  init() throws {
    folder = try TemporaryFolder()
    plane = try WorkingPlane(srid: 4549)
  }

  private func read(
    _ text: String, _ name: String, crs: String? = nil, datum: MapDatum? = nil
  ) throws -> (features: [LayerFeature], reader: LayerReader, centre: GeographicPoint?) {
    var source = LayerSource(path: try folder.write(text, to: name))
    source.crs = crs
    source.datum = datum
    let reader = try LayerReader(source, role: "points", plane: plane)
    return (try reader.readAll(), reader, try LayerExtent.centre(of: source))
  }

  private func isPlace(_ geometry: Geometry?, within metres: Double) -> Bool {
    guard case .point(let p)? = geometry else { return false }
    return abs(p.x - Self.place.x) < metres && abs(p.y - Self.place.y) < metres
  }

  @Test(arguments: [
    (MapDatum?.none, "120.1636,30.2766"), (.gcj02, "120.16826975,30.27425598"),
    (.bd09, "120.17486289,30.27996613"),
  ]) func `a table's positions are where their datum says`(
    _ datum: MapDatum?, _ position: String
  ) throws {
    let (features, reader, centre) = try read("id,lon,lat\na,\(position)\n", "a.csv", datum: datum)
    #expect(isPlace(features[0].geometry, within: 0.002))
    #expect(reader.issues.map(\.problem.key) == (datum == nil ? [] : ["layer.shifted"]))
    let middle = try #require(centre)
    #expect(abs(middle.longitude - 120.1636) < 1e-8 && abs(middle.latitude - 30.2766) < 1e-8)
  }

  @Test func `every corner of an area is moved`() throws {
    let ring = [(120.16, 30.27), (120.17, 30.27), (120.17, 30.28), (120.16, 30.27)]
      .map { MapDatum.gcj02.shifted(GeographicPoint(longitude: $0.0, latitude: $0.1)) }
      .map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",")
    let json =
      #"{"type":"Feature","properties":{},"geometry":"#
      + #"{"type":"Polygon","coordinates":[[\#(ring)]]}}"#
    let (features, _, _) = try read(json, "a.geojson", datum: .gcj02)
    let projector = try Projector(plane)
    let corner = try #require(
      projector.forward(GeographicPoint(longitude: 120.17, latitude: 30.28)))
    guard case .polygon(let polygon)? = features[0].geometry else {
      Issue.record("no polygon")
      return
    }
    #expect(
      polygon.exterior.contains {
        abs($0.x - corner.x) < 0.001 && abs($0.y - corner.y) < 0.001
      })
  }

  /// What a map of GCJ-02 was projected to without being brought back.
  @Test func `metres of a shifted map are brought back too`() throws {
    let shifted = try #require(
      Projector(try WorkingPlane(srid: 4549))
        .forward(GeographicPoint(longitude: 120.16826975, latitude: 30.27425598)))
    for crs in ["EPSG:4549", "EPSG:4528"] {
      let x = shifted.x + (crs == "EPSG:4528" ? 40_000_000 : 0)
      let (features, _, centre) = try read(
        "id,lon,lat\na,\(x),\(shifted.y)\n", "\(crs.suffix(4)).csv", crs: crs, datum: .gcj02)
      #expect(isPlace(features[0].geometry, within: 0.002))
      #expect(abs(try #require(centre).longitude - 120.1636) < 1e-8)
    }
  }

  @Test(arguments: [
    ("EPSG:4490", "120.1636,30.2766"), ("EPSG:4549", "515741.207,3350787.160"),
    ("EPSG:4528", "40515741.207,3350787.160"),
  ]) func `a system that is declared comes before the usual one`(
    _ crs: String, _ position: String
  ) throws {
    let (features, reader, centre) = try read("id,lon,lat\na,\(position)\n", "a.csv", crs: crs)
    #expect(isPlace(features[0].geometry, within: 0.002))
    #expect(reader.crs == crs && reader.issues.isEmpty)
    #expect(abs(try #require(centre).latitude - 30.2766) < 1e-8)
  }

  @Test func `it comes before the file's own, too`() throws {
    let json =
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4548"}},"#
      + #""features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":"#
      + "[515741.207,3350787.160]}}]}"
    let (features, _, _) = try read(json, "a.geojson", crs: "EPSG:4549")
    #expect(isPlace(features[0].geometry, within: 0.002))
  }

  @Test func `a project file declares both for every layer`() throws {
    let path = try folder.write(
      """
      communities: { path: c.shp, crs: 4528 }
      facilities:
        - { path: f.csv, datum: gcj-02 }
        - { path: g.csv, datum: BD09, crs: EPSG:4326 }
      residences: { path: r.gpkg }
      land: { path: l.gdb, crs: EPSG:4549 }
      """, to: "p.yaml")
    let project = try ProjectFile(path: path)
    #expect(project.communities?.source.crs == "EPSG:4528")
    #expect(project.facilities.map { $0.source?.datum } == [.gcj02, .bd09])
    #expect(project.facilities.map { $0.source?.crs } == [nil, "EPSG:4326"])
    #expect(project.residences?.source.crs == nil && project.residences?.source.datum == nil)
    guard case .layer(let land)? = project.land else {
      Issue.record("no land")
      return
    }
    #expect(land.crs == "EPSG:4549")
  }

  @Test(arguments: [
    "facilities:\n  - { openStreetMap: true, datum: GCJ-02 }\n",
    "communities: { openStreetMap: true, crs: 4549 }\n",
    "land: { openStreetMap: true, where: \"a = 1\" }\n",
  ]) func `what the street file gives is no layer that they could be said of`(_ yaml: String) throws
  {
    let path = try folder.write(yaml, to: "p.yaml")
    let error = #expect(throws: YAMLFileError.self) { try ProjectFile(path: path) }
    #expect(error?.message.key == "project.missing_key")
  }

  @Test(arguments: [
    ("datum: WGS84", "project.unknown_datum"), ("crs: west", "project.bad_plane"),
  ]) func `what is neither is refused with its line`(_ key: String, _ problem: String) throws {
    let path = try folder.write("facilities:\n  - path: f.csv\n    \(key)\n", to: "p.yaml")
    let error = #expect(throws: YAMLFileError.self) { try ProjectFile(path: path) }
    #expect(error?.message.key == problem)
  }
}
