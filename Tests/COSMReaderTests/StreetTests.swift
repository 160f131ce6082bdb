import COSMReader
import Foundation
import Testing

@Suite struct StreetTests {
  static let nodes = """
    <node id="1" lat="0.0001" lon="0.0001"/>
    <node id="2" lat="0.0002" lon="-0.0002"/>
    <node id="3" lat="0.0003" lon="0.0003"/>
    """

  @Test func `only ways with the key are read, with the values asked for and the nodes they need`()
    throws
  {
    let streets = try Files.withXML(
      """
      \(Self.nodes)<node id="9" lat="1" lon="1"/>
      <way id="7"><nd ref="9"/><nd ref="1"/><tag k="building" v="yes"/></way>
      <way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/><tag k="name" v="巷"/></way>
      """
    ) { try readStreets($0, keys: ["name", "highway", "oneway"]) }
    #expect(streets.wayIDs == [5])
    #expect(streets.wayNodes == [[1, 2]])
    #expect(streets.wayValues == [["巷", "path", ""]])
    #expect(streets.nodeIDs == [1, 2])
    #expect(streets.nodeLocations == [[1000, 1000], [-2000, 2000]])
    #expect(streets.box == nil)
  }

  @Test func `references to nodes outside the file are kept as gaps and counted`() throws {
    let streets = try Files.withXML(
      """
      \(Self.nodes)
      <way id="5"><nd ref="8"/><nd ref="1"/><nd ref="8"/><nd ref="2"/><tag k="highway" v="a"/></way>
      <way id="6"><nd ref="1"/><nd ref="2"/><tag k="highway" v="a"/></way>
      """
    ) { try readStreets($0) }
    #expect(streets.wayNodes == [[nil, 1, nil, 2], [1, 2]])
    #expect(streets.missingNodeReferences == 2)
    #expect(streets.waysCut == 1)
  }

  @Test func `a node with invalid coordinates counts as missing`() throws {
    let streets = try Files.withXML(
      """
      <node id="1" lat="91" lon="0"/><node id="2" lat="0" lon="0"/>
      <way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="a"/></way>
      """
    ) { try readStreets($0) }
    #expect(streets.wayNodes == [[nil, 2]])
    #expect(streets.invalidLocations == 1)
    #expect(streets.missingNodeReferences == 1)
  }

  @Test func `objects in any order give the same streets`() throws {
    let way5 = "<way id=\"5\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"highway\" v=\"a\"/></way>"
    let way6 = "<way id=\"6\"><nd ref=\"3\"/><nd ref=\"2\"/><tag k=\"highway\" v=\"b\"/></way>"
    let sorted = try Files.withXML(Self.nodes + way5 + way6) { try readStreets($0) }
    let reversed = try Files.withXML(
      way6 + way5 + Self.nodes.split(separator: "\n").reversed().joined(separator: "\n")
    ) { try readStreets($0) }
    #expect(reversed.wayIDs == [5, 6])
    #expect(reversed.wayNodes == sorted.wayNodes)
    #expect(reversed.wayValues == sorted.wayValues)
    #expect(reversed.nodeLocations == sorted.nodeLocations)
  }

  @Test func `of objects with the same id the last is kept`() throws {
    let streets = try Files.withXML(
      """
      \(Self.nodes)<node id="1" lat="0.5" lon="0.5"/>
      <way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="a"/></way>
      <way id="5"><nd ref="3"/><nd ref="1"/><tag k="highway" v="b"/></way>
      """
    ) { try readStreets($0) }
    #expect(streets.wayNodes == [[3, 1]])
    #expect(streets.wayValues == [["b"]])
    #expect(streets.nodeLocations[0] == [5_000_000, 5_000_000])
    #expect(streets.duplicateIDs == 2)
  }

  @Test func `a deleted version takes the object away`() throws {
    let streets = try Files.withXML(
      """
      \(Self.nodes)<node id="3" version="2" visible="false"/>
      <way id="5" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="a"/></way>
      <way id="5" version="2" visible="false"/>
      <way id="6" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="a"/></way>
      <way id="6" version="2"><nd ref="1"/><nd ref="3"/><tag k="highway" v="b"/></way>
      """
    ) { try readStreets($0) }
    #expect(streets.wayIDs == [6])
    #expect(streets.wayValues == [["b"]])
    #expect(streets.wayNodes == [[1, nil]])
  }

