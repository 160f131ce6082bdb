import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

@Suite struct LayerReaderTests {
  let folder: TemporaryFolder
  let plane: WorkingPlane

  init() throws {
    folder = try TemporaryFolder()
    plane = try WorkingPlane(srid: 4549)
  }

  private func read(
    _ path: String, crs: String? = nil
  ) throws -> (features: [LayerFeature], reader: LayerReader) {
    let reader = try LayerReader(
      LayerSource(path: path), role: "points", plane: plane, declaredCRS: crs)
    return (try reader.readAll(), reader)
  }

  @Test func aTableFromASpreadsheet() throws {
    let path = try folder.write(
      "\u{FEFF}id,lon,lat,name\r\n001,120.1636,30.2766,\"Zhao, \"\"A\"\"\"\r\n"
        + "b, 120.2 ,30.3,社区\r\n\"c\",120.3,30.4,\r\n", to: "a.csv")
    let (features, reader) = try read(path)
    #expect(features.map { $0["id"] } == ["001", "b", "c"])
    #expect(features.map { $0["NAME"] } == ["Zhao, \"A\"", "社区", nil])
    #expect(features.map { $0["no such"] } == [nil, nil, nil])
    guard case .point(let p) = features[0].geometry else { throw TestFailure() }
    #expect(abs(p.x - 515741.207) < 0.001 && abs(p.y - 3350787.160) < 0.001)
    #expect(reader.issues.isEmpty && reader.crs == "EPSG:4326" && reader.format == "CSV")
  }

  struct TestFailure: Error {}

