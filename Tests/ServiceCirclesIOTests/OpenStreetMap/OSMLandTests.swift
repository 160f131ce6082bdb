import PlaneGeometry
import Testing

@testable import ServiceCirclesIO

@Suite struct OSMLandTests {
  static let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: 120, latitude: 30))

  @Test func `an outer way with the tag of its relation does not fill the hole`() throws {
    var xml = OSMXML()
    xml.rectangle(100, from: (0, 0), to: (10, 10), ["landuse": "residential"])
    xml.rectangle(101, from: (2, 2), to: (8, 8), [:])
    xml.relation(1, ways: [100, 101], ["type": "multipolygon", "landuse": "residential"])
    xml.rectangle(102, from: (20, 0), to: (30, 10), ["landuse": "residential"])
    let table = try xml.withFile { try OSMLand.read($0, plane: Self.plane) }
    #expect(table.rows.count == 2)
    let areas = table.rows.map { $0.reduce(0) { $0 + $1.areaSquareMetres } }
    // Ways first.
    #expect(abs(areas[1] / areas[0] - 0.64) < 0.001)
  }
}