  /// Three nodes of a street; only the third, a clinic, stands in the file by itself.
  static let locationsOnWays = """
    AAAADQoJT1NNSGVhZGVyGD8KPSIOT3NtU2NoZW1hLVYwLjYiCkRlbnNlTm9kZXMqD0xvY2F0aW9uc09uV2F5c4IB\
    DW9zbWl1bS8xLjE1LjAAAAALCgdPU01EYXRhGEQKQgoVCgAKAAoHYW1lbml0eQoGY2xpbmljEikSJwoBBioPCgEB\
    EgEAGgEAIgEAKgECQgWgqI6eAkoFoMy1+AhSAwIDAAAAAAwKB09TTURhdGEYlQEKkgEKIgoACgdoaWdod2F5CgRw\
    YXRoCgAKCGJ1aWxkaW5nCgN5ZXMSbBovCAUSAQEaAQIiCggBEAAYACAAKANCAwICAlIJgLC0+AgAoJwBSgmAjI2e\
    AqCcAQAaOQgGEgEEGgEFIgoIARAAGAAgACgDQgUCAgICBVINgLC0+AgAoJwBAJ+cAUoNgIyNngKgnAEAn5wBAA==
    """

  @Test func `locations that stand on the ways of a PBF are those of its nodes`() throws {
    let bytes = try #require(Data(base64Encoded: Self.locationsOnWays))
    try Files.withFile(bytes, suffix: ".osm.pbf") { path in
      let streets = try readStreets(path)
      #expect(streets.wayNodes == [[1, 2, 3]])
      #expect(
        streets.nodeLocations == [
          [1_200_000_000, 300_000_000], [1_200_000_000, 300_010_000], [1_200_010_000, 300_010_000],
        ])
      #expect(streets.missingNodeReferences == 0)
      let buildings = try readFeatures(
        path, filters: [("building", nil), ("amenity", nil)], keys: ["amenity"])
      #expect(buildings.features.map(\.shape) == [OSM_POINT, OSM_AREA])
      #expect(buildings.features.last?.rings.first?.count == 5)
    }
  }

  @Test func `a node's own location counts before that on a way, and one outside the world not`()
    throws
  {
    let streets = try Files.withXML(
      """
      <node id="1" lat="1" lon="1"/>
      <way id="4"><nd ref="1" lat="2" lon="2"/><nd ref="2" lat="3" lon="3"/><nd ref="3"/>
      <nd ref="9" lat="91" lon="0"/><tag k="highway" v="a"/></way>
      <way id="5"><nd ref="2" lat="4" lon="4"/><nd ref="3" lat="5" lon="5"/>
      <tag k="highway" v="a"/></way>
      """
    ) { try readStreets($0) }
    #expect(streets.wayNodes == [[1, 2, 3, nil], [2, 3]])
    #expect(
      streets.nodeLocations == [
        [10_000_000, 10_000_000], [30_000_000, 30_000_000], [50_000_000, 50_000_000],
      ])
    #expect(streets.invalidLocations == 1)
  }

  @Test func `the header's box is given`() throws {
    let streets = try Files.withXML(
      "<bounds minlat=\"1\" minlon=\"2\" maxlat=\"3\" maxlon=\"4\"/>" + Self.nodes
    ) { try readStreets($0) }
    #expect(streets.box == [20_000_000, 10_000_000, 40_000_000, 30_000_000])
    #expect(streets.wayIDs.isEmpty)
  }

  @Test func `ways without nodes, and negative ids, are read`() throws {
    let streets = try Files.withXML(
      """
      <node id="-1" lat="0" lon="0"/><node id="-2" lat="0" lon="1"/>
      <way id="-5"><nd ref="-1"/><nd ref="-2"/><tag k="highway" v="a"/></way>
      <way id="-6"><tag k="highway" v="a"/></way>
      """
    ) { try readStreets($0) }
    #expect(streets.wayIDs == [-6, -5])
    #expect(streets.wayNodes == [[], [-1, -2]])
  }
}
