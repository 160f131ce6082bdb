import PlaneGeometry
import Streets
import Testing

@testable import ServiceCircles

/// Homes of which nobody knows how many households they hold.
@Suite struct UnknownHouseholdsTests {
  /// Two communities of a township; in the first one home has no number.
  private func town(unknown: Int?) -> MainStreet {
    var town = MainStreet()
    town.community("330199001001", from: 0, to: 1500)
    town.community("330199001002", from: 1500, to: 3000)
    town.homes(at: [0, 100, 1400, 1600])
    if let unknown { town.residences[unknown].households = nil }
    town.facility("clinic", .medical, at: 0)
    return town
  }

  private func medical(_ result: Assessment.Result, _ region: Region) -> RegionResult? {
    result.summary.regions.first {
      $0.region == region && $0.ruleID == "C-3" && $0.profile == "standard"
    }
  }

  @Test func `what is counted by households is not known, the rest is`() async throws {
    let result = try await town(unknown: 1).run()
    let row = try #require(result.row("330199001001", "C-3"))
    #expect(row.households.whole == nil && row.householdShare == nil)
    #expect(row.households.all == 0b101 && row.households.uncounted == .init(covered: 1))
    #expect(row.residences == Coverage.Count(all: 3, covered: 2, unknown: 0))
    #expect(row.medianTime == nil && row.ninetiethTime == nil)
    #expect(result.communities.map(\.households) == [nil, 0b1000])
    let other = try #require(result.row("330199001002", "C-3"))
    #expect(other.households == Coverage.Count(all: 0b1000, covered: 0, unknown: 0))
    for region in [Region(.township, "330199001"), .run] {
      let sums = try #require(medical(result, region))
      #expect(sums.value == nil && sums.households?.uncounted.homes == 1)
      #expect(sums.households?.all == 0b1101)
    }
    let gap = result.gaps.first {
      $0.communityID == "330199001001" && $0.ruleID == "C-3" && $0.profile == "standard"
    }
    #expect(gap?.households == 0b100 && gap?.residences == 1)
  }

  @Test func `a gap with a home without a number has none`() async throws {
    let result = try await town(unknown: 2).run()
    let gap = result.gaps.first {
      $0.communityID == "330199001001" && $0.ruleID == "C-3" && $0.profile == "standard"
    }
    #expect(gap?.households == nil && gap?.residences == 1)
    // Some rule asks for several services together.
    let joint = result.coverage.filter { $0.service == Service.joint }
    #expect(joint.contains { $0.reached != nil })
    #expect(
      joint.allSatisfy { ($0.reached == nil) == ($0.communityID == "330199001001") })
  }

  @Test func `a threshold is judged where the known homes decide`() async throws {
    func verdicts(_ unknown: Int, _ percent: Int) async throws -> [Verdict?] {
      var town = town(unknown: unknown)
      let rules = town.standard.circleRules.map { rule in
        var rule = rule
        rule.threshold = Threshold(ExactDecimal(percent))
        return rule
      }
      town.standard.circleRules = rules
      let result = try await town.run()
      return [
        result.row("330199001001", "C-3")?.verdict, result.row("330199001002", "C-3")?.verdict,
        medical(result, .run)?.verdict,
      ]
    }
    // 1 of 5 known households is reached, and a home of an unknown number.
    #expect(try await verdicts(1, 15) == [.pass, .fail, .unknown])
    #expect(try await verdicts(1, 90) == [.unknown, .fail, .unknown])
    #expect(try await verdicts(1, 100) == [.fail, .fail, .fail])
    // 3 of 3 known households are, and a home of an unknown number is not; 3 of 11 of both communities.
    #expect(try await verdicts(2, 90) == [.unknown, .fail, .fail])
    #expect(try await verdicts(2, 100) == [.unknown, .fail, .fail])
  }

  @Test func `numbers of a register stand for the homes, in ratios alone`() async throws {
    var town = town(unknown: 1)
    town.communities[0].households = 500
    let result = try await town.run()
    #expect(result.communities.map(\.households) == [500, 0b1000])
    #expect(result.row("330199001001", "C-3")?.householdShare == nil)
    #expect(!result.issues.contains { $0.problem.key == "value.homes_differ" })
  }
}
