import Foundation
import PlaneGeometry
import Streets
import Testing

@testable import ServiceCirclesIO

@Suite struct OSMStreetsTests {
  @Test func `lengths are geodesic, names and the plane are kept, bends need no node of their own`()
    throws
  {
    var xml = OSMXML()
    for i in 1...3 { xml.node(i, Double(i) * 10, 0) }
    xml.way(1, [1, 2, 3], ["highway": "residential", "name": "文三路"])
    xml.way(2, [3, 1], ["highway": "path"])
    let streets = try xml.withFile { try OSMStreets($0) }
    #expect(streets.plane.srid == 4549)
    #expect(streets.names == ["文三路"])
    #expect(streets.segments.map(\.name) == [0, 0, -1])
    let length = Geodesic.lengthMetres(from: OSMXML.place(10, 0), to: OSMXML.place(20, 0))
    #expect(abs(streets.segments[0].lengthMetres - length) < 1e-6)
    #expect(abs(length - 96.5) < 0.1)
    #expect(streets.nodes.allSatisfy { !$0.isCut })
    let network = try StreetNetwork(streets)
    #expect(network.coordinateSystem == "EPSG:4549")
    // A ring without junctions is one edge.
    #expect(network.edgeCount == 1)
  }

  @Test func `a way breaks where nodes are missing and the nodes beside the gap are cuts`() throws {
    var xml = OSMXML()
    for i in 1...6 { xml.node(i, Double(i) * 10, 0) }
    xml.way(1, [1, 2, 97, 98, 3, 4, 99], ["highway": "path"])
    xml.way(2, [95, 5, 6], ["highway": "path", "access": "private"])
    xml.way(3, [96, 6, 94], ["highway": "path"])
    let streets = try xml.withFile { try OSMStreets($0) }
    #expect(streets.nodes.map(\.isCut) == [false, true, true, true, false, true])
    #expect(streets.segments.map(\.from) == [0, 2, 4])
    #expect(streets.segments.map(\.to) == [1, 3, 5])
    #expect(streets.missingNodeReferences == 6)
    #expect(streets.waysCut == 3)
  }

