import Geometry
import StreetNetwork

@testable import ServiceCircles

/// A town along one street, 3000 m from west to east at y = 0, walked at 80 m a minute; homes and
/// facilities stand on the street, so that the metres between them decide.
struct MainStreet {
  /// Whether the data ends at the street's eastern end though the street goes on.
  var goesOnEast = false
  var communities: [Community] = []
  var residences: [Residence] = []
  var facilities: [Facility] = []

  /// Adds the community from one place of the street to another, 200 m to either side.
  mutating func community(
    _ id: String, from west: Double, to east: Double, _ setting: Setting = .urban
  ) {
    communities.append(
      Community(
        id: id, setting: setting,
        polygons: [Polygon(Box(min: [west, -200], max: [east, 200]))]))
  }

  /// Adds homes; the first has 1 household, each other twice as many as the one before, so that a sum
  /// names the homes in it.
  mutating func homes(at places: [Double], communityID: String? = nil) {
    for x in places {
      residences.append(
        Residence(
          place: Place(id: "h\(residences.count)", at: [x, 0]), households: 1 << residences.count,
          communityID: communityID))
    }
  }

  mutating func facility(_ id: String, _ category: ServiceCategory, at x: Double, y: Double = 0) {
    facilities.append(
      Facility(
        place: Place(id: id, at: [x, y]), kind: FacilityKind(category, "any"),
        geometry: .point([x, y])))
  }

  func run(
    _ rules: [CircleRule] = CircleRule.urbanCircles, workers: Int = 1
  ) async throws -> Assessment.Result {
    let both = ModeSet(.walk)
    let network = try StreetNetwork(
      nodes: [StreetNode([0, 0]), StreetNode([3000, 0], isCut: goesOnEast)],
      edges: [StreetSegment(from: 0, to: 1, lengthMetres: 3000, forward: both, backward: both)],
      coordinateSystem: "drawn")
    return try await Assessment(
      Assessment.Inputs(
        travel: TravelNetwork(network, by: .walk), communities: communities,
        residences: residences, facilities: facilities),
      rules: rules, workers: workers
    ).run()
  }
}

extension Assessment.Result {
  /// The row of a community and a rule.
  func row(_ community: String, _ rule: String) -> Coverage? {
    coverage.first { $0.communityID == community && $0.rule.id == rule }
  }
}
