import Geometry
import StreetNetwork

/// Finds the community a residence belongs to.
///
/// > A residence belongs to the community its id column names, else to the polygon that contains it
/// > (boundary included; of several the smallest id as text, with an `issue` row; of none an `issue` row,
/// > outside all sums).
struct CommunityLocator {
  private let ids: [String]
  private let numbers: [String: Int]
  private let prepared: [PreparedGeometry]
  private let index: GeometryIndex
  private let engine: GeometryEngine

  /// A locator; communities stand in the order of their ids.
  init(_ communities: [Community]) throws(GeometryError) {
    engine = GeometryEngine()
    ids = communities.map(\.id)
    numbers = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    var prepared: [PreparedGeometry] = []
    var items: [(box: Box, payload: Int)] = []
    for (i, community) in communities.enumerated() {
      let geometry = Geometry.multiPolygon(community.polygons)
      prepared.append(try PreparedGeometry(geometry, on: engine))
      if let box = geometry.bounds { items.append((box, i)) }
    }
    self.prepared = prepared
    index = GeometryIndex(items)
  }

  /// The number of a residence's community, and what was odd about it.
  func community(of residence: Residence) throws(GeometryError) -> (
    number: Int?, issue: RecordIssue?
  ) {
    if let named = residence.communityID {
      if let number = numbers[named] { return (number, nil) }
      return (nil, issue(of: residence, "residence.unknown_community", ["community": named]))
    }
    let found = try communities(at: residence.place)
    guard let first = found.first else {
      return (nil, issue(of: residence, "residence.outside"))
    }
    if found.count > 1 {
      return (
        first,
        issue(
          of: residence, "residence.several_communities",
          ["communities": found.map { ids[$0] }.joined(separator: ", ")], isCounted: true)
      )
    }
    return (first, nil)
  }

  /// The numbers of the communities that contain a place, ascending.
  func communities(at place: Place) throws(GeometryError) -> [Int] {
    guard let point = try representativePoint(of: place) else { return [] }
    var found: [Int] = []
    for i in index.query(Box(point)) where try prepared[i].covers(point) { found.append(i) }
    return found.sorted()
  }

  /// A point on the place: inside its area, or a point of it.
  private func representativePoint(of place: Place) throws(GeometryError) -> Coordinate? {
    for part in place.parts {
      switch part {
      case .point(let p): return p
      case .line(let line): return line.first
      case .area(let rings):
        guard let exterior = rings.first, exterior.count >= 4 else { continue }
        return try engine.representativePoint(
          .polygon(Polygon(exterior: exterior, holes: Array(rings.dropFirst()))))
      }
    }
    return place.accessPoints.first?.position
  }

  private func issue(
    of residence: Residence, _ key: String, _ values: [String: String] = [:],
    isCounted: Bool = false
  ) -> RecordIssue {
    RecordIssue(
      .warning, role: "residences", layer: "", feature: residence.id, problem: Message(key, values),
      action: Message(isCounted ? "residence.smallest_id" : "residence.not_counted"))
  }
}
