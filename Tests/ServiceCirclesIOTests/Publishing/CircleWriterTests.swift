import Foundation
import PlaneGeometry
import Testing

@testable import ServiceCirclesIO

@Suite struct CircleWriterTests {
  let folder: TemporaryFolder
  let plane: WorkingPlane
  let circles: [CircleFeature]

  init() throws {
    folder = try TemporaryFolder()
    plane = try WorkingPlane(srid: 4549)
    let engine = GeometryEngine()
    let disc = try engine.buffer(.point([515_741, 3_350_787]), by: 800, quadrantSegments: 16)
    let hole = try engine.buffer(.point([515_741, 3_350_787]), by: 100, quadrantSegments: 16)
    let ring = try engine.difference(disc, hole)
    let island = try engine.buffer(.point([518_000, 3_350_787]), by: 50)
    circles = [
      CircleFeature(
        id: "甲 \"1\"", minutes: 10, geometry: .multiPolygon(ring.polygons + island.polygons)),
      CircleFeature(id: "002", minutes: 7.5, geometry: disc),
    ]
  }

  private func readBack(_ name: String) throws -> (features: [LayerFeature], crs: String) {
    let reader = try LayerReader(
      LayerSource(path: folder.file(name)), role: "circles", plane: plane)
    let features = try reader.readAll()
    #expect(reader.issues.isEmpty)
    return (features, reader.crs)
  }

  @Test(arguments: ["gpkg", "shp", "fgb", "sqlite", "geojson"])
  func everyFormatIsReadBack(_ ending: String) throws {
    let name = "out.\(ending)"
    try CircleWriter.write(circles, to: folder.file(name), plane: plane)
    let (features, crs) = try readBack(name)
    #expect(crs == (ending == "geojson" ? "EPSG:4326" : "EPSG:4549"))
    // FlatGeobuf sorts its features by place.
    let sorted = features.sorted { ($0["minutes"] ?? "") < ($1["minutes"] ?? "") }
    #expect(sorted.map { $0["id"] } == ["甲 \"1\"", "002"])
    #expect(sorted.map { $0["minutes"].flatMap(Double.init) } == [10, 7.5])
    let engine = GeometryEngine()
    for (feature, circle) in zip(sorted, circles) {
      let area = try #require(feature["area_m2"].flatMap(Double.init))
      #expect(abs(area - circle.areaSquareMetres) < 1e-6)
      let geometry = try #require(feature.geometry)
      #expect(try engine.invalidReason(geometry) == nil)
      let away = try #require(try engine.hausdorffDistance(geometry, circle.geometry))
      #expect(away < (ending == "geojson" ? 0.002 : 1e-6))
    }
    let expected =
      ending == "shp" ? ["out.cpg", "out.dbf", "out.prj", "out.shp", "out.shx"] : [name]
    #expect(folder.contents == expected)
  }

