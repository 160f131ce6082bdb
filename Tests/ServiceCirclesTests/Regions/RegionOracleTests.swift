import PlaneGeometry
import Streets
import TestSupport
import Testing

@testable import ServiceCircles

/// Regions of random communities, against sums of whole numbers compared crosswise.
@Suite struct RegionOracleTests {
  private struct Unit {
    var id: String
    var households: Int
    var near: Bool
    /// Whole numbers; nil where missing.
    var counted: Int?
    var of: Int?
    var flag: Int?
    var pilots: Int?
    var rooms: Int?

    /// The regions it belongs to, by the digits of its code.
    var regions: [Region] {
      guard id.count == 12 else { return [.run] }
      let levels: [(PlanLevel, Int)] = [
        (.province, 2), (.prefecture, 4), (.county, 6), (.township, 9),
      ]
      return [.run] + levels.map { Region($0, String(id.prefix($1))) }
    }
  }

  private func standard() throws -> RuleSet {
    try RuleSet(
      yaml: """
        id: own
        name: { zh: 甲, en: own }
        services: { MED: { zh: 医, en: medical } }
        profiles: { standard: { zh: 标, en: standard } }
        always_judged: [standard]
        items:
          a: { zh: 甲, en: a, type: count }
          b: { zh: 乙, en: b, type: count }
          f: { zh: 有, en: f, type: flag }
          u: { zh: 数, en: u, type: count }
          c: { zh: 试点, en: c, type: count }
          d: { zh: 室, en: d, type: count }
        rules:
          - { id: C, kind: circle, name: { zh: 圈, en: c }, services: [MED], minutes: 15, threshold: 55, travel: { standard: { mode: walk, metres: 1200 } } }
          - { id: RATIO, kind: ratio, name: { zh: 比, en: r }, source: 甲, numerator: [a], denominator: [b], per: 100, threshold: 40 }
          - { id: ALL, kind: coverage, name: { zh: 全, en: a }, source: 甲, numerator: [f], denominator: [u], threshold: 100 }
          - { id: COUNT, kind: count, name: { zh: 数, en: n }, source: 甲, numerator: [c], threshold: 12 }
          - { id: FLOOR, kind: floor, name: { zh: 底, en: f }, source: 甲, numerator: [d], threshold: 3 }
        """)
  }

  private func units(_ random: inout SplitMix, _ seed: Int) -> [Unit] {
    func known(_ range: ClosedRange<Int>, _ random: inout SplitMix) -> Int? {
      Int.random(in: 0..<(seed % 2 == 0 ? 25 : 6), using: &random) == 0
        ? nil : .random(in: range, using: &random)
    }
    var units: [Unit] = []
    for i in 0..<40 {
      let county = Int.random(in: 1...3, using: &random)
      let code =
        "33\(["01", "02"].randomElement(using: &random) ?? "01")0\(county)00"
        + "\(Int.random(in: 1...2, using: &random))" + String("00\(i + 1)".suffix(3))
      units.append(
        Unit(
          id: i % 13 == 12 ? "no code \(i)" : code, households: .random(in: 0...50, using: &random),
          near: Int.random(in: 0..<5, using: &random) > 1,
          counted: known(0...90, &random), of: known(0...200, &random),
          flag: known(seed < 2 ? 1...1 : 0...1, &random),
          pilots: known(0...4, &random), rooms: known(2...9, &random)))
    }
    return units
  }

  private func run(
    _ units: [Unit], unusable: [UnusableCommunity] = [], covers: PlanLevel?
  ) async throws -> Assessment.Result {
    func quantity(_ n: Int?) -> Quantity { n.map { .number(ExactDecimal($0)) } ?? .missing }
    let communities = units.map { unit in
      Community(
        id: unit.id, setting: .urban, polygons: [],
        quantities: Quantities([
          "a": quantity(unit.counted), "b": quantity(unit.of), "f": quantity(unit.flag),
          "u": .number(ExactDecimal(1)), "c": quantity(unit.pilots), "d": quantity(unit.rooms),
        ]))
    }
    let homes = units.map { unit in
      Residence(
        place: Place(id: "h \(unit.id)", at: [unit.near ? 100 : 9000, 0]),
        households: unit.households, communityID: unit.id)
    }
    return try await Assessment(
      standard: standard(),
      inputs: AssessmentInputs(
        streets: nil, communities: communities, residences: homes,
        facilities: [
          Facility(
            place: Place(id: "f", at: [0, 0]), kind: FacilityKind(.medical, "any"),
            geometry: .point([0, 0]))
        ], unusableCommunities: unusable),
      options: AssessmentOptions(covers: covers, circles: .none, workers: 2)
    ).run()
  }

