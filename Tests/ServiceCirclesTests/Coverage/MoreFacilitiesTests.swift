import PlaneGeometry
import Streets
import TestSupport
import Testing

@testable import ServiceCircles

@Suite struct MoreFacilitiesTests {
  /// The plan with one way of travelling for all rules.
  private func plan(_ mode: Mode) -> RuleSet {
    var plan = RuleSet.zhejiang14thFiveYearPlan
    plan.circleRules = plan.circleRules.map {
      CircleRule(
        id: $0.id, name: $0.rule.name, setting: $0.setting, services: $0.services,
        required: $0.circle.required, minutes: $0.minutes, measure: $0.circle.measure,
        threshold: $0.threshold,
        travel: ["standard": Travel(mode: mode, speed: .kilometresPerHour(4.8))])
    }
    return plan
  }

  @Test(arguments: 0..<4)
  func `one more facility never lowers coverage`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed))
    let streets = try RandomGrid().streets(&random)
    func somewhere() -> PlanePoint {
      PlanePoint(.random(in: 0...2750, using: &random), .random(in: 0...2750, using: &random))
    }
    var town = MainStreet()
    town.standard = plan(seed % 2 == 0 ? .walk : .cycle)
    for i in 0..<3 {
      let box = Box(min: [Double(i) * 1000, -100], max: [Double(i) * 1000 + 999, 2900])
      town.communities.append(
        Community(id: "\(i)", setting: i == 1 ? .rural : .urban, polygons: [Polygon(box)]))
    }
    for i in 0..<150 {
      town.residences.append(
        Residence(
          place: Place(id: "h\(i)", at: somewhere()),
          households: .random(in: 1...30, using: &random), population: i))
    }
    let categories = [ServiceCategory.medical, .cultural, .sports]
    var before: [Coverage] = []
    var growths = 0
    for i in 0..<9 {
      let p = somewhere()
      town.facility("f\(i)", categories[i % 3], at: p.x, y: p.y)
      let coverage = try await town.assessment(on: streets).run().single
      for (old, new) in zip(before, coverage) {
        #expect(new.communityID == old.communityID && new.ruleID == old.ruleID)
        for (a, b) in [(old.households, new.households), (old.residences, new.residences)] {
          #expect(b.all == a.all && b.covered >= a.covered)
          // Nor what might be covered; no home is in both sums.
          #expect(b.covered + b.unknown >= a.covered + a.unknown)
          #expect(b.covered + b.unknown <= b.all)
        }
        #expect((new.population?.covered ?? 0) >= (old.population?.covered ?? 0))
        if new.households.covered > old.households.covered { growths += 1 }
      }
      before = coverage
    }
    #expect(growths > 3)
  }

  /// Times only grow, so nothing that was out of reach comes into it; what the data's edge leaves open may
  /// become uncovered.
  @Test(arguments: 0..<4)
  func `a street taken away never raises coverage`(seed: Int) async throws {
    var town = MainStreet()
    town.standard = plan(seed % 2 == 0 ? .walk : .cycle)
    var random = SplitMix(state: UInt64(seed) + 40)
    town.communities = [
      Community(
        id: "all", setting: .urban,
        polygons: [Polygon(Box(min: [-200, -200], max: [3000, 3000]))])
    ]
    func somewhere() -> PlanePoint {
      PlanePoint(.random(in: 0...2750, using: &random), .random(in: 0...2750, using: &random))
    }
    for i in 0..<150 {
      town.residences.append(
        Residence(place: Place(id: "h\(i)", at: somewhere()), households: 1 + i % 7))
    }
    for (i, category) in [ServiceCategory.medical, .cultural, .sports].enumerated() {
      let p = somewhere()
      town.facility("f\(i)", category, at: p.x, y: p.y)
    }
    func coverage(without missing: Int) async throws -> [Coverage] {
      var same = SplitMix(state: UInt64(seed))
      return try await town.assessment(on: RandomGrid(missing: missing).streets(&same)).run().single
    }
    var before = try await coverage(without: 0)
    var losses = 0
    for missing in [1, 8, 20, 40, 80, 120] {
      let after = try await coverage(without: missing)
      for (old, new) in zip(before, after) {
        #expect(new.ruleID == old.ruleID && new.households.all == old.households.all)
        #expect(new.households.covered <= old.households.covered)
        #expect(
          new.households.covered + new.households.unknown
            <= old.households.covered + old.households.unknown)
        if new.households.covered < old.households.covered { losses += 1 }
      }
      before = after
    }
    #expect(losses > 0)
  }
}
