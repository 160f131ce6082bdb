import PlaneGeometry
import Streets
import Testing

@testable import ServiceCircles

/// Communities none of whose homes is given, though homes of others are.
@Suite struct WithoutHomesTests {
  /// Two communities of a township; only the first has homes, and a clinic.
  private func town(stated: Int?) -> MainStreet {
    var town = MainStreet()
    town.community("330199001001", from: 0, to: 1500)
    town.community("330199001002", from: 1500, to: 3000)
    town.communities[1].households = stated
    town.homes(at: [0, 100])
    town.facility("clinic", .medical, at: 0)
    return town
  }

  private func medical(_ result: Assessment.Result) -> RegionResult? {
    result.regions.first {
      $0.region == .run && $0.ruleID == "C-3" && $0.profile == "standard"
    }
  }

  @Test func `the households that a community states are there, and what they reach is not known`()
    async throws
  {
    let result = try await town(stated: 7).run()
    let row = try #require(result.row("330199001002", "C-3"))
    #expect(row.households == Coverage.Count(all: 7, covered: 0, unknown: 7, withoutHomes: 7))
    #expect(row.medianTime == nil && !row.residences.isWhole)
    let sums = try #require(medical(result))
    #expect(sums.households == Coverage.Count(all: 10, covered: 3, unknown: 7, withoutHomes: 7))
    #expect(!result.gaps.contains { $0.communityID == "330199001002" })
    // Nobody is said to fall short there.
    #expect(!result.summary.worst.contains { $0.coverage.communityID == "330199001002" })
  }

  @Test func `a community that states none may have any number`() async throws {
    let result = try await town(stated: nil).run()
    let row = try #require(result.row("330199001002", "C-3"))
    #expect(row.households.whole == nil && row.householdShare == nil)
    #expect(row.households.uncounted == .init(communities: 1))
    #expect(result.communities.map(\.households) == [3, nil])
    let sums = try #require(medical(result))
    #expect(sums.value == nil && sums.households?.all == 3)
  }

  @Test func `a community of which it is known that nobody lives there has nothing to be judged`()
    async throws
  {
    let result = try await town(stated: 0).run()
    let row = try #require(result.row("330199001002", "C-3"))
    #expect(row.households == Coverage.Count())
    #expect(medical(result)?.households?.isWhole == true)
  }

  @Test
  func `households beyond those of the given homes are there, and what they reach is not known`()
    async throws
  {
    var town = town(stated: nil)
    town.communities[0].households = 10
    let row = try #require(try await town.run().row("330199001001", "C-3"))
    #expect(row.households == Coverage.Count(all: 10, covered: 3, unknown: 7, withoutHomes: 7))
    // They live in residences that are not given, nobody knows how many.
    var residences = Coverage.Count(all: 2, covered: 2)
    residences.uncounted.communities = 1
    #expect(row.residences == residences)
    #expect(row.medianTime == nil)
    // Fewer than the homes hold: they are there all the same.
    town.communities[0].households = 2
    let fewer = try #require(try await town.run().row("330199001001", "C-3"))
    #expect(fewer.households == Coverage.Count(all: 3, covered: 3) && fewer.medianTime != nil)
  }

  @Test func `nobody, and homes with somebody in them, is not known to be nobody`() async throws {
    var town = town(stated: nil)
    town.communities[0].households = 0
    let result = try await town.run()
    #expect(result.communities[0].households == nil)
    #expect(result.row("330199001001", "C-3")?.households == Coverage.Count(all: 3, covered: 3))
  }

  @Test func `a seat in another community is named`() async throws {
    var town = town(stated: 7)
    town.communities[0].seat = [2000, 10]
    town.communities[1].seat = [1500, 0]
    let issues = try await town.run().recordIssues.filter { $0.field == "seat_lon" }
    #expect(issues.map(\.feature) == ["330199001001"], "the border is of both")
    #expect(issues.first?.problem.values["other"] == "330199001002")
  }

  @Test func `a threshold is judged where the given homes decide`() async throws {
    func verdicts(_ percent: Int, stated: Int?) async throws -> [Verdict?] {
      var town = town(stated: stated)
      town.homes(at: [1490])
      town.standard.circleRules = town.standard.circleRules.map { rule in
        var rule = rule
        rule.threshold = Threshold(ExactDecimal(percent))
        return rule
      }
      let result = try await town.run()
      return [result.row("330199001002", "C-3")?.verdict, medical(result)?.verdict]
    }
    // 3 of 7 households are reached in the first community.
    #expect(try await verdicts(100, stated: nil) == [.unknown, .fail])
    #expect(try await verdicts(20, stated: nil) == [.unknown, .unknown])
    #expect(try await verdicts(20, stated: 8) == [.unknown, .pass])
    #expect(try await verdicts(75, stated: 8) == [.unknown, .fail])
    #expect(try await verdicts(30, stated: 8) == [.unknown, .unknown])
  }

  @Test func `the area per hundred households is not judged without households`() async throws {
    var town = town(stated: nil)
    for id in ["330199001001", "330199001002"] {
      town.facilities.append(
        Facility(
          place: Place(id: id, at: [0, 0]), kind: FacilityKind(.general, "service_centre"),
          floorArea: "500", servedCommunityID: id, geometry: .point([0, 0])))
    }
    let result = try await town.run()
    let found = result.findings.filter { $0.ruleID == "T2-3" }.map(\.verdict)
    #expect(found == [.pass, .unknown])
  }

  @Test func `without any homes nothing is said of what they reach`() async throws {
    var town = town(stated: 7)
    town.residences = []
    let result = try await town.run()
    #expect(result.row("330199001002", "C-3")?.households == Coverage.Count())
  }
}
