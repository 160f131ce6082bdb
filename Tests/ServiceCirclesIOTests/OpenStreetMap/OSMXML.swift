import Foundation
import PlaneGeometry
import ServiceCirclesIO

/// Small OpenStreetMap files: places in units of 1e-4 degree around 120° east, 30° north.
struct OSMXML {
  private(set) var text = ""

  init() {}

  mutating func bounds(_ west: Double, _ south: Double, _ east: Double, _ north: Double) {
    text +=
      "<bounds minlon=\"\(Self.longitude(west))\" minlat=\"\(Self.latitude(south))\""
      + " maxlon=\"\(Self.longitude(east))\" maxlat=\"\(Self.latitude(north))\"/>\n"
  }

  mutating func node(_ id: Int, _ x: Double, _ y: Double, _ tags: [String: String] = [:]) {
    text +=
      "<node id=\"\(id)\" lon=\"\(Self.longitude(x))\" lat=\"\(Self.latitude(y))\">"
      + Self.tags(tags) + "</node>\n"
  }

  mutating func way(_ id: Int, _ nodes: [Int], _ tags: [String: String]) {
    let references = nodes.map { "<nd ref=\"\($0)\"/>" }.joined()
    text += "<way id=\"\(id)\">\(references)\(Self.tags(tags))</way>\n"
  }

  /// A closed way around a rectangle, with nodes `id * 10` and following.
  mutating func rectangle(
    _ id: Int, from a: (Double, Double), to b: (Double, Double), _ tags: [String: String]
  ) {
    let first = id * 10
    node(first, a.0, a.1)
    node(first + 1, b.0, a.1)
    node(first + 2, b.0, b.1)
    node(first + 3, a.0, b.1)
    way(id, [first, first + 1, first + 2, first + 3, first], tags)
  }

  /// A street of so many nodes, from the number on, from place to place.
  mutating func street(
    _ way: Int, nodes: Range<Int>, from a: (Double, Double), to b: (Double, Double)
  ) {
    for (i, id) in nodes.enumerated() {
      let t = Double(i) / Double(nodes.count - 1)
      node(id, a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
    }
    self.way(way, Array(nodes), ["highway": "path"])
  }

  /// Any objects as they are.
  mutating func add(_ objects: String) { text += objects + "\n" }

  mutating func relation(_ id: Int, ways: [Int], _ tags: [String: String]) {
    let list = ways.map { "<member type=\"way\" ref=\"\($0)\" role=\"outer\"/>" }.joined()
    text += "<relation id=\"\(id)\">\(list)\(Self.tags(tags))</relation>\n"
  }

  /// Writes the file, gives it to `body` and removes it.
  func withFile<Result>(_ body: (OSMFile) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "osm-\(UUID().uuidString).osm")
    try Data("<osm version=\"0.6\">\n\(text)</osm>\n".utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(OSMFile(url))
  }

  /// The place so many ten-thousandths of a degree east and north of 120° E, 30° N.
  static func place(_ x: Double, _ y: Double) -> GeographicPoint {
    GeographicPoint(longitude: longitude(x), latitude: latitude(y))
  }

  private static func longitude(_ x: Double) -> Double { (1_200_000 + x) / 10_000 }
  private static func latitude(_ y: Double) -> Double { (300_000 + y) / 10_000 }

  private static func tags(_ tags: [String: String]) -> String {
    tags.sorted { $0.key < $1.key }.map { "<tag k=\"\($0.key)\" v=\"\($0.value)\"/>" }.joined()
  }
}

/// Extracts that tests read.
enum Extract {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let monaco = OSMFile(root.appending(path: "fixtures/monaco/monaco.osm.pbf"))

  /// A file of the shared collection beside the repository, nil where the collection is not there.
  static func shared(_ name: String) -> OSMFile? {
    let url = root.deletingLastPathComponent().appending(path: "shared/data").appending(path: name)
    return FileManager.default.fileExists(atPath: url.path) ? OSMFile(url) : nil
  }
}
