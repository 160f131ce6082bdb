import COSMReader
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

  @Test func `changes are no extract`() throws {
    let change = """
      <?xml version="1.0"?><osmChange version="0.6"><modify>\(Self.nodes)
      <way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="a"/></way></modify></osmChange>
      """
    for bytes in [Array(change.utf8), [0xFF, 0xE0, 0x04] + Array("o5c2".utf8)] {
      #expect(throws: (any Error).self) { try Files.withFile(bytes) { try readStreets($0) } }
    }
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
