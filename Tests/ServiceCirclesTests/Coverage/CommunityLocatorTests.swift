import PlaneGeometry
import Streets
import Testing

@testable import ServiceCircles

/// Which community a residence belongs to: by its column, else by the polygons.
@Suite struct CommunityLocatorTests {
  /// Two communities that overlap, with ids whose order as text is not that of numbers.
  private func town() -> MainStreet {
    var town = MainStreet()
    town.community("9", from: 0, to: 1100)
    town.community("10", from: 1000, to: 2000)
    town.facility("clinic", .medical, at: 1000)
    return town
  }

  /// The ids of the communities that the residences belong to.
  private func owners(_ town: MainStreet) throws -> [String?] {
    let placement = try town.placement()
    return placement.communityOfResidence.map { number in
      number.map { placement.communities[$0].id }
    }
  }

  @Test func `the polygon that contains a home counts, its boundary included`() async throws {
    var town = town()
    town.homes(at: [0, 500, 1500, 2000])
    let result = try await town.run()
    #expect(try owners(town) == ["9", "9", "10", "10"])
    #expect(result.recordIssues.isEmpty)
    #expect(result.row("9", "C-3")?.households.all == 0b0011)
    #expect(result.row("10", "C-3")?.households.all == 0b1100)
  }

  @Test func `of several polygons the smallest id as text counts, with an issue`() async throws {
    var town = town()
    town.homes(at: [1050, 1100, 1000, 500])
    let result = try await town.run()
    #expect(try owners(town) == ["10", "10", "10", "9"])
    #expect(result.recordIssues.map(\.feature) == ["h0", "h1", "h2"])
    #expect(result.recordIssues.allSatisfy { $0.problem.key == "residence.several_communities" })
    #expect(result.recordIssues[0].problem.values["communities"] == "10, 9")
    #expect(result.recordIssues[0].action.key == "residence.smallest_id")
    #expect(
      result.recordIssues[0].role == "residences" && result.recordIssues[0].severity == .warning)
  }

  @Test func `in no polygon a home is outside all sums, with an issue`() async throws {
    var town = town()
    town.homes(at: [500, 2000.001, 2500])
    await #expect(throws: AssessmentError.homesOutside(2, of: 3, file: "")) { try await town.run() }
    town.acceptsLosses = true
    let result = try await town.run()
    #expect(try owners(town) == ["9", nil, nil])
    #expect(result.recordIssues.map(\.feature) == ["h1", "h2"])
    #expect(result.recordIssues.allSatisfy { $0.problem.key == "residence.outside" })
    #expect(result.recordIssues.allSatisfy { $0.action.key == "residence.not_counted" })
    #expect(result.single.reduce(0) { $0 + ($1.ruleID == "C-3" ? $1.households.all : 0) } == 1)
  }

  @Test func `the id column wins over the polygons`() async throws {
    var town = town()
    // Of the first, the polygon says otherwise; the second lies in both, the third in none.
    town.homes(at: [500, 1050, 2500], communityID: "10")
    town.homes(at: [500], communityID: "09")
    let result = try await town.run()
    #expect(try owners(town) == ["10", "10", "10", nil])
    #expect(result.recordIssues.map(\.problem.key) == ["residence.unknown_community"])
    #expect(result.recordIssues.map(\.problem.values) == [["community": "09"]])
    #expect(result.recordIssues[0].feature == "h3")
  }

  @Test func `a building belongs where its inside lies, not where a corner does`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 1000)
    town.community("b", from: 1000, to: 2000)
    func building(_ id: String, _ west: Double, _ east: Double) -> Residence {
      let ring: [PlanePoint] = [[west, 10], [east, 10], [east, 20], [west, 20], [west, 10]]
      return Residence(
        place: Place(id: id, parts: [.area(PlanePolygon(exterior: ring))]), households: 1)
    }
    town.residences = [building("mostly b", 999, 1040), building("mostly a", 960, 1001)]
    let result = try await town.run()
    #expect(try owners(town) == ["b", "a"])
    #expect(result.recordIssues.isEmpty)
  }

  @Test func `a facility's community is found in the same way, without issues`() async throws {
    var town = town()
    town.facility("both", .sports, at: 1050)
    town.facility("outside", .sports, at: 2500)
    let result = try await town.run()
    let found = Dictionary(
      uniqueKeysWithValues: result.facilities.map { ($0.id, $0.communityID) })
    #expect(found == ["clinic": "10", "both": "10", "outside": nil])
    #expect(result.recordIssues.isEmpty)
  }
}