  @Test func badPlacesAreSkippedAndReported() throws {
    let path = try folder.write(
      "id,lon,lat\na,120.1,30.1\nb,abc,30\nc,120,nan\nd,200,30\ne,,30\nf,,\ng,30.1,120.1\n"
        + "h,120.2,30.1\n", to: "a.csv")
    let (features, reader) = try read(path)
    #expect(features.map { $0["id"] } == ["a", "f", "h"])
    #expect(features[1].geometry == nil)
    #expect(reader.readCount == 8 && reader.skippedCount == 5)
    let found = reader.issues.map { "\($0.feature) \($0.field) \($0.problem.key)" }
    #expect(
      found == [
        "2 lon layer.not_a_number", "3 lat layer.not_a_number", "4 lon, lat layer.outside_world",
        "5 lon layer.not_a_number", "7 lon, lat layer.outside_world",
      ])
    #expect(reader.issues.allSatisfy { $0.severity == .error && $0.layer == path })
  }

  @Test func aMissingColumnSuggestsTheNearest() throws {
    let path = try folder.write("id,lnog,lat\na,120,30\n", to: "a.csv")
    do {
      _ = try read(path)
      Issue.record("opened")
    } catch let error as LayerError {
      #expect(
        error.reason
          == .missingColumn("lon", nearest: nil, available: ["id", "lnog", "lat"])
          || error.reason
            == .missingColumn("lon", nearest: "lnog", available: ["id", "lnog", "lat"])
      )
      #expect(error.file == path && error.layer == "a" && error.category == .badData)
    }
  }

  @Test func geoJSONIsWGS84AndZIsDropped() throws {
    let path = try folder.write(
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"x","n":3,"none":null},
       "geometry":{"type":"Point","coordinates":[120.1636,30.2766,55]}},
      {"type":"Feature","properties":{"id":"y"},"geometry":null}]}
      """, to: "a.geojson")
    let (features, reader) = try read(path)
    // Positions with heights are on WGS 84 in three dimensions.
    #expect(reader.crs == "EPSG:4979" && features.count == 2)
    guard case .point(let p) = features[0].geometry else { throw TestFailure() }
    #expect(abs(p.x - 515741.207) < 0.001 && abs(p.y - 3350787.160) < 0.001)
    #expect(features[0]["n"] == "3" && features[0]["none"] == nil)
    #expect(features[1].geometry == nil)
  }

  @Test(
    arguments: [
      ("120.16 30.27", ["EPSG:4490", "EPSG:4326"]),
      ("515741.2 3350787.1", ["EPSG:4549", "EPSG:4548", "EPSG:4550"]),
      ("41515741.2 3350787.1", ["EPSG:4529"]), ("20515741.2 3350787.1", ["EPSG:4498"]),
      ("13376216.7 3538171.2", ["EPSG:3857", "EPSG:4491"]), ("99515741.2 3350787.1", []),
    ])
  func `the systems that numbers may be in are named`(point: String, systems: [String]) throws {
    let path = try folder.write("id,WKT\na,\"POINT (\(point))\"\n", to: "a.csv")
    #expect(throws: LayerError(.missingCRS(likely: systems), file: path, layer: "a")) {
      try read(path)
    }
  }

  @Test(
    arguments: [
      ("EPSG:2385", "Xian 1980"), ("EPSG:4214", "Beijing 1954"), ("EPSG:2437", "Beijing 1954"),
      (
        #"PROJCS["x",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#,
        "Xian 1980"
      ),
      (
        "+proj=tmerc +lon_0=120 +x_0=500000 +ellps=krass +type=crs",
        "Unknown based on Krassovsky, 1942 ellipsoid"
      ),
    ])
  func `datums from which no public way leads to WGS 84 are refused`(
    crs: String, datum: String
  ) throws {
    let path = try folder.write("id,WKT\na,\"POINT (515741.207 3350787.160)\"\n", to: "a.csv")
    #expect(throws: LayerError(.legacyDatum(datum), file: path, layer: "a")) {
      try read(path, crs: crs)
    }
  }

  @Test func `a legacy datum is read by its own parameters`() throws {
    let path = try folder.write("id,WKT\na,\"POINT (515741.207 3350787.160)\"\n", to: "a.csv")
    func x(_ shift: Int) throws -> Double {
      let (features, _) = try read(
        path,
        crs: "+proj=tmerc +lon_0=120 +x_0=500000 +ellps=krass +towgs84=0,0,\(shift) +type=crs")
      guard case .point(let p) = features[0].geometry else { throw TestFailure() }
      return p.y
    }
    let shift = try x(100) - x(0)
    #expect(abs(shift) > 80, "\(shift)")
  }

  @Test func `degrees with parameters are degrees`() throws {
    let path = try folder.write(
      "id,WKT\na,\"POINT (120.16 30.27)\"\nb,\"POINT (515741 3350787)\"\n", to: "a.csv")
    let (features, reader) = try read(
      path, crs: "+proj=longlat +ellps=krass +towgs84=0,0,100 +type=crs")
    #expect(features.count == 1 && reader.issues.map(\.problem.key) == ["layer.outside_world"])
  }

  @Test func aLayerWithoutCRSMustDeclareOne() throws {
    let path = try folder.write(
      "id,WKT\na,\"POINT (40515741.207 3350787.160)\"\n", to: "a.csv")
    #expect(throws: LayerError(.missingCRS(likely: ["EPSG:4528"]), file: path, layer: "a")) {
      try read(path)
    }
    let (features, reader) = try read(path, crs: "EPSG:4528")
    guard case .point(let p) = features[0].geometry else { throw TestFailure() }
    #expect(abs(p.x - 515741.207) < 0.001 && abs(p.y - 3350787.160) < 0.001)
    #expect(reader.crs == "EPSG:4528")
    do {
      _ = try read(path, crs: "EPSG:999999")
      Issue.record("opened")
    } catch let error as LayerError {
      guard case .unusableCRS("EPSG:999999", _) = error.reason else { throw error }
    }
    // Degrees in a layer that is said to be in metres lie somewhere; metres as degrees lie nowhere.
    let (none, wrong) = try read(path, crs: "EPSG:4490")
    #expect(none.isEmpty && wrong.issues.map(\.problem.key) == ["layer.outside_world"])
  }

  @Test func geometriesAreMadePlain() throws {
    let path = try folder.write(
      """
      id,WKT
      bow,"POLYGON ((0 0,2 2,2 0,0 2,0 0))"
      open,"POLYGON Z ((0 0 9,4 0 9,4 4 9,0 4 9))"
      curve,"CURVEPOLYGON (CIRCULARSTRING (10 0,0 10,-10 0,0 -10,10 0))"
      short,"MULTIPOLYGON (((0 0,1 1,0 0)),((0 0,4 0,4 4,0 4,0 0)))"
      none,"POLYGON ((0 0,1 1,0 0))"
      tin,"TIN (((0 0 0,4 0 0,0 4 0,0 0 0)))"
      empty,"POLYGON EMPTY"
      measure,"LINESTRING M (0 0 1,3 4 2)"

      """, to: "a.csv")
    let (features, reader) = try read(path, crs: "EPSG:4549")
    let geometries = Dictionary(
      uniqueKeysWithValues: features.map { ($0["id"] ?? "", $0.geometry) })
    let square: [PlanePoint] = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
    #expect(geometries["open"] == .polygon(Polygon(exterior: square)))
    #expect(geometries["short"] == .multiPolygon([Polygon(exterior: square)]))
    #expect(geometries["measure"] == .lineString([[0, 0], [3, 4]]))
    #expect(geometries["empty"] == .some(nil))
    #expect(geometries["tin"]??.areaSquareMetres == 8)
    let curve = try #require(geometries["curve"] ?? nil)
    #expect(abs(curve.areaSquareMetres - 100 * .pi) < 0.5)
    #expect(geometries["bow"] != nil && geometries["none"] == nil)
    #expect(
      reader.issues.map { "\($0.feature) \($0.problem.key) \($0.severity)" } == [
        "1 layer.invalid_geometry warning", "4 layer.short_ring warning",
        "5 layer.collapsed_geometry error",
      ])
    #expect(reader.issues[0].problem.values["reason"]?.contains("Self-intersection") == true)
  }

  @Test func degreesWinOverWellKnownTextWithoutASystem() throws {
    let path = try folder.write(
      "id,lon,lat,WKT\na,120.1636,30.2766,\"POINT (1 2)\"\n", to: "a.csv")
    let (features, _) = try read(path)
    #expect((features[0].geometry?.bounds?.min.x).map { abs($0 - 515741.207) < 0.001 } == true)
    #expect(try read(path, crs: "EPSG:4549").features[0].geometry == .point([1, 2]))
  }

  @Test func whatCannotBeOpenedSaysWhy() throws {
    func reason(_ source: LayerSource) -> LayerError.Reason? {
      do {
        _ = try LayerReader(source, role: "points", plane: plane)
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason(LayerSource(path: folder.file("no.gpkg"))) == .notFound)
    let broken = try folder.write("this is no GeoPackage", to: "a.gpkg")
    guard case .cannotOpen(let words) = reason(LayerSource(path: broken)) else {
      throw TestFailure()
    }
    #expect(!words.isEmpty)
    let cut = try folder.write("{\"type\":\"FeatureCollection\",\"features\":[", to: "b.geojson")
    guard case .cannotOpen = reason(LayerSource(path: cut)) else { throw TestFailure() }
    let table = try folder.write("id,lon,lat\n", to: "c.csv")
    #expect(reason(LayerSource(path: table, layer: "d")) == .unknownLayer(available: ["c"]))
    #expect(reason(LayerSource(path: table, layer: "c")) == nil)
  }

  @Test func fileAndLayerOnTheCommandLine() throws {
    let plain = try folder.write("id,lon,lat\n", to: "c.csv")
    let colon = try folder.write("id,lon,lat\n", to: "d:e.csv")
    #expect(LayerSource(argument: plain) == LayerSource(path: plain))
    #expect(LayerSource(argument: plain + ":社区") == LayerSource(path: plain, layer: "社区"))
    #expect(LayerSource(argument: colon) == LayerSource(path: colon))
    #expect(LayerSource(argument: colon + ":x") == LayerSource(path: colon, layer: "x"))
    #expect(LayerSource(argument: "PG:a=b c:d") == LayerSource(path: "PG:a=b c:d"))
    #expect(LayerSource(argument: "/no/file:x").layer == nil)
  }

  @Test func textThatIsNotUTF8IsReportedOnce() throws {
    let path = folder.file("a.csv")
    var bytes = Data("id,lon,lat,name\na,120,30,".utf8)
    bytes += [0xE9, 0x74, 0xE9] + Data("\nb,120,30,".utf8) + [0xE3, 0x6F, 0x0A]
    try bytes.write(to: URL(fileURLWithPath: path))
    let (features, reader) = try read(path)
    #expect(features.count == 2)
    #expect(reader.issues.map(\.problem.key) == ["layer.not_utf8"])
    #expect(reader.issues.first?.field == "name")
  }

  @Test(arguments: ["GB18030", "UTF-16"])
  func `CSV in Chinese encodings is read as what it is`(encoding: String) throws {
    let text = "编号,经度,纬度,名称\na,120,30,社区\nb,120,30,\"城南,站\"\n"
    let path = folder.file("a.csv")
    // 编号,经度,纬度,名称; 社区; 城南,站
    let chinese: [UInt8] =
      [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xBE, 0xAD, 0xB6, 0xC8, 0x2C, 0xCE, 0xB3, 0xB6, 0xC8, 0x2C]
      + [0xC3, 0xFB, 0xB3, 0xC6, 0x0A] + Array("a,120,30,".utf8) + [0xC9, 0xE7, 0xC7, 0xF8, 0x0A]
      + Array("b,120,30,\"".utf8) + [0xB3, 0xC7, 0xC4, 0xCF, 0x2C, 0xD5, 0xBE, 0x22, 0x0A]
    let utf16 = try #require(text.data(using: .utf16))
    try (encoding == "UTF-16" ? utf16 : Data(chinese)).write(to: URL(fileURLWithPath: path))
    let (features, reader) = try read(path)
    #expect(features.map { $0["名称"] } == ["社区", "城南,站"])
    #expect(features.map { $0["编号"] } == ["a", "b"])
    #expect(reader.issues.map(\.problem.key) == ["layer.read_in"])
    #expect(reader.issues.first?.problem.values["encoding"] == encoding)
  }
}
