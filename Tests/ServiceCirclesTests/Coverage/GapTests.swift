import PlaneGeometry
import Streets
import Testing

@testable import ServiceCircles

/// Who is not reached, and why.
@Suite struct GapTests {
  private func gaps(_ town: MainStreet, on streets: StreetNetwork? = nil) async throws -> [Gap] {
    try await town.assessment(on: streets).run().gaps
      .filter { $0.ruleID == "C-3" && $0.profile == "standard" }
  }

  @Test func `the first cause that holds is named`() async throws {
    // A long street, and a short one 300 m north of its beginning that no street leads to.
    let both = ModeSet(.walk)
    let streets = try StreetNetwork(
      nodes: [[0, 0], [6000, 0], [0, 300], [500, 300], [5000, 900]].map { StreetNode($0) },
      edges: [
        StreetSegment(from: 0, to: 1, lengthMetres: 6000, forward: both, backward: both),
        StreetSegment(from: 2, to: 3, lengthMetres: 500, forward: both, backward: both),
        // A detour to a place 900 m north of the street.
        StreetSegment(from: 1, to: 4, lengthMetres: 1345.4, forward: both, backward: both),
      ], coordinateSystem: "drawn")
    var town = MainStreet()
    town.communities = [
      Community(
        id: "a", setting: .urban, polygons: [Polygon(Box(min: [-500, -900], max: [7000, 1500]))])
    ]
    town.homes(at: [0, 1300, 2500, 5900])
    let more: [PlanePoint] = [[250, 400], [3000, 700], [5000, 920]]
    for p in more {
      town.residences.append(
        Residence(
          place: Place(id: "h\(town.residences.count)", at: p),
          households: 1 << town.residences.count))
    }
    // Without any facility nothing else is said.
    #expect(try await gaps(town).map(\.cause) == [.noFacility])
    #expect(try await gaps(town).map(\.households) == [0b111_1111])

    town.facility("clinic", .medical, at: 5000, y: 0)
    let found = try await gaps(town, on: streets)
    let sums = Dictionary(uniqueKeysWithValues: found.map { ($0.cause, $0.households) })
    #expect(
      sums
        == [
          // 700 m off the street.
          .offNetwork: 0b010_0000,
          // On the short street.
          .disconnected: 0b001_0000,
          // 920 m as the crow flies, 1196 m with its detour; 2372 m by street.
          .barrierDetour: 0b100_0000,
          .tooFar: 0b000_0111,
        ])
    #expect(found.map(\.cause) == found.map(\.cause).sorted(), "in the order of causes")
    let far = try #require(found.first { $0.cause == .tooFar })
    // The worst home with a time within four times the minutes: 60 minutes are 4800 m, so not the first.
    #expect(far.nearestFacilityID == "clinic" && far.nearestTime == .minutes(3700 / 80))
    #expect(far.points == [[0, 0], [1300, 0], [2500, 0]] && far.residences == 3)
    let off = try #require(found.first { $0.cause == .offNetwork })
    #expect(off.nearestFacilityID == nil && off.nearestTime == nil)
  }

  @Test func `what the data's edge leaves open is in no gap`() async throws {
    var town = MainStreet()
    town.goesOnEast = true
    town.community("a", from: 0, to: 3000)
    town.homes(at: [100, 1799, 1800, 3000])
    #expect(try await gaps(town).map(\.households) == [0b0011])
  }

  @Test func `by straight lines a home is too far or near, nothing else`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    town.homes(at: [0, 100, 2000])
    town.facility("clinic", .medical, at: 2900)
    let assessment = Assessment(
      inputs: Assessment.Inputs(
        streets: nil, communities: town.communities, residences: town.residences,
        facilities: town.facilities), options: AssessmentOptions(circles: .none))
    let result = try await assessment.run()
    // 1200 m by 1.3 are 923 m.
    #expect(result.row("a", "C-3")?.households.covered == 0b100)
    #expect(
      result.gaps.filter { $0.ruleID == "C-3" && $0.profile == "standard" }.map(\.cause)
        == [.tooFar])
  }

  /// Every home of a large community is in one gap of a rule, once.
  @Test func `thousands of homes that are not reached are all there`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    let count = 4000
    for i in 0..<count {
      town.residences.append(
        Residence(
          place: Place(id: "h\(i)", at: [Double(i) * 0.5, Double(i % 5) * 60]),
          households: 1 + i % 3,
          communityID: "a"))
    }
    town.facility("clinic", .medical, at: 2900)
    let result = try await town.run()
    let row = try #require(result.row("a", "C-3"))
    let found = result.gaps.filter { $0.ruleID == "C-3" && $0.profile == "standard" }
    #expect(row.households.uncovered > 5000)
    #expect(found.compactMap(\.households).reduce(0, +) == row.households.uncovered)
    #expect(found.reduce(0) { $0 + $1.residences } == row.residences.uncovered)
    // Homes farther off than the access leg are a cause of their own.
    #expect(found.map(\.cause) == [.offNetwork, .tooFar])
    let homes = town.residences.enumerated().map { i, _ in
      PlanePoint(Double(i) * 0.5, Double(i % 5) * 60)
    }
    let points = found.flatMap(\.points)
    func order(_ a: PlanePoint, _ b: PlanePoint) -> Bool { (a.x, a.y) < (b.x, b.y) }
    #expect(Set(points).count == points.count && Set(points).isSubset(of: Set(homes)))
    #expect(
      Set(found[0].points) == Set(homes.filter { $0.y > 200 }), "all of those off the streets")
  }
}
