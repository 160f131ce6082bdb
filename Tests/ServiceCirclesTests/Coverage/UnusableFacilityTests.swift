import PlaneGeometry
import Streets
import TestSupport
import Testing

@testable import ServiceCircles

/// What facilities whose records cannot be used leave open, against the town with their records whole.
@Suite struct UnusableFacilityTests {
  private static let categories: [ServiceCategory] = [.medical, .cultural, .sports]

  /// What a record may lack.
  private enum Lack: CaseIterable { case kind, place, both }

  /// A random town of one community whose homes have numbers of households that tell them apart.
  private func town(_ random: inout SplitMix) throws -> (MainStreet, StreetNetwork) {
    let grid = RandomGrid()
    var town = MainStreet()
    town.communities = [
      Community(
        id: "a", setting: .urban,
        polygons: [Polygon(Box(min: [-500, -500], max: [4_000, 4_000]))])
    ]
    for i in 0..<50 {
      town.residences.append(
        Residence(place: Place(id: "h\(i)", at: grid.somewhere(&random)), households: 1 << i))
    }
    for i in 0..<6 {
      let place = grid.somewhere(&random)
      town.facility("f\(i)", Self.categories[i % 3], at: place.x, y: place.y)
    }
    town.land = .community
    return (town, try grid.streets(&random))
  }

  private func unusable(_ facility: Facility, _ lack: Lack) -> UnusableFacility {
    UnusableFacility(
      id: facility.id, kind: lack == .place ? facility.kind : nil,
      place: lack == .kind ? facility.place : nil)
  }

  @Test(arguments: 0..<9)
  func `no home turns, whatever the record lacks`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed))
    let (town, streets) = try town(&random)
    let lack = Lack.allCases[seed % 3]
    let whole = try await town.assessment(on: streets).run()
    var part = town
    let lost = [part.facilities.removeLast(), part.facilities.removeFirst()]
    part.unusableFacilities = lost.map { unusable($0, lack) }
    let open = try await part.assessment(on: streets).run()
    var unknown = 0
    for (a, b) in zip(whole.coverage, open.coverage) {
      #expect(a.ruleID == b.ruleID && a.service == b.service)
      let covered = b.households.covered
      #expect(covered & ~a.households.covered == 0, "what is covered without them is covered")
      let uncovered = b.households.all & ~covered & ~b.households.unknown
      #expect(uncovered & a.households.covered == 0, "what is uncovered for certain is uncovered")
      if let one = a.verdict, let other = b.verdict { #expect(other == .unknown || one == other) }
      let (land, bounds) = (try #require(a.land), try #require(b.land))
      #expect(bounds.covered.low <= land.covered.high && bounds.covered.high >= land.covered.low)
      #expect(bounds.covered.high <= land.all + 1e-6)
      unknown |= b.households.unknown & a.households.covered
    }
    #expect(unknown != 0, "some home is open that is covered")
    #expect(open.issues.contains { $0.problem.key == "facilities.unusable" })
  }

  /// A facility of unknown kind opens exactly the homes that would reach one of every service there.
  @Test(arguments: 0..<4)
  func `what an unknown kind opens is what any kind would cover`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed) + 50)
    let (town, streets) = try town(&random)
    var part = town
    let lost = part.facilities.removeLast()
    var any = part
    for (i, category) in ServiceCategory.allCases.enumerated() {
      var facility = lost
      facility.place.id = "x\(i)"
      facility.kind = FacilityKind(category, "any")
      any.facilities.append(facility)
    }
    let best = try await any.assessment(on: streets).run().coverage
    let without = try await part.assessment(on: streets).run().coverage
    part.unusableFacilities = [unusable(lost, .kind)]
    let open = try await part.assessment(on: streets).run().coverage
    for ((a, b), c) in zip(zip(best, open), without) {
      let reached = a.households.covered | a.households.unknown
      #expect(b.households.covered == c.households.covered)
      #expect(b.households.covered | b.households.unknown == reached, "\(a.ruleID) \(a.service)")
    }
  }

  /// Without a place and a kind everything is open but what is covered, and what no street touches.
  @Test func `homes that touch no street reach nothing wherever it stands`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    town.homes(at: [500, 2500])
    town.residences.append(
      Residence(place: Place(id: "far", at: [1500, 5000]), households: 4, communityID: "a"))
    town.residences[0].households = 1
    town.residences[1].households = 2
    town.facility("f", .medical, at: 500)
    town.unusableFacilities = [UnusableFacility(id: "u")]
    let row = try #require(try await town.run().row("a", "C-3"))
    #expect(row.households == Coverage.Count(all: 7, covered: 1, unknown: 2))
  }

  /// What communities own is counted at least, of those that may own more.
  @Test func `a community may own a facility that names it, stands in it or stands nowhere`()
    async throws
  {
    var town = MainStreet()
    town.standard = try RuleSet(
      yaml: """
        id: own
        name: { zh: 甲, en: own }
        services: { MED: { zh: 医, en: medical } }
        profiles: { standard: { zh: 标, en: standard } }
        always_judged: [standard]
        items:
          n: { zh: 数, en: n, type: count, facilities: { kinds: [MED], take: number } }
          y: { zh: 有, en: y, type: flag, facilities: { kinds: [MED], take: any } }
          k: { zh: 个, en: k, type: count, from: communities }
        rules:
          - { id: TWO, kind: floor, name: { zh: 二, en: two }, source: 甲, numerator: [n], threshold: 2 }
          - { id: ANY, kind: coverage, name: { zh: 有, en: any }, source: 甲, numerator: [y], denominator: [k], threshold: 100 }
        """)
    for i in 0..<4 { town.community("c\(i)", from: Double(i) * 1000, to: Double(i + 1) * 1000) }
    town.facility("f", .medical, at: 500)
    func verdicts() async throws -> [String] {
      let result = try await town.run()
      return (0..<4).map { i in
        let own = result.findings.filter { $0.subject == .community("c\(i)") }
        return ["TWO", "ANY"].map { rule in
          own.first { $0.ruleID == rule }?.verdict?.rawValue ?? "-"
        }.joined(separator: " ")
      }
    }
    #expect(try await verdicts() == ["FAIL PASS", "FAIL FAIL", "FAIL FAIL", "FAIL FAIL"])
    town.unusableFacilities = [
      UnusableFacility(id: "u", place: Place(id: "u", at: [1500, 0])),
      UnusableFacility(id: "v", kind: FacilityKind(.medical, "any"), servedCommunityID: "c2"),
      UnusableFacility(id: "w", kind: FacilityKind(.sports, "any")),
    ]
    #expect(
      try await verdicts() == ["FAIL PASS", "UNKNOWN UNKNOWN", "UNKNOWN UNKNOWN", "FAIL FAIL"])
    town.unusableFacilities.append(UnusableFacility(id: "x", kind: FacilityKind(.medical, "any")))
    #expect(
      try await verdicts() == [
        "UNKNOWN PASS", "UNKNOWN UNKNOWN", "UNKNOWN UNKNOWN", "UNKNOWN UNKNOWN",
      ])
  }
}
