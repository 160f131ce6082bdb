import Foundation
import Testing

@testable import PlaneGeometry

@Suite struct GeographicTests {
  private func place(_ longitude: Double, _ latitude: Double) -> GeographicPoint {
    GeographicPoint(longitude: longitude, latitude: latitude)
  }

  @Test func `a box is the smallest around its places, sides included`() throws {
    let box = try #require(
      GeographicBox(around: [place(120, 31), place(119, 30.5), place(119.5, 30)]))
    #expect(box.min == place(119, 30) && box.max == place(120, 31))
    #expect(box.centre == place(119.5, 30.5))
    #expect(box.contains(place(119, 31)) && box.contains(place(120, 30)))
    #expect(!box.contains(place(118.999, 30.5)) && !box.contains(place(119.5, 31.001)))
    #expect(GeographicBox(around: [GeographicPoint]()) == nil)
    let ring = box.ring
    #expect(ring.count == 5 && ring.first == ring.last)
    // Counter-clockwise: the doubled area of the ring by its corners is positive.
    let doubled = zip(ring, ring.dropFirst()).reduce(0) {
      $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
    }
    #expect(abs(doubled - 2) < 1e-9)
  }

  @Test func `a geometry in degrees is coded as GeoJSON, longitude first`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let line = GeographicGeometry(line: [place(120.5, 30.25), place(121, 30)])
    let data = try encoder.encode(line)
    #expect(
      String(decoding: data, as: UTF8.self)
        == #"{"coordinates":[[120.5,30.25],[121,30]],"type":"LineString"}"#)
    #expect(try JSONDecoder().decode(GeographicGeometry.self, from: data) == line)
    #expect(line.bounds == GeographicBox(min: place(120.5, 30), max: place(121, 30.25)))
    let ring = [place(0, 0), place(4, 0), place(4, 4), place(0, 4), place(0, 0)]
    let hole = [place(1, 1), place(1, 2), place(2, 2), place(2, 1), place(1, 1)]
    let area = GeographicGeometry(exterior: ring, holes: [hole])
    let copy = try JSONDecoder().decode(
      GeographicGeometry.self, from: try encoder.encode(area))
    #expect(copy == area && !area.isEmpty)
  }

  @Test func `what is no geometry is refused`() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        GeographicGeometry.self, from: Data(#"{"type":"Point","coordinates":[1]}"#.utf8))
    }
  }

  @Test func `a box and its places survive coding`() throws {
    let box = GeographicBox(min: place(-180, -90), max: place(0.1 + 0.2, 90))
    let data = try JSONEncoder().encode(box)
    #expect(try JSONDecoder().decode(GeographicBox.self, from: data) == box)
  }
}
