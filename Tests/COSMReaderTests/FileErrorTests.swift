import COSMReader
import Foundation
import TestSupport
import Testing

@Suite struct FileErrorTests {
  static let empty = "<osm version=\"0.6\"></osm>"

  func error(_ bytes: some DataProtocol, suffix: String = ".osm.pbf") throws -> ReadError {
    try Files.withFile(bytes, suffix: suffix) { path in
      let streets = #expect(throws: ReadError.self) { try readStreets(path) }
      let features = #expect(throws: ReadError.self) {
        try readFeatures(path, filters: [("building", nil)], keys: [])
      }
      #expect(streets?.code == features?.code)
      #expect(streets?.message.contains("\n") == false)
      return try #require(streets)
    }
  }

  @Test func `files that cannot be opened`() {
    let missing = #expect(throws: ReadError.self) { try readStreets("/no/such/file.osm.pbf") }
    #expect(missing?.code == OSM_ERROR_CANNOT_OPEN)
    #expect(missing?.message == "No such file or directory")
    let folder = #expect(throws: ReadError.self) { try readStreets("/") }
    #expect(folder?.code == OSM_ERROR_CANNOT_OPEN)
    for name in ["", "-", "http://localhost/a.osm.pbf"] {
      let error = #expect(throws: ReadError.self) { try readStreets(name) }
      #expect(error?.code == OSM_ERROR_CANNOT_OPEN)
    }
  }

  @Test func `files that are not OpenStreetMap's`() throws {
    #expect(try error([UInt8]()).code == OSM_ERROR_NOT_OSM)
    #expect(try error([UInt8]()).message == "the file is empty")
    #expect(try error([UInt8](repeating: 0, count: 100)).code == OSM_ERROR_NOT_OSM)
    #expect(try error(Array("id,lon,lat\n1,2,3\n".utf8)).code == OSM_ERROR_NOT_OSM)
    let gpx = try error(Array("<?xml version=\"1.0\"?><gpx><trk/></gpx>".utf8), suffix: ".osm")
    #expect(gpx.code == OSM_ERROR_NOT_OSM)
    #expect(gpx.message.contains("no <osm> element"))
    let nothing = try error(Array(Self.empty.utf8), suffix: ".osm")
    #expect(nothing.code == OSM_ERROR_NOT_OSM)
    #expect(nothing.message == "the file holds no OpenStreetMap data")
  }

  @Test func `entities are said to be entities`() throws {
    let way = "<osm version=\"0.6\"><node id=\"1\" lat=\"30\" lon=\"120\"/></osm>"
    for subset in [
      "<!ENTITY a \"x\">", "<!ENTITY a \"x\"><!ENTITY b \"y\">", "\n<!ENTITY % c 'z'>\n",
    ] {
      let found = try error(
        Array("<?xml version=\"1.0\"?><!DOCTYPE osm [\(subset)]>\(way)".utf8), suffix: ".osm")
      #expect(found.code == OSM_ERROR_UNSUPPORTED && found.message.contains("entities of its own"))
    }
    for plain in ["<!DOCTYPE osm>", "<!DOCTYPE osm [<!ELEMENT osm ANY>]>"] {
      try Files.withFile(Array("<?xml version=\"1.0\"?>\(plain)\(way)".utf8), suffix: ".osm") {
        path in
        _ = try readStreets(path)
      }
    }
  }

  static let change = """
    <?xml version="1.0"?><!-- <osm> -->
    <osmChange version="0.6"><modify><node id="1" lat="0" lon="0"/></modify></osmChange>
    """

  @Test func `a change file is no map, whatever its name`() throws {
    for suffix in [".osc", ".osm", ".osm.pbf"] {
      let error = try error(Array(Self.change.utf8), suffix: suffix)
      #expect(error.code == OSM_ERROR_CHANGES)
      #expect(error.message == "an OpenStreetMap change file (osmChange)")
    }
    let binary = try error([0xff, 0xe0, 0x04] + Array("o5c2".utf8))
    #expect(binary.code == OSM_ERROR_CHANGES)
    let bytes = try Data(contentsOf: URL(filePath: Files.monaco))
    #expect(try error(bytes, suffix: ".osc.pbf").code == OSM_ERROR_CHANGES)
    // Comments do not tell, the root does; under the name of a change file too.
    let map = "<!-- <osmChange> --><!DOCTYPE osm><osm version=\"0.6\">\(StreetTests.nodes)</osm>"
    let streets = try Files.withFile(Array(map.utf8), suffix: ".osc") { try readStreets($0) }
    #expect(streets.wayIDs.isEmpty)
  }

  @Test(
    arguments: [
      (
        Array("\u{ff}".unicodeScalars.map { UInt8($0.value) }) + [0xe0, 4] + Array("o5m2".utf8),
        "o5m"
      ),
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0], "xz"), ([0x28, 0xb5, 0x2f, 0xfd, 0, 0], "zstd"),
      (Array("PK\u{3}\u{4}".utf8), "zip"), ([0x04, 0x22, 0x4d, 0x18, 0], "lz4"),
    ] as [([UInt8], String)])
  func `what is packed otherwise is named`(bytes: [UInt8], word: String) throws {
    let error = try error(bytes)
    #expect(error.code == OSM_ERROR_UNSUPPORTED)
    #expect(error.message.contains(word))
  }

  @Test func `a PBF whose blocks are packed otherwise is not called damaged`() throws {
    // One header block, its blob packed as field 7: zstd.
    let blob: [UInt8] = [0x10, 0x04, 0x3a, 0x02, 0x28, 0xb5]
    let header: [UInt8] =
      [0x0a, 0x09] + Array("OSMHeader".utf8) + [0x18, UInt8(blob.count)]
    let error = try error([0, 0, 0, UInt8(header.count)] + header + blob)
    #expect(error.code == OSM_ERROR_UNSUPPORTED)
    #expect(error.message.contains("zstd"))
  }

  @Test func `an answer that the server broke off is no whole map`() throws {
    let remark = "<remark> runtime error: Query timed out in \"query\" at line 3 </remark>"
    let error = try error(
      Array("<osm version=\"0.6\">\(StreetTests.nodes)\n\(remark)\n</osm>\n".utf8))
    #expect(error.code == OSM_ERROR_CORRUPT)
    #expect(error.message.contains("broke off"))
    let harmless = "<osm version=\"0.6\">\(StreetTests.nodes)<remark>cut by hand</remark></osm>"
    _ = try Files.withFile(Array(harmless.utf8)) { try readStreets($0) }
  }

  @Test func `damaged XML names the line`() throws {
    let cut = try error(
      Array("<osm version=\"0.6\">\n<node id=\"1\" lat=\"0\"".utf8), suffix: ".osm")
    #expect(cut.code == OSM_ERROR_CORRUPT)
    #expect(cut.message.contains("line 2"))
    let nonsense = try error(
      Array("<osm version=\"0.6\"><node id=\"1\" lat=\"north\" lon=\"0\"/></osm>".utf8))
    #expect(nonsense.code == OSM_ERROR_CORRUPT)
  }

  @Test func `a PBF cut anywhere, even between the bytes of a length, is damaged`() throws {
    let bytes = try Data(contentsOf: URL(filePath: Files.monaco))
    for length in [60, 1000, bytes.count / 2, bytes.count - 1] {
      let error = try error(bytes.prefix(length))
      #expect(error.code == OSM_ERROR_CORRUPT)
      #expect(error.message.contains("ends inside a block"))
    }
    #expect(try error(bytes + [0, 0]).code == OSM_ERROR_CORRUPT)
    #expect(try error(bytes + [0, 0, 0, 0, 7]).message.contains("at byte \(bytes.count)"))
  }

  @Test func `damage inside a block is found by its checksum`() throws {
    var bytes = try Data(contentsOf: URL(filePath: Files.monaco))
    bytes[bytes.count - 100] ^= 1
    let error = try error(bytes)
    #expect(error.code == OSM_ERROR_CORRUPT)
    #expect(error.message.hasPrefix("damaged file: "))
  }

  @Test func `a hundred damaged copies give an error or data, never a crash`() throws {
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: Files.monaco)))
    var random = SplitMix(state: 2021)
    var refused = 0
    for number in 0..<100 {
      try Files.withFile(damaged(bytes, number, &random), suffix: ".osm.pbf") { path in
        do {
          _ = try readStreets(path)
        } catch let error as ReadError {
          refused += 1
          #expect(!error.message.isEmpty)
        }
        _ = try? readFeatures(
          path, filters: [("building", nil), ("boundary", nil)], keys: ["building"])
      }
    }
    #expect(refused > 50)
  }

  private func damaged(_ bytes: [UInt8], _ number: Int, _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    switch number % 4 {
    case 0: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
    case 1:
      for _ in 0..<8 { bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << 3 }
    case 2:
      let first = Int.random(in: 0..<bytes.count - 4096, using: &random)
      bytes.replaceSubrange(first..<first + 4096, with: repeatElement(0, count: 4096))
    default:
      bytes[Int.random(in: 0..<256, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    return bytes
  }
}
