import Foundation
import PlaneGeometry
import Streets
import Testing

@testable import ServiceCirclesIO

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The lengths of streets against those that another program published with the same streets.
@Suite struct PublishedLengthsTests {
  private static let folder = "china-shenzhen-futian"
  /// The sphere that the published lengths were measured on.
  private static let sphereRadiusMetres = 6_371_009.0

  @Test(.enabled(if: Extract.shared(folder) != nil, "needs the shared collection of extracts"))
  func `every street of Futian is as long as published, but for the sphere`() throws {
    let file = try #require(Extract.shared(Self.folder + "/shenzhen_futian.osm.pbf"))
    let published = try #require(Extract.shared(Self.folder + "/shenzhen_futian_osmnx.graphml"))
    let edges = try PublishedEdges.read(URL(filePath: published.path))
    #expect(edges.count == 4009)
    let streets = try OSMStreets(file)
    let projector = try Projector(streets.plane)
    struct Ends: Hashable { var a, b: PlanePoint }
    var lengths: [Ends: Double] = [:]
    for s in streets.segments {
      let (a, b) = (streets.nodes[Int(s.from)].position, streets.nodes[Int(s.to)].position)
      lengths[Ends(a: a, b: b)] = s.lengthMetres
      lengths[Ends(a: b, b: a)] = s.lengthMetres
    }
    var (total, publishedTotal, matched) = (0.0, 0.0, 0)
    for edge in edges {
      var (metres, sphereMetres, isFound) = (0.0, 0.0, true)
      for (p, q) in zip(edge.course, edge.course.dropFirst()) {
        let ends = Ends(
          a: try #require(projector.forward(p)),
          b: try #require(projector.forward(q)))
        if let length = lengths[ends] { metres += length } else { isFound = false }
        sphereMetres += Self.sphereMetres(p, q)
      }
      // They are great-circle lengths of the same points, to half a centimetre.
      #expect(abs(sphereMetres - edge.metres) < 0.005, "\(edge)")
      // Of motorways no mode reads anything.
      #expect(isFound == (edge.highway != "motorway_link"), "\(edge)")
      guard isFound else { continue }
      matched += 1
      total += metres
      publishedTotal += edge.metres
      // On the ellipsoid at 22.5° north a metre of that sphere is 0.9959 m from south to north and
      // 1.0016 m from west to east, and something between in all other directions.
      #expect(metres >= 0.9958 * edge.metres - 0.005, "\(edge)")
      #expect(metres <= 1.0017 * edge.metres + 0.005, "\(edge)")
    }
    #expect(matched == 4009 - 33)
    // Streets run in all directions, mostly along the two axes.
    #expect(abs(total / publishedTotal - 0.9992) < 0.0002)
  }

  private static func sphereMetres(_ p: GeographicPoint, _ q: GeographicPoint) -> Double {
    let radians = Double.pi / 180
    let (a, b) = (
      SIMD2(p.longitude, p.latitude) * radians, SIMD2(q.longitude, q.latitude) * radians
    )
    let h =
      pow(sin((b.y - a.y) / 2), 2) + cos(a.y) * cos(b.y) * pow(sin((b.x - a.x) / 2), 2)
    return 2 * sphereRadiusMetres * asin(h.squareRoot())
  }
}

/// The edges of a GraphML file of streets: their course in degrees, and their published length.
private final class PublishedEdges: NSObject, XMLParserDelegate {
  struct Edge: CustomStringConvertible {
    var source: String
    var target: String
    var highway: String
    var metres: Double
    var course: [GeographicPoint]

    var description: String { "\(source) to \(target), \(metres) m" }
  }

  /// What each key of the file stands for: `length`, `geometry`, `highway`, `x`, `y`.
  private var names: [String: String] = [:]
  private var positions: [String: GeographicPoint] = [:]
  private var edges: [Edge] = []
  private var attributes: [String: String] = [:]
  private var values: [String: String] = [:]
  private var key: String?
  private var text = ""

  static func read(_ url: URL) throws -> [Edge] {
    let parser = XMLParser(data: try Data(contentsOf: url))
    let reader = PublishedEdges()
    parser.delegate = reader
    #expect(parser.parse())
    return reader.edges
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes attributeDict: [String: String]
  ) {
    switch element {
    case "key": names[attributeDict["id"] ?? ""] = attributeDict["attr.name"]
    case "node", "edge":
      attributes = attributeDict
      values = [:]
    case "data":
      key = attributeDict["key"]
      text = ""
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    switch element {
    case "data": if let name = key.flatMap({ names[$0] }) { values[name] = text }
    case "node":
      positions[attributes["id"] ?? ""] = GeographicPoint(
        longitude: Double(values["x"] ?? "") ?? .nan, latitude: Double(values["y"] ?? "") ?? .nan)
    case "edge":
      let (source, target) = (attributes["source"] ?? "", attributes["target"] ?? "")
      edges.append(
        Edge(
          source: source, target: target, highway: values["highway"] ?? "",
          metres: Double(values["length"] ?? "") ?? .nan,
          course: values["geometry"].map(Self.course)
            ?? [source, target].compactMap { positions[$0] }))
    default: break
    }
  }

  /// The points of `LINESTRING (x y, x y, …)`.
  private static func course(_ text: String) -> [GeographicPoint] {
    text.drop { $0 != "(" }.dropFirst().dropLast().split(separator: ",").map { pair in
      let numbers = pair.split(separator: " ").compactMap { Double($0) }
      return numbers.count == 2
        ? GeographicPoint(longitude: numbers[0], latitude: numbers[1])
        : GeographicPoint(longitude: .nan, latitude: .nan)
    }
  }
}
