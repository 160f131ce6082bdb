import PlaneGeometry
import Streets
import Testing

@testable import ServiceCircles

/// Numbers that each source gives for itself, and that together cannot be.
@Suite struct ExcessTests {
  /// A community of 100 households with one service centre, and its neighbour, of whom all is right.
  private func town(centre area: String?, of floorArea: Int?, unmeasured: Bool = false)
    -> MainStreet
  {
    var town = MainStreet()
    for (i, id) in ["330199001001", "330199001002"].enumerated() {
      town.community(id, from: Double(i) * 1500, to: Double(i + 1) * 1500)
      town.communities[i].households = 100
      town.communities[i].quantities["total_floor_area_m2"] = floorArea.map {
        .number(ExactDecimal(i == 0 ? $0 : 10_000))
      }
      town.communities[i].quantities["commercial_area_m2"] = .number(ExactDecimal(2))
      centre(of: &town, in: id, i == 0 ? area : "300")
    }
    if unmeasured { centre(of: &town, in: "330199001001", nil) }
    return town
  }

  private func centre(of town: inout MainStreet, in community: String, _ area: String?) {
    town.facilities.append(
      Facility(
        place: Place(id: "f\(town.facilities.count)", at: [0, 0]),
        kind: FacilityKind(.general, "service_centre"), floorArea: area,
        servedCommunityID: community, geometry: .point([0, 0])))
  }

  private func verdicts(_ result: Assessment.Result, _ rule: String) -> [Verdict?] {
    result.findings.filter { $0.ruleID == rule }.map(\.verdict)
  }

  @Test func `a facility larger than all buildings of its community decides nothing`() async throws
  {
    let result = try await town(centre: "5000", of: 1000).run()
    #expect(verdicts(result, "T2-3") == [.unknown, .pass])
    #expect(verdicts(result, "T2-2") == [.unknown, .fail])
    let issue = try #require(
      result.issues.first { $0.action.key == "value.excess_unknown" && !$0.feature.isEmpty })
    #expect(issue.feature == "330199001001")
    #expect(issue.field == "service_area_m2")
    #expect(result.issues.filter { $0.problem.key == "value.excesses" }.count == 1)
  }

  @Test func `what is known of it alone may be too large`() async throws {
    let result = try await town(centre: "5000", of: 1000, unmeasured: true).run()
    #expect(verdicts(result, "T2-3") == [.unknown, .pass])
  }

  @Test(arguments: [("998", 1000), ("5000", nil)] as [(String, Int?)])
  func `what can be is left as it is`(_ area: String, _ floorArea: Int?) async throws {
    let result = try await town(centre: area, of: floorArea).run()
    #expect(verdicts(result, "T2-3") == [.pass, .pass])
    #expect(!result.issues.contains { $0.action.key == "value.excess_unknown" })
  }

  @Test func `more old people than people are neither`() async throws {
    var town = town(centre: "300", of: 10_000)
    town.communities[0].population = 250
    town.communities[0].quantities["elderly"] = .number(ExactDecimal(400))
    town.communities[0].quantities["care_beds"] = .number(ExactDecimal(4))
    let result = try await town.run()
    let issue = try #require(
      result.issues.first { $0.action.key == "value.excess_unknown" && !$0.feature.isEmpty })
    #expect(issue.field == "elderly, population")
  }
}
