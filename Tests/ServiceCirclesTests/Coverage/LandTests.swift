import PlaneGeometry
import Streets
import TestSupport
import Testing

@testable import ServiceCircles

/// Land shares lie within their bounds, against GEOS's overlay of finely drawn circles.
@Suite struct LandTests {
  private let engine = GeometryEngine()

  private func town(_ random: inout SplitMix) -> MainStreet {
    var town = MainStreet()
    town.community("a", from: 0, to: 1700)
    town.community("b", from: 1700, to: 3000)
    for (i, category) in [ServiceCategory.medical, .cultural, .sports].enumerated() {
      town.facility(
        "f\(i)", category, at: .random(in: 500...2500, using: &random),
        y: .random(in: -80...80, using: &random))
    }
    return town
  }

  /// A service's circle, and by how much drawing may be off its area.
  private func drawn(
    _ town: MainStreet, _ category: ServiceCategory, minutes: Double
  ) throws -> (circle: Geometry, error: Double) {
    let tolerance = 0.05
    let assessment = try town.assessment()
    let streets = try #require(assessment.inputs.streets)
    let field = streets.timeField(
      to: town.facilities.filter { $0.kind.category == category }.map(\.place), by: .walk,
      within: .minutes(minutes), speed: .kilometresPerHour(4.8))
    let circle = field.circle(tolerance: .metres(tolerance))
    let length = circle.polygons.flatMap(\.rings).reduce(0.0) { sum, ring in
      zip(ring, ring.dropFirst()).reduce(sum) {
        let d = $1.1 - $1.0
        return $0 + (d.x * d.x + d.y * d.y).squareRoot()
      }
    }
    return (circle, tolerance * length + 1e-6)
  }

  @Test(arguments: 0..<4)
  func `shares of land lie within their bounds`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed) + 3)
    var town = town(&random)
    // Overlapping blocks, across both communities and beyond them, one with a hole.
    var blocks = (0..<9).map { _ in
      let low = PlanePoint(
        .random(in: -100...2800, using: &random), .random(in: -260...150, using: &random))
      return Polygon(Box(min: low, max: low + PlanePoint(400, 160)))
    }
    blocks[0] = Polygon(
      exterior: [[1500, -150], [1900, -150], [1900, 150], [1500, 150], [1500, -150]],
      holes: [[[1600, -50], [1600, 50], [1800, 50], [1800, -50], [1600, -50]]])
    town.land = .polygons(blocks)
    let result = try await town.run()
    let land = try engine.union(blocks.map { .polygon($0) })
    for (rule, category, minutes) in [
      ("C-3", ServiceCategory.medical, 15.0), ("C-4", .cultural, 15), ("C-5", .sports, 10),
    ] {
      let (circle, error) = try drawn(town, category, minutes: minutes)
      for (number, community) in result.communities.enumerated() {
        let area = try engine.intersection(land, community.geometry)
        let covered = try engine.area(engine.intersection(circle, area))
        let row = try #require(result.row(community.id, rule)?.land, "\(number)")
        #expect(abs(row.all - area.areaSquareMetres) < 1e-6 * area.areaSquareMetres)
        #expect(row.covered.low - error <= covered, "\(rule) \(community.id)")
        #expect(row.covered.high + error >= covered, "\(rule) \(community.id)")
        #expect(row.covered.high - row.covered.low <= 0.001 * row.all)
      }
    }
  }

  @Test func `the whole community stands for land where that is asked for, and none is null`()
    async throws
  {
    var random = SplitMix(state: 1)
    var town = town(&random)
    #expect(try await town.run().coverage.allSatisfy { $0.land == nil && $0.landShare == nil })
    town.land = .community
    let result = try await town.run()
    #expect(abs((result.row("a", "C-3")?.land?.all ?? 0) - 1700 * 400) < 1e-6)
    // Land beyond all communities is nobody's.
    town.land = .polygons([Polygon(Box(min: [5000, 0], max: [6000, 100]))])
    #expect(try await town.run().row("a", "C-3")?.landShare == nil)
  }

  /// S-13: half of the land is not half of the people.
  @Test func `S-13 by the assessment itself`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 2000)
    town.homes(at: [500, 1500])
    town.residences[0].population = 1000
    town.residences[1].population = 3000
    town.land = .community
    // A greenway across the town's western border; by straight lines at 4 km/h over 1.3 it reaches 1000 m.
    town.standard.circleRules = [
      CircleRule(
        id: "C-3", name: LocalizedText(chinese: "", english: ""), services: ["MED"], minutes: 15,
        travel: ["standard": Travel(mode: .walk, speed: .kilometresPerHour(5.2))])
    ]
    let line = Place(id: "f", parts: [.line([[0, -3000], [0, 3000]])])
    town.facilities = [
      Facility(
        place: line, kind: FacilityKind(.medical, "any"),
        geometry: .lineString([[0, -3000], [0, 3000]]))
    ]
    let assessment = Assessment(
      standard: town.standard,
      inputs: Assessment.Inputs(
        streets: nil, communities: town.communities, residences: town.residences,
        facilities: town.facilities, land: .community),
      options: AssessmentOptions(circles: .none))
    let row = try #require(try await assessment.run().row("a", "C-3"))
    let land = try #require(row.land)
    #expect(land.covered.low <= 400_000 && land.covered.high >= 400_000 && land.all == 800_000)
    #expect(row.population == Coverage.Count(all: 4000, covered: 1000, unknown: 0))
  }
}
