/// Judges townships, counties, prefectures and the province by their registers.
struct RegisterJudge {
  private let judge: RuleJudge
  private let totals: RegionTotals
  private let registers: [RegionRecord]
  /// What the registers state, beside what the parts of their regions add up to.
  let sums: RegisterSums

  init(_ judge: RuleJudge, _ facts: CommunityFacts, _ registers: [RegionRecord]) {
    self.judge = judge
    totals = RegionTotals(facts)
    self.registers = registers
    sums = RegisterSums(facts, totals, registers)
  }

  /// The findings of rules that no community has data for, and the regions each finding is summed into: the
  /// register's own and those it belongs to.
  ///
  /// Regions that the communities name and no register lists are among them: what they have is not known.
  ///
  /// - Parameter judged: The rules that communities are judged by: what is counted there is not counted again.
  func findings(without judged: Set<String>) -> [(finding: Finding, regions: [Region])] {
    let standard = judge.standard
    let rules = standard.rules.filter { rule in
      if case .circle = rule.kind { return false }
      return rule.stage != .newBuild && !judged.contains(rule.id)
    }
    // A rule is judged at its own level if there are registers of it, else at the lowest level that has one:
    // no level is counted twice.
    var levels: [String: PlanLevel] = [:]
    for rule in rules {
      let found = Set(
        registers.filter { standard.hasEntry(ofAny: rule.items, in: $0.quantities) }
          .map(\.region.level))
      levels[rule.id] = found.contains(rule.level) ? rule.level : found.min()
    }
    var result: [(Finding, [Region])] = []
    for register in withUnlisted(Set(levels.values)).sorted(by: Self.isBefore) {
      let quantities = totals.completing(register, standard)
      let regions = totals.path(to: register.region)
      for rule in rules where levels[rule.id] == register.region.level {
        var asked = quantities
        for item in rule.items where asked[item] == nil { asked[item] = .missing }
        let finding = judge.finding(of: rule, on: asked, about: .region(register.region))
        result.append((finding, regions))
      }
    }
    return result
  }

  /// The registers, and empty ones for regions of some levels that have none.
  private func withUnlisted(_ levels: Set<PlanLevel>) -> [RegionRecord] {
    let listed = Set(registers.map(\.region))
    return registers
      + totals.regions.filter { levels.contains($0.level) && !listed.contains($0) }
      .map { RegionRecord($0) }
  }

  /// Smaller regions first, then by name.
  private static func isBefore(_ a: RegionRecord, _ b: RegionRecord) -> Bool {
    (a.region.level, a.region.name) < (b.region.level, b.region.name)
  }
}
