import Foundation
import PlaneGeometry
import ServiceCircles
import Testing

@testable import ServiceCirclesIO

@Suite struct OSMCommunitiesTests {
  static let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: 120, latitude: 30))

  static func tags(_ level: String, _ name: String? = nil) -> [String: String] {
    var tags = ["type": "boundary", "boundary": "administrative", "admin_level": level]
    tags["name"] = name
    return tags
  }

  /// Two complete communities of level 10 and one that is not; level 8 complete; level 11 not.
  static var county: OSMXML {
    var xml = OSMXML()
    xml.bounds(0, 0, 100, 100)
    xml.rectangle(1, from: (0, 0), to: (10, 10), [:])
    xml.rectangle(2, from: (10, 0), to: (20, 10), [:])
    xml.relation(30, ways: [1], tags("10", "甲社区"))
    xml.relation(31, ways: [2], tags("10"))
    xml.relation(32, ways: [2, 99], tags("10", "乙社区"))
    xml.relation(33, ways: [1], tags("8", "县"))
    xml.relation(34, ways: [99], tags("11", "小区"))
    xml.relation(35, ways: [99], tags("8", "邻县"))
    xml.relation(36, ways: [1], tags("ten", "x"))
    return xml
  }

  @Test func `the deepest level with a complete polygon is taken, the others become issues`() throws
  {
    let table = try Self.county.withFile { try OSMCommunities.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["r30", "r31"])
    #expect(table.rows.map(\.name) == ["甲社区", nil])
    #expect(table.rows.allSatisfy { $0.setting == .urban && $0.polygons.count == 1 })
    #expect(table.issues.map(\.feature) == ["r32", "r34"])
    #expect(table.issues[0].problem.values == ["name": "乙社区", "level": "10"])
  }

  @Test func `a level that is asked for is taken`() throws {
    let table = try Self.county.withFile {
      try OSMCommunities.read($0, plane: Self.plane, level: 8, setting: .rural)
    }
    #expect(table.rows.map(\.id) == ["r33"])
    #expect(table.rows[0].setting == .rural)
    #expect(table.issues.map(\.feature) == ["r35"])
  }

  @Test func `without a complete boundary the extent is one community, and it says so`() throws {
    var xml = OSMXML()
    xml.bounds(0, 0, 100, 100)
    xml.rectangle(
      1, from: (0, 0), to: (10, 10), ["boundary": "administrative", "admin_level": "10"])
    xml.relation(34, ways: [99], Self.tags("10", "小区"))
    xml.street(2, nodes: 1..<3, from: (10, 10), to: (90, 90))
    let table = try xml.withFile { try OSMCommunities.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["extent"])
    #expect(table.issues.map(\.feature) == ["r34", "extent"])
    let area = table.rows[0].polygons.reduce(0) { $0 + $1.areaSquareMetres }
    #expect(abs(area - 964.86 * 1108.5) < area * 0.001)
  }

  @Test func `without a box the extent is that of the streets`() throws {
    var xml = OSMXML()
    xml.node(1, 0, 0)
    xml.node(2, 50, 10)
    xml.node(3, 500, 500)
    xml.way(1, [1, 2], ["highway": "path"])
    let table = try xml.withFile { try OSMCommunities.read($0, plane: Self.plane) }
    let area = table.rows[0].polygons.reduce(0) { $0 + $1.areaSquareMetres }
    #expect(abs(area - 482.4 * 110.85) < area * 0.001)
  }

  @Test func `a box of the whole world is no community`() throws {
    var xml = OSMXML()
    xml.add("<bounds minlon=\"-180\" minlat=\"-90\" maxlon=\"180\" maxlat=\"90\"/>")
    xml.add("<node id=\"9\" lat=\"0\" lon=\"0\"/>")
    xml.street(1, nodes: 1..<5, from: (0, 0), to: (50, 10))
    xml.way(2, [9, 1], ["highway": "path"])
    let table = try xml.withFile { try OSMCommunities.read($0, plane: Self.plane) }
    let area = table.rows[0].polygons.reduce(0) { $0 + $1.areaSquareMetres }
    #expect(abs(area - 482.4 * 110.85) < area * 0.001)
  }

  @Test func `the rim of an island that is mapped twice is one community`() throws {
    var xml = OSMXML()
    var tags = Self.tags("10", "岛")
    xml.relation(30, ways: [1], tags)
    tags["type"] = nil
    xml.rectangle(1, from: (0, 0), to: (10, 10), tags)
    let table = try xml.withFile { try OSMCommunities.read($0, plane: Self.plane) }
    #expect(table.rows.map(\.id) == ["r30"])
  }

  @Test func `Monaco's wards`() throws {
    let plane = try OSMStreets(Extract.monaco).plane
    let table = try OSMCommunities.read(Extract.monaco, plane: plane)
    #expect(table.rows.count == 6)
    #expect(table.rows.contains { $0.name == "Monte-Carlo" || $0.name == "La Condamine" })
    #expect(table.issues.map(\.feature) == ["r5986473", "r5986474", "r5986475"])
    let engine = GeometryEngine()
    for community in table.rows {
      #expect(try engine.invalidReason(.multiPolygon(community.polygons)) == nil)
    }
  }

  @Test(
    .enabled(if: Extract.shared("las-palmas") != nil, "needs the shared collection of extracts"))
  func `Las Palmas against its official boundary`() throws {
    let file = try #require(Extract.shared("las-palmas/las_palmas_20230221.osm.pbf"))
    let plane = WorkingPlane.chosen(for: GeographicPoint(longitude: -15.45, latitude: 28.1))
    let table = try OSMCommunities.read(file, plane: plane)
    #expect(table.rows.map(\.name) == ["Las Palmas de Gran Canaria"])
    #expect(table.issues.count == 4)
    // The municipality has 100.55 km².
    let area = table.rows[0].polygons.reduce(0) { $0 + $1.areaSquareMetres } / 1e6
    #expect(abs(area - 100.55) < 3)
  }
}
