import Foundation
import Testing

@testable import PlaneGeometry

@Suite struct CodingTests {
  private func decode(_ json: String) throws -> Geometry {
    try JSONDecoder().decode(Geometry.self, from: Data(json.utf8))
  }

  @Test(arguments: samples) func aGeometryReadBackIsTheSame(_ geometry: Geometry) throws {
    let data = try JSONEncoder().encode(geometry)
    #expect(try JSONDecoder().decode(Geometry.self, from: data) == geometry)
  }

  @Test func everyDigitOfACoordinateIsKept() throws {
    let point = Geometry.point([504_321.123_456_789_01, 0.1 + 0.2])
    let data = try JSONEncoder().encode(point)
    #expect(try JSONDecoder().decode(Geometry.self, from: data) == point)
  }

  @Test func geometriesAreWrittenAsGeoJSON() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func text(_ geometry: Geometry) throws -> String {
      String(decoding: try encoder.encode(geometry), as: UTF8.self)
    }
    #expect(try text(.point([1.5, 2])) == #"{"coordinates":[1.5,2],"type":"Point"}"#)
    #expect(
      try text(.polygon(Polygon(exterior: [[0, 0], [1, 0], [1, 1], [0, 0]])))
        == #"{"coordinates":[[[0,0],[1,0],[1,1],[0,0]]],"type":"Polygon"}"#)
    #expect(
      try text(.collection([.multiPoint([[1, 2]])]))
        == #"{"geometries":[{"coordinates":[[1,2]],"type":"MultiPoint"}],"#
        + #""type":"GeometryCollection"}"#)
  }

  @Test func heightsAreDropped() throws {
    #expect(try decode(#"{"type":"Point","coordinates":[1,2,3]}"#) == .point([1, 2]))
  }

  @Test(arguments: [
    #"{"type":"Circle","coordinates":[1,2]}"#, #"{"type":"Point","coordinates":[1]}"#,
    #"{"type":"Point"}"#, #"{"type":"Point","coordinates":[[1,2]]}"#,
    #"{"type":"GeometryCollection","coordinates":[]}"#,
    #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}"#,
  ]) func whatIsNoGeometryIsRefused(_ json: String) {
    #expect(throws: DecodingError.self) { try decode(json) }
  }

  @Test func aPlaneReadBackIsTheSame() throws {
    let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: 120.16, latitude: 30.28))
    let data = try JSONEncoder().encode(plane)
    #expect(try JSONDecoder().decode(WorkingPlane.self, from: data) == plane)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["srid"] as? Int == 4549 && object["name"] as? String == plane.name)
  }
}
