import Streets
import TestSupport
import Testing

@testable import ServiceCircles

/// Several services together, against the homes of each service: households are powers of two, so that a sum
/// is a set of homes.
@Suite struct JointReachTests {
  private static let services = ["GOV", "CHD", "ELD", "MED", "EDU", "CUL", "COM"]

  private func town(_ random: inout SplitMix, facilities: Int) -> MainStreet {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    town.homes(at: (0..<20).map { _ in .random(in: 0...3000, using: &random) })
    for i in 0..<facilities {
      guard let category = ServiceCategory(rawValue: Self.services[i % 7]) else { continue }
      town.facility("f\(i)", category, at: .random(in: 0...3000, using: &random))
    }
    return town
  }

  @Test(arguments: 0..<6)
  func `homes that reach all services, and how many services homes reach`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed))
    var town = town(&random, facilities: seed == 0 ? 6 : 7 * seed)
    town.goesOnEast = seed % 2 == 1
    let result = try await town.run()
    let each = Self.services.map { result.row("a", "C-1", $0)?.households ?? Coverage.Count() }
    #expect(each.allSatisfy { $0.all == (1 << 20) - 1 })
    let joint = try #require(result.row("a", "C-1", Service.joint))
    let all = each.reduce(-1) { $0 & $1.covered }
    #expect(joint.households.covered == all)
    // Nothing may lack for certain, and not everything may be certain.
    let possible = each.reduce(-1) { $0 & ($1.covered | $1.unknown) }
    #expect(joint.households.unknown == possible & ~all)
    var reached = [Int](repeating: 0, count: 7)
    for home in 0..<20 {
      let count = each.count { $0.covered & 1 << home != 0 }
      for k in 0..<count { reached[k] += 1 << home }
    }
    #expect(joint.reached == reached)
    #expect(joint.residences.covered == all.nonzeroBitCount)
  }

  @Test func `two of three are enough where a rule says so`() async throws {
    var random = SplitMix(state: 3)
    var town = town(&random, facilities: 21)
    let travel = ["standard": Travel(mode: .walk, speed: .kilometresPerHour(4.8))]
    let name = LocalizedText(chinese: "二", english: "two")
    town.standard.circleRules = [
      CircleRule(
        id: "C-1", name: name, services: ["MED", "CUL", "COM"], required: .atLeast(2), minutes: 9,
        travel: travel)
    ]
    let result = try await town.run()
    let masks = ["MED", "CUL", "COM"].map { result.row("a", "C-1", $0)?.households.covered ?? 0 }
    let two = (masks[0] & masks[1]) | (masks[0] & masks[2]) | (masks[1] & masks[2])
    #expect(result.row("a", "C-1", "*")?.households.covered == two)
    #expect(two != 0 && two != (1 << 20) - 1)
  }

  /// The time of a home is the longest of its services', and quantiles are of households.
  @Test func `median and ninetieth are lower quantiles of households`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    town.homes(at: [0, 800, 1600, 2400])
    for (i, n) in [50, 39, 1, 10].enumerated() { town.residences[i].households = n }
    town.facility("clinic", .medical, at: 0)
    town.facility("library", .cultural, at: 2400)
    let travel = ["standard": Travel(mode: .walk, speed: .kilometresPerHour(4.8))]
    let name = LocalizedText(chinese: "", english: "")
    town.standard.circleRules = [
      CircleRule(
        id: "C-1", name: name, services: ["MED", "CUL"], required: .all, minutes: 15,
        travel: travel)
    ]
    let result = try await town.run()
    let medical = try #require(result.row("a", "C-1", "MED"))
    #expect(medical.medianTime == .minutes(0) && medical.ninetiethTime == .minutes(20))
    let joint = try #require(result.row("a", "C-1", "*"))
    // 30, 20, 20, 30 minutes for 50, 39, 1, 10 households.
    #expect(joint.medianTime == .minutes(30) && joint.ninetiethTime == .minutes(30))
    // Without households homes count alike.
    for i in town.residences.indices { town.residences[i].households = 0 }
    let even = try #require(try await town.run().row("a", "C-1", "MED"))
    #expect(even.medianTime == .minutes(10) && even.ninetiethTime == .minutes(30))
    #expect(even.householdShare == nil && even.residences.covered == 2)
  }

  @Test func `the seat's time is its own`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    town.communities[0].seat = [400, 0]
    town.facility("clinic", .medical, at: 1200)
    let result = try await town.run()
    #expect(result.row("a", "C-3")?.seatTime == .minutes(10))
    #expect(result.row("a", "C-4")?.seatTime == nil)
  }
}
