import COSMReader
import Testing

@Suite struct FeatureTests {
  /// A grid of nodes 1…16: node 1 + 4 y + x at (x, y) in units of 1e-4 degree.
  static let grid = (0..<16).map {
    "<node id=\"\($0 + 1)\" lat=\"\(Double($0 / 4) / 10_000)\" lon=\"\(Double($0 % 4) / 10_000)\"/>"
  }.joined()

  static func way(_ id: Int, _ nodes: [Int], _ tags: [String: String] = [:]) -> String {
    let references = nodes.map { "<nd ref=\"\($0)\"/>" }.joined()
    return "<way id=\"\(id)\">\(references)\(self.tags(tags))</way>"
  }

  static func relation(
    _ id: Int, _ members: [(Int, String)], _ tags: [String: String]
  ) -> String {
    let list = members.map { "<member type=\"way\" ref=\"\($0.0)\" role=\"\($0.1)\"/>" }.joined()
    return "<relation id=\"\(id)\">\(list)\(self.tags(tags))</relation>"
  }

  static func tags(_ tags: [String: String]) -> String {
    tags.sorted { $0.key < $1.key }.map { "<tag k=\"\($0.key)\" v=\"\($0.value)\"/>" }.joined()
  }

  func read(_ objects: String) throws -> ReadFeatures {
    try Files.withXML(Self.grid + objects) {
      try readFeatures(
        $0, filters: [("building", nil), ("amenity", "clinic"), ("highway", "path")],
        keys: ["building", "amenity"])
    }
  }

  @Test func `nodes, lines and areas in the order of type and id`() throws {
    let result = try read(
      Self.way(9, [1, 2, 6, 5, 1], ["building": "yes"])
        + Self.way(8, [1, 2, 3], ["highway": "path"])
        + "<node id=\"17\" lat=\"0\" lon=\"0\"><tag k=\"amenity\" v=\"clinic\"/></node>"
        + "<node id=\"18\" lat=\"0\" lon=\"0\"><tag k=\"amenity\" v=\"bench\"/></node>")
    #expect(result.features.map(\.id) == [17, 8, 9])
    #expect(result.features.map(\.shape) == [OSM_POINT, OSM_LINE, OSM_AREA])
    #expect(result.features.map(\.values) == [["", "clinic"], ["", ""], ["yes", ""]])
    #expect(result.features[1].rings == [[[0, 0], [1000, 0], [2000, 0]]])
    let ring = try #require(result[OSM_WAY, 9]?.rings.first)
    #expect(ring.first == ring.last)
    #expect(Set(ring) == [[0, 0], [1000, 0], [1000, 1000], [0, 1000]])
  }

  @Test(
    arguments: [
      ([:], OSM_AREA), (["area": "no"], OSM_LINE), (["highway": "path"], OSM_LINE),
      (["highway": "path", "area": "yes"], OSM_AREA), (["barrier": "wall"], OSM_LINE),
    ] as [([String: String], osm_shape)])
  func `a closed way is an area unless its tags say otherwise`(
    tags: [String: String], shape: osm_shape
  ) throws {
    let result = try read(
      Self.way(9, [1, 2, 6, 5, 1], tags.merging(["building": "yes"]) { a, _ in a }))
    #expect(result.features.map(\.shape) == [shape])
  }

  @Test func `a relation is put together from parts of rings, with its holes`() throws {
    let result = try read(
      Self.way(20, [1, 2, 3, 4, 8]) + Self.way(21, [8, 12, 16, 15, 14, 13, 9, 5, 1])
        + Self.way(22, [6, 7, 11, 10, 6])
        + Self.relation(
          30, [(20, "outer"), (21, "outer"), (22, "inner")],
          ["type": "multipolygon", "building": "yes"]))
    #expect(result.features.map(\.id) == [30])
    let area = try #require(result[OSM_RELATION, 30])
    #expect(area.shape == OSM_AREA)
    #expect(area.isInner == [false, true])
    #expect(area.rings.map(\.count) == [13, 5])
    #expect(result.brokenRelations.isEmpty)
  }

  @Test func `a relation without all its ways or nodes, or not closed, is reported, not guessed`()
    throws
  {
    let tags = ["type": "boundary", "building": "yes"]
    let result = try read(
      Self.way(20, [1, 2, 6, 5, 1]) + Self.way(21, [1, 2, 6]) + Self.way(22, [1, 2, 99, 1])
        + Self.relation(30, [(20, "outer"), (98, "outer")], tags)
        + Self.relation(31, [(21, "outer")], tags)
        + Self.relation(32, [(22, "outer")], tags)
        + Self.relation(33, [], tags)
        + Self.relation(34, [(20, "outer")], ["type": "site", "building": "yes"])
        + Self.relation(35, [(20, "")], tags))
    #expect(result.brokenRelations == [30, 31, 32, 33])
    #expect(result.brokenRelationValues == Array(repeating: ["yes", ""], count: 4))
    #expect(result.broken.map(\.rings.count) == [1, 1, 1, 0])
    #expect(result.features.map(\.id) == [35])
  }

