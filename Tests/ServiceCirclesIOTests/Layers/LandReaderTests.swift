import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

@Suite struct LandReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A layer of features in degrees, of which only the geometries matter.
  private func table(
    _ geometries: [String], plane: WorkingPlane
  ) throws -> PlaceTable<[Polygon]> {
    let features = geometries.map { #"{"type":"Feature","properties":{},"geometry":\#($0)}"# }
    let text = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    return try LandReader(
      LayerSource(path: try folder.write(text, to: "land.geojson")), plane: plane
    ).land()
  }

  private func polygon(_ ring: [[Double]]) -> String {
    #"{"type":"Polygon","coordinates":[\#(ring)]}"#
  }

  private func area(_ polygons: [Polygon]) throws -> Double {
    try GeometryEngine().area(.multiPolygon(polygons))
  }

  @Test func `a layer in degrees has the area it has on the ground`() throws {
    // On the central meridian of the plane, where its scale is one: a quadrangle of the ellipsoid of
    // 0.01° × 0.01° at 30°; radii of curvature of CGCS2000 there, M = 6 351 378 m, N = 6 383 481 m.
    let quadrangle = [
      [119.995, 29.995], [120.005, 29.995], [120.005, 30.005], [119.995, 30.005],
    ]
    let table = try table(
      [polygon(quadrangle + [quadrangle[0]])], plane: WorkingPlane(srid: 4549))
    let degree = 0.01 * Double.pi / 180
    let expected = 6_351_378 * degree * 6_383_481 * degree * 0.866_025_4
    #expect(table.issues.isEmpty && table.rows.count == 1)
    #expect(try abs(area(table.rows[0]) / expected - 1) < 1e-4)
  }

  @Test func `a bow tie is repaired and told, what has no area is left out`() throws {
    let bowTie = [[120.0, 30], [120.01, 30.01], [120.01, 30], [120, 30.01], [120, 30]]
    let square = [[120.0, 30], [120.01, 30], [120.01, 30.01], [120, 30.01], [120, 30]]
    let table = try table(
      [
        polygon(bowTie), #"{"type":"LineString","coordinates":[[120,30],[120.1,30]]}"#,
        #"{"type":"Point","coordinates":[120,30]}"#, "null", polygon(square),
      ], plane: WorkingPlane(srid: 4549))
    #expect(table.featureCount == 5 && table.rows.count == 2)
    #expect(table.rejectedCount == 3)
    #expect(table.issues.first?.problem.key == "community.invalid")
    #expect(table.issues.first?.action.key == "community.repaired")
    #expect(table.issues.dropFirst().allSatisfy { $0.action.key == "layer.skipped" })
    // Two triangles that meet in the middle have half of the square.
    #expect(table.rows[0].count == 2)
    #expect(try abs(area(table.rows[0]) / area(table.rows[1]) - 0.5) < 1e-3)
  }

  @Test func `rings may turn either way, and holes are no land`() throws {
    let clockwise = [[120.0, 30], [120, 30.01], [120.01, 30.01], [120.01, 30], [120, 30]]
    let hole = [
      [120.0025, 30.0025], [120.0075, 30.0025], [120.0075, 30.0075], [120.0025, 30.0075],
      [120.0025, 30.0025],
    ]
    let table = try table(
      [polygon(clockwise), #"{"type":"Polygon","coordinates":[\#(clockwise),\#(hole)]}"#],
      plane: WorkingPlane(srid: 4549))
    #expect(table.issues.isEmpty && table.rows.map(\.count) == [1, 1])
    #expect(try abs(area(table.rows[1]) / area(table.rows[0]) - 0.75) < 1e-4)
  }
}
