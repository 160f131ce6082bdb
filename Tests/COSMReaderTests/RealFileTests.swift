import COSMReader
import Foundation
import Testing

@Suite struct RealFileTests {
  @Test func `Monaco from the fixture`() throws {
    let streets = try readStreets(Files.monaco)
    #expect(streets.wayIDs.count == 2852)
    #expect(streets.waysCut == 0)
    #expect(streets.box == [74_092_050, 437_233_500, 74_486_370, 437_516_900])
    #expect(streets.wayIDs == streets.wayIDs.sorted())
    #expect(streets.nodeIDs == streets.nodeIDs.sorted())
  }

  /// Extracts of the shared collection with the numbers another tool counted in them.
  static let extracts: [(name: String, ways: Int)] = [
    ("las-palmas/las_palmas_20230221.osm.pbf", 13_954),
    ("helsinki/helsinki_centre_20190421.osm.pbf", 2650),
    ("china-wuhan/wuhan_streets.osm.pbf", 92_667),
    ("china-shenzhen-futian/shenzhen_futian.osm.pbf", 2607),
    ("porto-alegre/poa_osm.pbf", 15_886),
    ("north-bayreuth/north-bayreuth_20141104.osm.gz", 2056),
  ]

  @Test(
    .enabled(
      if: Files.shared("las-palmas") != nil, "needs the shared collection of extracts"),
    arguments: extracts.map(\.name))
  func `highway ways are as many as counted elsewhere`(name: String) throws {
    let path = try #require(Files.shared(name))
    let streets = try readStreets(path)
    #expect(streets.wayIDs.count == Self.extracts.first { $0.name == name }?.ways)
  }

  @Test(
    .enabled(if: Files.shared("las-palmas") != nil, "needs the shared collection of extracts"))
  func `Las Palmas as counted elsewhere`() throws {
    let path = try #require(Files.shared("las-palmas/las_palmas_20230221.osm.pbf"))
    let streets = try readStreets(path)
    // The collection counts 187 cut ways among those open to walkers and 4,617 missing references
    // over all ways, of which these are the highways'.
    #expect(streets.waysCut == 194)
    #expect(streets.missingNodeReferences == 2642)
    let buildings = try readFeatures(path, filters: [("building", nil)], keys: ["building:levels"])
    let ways = buildings.features.count { $0.type == OSM_WAY }
    let relations = buildings.features.count { $0.type == OSM_RELATION }
    // 20,695 ways: the rest lost nodes, cross themselves or repeat a relation.
    #expect(ways + buildings.brokenAreas <= 20_695)
    #expect(ways + buildings.brokenAreas > 20_690)
    #expect(relations + buildings.brokenRelations.count == 1916)
    let boundaries = try readFeatures(
      path, filters: [("boundary", "administrative")], keys: ["admin_level"])
    let complete = boundaries.features.filter { $0.type == OSM_RELATION && $0.values == ["8"] }
    #expect(complete.count == 1)
    #expect(boundaries.brokenRelationValues.count { $0 == ["8"] } == 4)
  }

  @Test func `several readers at once give what one gives`() async throws {
    let alone = try readStreets(Files.monaco)
    try await withThrowingTaskGroup(of: [Int64].self) { group in
      for _ in 0..<4 { group.addTask { try readStreets(Files.monaco).wayIDs } }
      for try await ids in group { #expect(ids == alone.wayIDs) }
    }
  }

  static let tools = ["gzip", "bzip2"].compactMap { name in
    ["/usr/bin/\(name)", "/bin/\(name)"].first(where: FileManager.default.isExecutableFile)
  }

  static let xml =
    "<osm version=\"0.6\">\(StreetTests.nodes)<way id=\"5\"><nd ref=\"1\"/><nd ref=\"2\"/>"
    + "<tag k=\"highway\" v=\"a\"/></way></osm>"

  func packed(_ text: some StringProtocol, by program: String) throws -> Data {
    try Files.withFile(Array(text.utf8)) { file in
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = ["-c", file]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      defer { process.waitUntilExit() }
      return pipe.fileHandleForReading.readDataToEndOfFile()
    }
  }

  /// Made with the tools where they are installed, and with a wrong suffix.
  @Test(arguments: tools)
  func `compressed XML is recognised by its content`(program: String) throws {
    let compressed = try packed(Self.xml, by: program)
    let streets = try Files.withFile(compressed, suffix: ".bin") { try readStreets($0) }
    #expect(streets.wayNodes == [[1, 2]])
    let cut = #expect(throws: ReadError.self) {
      try Files.withFile(compressed.dropLast(12)) { try readStreets($0) }
    }
    #expect(cut?.code == OSM_ERROR_CORRUPT)
  }

  /// Cut at any place, even within the name of the root element; with an empty stream among them.
  @Test(arguments: tools)
  func `all streams of compressed XML are read`(program: String) throws {
    for places in [[3], [9, 40], Array(1..<20), [Self.xml.count - 1]] {
      var whole = Data()
      var rest = Self.xml[...]
      for place in places.reversed() {
        let split = rest.index(rest.startIndex, offsetBy: place)
        whole = try packed(rest[split...], by: program) + whole
        rest = rest[..<split]
      }
      whole = try packed(rest, by: program) + packed("", by: program) + whole
      let streets = try Files.withFile(whole) { try readStreets($0) }
      #expect(streets.wayNodes == [[1, 2]])
      let cut = #expect(throws: ReadError.self) {
        try Files.withFile(whole.dropLast(9)) { try readStreets($0) }
      }
      #expect(cut?.code == OSM_ERROR_CORRUPT)
    }
    // Longer than one piece of what is handed on, in two streams.
    let filler = "<!--" + String(repeating: "padding ", count: 200_000) + "-->"
    let head = "<osm version=\"0.6\">" + filler
    let long =
      try packed(head, by: program) + packed(Self.xml.dropFirst(19), by: program)
    #expect(try Files.withFile(long) { try readStreets($0) }.wayNodes == [[1, 2]])
    // What follows the last stream is no part of it, as for the tools themselves.
    let trailed = try packed(Self.xml, by: program) + Data("trailing".utf8)
    #expect(try Files.withFile(trailed) { try readStreets($0) }.wayNodes == [[1, 2]])
    let change = try packed(FileErrorTests.change, by: program)
    let refused = #expect(throws: ReadError.self) {
      try Files.withFile(change, suffix: ".osc.packed") { try readStreets($0) }
    }
    #expect(refused?.code == OSM_ERROR_CHANGES)
  }
}