  @Test(arguments: 0..<6)
  func `regions are the sums of their communities`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed) + 31)
    let units = units(&random, seed)
    let covers: PlanLevel? = [nil, .county, .province][seed % 3]
    let result = try await run(units, covers: covers)
    let all = Set(units.flatMap(\.regions))
    #expect(Set(result.regions.map(\.region)) == all && all.map(\.level).contains(.township))
    #expect(
      result.regions.count == Set(result.regions.map { "\($0.region.id) \($0.ruleID)" }).count)
    for region in all {
      let own = units.filter { $0.regions.contains(region) }
      func row(_ rule: String) -> RegionResult? {
        result.regions.first { $0.region == region && $0.ruleID == rule }
      }
      try circle(own, #require(row("C")))
      ratio(own, row("RATIO"))
      try coverage(own, #require(row("ALL")))
      try count(own, #require(row("COUNT")), region, covers)
      try floor(own, #require(row("FLOOR")))
    }
  }

  @Test(arguments: 0..<12)
  func `a community whose record cannot be used turns no verdict of its regions`(
    seed: Int
  ) async throws {
    var random = SplitMix(state: UInt64(seed) + 77)
    let units = units(&random, seed)
    let covers: PlanLevel? = [nil, .county, .province][seed % 3]
    let whole = try await run(units, covers: covers)
    let isLost = units.map { _ in Int.random(in: 0..<12, using: &random) == 0 }
    let lost = zip(units, isLost).filter(\.1).map(\.0)
    try #require(!lost.isEmpty)
    // What a broken record may still say: all of its regions, some of them, none.
    let unusable = lost.map { unit in
      var regions = Community(id: unit.id, setting: .urban, polygons: []).regions
      switch Int.random(in: 0..<3, using: &random) {
      case 0: break
      case 1: regions.township = nil
      default: regions = RegionPath()
      }
      return UnusableCommunity(
        id: unit.id, setting: Bool.random(using: &random) ? .urban : nil, regions: regions)
    }
    let part = try await run(
      zip(units, isLost).filter { !$0.1 }.map(\.0), unusable: unusable, covers: covers)
    func key(_ row: RegionResult) -> [String] { [row.region.id, row.ruleID] }
    let known = Dictionary(part.regions.map { (key($0), $0) }, uniquingKeysWith: { a, _ in a })
    for row in whole.regions {
      guard let other = known[key(row)] else {
        // Only of a region none of whose communities is left, and that no broken record names.
        #expect(!part.communities.contains { $0.regions.all.contains(row.region) })
        #expect(!unusable.contains { $0.regions.all.contains(row.region) })
        continue
      }
      #expect(other.verdict == row.verdict || other.verdict == .unknown, "\(row) \(other)")
      let isTouched = lost.contains { $0.regions.contains(row.region) }
      if isTouched { #expect(other.value == nil, "\(row) \(other)") }
      guard let value = row.value, let bounds = other.finding?.valueBounds else { continue }
      #expect(bounds.low.double <= value + 1e-5)
      #expect((bounds.high?.double ?? .infinity) >= value - 1e-5)
    }
    // Some verdict stands all the same: a share of all that some community fails.
    #expect(part.regions.contains { $0.region == .run && $0.verdict != .unknown } || seed < 2)
  }

  private func circle(_ own: [Unit], _ row: RegionResult) {
    let all = own.reduce(0) { $0 + $1.households }
    let covered = own.reduce(0) { $0 + ($1.near ? $1.households : 0) }
    #expect(row.units == own.count && row.service == "MED" && row.finding == nil)
    #expect(row.households == Coverage.Count(all: all, covered: covered, unknown: 0))
    #expect(row.passing == own.count { $0.near && $0.households > 0 })
    #expect(row.value == (all == 0 ? nil : Double(covered) / Double(all)))
    #expect(row.verdict == (all == 0 ? .notApplicable : 100 * covered >= 55 * all ? .pass : .fail))
  }

  /// More than any number here, for what nothing bounds.
  private let endless = 1_000_000_000_000

  /// The verdicts of the least and the most that the unknown could make, where both agree.
  private func verdict(_ least: Bool?, _ most: Bool?) -> Verdict {
    guard let least, let most, least == most else { return .unknown }
    return least ? .pass : .fail
  }

  /// A unit with nothing to divide by is left out; one of which a side is missing may have any number.
  private func ratio(_ own: [Unit], _ row: RegionResult?) {
    let asked = own.filter { $0.of != 0 }
    guard let row else {
      #expect(asked.isEmpty)
      return
    }
    func isMet(_ counted: Int, _ of: Int) -> Bool? {
      let a = asked.reduce(0) { $0 + ($1.counted ?? counted) }
      let b = asked.reduce(0) { $0 + ($1.of ?? of) }
      return b == 0 ? nil : 100 * a >= 40 * b
    }
    let whole = asked.filter { $0.counted != nil && $0.of != nil }
    #expect(row.units == asked.count && row.service == "*" && row.households == nil)
    let passing = whole.count { 100 * ($0.counted ?? 0) >= 40 * ($0.of ?? 0) }
    #expect(row.passing == passing)
    let verdict = verdict(isMet(0, endless), isMet(endless, 0))
    #expect(row.verdict == verdict && row.finding?.verdict == verdict)
    let isKnown = whole.count == asked.count
    #expect((row.finding?.numerator == nil) == asked.contains { $0.counted == nil })
    #expect((row.finding?.denominator == nil) == asked.contains { $0.of == nil })
    #expect((row.value == nil) == !isKnown)
    guard isKnown else { return }
    #expect(row.finding?.numerator == ExactDecimal(whole.reduce(0) { $0 + ($1.counted ?? 0) }))
    #expect(row.finding?.denominator == ExactDecimal(whole.reduce(0) { $0 + ($1.of ?? 0) }))
  }

  private func coverage(_ own: [Unit], _ row: RegionResult) throws {
    let yes = own.count { $0.flag == 1 }
    let no = own.count { $0.flag == 0 }
    let open = own.count - yes - no
    #expect(row.units == own.count && row.passing == yes)
    #expect(row.verdict == (no > 0 ? .fail : yes < own.count ? .unknown : .pass))
    let finding = try #require(row.finding)
    #expect(finding.denominator == ExactDecimal(own.count))
    if open == 0 {
      #expect(finding.numerator == ExactDecimal(yes) && finding.valueBounds == nil)
    } else {
      #expect(finding.numerator == nil && row.value == nil)
      #expect(
        finding.numeratorBounds
          == ExactInterval(from: ExactDecimal(yes), to: ExactDecimal(yes + open)))
      let bounds = try #require(finding.valueBounds)
      let (low, high) = (100 * Double(yes), 100 * Double(yes + open))
      #expect(abs(bounds.low.double - low / Double(own.count)) < 1e-5)
      #expect(abs(try #require(bounds.high).double - high / Double(own.count)) < 1e-5)
    }
  }

  /// Only the whole run, and regions that the communities are stated to make up, are judged.
  private func count(
    _ own: [Unit], _ row: RegionResult, _ region: Region, _ covers: PlanLevel?
  ) {
    let known = own.compactMap(\.pilots)
    let sum = known.reduce(0, +)
    #expect(row.units == own.count)
    #expect(
      row.finding?.numerator == (known.count == own.count ? ExactDecimal(sum) : nil))
    let isWhole = region == .run || covers.map { region.level <= $0 } ?? false
    let most = known.count == own.count ? sum : endless
    #expect(row.verdict == (isWhole ? verdict(sum >= 12, most >= 12) : nil))
  }

  private func floor(_ own: [Unit], _ row: RegionResult) {
    let known = own.compactMap(\.rooms)
    let passing = known.count { $0 >= 3 }
    #expect(row.units == own.count && row.passing == passing)
    #expect(row.finding?.reasons.first == .unitsPassing(passing, of: own.count))
    let verdict: Verdict =
      passing < known.count ? .fail : known.count < own.count ? .unknown : .pass
    #expect(row.verdict == verdict)
  }
}
