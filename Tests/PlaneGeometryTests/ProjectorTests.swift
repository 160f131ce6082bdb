import Testing

@testable import PlaneGeometry

@Suite struct ProjectorTests {
  struct Vector: Sendable {
    var name: String
    var latitude: Double
    var longitude: Double
    var srid: Int
    var northing: Double
    var easting: Double
  }

  /// Computed with `cs2cs` 9.1, to the millimetre.
  static let vectors = [
    Vector(
      name: "Hangzhou", latitude: 30.2766, longitude: 120.1636, srid: 4549,
      northing: 3350787.160, easting: 515741.207),
    Vector(
      name: "Hangzhou", latitude: 30.2766, longitude: 120.1636, srid: 4528,
      northing: 3350787.160, easting: 40515741.207),
    Vector(
      name: "Ningbo", latitude: 29.8683, longitude: 121.5440, srid: 4549,
      northing: 3306515.450, easting: 649180.300),
    Vector(
      name: "Ningbo", latitude: 29.8683, longitude: 121.5440, srid: 4550,
      northing: 3306404.558, easting: 359323.161),
    Vector(
      name: "Wenzhou", latitude: 27.9943, longitude: 120.6994, srid: 4549,
      northing: 3098007.181, easting: 568798.873),
    Vector(
      name: "Dinghai", latitude: 29.9853, longitude: 122.2072, srid: 4549,
      northing: 3320535.159, easting: 713022.460),
    Vector(
      name: "Dinghai", latitude: 29.9853, longitude: 122.2072, srid: 4550,
      northing: 3318748.417, easting: 423493.175),
    Vector(
      name: "Kaihua", latitude: 29.1370, longitude: 118.4140, srid: 4549,
      northing: 3225494.261, easting: 345655.667),
    Vector(
      name: "Kaihua", latitude: 29.1370, longitude: 118.4140, srid: 4548,
      northing: 3225280.822, easting: 637603.946),
  ]

  @Test(arguments: vectors) func placesOfTheProvinceToTheMillimetre(_ v: Vector) throws {
    let projector = try Projector(WorkingPlane(srid: v.srid))
    let p = try #require(
      projector.forward(GeographicPoint(longitude: v.longitude, latitude: v.latitude)))
    #expect(abs(p.x - v.easting) <= 0.0006)
    #expect(abs(p.y - v.northing) <= 0.0006)
    let back = try #require(projector.inverse(p))
    #expect(abs(back.longitude - v.longitude) < 1e-9 && abs(back.latitude - v.latitude) < 1e-9)
  }

  @Test(arguments: [
    (181.0, 30.0), (-180.1, 0), (120, 90.1), (.nan, 30), (120, .infinity), (500_000, 3_000_000),
  ]) func placesOutsideTheWorldHaveNone(_ longitude: Double, _ latitude: Double) throws {
    let projector = try Projector(WorkingPlane(srid: 4549))
    #expect(projector.forward(GeographicPoint(longitude: longitude, latitude: latitude)) == nil)
  }

  @Test func arraysAndGeometriesGoPointByPoint() throws {
    let projector = try Projector(WorkingPlane(srid: 4549))
    let places = [(120.1, 30.2), (120.2, 30.3)].map { GeographicPoint(longitude: $0, latitude: $1) }
    let each = places.compactMap { projector.forward($0) }
    let nowhere = GeographicPoint(longitude: 999, latitude: 0)
    #expect(projector.forward(places + [nowhere]) == each.map { $0 } + [nil])
    #expect(projector.forward(GeographicGeometry(line: places)) == .lineString(each))
    #expect(projector.forward(GeographicGeometry(line: places + [nowhere])) == nil)
    let back = try #require(projector.inverse(.lineString(each))?.bounds)
    #expect(abs(back.min.longitude - 120.1) < 1e-9 && abs(back.max.latitude - 30.3) < 1e-9)
    #expect(projector.inverse([[.nan, 0]]) == [nil])
  }

  @Test func theReprojectorPutsEastFirstForEverySource() throws {
    let plane = try WorkingPlane(srid: 4549)
    let expected = PlanePoint(515741.207, 3350787.160)
    for (crs, point) in [
      ("EPSG:4490", LayerGeometry(x: 120.1636, y: 30.2766)),
      ("EPSG:4326", LayerGeometry(x: 120.1636, y: 30.2766)),
      ("EPSG:4528", LayerGeometry(x: 40515741.207, y: 3350787.160)),
      ("EPSG:4549", LayerGeometry(x: expected.x, y: expected.y)),
    ] {
      let moved = try #require(try Reprojector(from: crs, to: plane).forward(point)?.points.first)
      #expect(abs(moved.x - expected.x) < 0.002 && abs(moved.y - expected.y) < 0.002, "\(crs)")
    }
    let webMercator = try Reprojector(from: "EPSG:3857", to: plane)
    #expect(!webMercator.isFromDegrees)
    let moved = try #require(
      webMercator.forward(LayerGeometry(x: 13376550.8, y: 3540132.3))?.points.first)
    #expect(abs(moved.x - expected.x) < 200 && abs(moved.y - expected.y) < 3000)
    #expect(
      try Reprojector(from: "EPSG:4490", to: plane).forward(LayerGeometry(x: 200, y: 30)) == nil)
    let there = Reprojector(alreadyIn: plane).forward(LayerGeometry(x: 1.5, y: 2))
    #expect(there == .point([1.5, 2]))
  }

  @Test func nonsenseIsATypedError() throws {
    let plane = try WorkingPlane(srid: 4549)
    #expect(throws: GeometryError.self) { try Reprojector(from: "EPSG:999999", to: plane) }
    #expect(throws: GeometryError.self) { try Reprojector(from: "", to: plane) }
    #expect(throws: GeometryError.self) { try Reprojector(from: "+proj=pipeline", to: plane) }
  }
}
