/// Judges townships, counties, prefectures and the province by what registers say of them.
struct RegisterFindings {
  private let judge: RuleJudge
  private let totals: RegionTotals
  private let registers: [RegionRegister]

  init(_ judge: RuleJudge, _ facts: CommunityFacts, _ registers: [RegionRegister]) {
    self.judge = judge
    totals = RegionTotals(facts)
    self.registers = registers
  }

  /// What the rules find that no community has data for, and the regions each finding belongs to.
  ///
  /// - Parameter judged: The rules that communities are judged by: what is counted there is not counted again.
  func findings(
    without judged: Set<String>
  ) -> [(found: SubjectFinding, regions: [(level: RegionSummary.Level, name: String)])] {
    var levels: [String: PlanLevel] = [:]
    var result: [(SubjectFinding, [(RegionSummary.Level, String)])] = []
    let rules = judge.standard.rules.filter { rule in
      if case .circle = rule.test { return false }
      return rule.stage != .newBuild && !judged.contains(rule.id)
    }
    // The rule's own level if there are data of it, else the lowest: no level is counted twice.
    for rule in rules {
      let found = Set(
        registers.filter { register in
          rule.items.contains { judge.standard.quantity($0, in: register.quantities) != nil }
        }.map(\.level))
      levels[rule.id] = found.contains(rule.level) ? rule.level : found.min()
    }
    for register in registers.sorted(by: { ($0.level, $0.region) < ($1.level, $1.region) }) {
      guard let level = RegionSummary.Level(rawValue: register.level.rawValue) else { continue }
      let quantities = totals.completing(register, judge.standard)
      let path = totals.path(from: level, register.region)
      for rule in rules where levels[rule.id] == register.level {
        let isGiven = rule.items.contains {
          judge.standard.quantity($0, in: register.quantities) != nil
        }
        guard isGiven else { continue }
        let finding = judge.finding(of: rule, on: quantities, level: register.level)
        result.append(
          (
            SubjectFinding(
              .region(level, register.region), finding, open: rule.open(finding)), path
          ))
      }
    }
    return result
  }
}

/// Households, people and units of regions, summed over communities.
struct RegionTotals {
  private struct Sums {
    var households: Int? = 0
    var population: Int? = 0
    var communities = 0
    var villages = 0
    var townships: Set<String> = []
    var counties: Set<String> = []
    var prefectures: Set<String> = []
  }

  private struct Key: Hashable {
    var level: RegionSummary.Level
    var name: String
  }

  private var sums: [Key: Sums] = [:]
  private var parents: [Key: Community.Region] = [:]

  init(_ facts: CommunityFacts) {
    for (c, community) in facts.placement.communities.enumerated() {
      let numbers = facts.placement.numbers(of: c, facts.inputs)
      let region = community.region
      for (level, name) in region.path where level != .run {
        let key = Key(level: level, name: name)
        parents[key] = region
        var own = sums[key] ?? Sums()
        own.households = own.households.flatMap { n in numbers.households.map { n + $0 } }
        own.population = own.population.flatMap { n in numbers.population.map { n + $0 } }
        own.communities += 1
        if community.setting == .rural { own.villages += 1 }
        if let township = region.township { own.townships.insert(township) }
        if let county = region.county { own.counties.insert(county) }
        if let prefecture = region.prefecture { own.prefectures.insert(prefecture) }
        sums[key] = own
      }
    }
  }

  /// What a register says, and what the region's communities say besides.
  func completing(_ register: RegionRegister, _ standard: RuleSet) -> Quantities {
    var quantities = register.quantities
    guard let level = RegionSummary.Level(rawValue: register.level.rawValue) else {
      return quantities
    }
    let own = sums[Key(level: level, name: register.region)]
    for item in standard.items {
      guard let source = item.source, quantities[item.id] == nil else { continue }
      let number: Int?
      switch source {
      case .households: number = own?.households
      case .population: number = own?.population
      case .communities: number = own?.communities
      case .villages: number = own?.villages
      case .urbanCommunities: number = own.map { $0.communities - $0.villages }
      case .townships: number = level == .township ? 1 : own?.townships.count
      case .counties: number = level == .county ? 1 : own?.counties.count
      case .prefectures: number = level == .prefecture ? 1 : own?.prefectures.count
      }
      quantities[item.id] = number.map { .number(ExactDecimal($0)) } ?? .missing
    }
    return quantities
  }

  /// The region itself, and those it belongs to.
  func path(
    from level: RegionSummary.Level, _ name: String
  ) -> [(level: RegionSummary.Level, name: String)] {
    // Of a code without communities the digits tell.
    let region = parents[Key(level: level, name: name)] ?? Community.Region(code: name)
    let order = RegionSummary.Level.allCases
    let own = order.firstIndex(of: level) ?? 0
    return region.path.filter { (order.firstIndex(of: $0.level) ?? 0) < own } + [(level, name)]
  }
}

extension Community.Region {
  /// The regions, the whole run first.
  var path: [(level: RegionSummary.Level, name: String)] {
    let names: [(RegionSummary.Level, String?)] = [
      (.run, "*"), (.province, province), (.prefecture, prefecture), (.county, county),
      (.township, township),
    ]
    return names.compactMap { level, name in name.map { (level, $0) } }
  }

  /// What a code of fewer digits says of the regions above it.
  init(code: String) {
    let isCode = code.utf8.allSatisfy { (48...57).contains($0) }
    func digits(_ count: Int) -> String? {
      isCode && code.utf8.count >= count ? String(code.prefix(count)) : nil
    }
    self.init(
      township: digits(9), county: digits(6), prefecture: digits(4), province: digits(2))
  }
}