  @Test func `a closed way that crosses itself or misses a node is no area`() throws {
    let result = try read(
      Self.way(20, [1, 2, 99, 5, 1], ["building": "yes"])
        + Self.way(21, [1, 6, 2, 5, 1], ["building": "yes"]))
    #expect(result.features.isEmpty)
    #expect(result.brokenAreas == 2)
    // What is there of them is given all the same.
    #expect(result.broken.map(\.rings.count) == [2, 1])
    #expect(result.broken[1].rings[0].first == result.broken[1].rings[0].last)
    #expect(result.missingNodeReferences == 1)
  }

  @Test func `a line falls into parts where a node is missing`() throws {
    let result = try read(Self.way(20, [1, 2, 99, 3, 98, 4, 8], ["highway": "path"]))
    #expect(result.features.map(\.rings.count) == [2])
    #expect(result.features[0].rings[1] == [[3000, 0], [3000, 1000]])
    #expect(result.missingNodeReferences == 2)
  }

  @Test func `an outer way is told from an inner one, which is another thing`() throws {
    let building = ["building": "yes"]
    let result = try read(
      Self.way(20, [1, 4, 16, 13, 1], building) + Self.way(22, [6, 7, 11, 10, 6], building)
        + Self.way(23, [1, 4, 16, 13, 1], ["building": "yes", "amenity": "clinic"])
        + Self.relation(
          30, [(20, "outer"), (22, "inner")], ["type": "multipolygon", "building": "yes"])
        + Self.relation(31, [(23, "outer")], ["type": "multipolygon", "building": "yes"]))
    #expect(result.features.map(\.id) == [20, 22, 23, 30, 31])
    #expect(result.outers == [[20, 30], [23, 31]])
  }

  @Test func `outer ways are told by the rings, whatever roles say`() throws {
    let building = ["building": "yes"]
    let result = try read(
      Self.way(20, [1, 4, 16, 13, 1], building) + Self.way(22, [6, 7, 11, 10, 6], building)
        + Self.relation(
          30, [(20, "inner"), (22, "")], ["type": "multipolygon", "building": "house"]))
    #expect(result.outers == [[20, 30]])
  }

  @Test func `a relation without tags lends its holes to its outer way`() throws {
    let building = ["building": "yes"]
    let result = try read(
      Self.way(20, [1, 4, 16, 13, 1], building) + Self.way(22, [6, 7, 11, 10, 6])
        + Self.relation(
          30, [(20, "outer"), (22, "inner")], ["type": "multipolygon", "source": "survey"])
        // Tags of its own: about something else.
        + Self.way(21, [1, 4, 16, 13, 1], building)
        + Self.relation(
          31, [(21, "outer"), (22, "inner")], ["type": "multipolygon", "landuse": "grass"]))
    #expect(result.features.map(\.id) == [20, 21])
    #expect(result.features.map(\.type) == [OSM_WAY, OSM_WAY])
    #expect(result.features.map(\.isInner) == [[false, true], [false]])
    #expect(result.brokenRelations.isEmpty)
    #expect(result.outers.isEmpty)
  }

  @Test func `a relation without tags stands for the ways that make up its outer ring`() throws {
    let building = ["building": "yes"]
    let result = try read(
      Self.way(20, [1, 4, 16], building) + Self.way(21, [16, 13, 1], building)
        + Self.way(22, [6, 7, 11, 10, 6])
        + Self.relation(
          30, [(20, "outer"), (21, "outer"), (22, "inner")], ["type": "multipolygon"])
        // Incomplete: nothing is lent, and nothing is reported of what has no tags.
        + Self.way(23, [1, 2, 6, 5, 1], building)
        + Self.relation(31, [(23, "outer"), (99, "inner")], ["type": "multipolygon"])
        // Ways of different kinds make no area.
        + Self.way(24, [1, 4, 16], building)
        + Self.way(25, [16, 13, 1], ["amenity": "clinic"])
        + Self.relation(32, [(24, "outer"), (25, "outer")], ["type": "multipolygon"]))
    #expect(result.features.map(\.id) == [23, 24, 25, 30])
    #expect(result.features.map(\.shape) == [OSM_AREA, OSM_LINE, OSM_LINE, OSM_AREA])
    #expect(result[OSM_RELATION, 30]?.isInner == [false, true])
    #expect(result[OSM_RELATION, 30]?.values == ["yes", ""])
    #expect(result.brokenRelations.isEmpty)
  }

  @Test func `parts of one relation that lie apart are outer rings of one feature`() throws {
    let result = try read(
      Self.way(20, [1, 2, 6, 5, 1]) + Self.way(21, [11, 12, 16, 15, 11])
        + Self.relation(
          30, [(20, "outer"), (21, "outer")], ["type": "multipolygon", "building": "yes"]))
    #expect(result.features.map(\.isInner) == [[false, false]])
  }
}
