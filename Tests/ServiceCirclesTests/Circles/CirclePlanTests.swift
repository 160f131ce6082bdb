import Streets
import Testing

@testable import ServiceCircles

/// Which circles are drawn for which facility.
@Suite struct CirclePlanTests {
  private func standard() throws -> RuleSet {
    try RuleSet(
      yaml: """
        id: own
        name: { zh: 甲, en: own }
        services:
          SPT: { zh: 体, en: sports }
          MED: { zh: 医, en: medical }
        profiles: { standard: { zh: 标, en: standard }, strict: { zh: 严, en: strict } }
        always_judged: [standard, strict]
        rules:
          - { id: U, kind: circle, name: { zh: 城, en: u }, applies_to: urban, services: [SPT], minutes: 10, travel: { standard: { mode: walk, metres: 800 }, strict: { mode: walk, metres: 500 } } }
          - { id: R, kind: circle, name: { zh: 乡, en: r }, applies_to: rural, services: [SPT], minutes: 15, travel: { standard: { mode: walk, metres: 1200 } } }
          - { id: B, kind: circle, name: { zh: 都, en: b }, services: [MED, SPT], minutes: 10, travel: { standard: { mode: walk, metres: 800 } } }
          - { id: L, kind: circle, name: { zh: 久, en: l }, services: [MED], minutes: 30, travel: { standard: { mode: walk, metres: 2400 } } }
        """)
  }

  private func plan(_ town: MainStreet) async throws -> CirclePlan {
    let prepared = try await town.assessment().prepared()
    return CirclePlan(
      prepared.searches.passes, of: town.standard, town.facilities, prepared.placement)
  }

  /// One line a circle: facility, profile, minutes, service, rules.
  private func lines(_ plan: CirclePlan, _ town: MainStreet) -> [String] {
    plan.groups.flatMap { group in
      group.items.map {
        "\(town.facilities[$0.facility].id) \($0.profile) \(Int($0.minutes)) \($0.service) "
          + $0.ruleIDs.joined(separator: "+")
      }
    }
  }

  private func town() throws -> MainStreet {
    var town = MainStreet()
    town.standard = try standard()
    town.community("urban", from: 0, to: 1000)
    town.community("rural", from: 1000, to: 2000, .rural)
    town.facility("z", .sports, at: 500)
    town.facility("y", .sports, at: 1500)
    town.facility("x", .medical, at: 1500)
    town.facility("outside", .sports, at: 2500)
    town.facility("library", .cultural, at: 500)
    return town
  }

  @Test func `a facility has the minutes of its own community`() async throws {
    let town = try town()
    let plan = try await plan(town)
    // By id within a way of travelling; rules of the same minutes and profile share a circle, whose service
    // is the first rule's.
    let expected: Set = [
      "outside standard 10 SPT U+B", "x standard 10 MED B", "x standard 30 MED L",
      "y standard 10 SPT B", "y standard 15 SPT R", "z standard 10 SPT U+B", "z strict 10 SPT U",
      "outside strict 10 SPT U",
    ]
    let found = lines(plan, town)
    #expect(Set(found) == expected && found.count == expected.count)
    #expect(plan.facilityCircleCount == 8)
    for group in plan.groups {
      let ids = group.items.map { town.facilities[$0.facility].id }
      #expect(ids == ids.sorted())
      #expect(
        group.items.allSatisfy { item in
          group.pass.rules.contains { $0.judged.rule.minutes == item.minutes }
        })
    }
  }

  @Test func `beyond all communities the only setting there is counts`() async throws {
    var town = try town()
    town.communities.removeFirst()
    let found = lines(try await plan(town), town)
    #expect(
      found.filter { $0.hasPrefix("outside") } == [
        "outside standard 10 SPT B", "outside standard 15 SPT R",
      ])
    // The community that has gone leaves its facility outside all.
    #expect(found.filter { $0.hasPrefix("z") } == ["z standard 10 SPT B", "z standard 15 SPT R"])
  }

  @Test func `a service has one circle a profile and minutes`() async throws {
    let plan = try await plan(try town())
    let found = plan.groups.flatMap { group in
      group.dissolved.map {
        "\(group.pass.services[$0.service].code) \($0.profile) \(Int($0.minutes)) "
          + $0.ruleIDs.joined(separator: "+")
      }
    }
    #expect(
      Set(found) == [
        "SPT standard 10 U+B", "SPT standard 15 R", "MED standard 10 B", "MED standard 30 L",
        "SPT strict 10 U",
      ])
    #expect(found.count == 5)
  }
}
