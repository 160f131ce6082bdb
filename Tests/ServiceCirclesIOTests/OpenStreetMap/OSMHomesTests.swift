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

  @Test(
    arguments: [
      (["building": "apartments"], ["building": "yes"]),
      (["building": "yes"], ["building": "apartments"]),
      (["building": "house"], ["building": "house", "name": "x"]),
    ])
  func `a relation and its outer way are one home, with the hole`(
    way: [String: String], relation: [String: String]
  ) throws {
    var xml = OSMXML()
    xml.rectangle(100, from: (0, 0), to: (10, 10), ["building": "yes"])
    xml.rectangle(200, from: (20, 0), to: (30, 10), way)
    xml.rectangle(201, from: (22, 2), to: (28, 8), [:])
    xml.relation(
      2, ways: [200, 201],
      relation.merging(["type": "multipolygon", "building:levels": "3"]) { a, _ in a })
    let table = try xml.withFile { try OSMHomes.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["w100", "r2"])
    let households = table.rows.map { Double($0.households ?? 0) }
    #expect(abs(households[1] / households[0] - 0.64) < 0.01)
    #expect(table.rejectedCount == 0)
    #expect(table.issues.last?.problem.key == "osm.homes_repeated")
    #expect(table.issues.last?.problem.values["count"] == "1")
  }

  @Test func `a relation without tags gives its outer way the hole`() throws {
    var xml = OSMXML()
    xml.rectangle(100, from: (0, 0), to: (10, 10), ["building": "yes"])
    xml.rectangle(200, from: (20, 0), to: (30, 10), ["building": "yes"])
    xml.rectangle(201, from: (22, 2), to: (28, 8), [:])
    xml.relation(2, ways: [200, 201], ["type": "multipolygon"])
    let table = try xml.withFile { try OSMHomes.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["w100", "w200"])
    let households = table.rows.map { Double($0.households ?? 0) }
    #expect(abs(households[1] / households[0] - 0.64) < 0.01)
  }

  @Test func `storeys that only the outer way states are the relation's`() throws {
    var xml = OSMXML()
    xml.rectangle(200, from: (0, 0), to: (10, 10), ["building": "yes", "building:levels": "6"])
    xml.relation(2, ways: [200], ["type": "multipolygon", "building": "yes"])
    let table = try xml.withFile { try OSMHomes.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["r2"])
    let households = Double(table.rows[0].households ?? 0)
    #expect(abs(households - 96.486 * 110.85 * 6 * 0.008) < 2)
  }

  @Test func `two on one outline, and a point inside, are one home`() throws {
    var xml = OSMXML()
    xml.rectangle(100, from: (0, 0), to: (10, 10), ["building": "yes"])
    xml.rectangle(101, from: (0, 0), to: (10, 10), ["building": "house"])
    xml.rectangle(102, from: (0, 0), to: (10, 11), ["building": "house"])  // another outline
    xml.node(1, 5, 5, ["building": "house"])
    xml.node(2, 10, 5, ["building": "house"])  // on the outline
    xml.node(3, 10.1, 5, ["building": "house"])
    let table = try xml.withFile { try OSMHomes.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["n3", "w100", "w102"])
    #expect(table.issues.last?.problem.values["count"] == "3")
  }

  @Test(
    arguments: [
      "abandoned", "disused", "ruins", "demolished", "razed", "destroyed", "collapsed", "removed",
      "proposed", "planned", "construction",
    ])
  func `nobody lives in what is gone or not yet there`(key: String) throws {
    var xml = OSMXML()
    xml.rectangle(100, from: (0, 0), to: (10, 10), ["building": "apartments", key: "yes"])
    xml.rectangle(101, from: (20, 0), to: (30, 10), ["building": "apartments", key: "no"])
    xml.rectangle(102, from: (40, 0), to: (50, 10), ["\(key):building": "apartments"])
    xml.rectangle(103, from: (60, 0), to: (70, 10), ["building": key])
    xml.rectangle(104, from: (80, 0), to: (90, 10), ["building:part": "yes"])
    xml.rectangle(105, from: (0, 20), to: (10, 30), ["building": "apartments", key: "1970"])
    let table = try xml.withFile { try OSMHomes.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["w101", "w105"])
  }

  @Test func `what is no building is left out and named`() throws {
    var xml = OSMXML()
    xml.rectangle(100, from: (0, 0), to: (10, 10), ["building": "yes"])
    // A whole quarter; a house with a corner at 0, 0; a line; an outline that says it is no area.
    xml.rectangle(101, from: (20, 0), to: (70, 50), ["building": "residential"])
    xml.add("<node id=\"9\" lat=\"0\" lon=\"0\"/>")
    xml.way(102, [1000, 1001, 9, 1000], ["building": "house"])
    xml.way(103, [1000, 1001, 1002], ["building": "house"])
    xml.way(104, [1000, 1001, 1002, 1003, 1000], ["building": "house", "area": "no"])
    let table = try xml.withFile { try OSMHomes.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["w100"])
    #expect(table.rejectedCount == 4)
    #expect(table.issues.map(\.feature) == ["", "w101", "w102", ""])
    #expect(table.issues.last?.problem.key == "osm.outlines_open")
    #expect(table.issues.last?.problem.values["count"] == "2")
  }

  @Test func `Monaco's homes`() throws {
    let plane = try OSMStreets(Extract.monaco).plane
    let table = try OSMHomes.read(Extract.monaco, plane: plane)
    #expect(table.rows.count > 500)
    #expect(table.rows.allSatisfy { $0.households ?? 0 >= 1 })
    #expect(Set(table.rows.map(\.id)).count == table.rows.count)
  }
}
