import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

@Suite struct OSMHomesTests {
  static let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: 120, latitude: 30))

  @Test func `households follow the definition`() {
    let households = OSMHomes.households
    #expect(households(0, 3) == 1)
    #expect(households(100, 1) == 1)
    #expect(households(500, 3) == 12)
    #expect(households(312.5, 1) == 3)  // 2.5 rounds up
    #expect(households(312.4, 1) == 2)
    #expect(households(1000, 33) == 264)
    #expect(households(1e30, 200) == 1_000_000)
  }

  @Test(
    arguments: [
      ("5", 5), ("1.5", 1.5), (" 6 ", 6), ("0", nil), ("-1", nil), ("3;4", nil), ("nan", nil),
      ("0x10", nil), ("1e2", nil), ("five", nil), ("", nil), ("201", nil), (".", nil), ("5F", nil),
    ] as [(String, Double?)])
  func `storeys are plain decimal numbers`(text: String, levels: Double?) {
    #expect(OSMHomes.storeys(text) == levels)
  }

  @Test func `homes are the buildings that people live in`() throws {
    // Footprints of about 96.5 m × 110.9 m, over which storeys show.
    let cases: [(tags: [String: String], storeys: Double?)] = [
      (["building": "apartments"], 3), (["building": "residential"], 3),
      (["building": "dormitory"], 3), (["building": "house"], 2), (["building": "detached"], 2),
      (["building": "semidetached_house"], 2), (["building": "terrace"], 2),
      (["building": "yes"], 3), (["building": "yes", "building:levels": "11"], 11),
      (["building": "house", "building:levels": "1.5"], 1.5),
      (["building": "house", "building:levels": "many"], 2),
      (["building": "apartments", "shop": "bakery"], 3),
      (["building": "yes", "shop": "bakery"], nil),
      (["building": "yes", "amenity": "school"], nil), (["building": "yes", "office": "it"], nil),
      (["building": "yes", "tourism": "hotel"], nil), (["building": "yes", "leisure": "x"], nil),
      (["building": "yes", "industrial": "x"], nil), (["building": "garage"], nil),
      (["building": "commercial"], nil), (["building": "no"], nil),
    ]
    var xml = OSMXML()
    for (i, element) in cases.enumerated() {
      xml.rectangle(100 + i, from: (0, 20 * Double(i)), to: (10, 20 * Double(i) + 10), element.tags)
    }
    xml.node(9, 0, -10, ["building": "house"])
    let table = try xml.withFile { try OSMHomes.read($0, plane: Self.plane) }
    let expected = cases.enumerated().filter { $0.element.storeys != nil }
    #expect(table.rows.map(\.id) == ["n9"] + expected.map { "w\(100 + $0.offset)" })
    #expect(table.rows[0].households == 1)
    for (row, element) in zip(table.rows.dropFirst(), expected) {
      // Half a per mille of 10,700 m² is what the plane's scale may differ from the ellipsoid's.
      let floors = 96.486 * 110.85 * (element.element.storeys ?? 0) * 0.8 / 100
      #expect(
        abs(Double(row.households ?? 0) - floors) < 1 + floors * 0.002, "\(element.element.tags)")
    }
    #expect(
      table.issues.map(\.problem.key) == ["osm.households_estimated", "osm.levels_malformed"])
    #expect(table.issues[1].feature == "w110")
  }

  @Test func `a courtyard is no floor`() throws {
    var xml = OSMXML()
    xml.rectangle(100, from: (0, 0), to: (10, 10), [:])
    xml.rectangle(101, from: (0, 0), to: (5, 10), [:])
    xml.rectangle(200, from: (20, 0), to: (30, 10), [:])
    xml.rectangle(201, from: (22, 2), to: (28, 8), [:])
    xml.relation(1, ways: [100], ["type": "multipolygon", "building": "yes"])
    xml.relation(2, ways: [200, 201], ["type": "multipolygon", "building": "yes"])
    let table = try xml.withFile { try OSMHomes.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["r1", "r2"])
    let ratio = Double(table.rows[1].households ?? 0) / Double(table.rows[0].households ?? 0)
    #expect(abs(ratio - 0.64) < 0.01)
  }

  @Test func `Monaco's homes`() throws {
    let plane = try OSMStreets(Extract.monaco).plane
    let table = try OSMHomes.read(Extract.monaco, plane: plane)
    #expect(table.rows.count > 500)
    #expect(table.rows.allSatisfy { $0.households ?? 0 >= 1 })
    #expect(Set(table.rows.map(\.id)).count == table.rows.count)
  }
}
