import PlaneGeometry
import Streets

@testable import ServiceCircles

/// A town along one street, 3000 m from west to east at y = 0, walked at 80 m a minute; homes and
/// facilities stand on the street, so that the metres between them decide.
struct MainStreet {
  /// Whether the data ends at the street's eastern end though the street goes on.
  var goesOnEast = false
  var communities: [Community] = []
  var residences: [Residence] = []
  var facilities: [Facility] = []
  var acceptsLosses = false
  var unusableResidences: [UnusableResidence] = []
  var unusableFacilities: [UnusableFacility] = []
  var land = Assessment.Inputs.Land.none
  var standard = RuleSet.zhejiang14thFiveYearPlan

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

  func run(workers: Int = 1) async throws -> Assessment.Result {
    try await assessment(workers: workers).run()
  }

  /// Which community every residence and facility belongs to.
  func placement() throws -> Placement { try Placement(assessment().inputs) }

  /// The assessment of the town, on its own street or on others; without circles unless they are asked for.
  func assessment(
    on streets: StreetNetwork? = nil, circles: AssessmentOptions.DrawnCircles = .none,
    workers: Int = 1
  ) throws -> Assessment {
    Assessment(
      standard: standard,
      inputs: Assessment.Inputs(
        streets: try streets ?? street(), communities: communities, residences: residences,
        facilities: facilities, land: land, unusableResidences: unusableResidences,
        unusableFacilities: unusableFacilities),
      options: AssessmentOptions(
        acceptsLosses: acceptsLosses, circles: circles, circleTolerance: .metres(60),
        workers: workers))
  }

  private func street() throws -> StreetNetwork {
    let both = ModeSet(.walk)
    return try StreetNetwork(
      nodes: [StreetNode([0, 0]), StreetNode([3000, 0], isCut: goesOnEast)],
      edges: [StreetSegment(from: 0, to: 1, lengthMetres: 3000, forward: both, backward: both)],
      coordinateSystem: "drawn")
  }
}

extension Assessment.Result {
  /// What was odd about records, not about layers or the run as a whole.
  var recordIssues: [RecordIssue] { issues.filter { !$0.feature.isEmpty } }

  /// The rows of the standard profile for rules with one service, community by community.
  var single: [Coverage] {
    coverage.filter {
      $0.profile == "standard" && ["C-3", "C-4", "C-5", "C-6"].contains($0.ruleID)
    }
    .sorted { ($0.communityID, $0.ruleID) < ($1.communityID, $1.ruleID) }
  }

  /// The row of a community and a rule, of the standard profile; of one of several services where named.
  func row(_ community: String, _ rule: String, _ service: String? = nil) -> Coverage? {
    coverage.first {
      $0.communityID == community && $0.ruleID == rule && $0.profile == "standard"
        && (service == nil || $0.service == service)
    }
  }
}
