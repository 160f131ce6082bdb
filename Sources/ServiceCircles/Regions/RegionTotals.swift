/// Households, people and units of regions, summed over communities.
struct RegionTotals {
  private struct Totals {
    var households: Int? = 0
    var population: Int? = 0
    var communities = 0
    var villages = 0
    var townships: Set<String> = []
    var counties: Set<String> = []
    var prefectures: Set<String> = []
  }

  private var totals: [Region: Totals] = [:]
  /// The regions of some community of each region.
  private var paths: [Region: RegionPath] = [:]

  init(_ facts: CommunityFacts) {
    for (c, community) in facts.placement.communities.enumerated() {
      let numbers = facts.numbers(of: c)
      let path = community.regions
      for region in path.named {
        paths[region] = path
        var own = totals[region] ?? Totals()
        own.households = own.households.flatMap { n in numbers.households.map { n + $0 } }
        own.population = own.population.flatMap { n in numbers.population.map { n + $0 } }
        own.communities += 1
        if community.setting == .rural { own.villages += 1 }
        if let township = path.township { own.townships.insert(township) }
        if let county = path.county { own.counties.insert(county) }
        if let prefecture = path.prefecture { own.prefectures.insert(prefecture) }
        totals[region] = own
      }
    }
  }

  /// The regions that the communities belong to.
  var regions: some Collection<Region> { totals.keys }

  /// A register's values, and the totals of the region's communities for items that it does not give.
  func completing(_ register: RegionRecord, _ standard: RuleSet) -> Quantities {
    var quantities = register.quantities
    let level = register.region.level
    let own = totals[register.region]
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

  /// The whole run, the regions that a region belongs to, and the region itself.
  func path(to region: Region) -> [Region] {
    // The digits of a code tell the regions above one that has no communities here.
    let path = paths[region] ?? RegionPath(regionCode: region.name)
    return path.all.filter { $0.level > region.level } + [region]
  }
}
