import Foundation
import PlaneGeometry

/// A town that times can be predicted in, as OpenStreetMap XML.
///
///     North Street ↑  (one-way, northwards)
///     steps  4     5
///            |     |
///     1 ─────2─────3   East Street
///
/// East Street runs along a parallel, a thousandth of a degree a step.
struct Town {
  /// The western end of East Street, in degrees.
  var longitude = 120.0
  var latitude = 30.0
  /// The extent that the file states: west, south, east, north from there, in thousandths of a degree.
  var extent: (Double, Double, Double, Double)?
  /// Further objects.
  var more = ""

  static let walkMetresAMinute = 80.0

  /// A town in a UTM zone: a run is half as long as in China, whose planes take long to look up.
  static let quick = Town(longitude: 9)

  func east(_ x: Double) -> Double { longitude + x / 1000 }
  func north(_ y: Double) -> Double { latitude + y / 1000 }

  /// Metres on the ground between two places, in thousandths of a degree.
  func metres(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
    Geodesic.lengthMetres(
      from: GeographicPoint(longitude: east(a.0), latitude: north(a.1)),
      to: GeographicPoint(longitude: east(b.0), latitude: north(b.1)))
  }

  func node(_ id: Int, _ x: Double, _ y: Double, _ tags: String = "") -> String {
    "<node id=\"\(id)\" lon=\"\(east(x))\" lat=\"\(north(y))\">\(Town.tags(tags))</node>\n"
  }

  static func way(_ id: Int, _ nodes: [Int], _ tags: String) -> String {
    "<way id=\"\(id)\">" + nodes.map { "<nd ref=\"\($0)\"/>" }.joined() + Town.tags(tags)
      + "</way>\n"
  }

  /// A house of a tenth by a tenth of a thousandth of a degree: about 10 by 11 metres.
  func house(_ id: Int, _ x: Double, _ y: Double, _ tags: String) -> String {
    let corners = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1)]
    let nodes = corners.enumerated().map { node(id * 10 + $0, x + $1.0, y + $1.1) }.joined()
    return nodes + Town.way(id, [0, 1, 2, 3, 0].map { id * 10 + $0 }, tags)
  }

  /// `key=value key=value`; a value with spaces has `_` for them.
  private static func tags(_ text: String) -> String {
    text.split(separator: " ").map { tag in
      let parts = tag.split(separator: "=").map { $0.replacingOccurrences(of: "_", with: " ") }
      return "<tag k=\"\(parts[0].replacingOccurrences(of: " ", with: "_"))\" v=\"\(parts[1])\"/>"
    }.joined()
  }

  var xml: String {
    let bounds = extent.map { west, south, east, north in
      "<bounds minlon=\"\(self.east(west))\" minlat=\"\(self.north(south))\""
        + " maxlon=\"\(self.east(east))\" maxlat=\"\(self.north(north))\"/>\n"
    }
    return "<osm version=\"0.6\">\n" + (bounds ?? "")
      + node(1, 0, 0) + node(2, 5, 0) + node(3, 10, 0) + node(4, 5, 3) + node(5, 10, 4)
      + Town.way(1, [1, 2, 3], "highway=residential name=East_Street")
      + Town.way(2, [2, 4], "highway=steps")
      + Town.way(3, [3, 5], "highway=residential oneway=yes name=North_Street")
      + more + "</osm>\n"
  }

  /// A community of GeoJSON, from south of East Street to north of all streets.
  ///
  /// - Parameter properties: What is known of it, as the members of a JSON object.
  func community(_ properties: String, from west: Double, to east: Double) -> String {
    let corners = [(west, -5.0), (east, -5), (east, 15), (west, 15), (west, -5)]
      .map { "[\(self.east($0.0)),\(north($0.1))]" }.joined(separator: ",")
    return """
      {"type":"Feature","properties":{\(properties)},
      "geometry":{"type":"Polygon","coordinates":[[\(corners)]]}}
      """
  }

  /// A layer of GeoJSON.
  static func geoJSON(_ features: [String]) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }

  /// A table of places: id, east, north in thousandths of a degree, kind.
  func csv(_ rows: (String, Double, Double, String)...) -> String {
    func field(_ text: String) -> String {
      text.contains(where: { ",\"".contains($0) })
        ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
    return "id,lon,lat,kind\n"
      + rows.map { "\(field($0)),\(east($1)),\(north($2)),\(field($3))\n" }.joined()
  }
}

/// The city of the fixtures.
enum Monaco {
  static let network = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/monaco/monaco.osm.pbf").path

  /// A file of the collection that may stand beside the repository; nil where it does not.
  static func shared(_ name: String) -> String? {
    let path = URL(filePath: network).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/data").appending(path: name).path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  static let homes = network.replacingOccurrences(of: "monaco.osm.pbf", with: "homes.csv")
}