  @Test func `a street over the header's box gets a cut exactly on it, and goes on outside`() throws
  {
    var xml = OSMXML()
    xml.bounds(0, 0, 100, 100)
    xml.node(1, 50, 50)
    xml.node(2, 150, 50)  // leaves at x = 100
    xml.node(3, 100, 20)  // on the side
    xml.node(4, 130, 20)
    xml.node(5, -20, 90)  // outside, to outside, through the corner's inside
    xml.node(6, 10, 120)
    xml.node(7, 100, 60)  // along the side
    xml.way(1, [1, 2], ["highway": "path"])
    xml.way(2, [3, 4], ["highway": "path"])
    xml.way(3, [5, 6], ["highway": "path"])
    xml.way(4, [3, 7], ["highway": "path"])
    xml.way(5, [1, 4], ["highway": "path", "access": "no"])
    xml.street(6, nodes: 10..<50, from: (1, 1), to: (90, 9))
    let streets = try xml.withFile { try OSMStreets($0) }
    #expect(
      streets.nodes.map(\.isCut).prefix(7) == [false, false, true, false, false, false, false])
    // One crossing of way 1, and none of way 3: its line x + 110 = y leaves the corner (0, 100) out.
    #expect(streets.extentCrossings == 1)
    try #require(streets.nodes.count == 48)
    #expect(streets.nodes[47].isCut)
    let projector = try Projector(streets.plane)
    let crossing = try #require(projector.inverse(streets.nodes[47].position))
    #expect(abs(crossing.longitude - OSMXML.place(100, 50).longitude) < 1e-9)
    #expect(abs(crossing.latitude - OSMXML.place(100, 50).latitude) < 1e-9)
    #expect(streets.segments.count == 6 + 39)
    let whole = Geodesic.lengthMetres(from: OSMXML.place(50, 50), to: OSMXML.place(150, 50))
    #expect(
      abs(streets.segments[0].lengthMetres + streets.segments[1].lengthMetres - whole) < 1e-6)
  }

  @Test func `a street that clips a corner of the extent is cut twice`() throws {
    var xml = OSMXML()
    xml.bounds(0, 0, 100, 100)
    xml.node(1, -10, 80)
    xml.node(2, 30, 120)
    xml.way(1, [1, 2], ["highway": "path"])
    xml.street(2, nodes: 10..<30, from: (10, 10), to: (90, 60))
    let streets = try xml.withFile { try OSMStreets($0) }
    #expect(streets.nodes.map(\.isCut).filter { $0 }.count == 2)
    #expect(streets.nodes.map(\.isCut).suffix(2) == [true, true])
    #expect(streets.segments.map(\.from).prefix(3) == [0, 22, 23])
    #expect(streets.segments.map(\.to).prefix(3) == [22, 23, 1])
  }

  /// The header's boxes that some programs write: none of them says where the streets are.
  @Test(
    arguments: [
      (0, 0, 180, 90), (-180, -90, 180, 90), (7.40, 43.72, 7.45, 43.75),
      // Too wide by a hair, too high by a hair, and without two of ten nodes.
      (119.999, 30, 120.010_800_1, 30.009), (120, 29.999, 120.009, 30.008_800_1),
      (120.001_6, 30, 120.009, 30.009),
    ] as [(Double, Double, Double, Double)])
  func `an implausible box in the header is named and ignored`(
    west: Double, south: Double, east: Double, north: Double
  ) throws {
    func streets(_ bounds: String) throws -> OSMStreets {
      var xml = OSMXML()
      xml.add(bounds)
      // Ten nodes, 0.0049° wide and high.
      xml.street(1, nodes: 1..<11, from: (10, 10), to: (59, 59))
      return try xml.withFile { try OSMStreets($0) }
    }
    let with = try streets(
      "<bounds minlon=\"\(west)\" minlat=\"\(south)\" maxlon=\"\(east)\" maxlat=\"\(north)\"/>")
    let without = try streets("")
    #expect(with.plane.srid == 4549)
    #expect(with.nodes == without.nodes)
    #expect(with.extent == nil)
    #expect(with.issues.map(\.problem.key) == ["osm.box_implausible"])
    #expect(with.issues.map(\.severity) == [.warning])
    #expect(with.issues.map(\.role) == ["streets"])
    // The fifth of ten nodes: 10 + 4 · 49 / 9 ten-thousandths of a degree.
    #expect(with.issues.first?.problem.values["place"] == "120.00318 30.00318")
    #expect(without.issues.isEmpty)
  }

  @Test(
    arguments: [
      (120, 30, 120.0098, 30.0098), (120, 30, 120.0059, 30.0059), (120.0011, 30, 120.007, 30.007),
    ] as [(Double, Double, Double, Double)])
  func `a box that holds nine of ten nodes and is at most twice as wide is the extent`(
    west: Double, south: Double, east: Double, north: Double
  ) throws {
    var xml = OSMXML()
    xml.add(
      "<bounds minlon=\"\(west)\" minlat=\"\(south)\" maxlon=\"\(east)\" maxlat=\"\(north)\"/>")
    xml.street(1, nodes: 1..<11, from: (10, 10), to: (59, 59))
    let streets = try xml.withFile { try OSMStreets($0) }
    #expect(streets.extent?.min.longitude == west)
    #expect(streets.issues.isEmpty)
  }

  @Test func `the plane is that of most streets, wherever a few nodes are`() throws {
    var xml = OSMXML()
    xml.street(1, nodes: 1..<200, from: (0, 0), to: (100, 50))
    xml.add("<node id=\"300\" lat=\"30\" lon=\"117\"/><node id=\"301\" lat=\"30\" lon=\"117.1\"/>")
    xml.way(2, [300, 301], ["highway": "path"])
    #expect(try xml.withFile { try OSMStreets($0) }.plane.srid == 4549)
  }

  @Test func `a node at 0, 0 far from all others is as good as missing`() throws {
    var xml = OSMXML()
    xml.add("<node id=\"1\" lat=\"0\" lon=\"0\"/>")
    for i in 2...5 { xml.node(i, Double(i) * 10, 0) }
    xml.way(1, [2, 3, 1, 4, 5], ["highway": "path"])
    let streets = try xml.withFile { try OSMStreets($0) }
    #expect(streets.segments.count == 2)
    #expect(streets.nodes.map(\.isCut) == [false, true, true, false])
    #expect(streets.invalidLocations == 1)
    #expect(streets.issues.map(\.problem.key) == ["osm.nodes_nowhere"])
    #expect(streets.bounds.min == OSMXML.place(20, 0))
    // Where the streets lie around it, it is a place like any other.
    var gulf = OSMXML()
    gulf.add("<node id=\"1\" lat=\"0\" lon=\"0\"/><node id=\"2\" lat=\"0.001\" lon=\"0.001\"/>")
    gulf.way(1, [1, 2], ["highway": "path"])
    let there = try gulf.withFile { try OSMStreets($0) }
    #expect(there.segments.count == 1)
    #expect(there.issues.isEmpty)
  }

  @Test func `objects that stand in the file twice are counted in the issues`() throws {
    var xml = OSMXML()
    for i in 1...2 { xml.node(i, Double(i) * 10, 0) }
    xml.node(2, 30, 0)
    xml.way(1, [1, 2], ["highway": "path"])
    let streets = try xml.withFile { try OSMStreets($0) }
    #expect(streets.issues.map(\.problem.key) == ["osm.ids_repeated"])
    #expect(streets.issues[0].severity == .note)
  }

  @Test func `a given extent stands for the header's`() throws {
    var xml = OSMXML()
    xml.bounds(0, 0, 100, 100)
    xml.node(1, 10, 10)
    xml.node(2, 90, 10)
    xml.way(1, [1, 2], ["highway": "path"])
    let box = GeographicBox(min: OSMXML.place(0, 0), max: OSMXML.place(50, 50))
    let streets = try xml.withFile { try OSMStreets($0, extent: box) }
    #expect(streets.extentCrossings == 1)
    #expect(try xml.withFile { try OSMStreets($0) }.extentCrossings == 0)
  }

  @Test func `odd ways are kept as far as they are streets`() throws {
    var xml = OSMXML()
    xml.node(1, 0, 0)
    xml.node(2, 0, 0)
    xml.node(3, 10, 0)
    xml.way(1, [1, 2, 2, 3], ["highway": "path"])  // a segment of length 0, a node twice
    xml.way(2, [3], ["highway": "path"])
    xml.way(3, [], ["highway": "path"])
    let streets = try xml.withFile { try OSMStreets($0) }
    #expect(streets.segments.count == 2)
    #expect(streets.segments[0].lengthMetres == 0)
    #expect(try StreetNetwork(streets).edgeCount == 1)
  }

  @Test func `errors name the file and what is wrong`() throws {
    let missing = #expect(throws: OSMFileError.self) {
      try OSMStreets(OSMFile(path: "/no/such.osm.pbf"))
    }
    #expect(missing?.kind == .cannotOpen)
    #expect(missing?.path == "/no/such.osm.pbf")
    #expect(
      missing?.message.text(in: .english).hasPrefix("/no/such.osm.pbf: cannot be opened") == true)
    var xml = OSMXML()
    #expect(
      try #require(throws: OSMFileError.self) { try xml.withFile { try OSMStreets($0) } }.kind
        == .notOpenStreetMap)
    xml.node(1, 0, 0)
    #expect(
      try #require(throws: OSMFileError.self) { try xml.withFile { try OSMStreets($0) } }.kind
        == .noStreets)
  }

  @Test func `Monaco`() throws {
    let streets = try OSMStreets(Extract.monaco)
    #expect(streets.plane.srid == 32632)
    let network = try StreetNetwork(streets)
    #expect(network.edgeCount > 2000)
    let total = streets.segments.reduce(0) { $0 + $1.lengthMetres }
    #expect(total > 50_000 && total < 500_000)
  }

  @Test(
    .enabled(if: Extract.shared("las-palmas") != nil, "needs the shared collection of extracts"))
  func `Las Palmas, as measured elsewhere`() throws {
    let file = try #require(Extract.shared("las-palmas/las_palmas_20230221.osm.pbf"))
    // The collection's own figures, on a sphere: every highway but these, whatever access tags say.
    let data = try file.streets(filterKey: "highway", keys: ["highway", "foot"])
    let left: Set = ["motorway", "motorway_link", "construction", "proposed", "raceway"]
    var (segments, metres, cutWays) = (0, 0.0, 0)
    for way in 0..<data.wayCount {
      let values = data.values(ofWay: way).map { data.texts[$0] }
      if left.contains(values[0]) || values[1] == "no" { continue }
      let nodes = data.nodes(ofWay: way)
      if nodes.contains(.max) { cutWays += 1 }
      for i in nodes.indices.dropFirst() where nodes[i - 1] != .max && nodes[i] != .max {
        segments += 1
        metres += Self.sphereMetres(
          data.location(ofNode: Int(nodes[i - 1])).degrees,
          data.location(ofNode: Int(nodes[i])).degrees)
      }
    }
    #expect(segments == 98_213)
    #expect(cutWays == 187)
    #expect(abs(metres / 1000 - 2141) <= 0.5)

    let streets = try OSMStreets(file)
    #expect(streets.plane.srid == 32628)
    #expect(streets.waysCut == 194)
    #expect(try StreetNetwork(streets).edgeCount > 20_000)
    let all = streets.segments.reduce(0) { $0 + $1.lengthMetres }
    let open = streets.segments.filter { !$0.traits.contains(.restricted) }
      .reduce(0) { $0 + $1.lengthMetres }
    #expect(all < metres * 1.01 && open < all && open > metres * 0.85)
  }

  static func sphereMetres(_ p: GeographicPoint, _ q: GeographicPoint) -> Double {
    let radians = Double.pi / 180
    let (a, b) = (
      SIMD2(p.longitude, p.latitude) * radians, SIMD2(q.longitude, q.latitude) * radians
    )
    let h =
      pow(sin((b.y - a.y) / 2), 2) + cos(a.y) * cos(b.y) * pow(sin((b.x - a.x) / 2), 2)
    return 2 * 6_371_008.8 * asin(h.squareRoot())
  }
}