  @Test func geoJSONIsWoundAndRounded() throws {
    let path = folder.file("out.geojson")
    try CircleWriter.write(circles, to: path, plane: plane)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
        as? [String: Any])
    let features = try #require(root["features"] as? [[String: Any]])
    #expect(features.count == 2)
    for feature in features {
      let geometry = try #require(feature["geometry"] as? [String: Any])
      #expect(geometry["type"] as? String == "MultiPolygon")
      let polygons = try #require(geometry["coordinates"] as? [[[[Double]]]])
      for polygon in polygons {
        for (i, ring) in polygon.enumerated() {
          let path = ring.map { PlanePoint($0[0], $0[1]) }
          #expect(path.first == path.last)
          #expect((Polygon.signedArea(of: path) > 0) == (i == 0))
          #expect(path.allSatisfy { abs($0.x - 120.17) < 0.1 && abs($0.y - 30.27) < 0.1 })
        }
      }
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\"minutes\":10,") && text.contains("\"minutes\":7.5,"))
    let digits = text.split(whereSeparator: { !$0.isNumber && $0 != "." })
      .filter { $0.hasPrefix("120.") || $0.hasPrefix("30.") }
    #expect(digits.count > 100 && digits.allSatisfy { $0.split(separator: ".")[1].count <= 8 })
  }

  @Test(arguments: ["gpkg", "shp", "fgb", "sqlite", "geojson"])
  func anUnfinishedOutputLeavesTheOldAlone(_ ending: String) throws {
    let path = folder.file("out.\(ending)")
    try CircleWriter.write([circles[1]], to: path, plane: plane)
    let (files, old) = (folder.contents, try Data(contentsOf: URL(fileURLWithPath: path)))
    let temporaryFiles = TemporaryFiles()
    do {
      let writer = try CircleWriter(
        to: path, plane: plane, overwrite: true, temporaryFiles: temporaryFiles)
      try writer.write(circles[0])
      #expect(temporaryFiles.current.count == 1 && folder.contents.count == files.count + 1)
    }
    #expect(temporaryFiles.current.isEmpty && folder.contents == files)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == old)
    // Finishing replaces it.
    try CircleWriter.write(
      circles, to: path, plane: plane, overwrite: true, temporaryFiles: temporaryFiles)
    #expect(try readBack("out.\(ending)").features.count == 2)
    #expect(temporaryFiles.current.isEmpty)
  }

  @Test func aSignalRemovesWhatIsBeingWritten() throws {
    let temporaryFiles = TemporaryFiles()
    let writer = try CircleWriter(
      to: folder.file("out.gpkg"), plane: plane, temporaryFiles: temporaryFiles)
    try writer.write(circles[0])
    temporaryFiles.removeAll()
    #expect(folder.contents.isEmpty && temporaryFiles.current.isEmpty)
  }

  @Test func staleIndexesOfAShapefileGo() throws {
    try CircleWriter.write(circles, to: folder.file("out.shp"), plane: plane)
    _ = try folder.write("old index", to: "out.qix")
    _ = try folder.write("other", to: "other.qix")
    try CircleWriter.write(circles, to: folder.file("out.shp"), plane: plane, overwrite: true)
    #expect(folder.contents.contains("other.qix") && !folder.contents.contains("out.qix"))
  }

  /// What is there is replaced where that is asked for and it is circles of the same format, whole.
  @Test(arguments: CircleWriter.endings)
  func onlyCirclesOfTheFormatAreReplaced(_ ending: String) throws {
    func reason(_ name: String, overwrite: Bool) -> LayerError.Reason? {
      do {
        try CircleWriter.write(circles, to: folder.file(name), plane: plane, overwrite: overwrite)
        return nil
      } catch {
        #expect(error.category == .cannotCreate)
        return error.reason
      }
    }
    let bytes = { try Data(contentsOf: URL(fileURLWithPath: folder.file($0))) }
    #expect(reason("out.\(ending)", overwrite: true) == nil)
    #expect(reason("out.\(ending)", overwrite: false) == .outputExists)
    #expect(reason("out.\(ending)", overwrite: true) == nil)
    // No circles are circles, too.
    try CircleWriter.write([], to: folder.file("none.\(ending)"), plane: plane)
    #expect(reason("none.\(ending)", overwrite: true) == nil)
    for other in CircleWriter.endings where other != ending {
      try CircleWriter.write(circles, to: folder.file("other.\(other)"), plane: plane)
      let content = try bytes("other.\(other)")
      try content.write(to: URL(fileURLWithPath: folder.file("as-\(other).\(ending)")))
      #expect(reason("as-\(other).\(ending)", overwrite: true) != nil)
      #expect(try bytes("as-\(other).\(ending)") == content)
    }
    let features = #"[{"type":"Feature","properties":{"id":"a"},"geometry":null}]"#
    for text in [
      "", "old", "{}", "{\"type\":\"FeatureCollection\",\"features\":\(features)}",
      "SQLite format 3\0",
    ] {
      _ = try folder.write(text, to: "foreign.\(ending)")
      guard case .outputIsForeign? = reason("foreign.\(ending)", overwrite: true) else {
        Issue.record("\(text) was replaced")
        continue
      }
      #expect(try bytes("foreign.\(ending)") == Data(text.utf8))
    }
  }

  /// A table that only has the name of a part of the output.
  @Test func companionsOfNothingStay() throws {
    for (ending, other) in [("shp", "out.dbf"), ("shp", "out.prj"), ("gpkg", "out.gpkg-wal")] {
      _ = try folder.write("mine", to: other)
      for overwrite in [false, true] {
        let error = #expect(throws: LayerError.self) {
          try CircleWriter.write(
            circles, to: folder.file("out.\(ending)"), plane: plane, overwrite: overwrite)
        }
        #expect(error?.message.text(in: .english).contains(other) == true)
      }
      #expect(folder.contents == [other])
      try FileManager.default.removeItem(atPath: folder.file(other))
    }
  }

  @Test func whatCannotBeWrittenSaysWhy() throws {
    func reason(_ path: String) -> LayerError? {
      do {
        try CircleWriter.write(circles, to: path, plane: plane)
        return nil
      } catch {
        return error
      }
    }
    #expect(reason(folder.file("out.kml"))?.category == .usage)
    #expect(reason(folder.file("out"))?.category == .usage)
    #expect(reason(folder.file("no/such/out.gpkg"))?.category == .cannotCreate)
    try FileManager.default.createDirectory(
      atPath: folder.file("d.geojson"), withIntermediateDirectories: false)
    #expect(reason(folder.file("d.geojson"))?.category == .cannotCreate)
    #expect(mkfifo(folder.file("pipe.geojson"), 0o600) == 0)
    #expect(reason(folder.file("pipe.geojson"))?.category == .cannotCreate)
    #expect(folder.contents == ["d.geojson", "pipe.geojson"])
  }

  @Test func noCirclesAreAnEmptyLayer() throws {
    for ending in CircleWriter.endings {
      try CircleWriter.write([], to: folder.file("none.\(ending)"), plane: plane)
      #expect(try readBack("none.\(ending)").features.isEmpty, "\(ending)")
    }
  }

  @Test func aCircleWithoutPolygonsIsKept() throws {
    let nothing = CircleFeature(id: "x", minutes: 5, geometry: .collection([]))
    try CircleWriter.write([nothing], to: folder.file("out.geojson"), plane: plane)
    let text = try String(contentsOfFile: folder.file("out.geojson"), encoding: .utf8)
    #expect(
      text.contains("\"area_m2\":0},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[]}"))
    try CircleWriter.write([nothing], to: folder.file("out.gpkg"), plane: plane)
    #expect(try readBack("out.gpkg").features.map { $0["id"] } == ["x"])
  }
}
