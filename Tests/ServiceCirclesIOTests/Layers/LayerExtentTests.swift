import Foundation
import PlaneGeometry
import Testing

@testable import ServiceCirclesIO

@Suite struct LayerExtentTests {
  private func polygon(_ x: Double, _ y: Double) -> String {
    let corners = [(0.0, 0.0), (0.1, 0), (0.1, 0.1), (0, 0.1), (0, 0)]
    let ring = corners.map { "[\(x + $0.0),\(y + $0.1)]" }.joined(separator: ",")
    return """
      {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}
      """
  }

  private func centre(_ text: String, _ name: String) throws -> GeographicPoint? {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "extent-\(UUID().uuidString)-\(name)")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try LayerExtent.centre(of: LayerSource(path: url.path))
  }

  @Test func `one community in the wrong place does not move the middle`() throws {
    let features = [(120.0, 30.0), (120.1, 30.1), (120.2, 30.2), (0, 0)].map(polygon)
    let middle = try centre(
      "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}",
      "a.geojson")
    #expect(
      middle.map { abs($0.longitude - 120.05) < 1e-9 && abs($0.latitude - 30.05) < 1e-9 } == true)
  }

  @Test func `nor does one row of a table`() throws {
    let middle = try centre(
      "id,lon,lat\na,120,30\nb,120.1,30.1\nc,120.2,30.2\nd,-75,10\n", "b.csv")
    #expect(middle == GeographicPoint(longitude: 120, latitude: 30))
  }
}
