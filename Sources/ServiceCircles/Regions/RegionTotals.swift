/// Households, people and units of regions, summed over communities.
struct RegionTotals {
  private struct Totals {
    var households = Quantity.number(.zero)
    var population = Quantity.number(.zero)
    var communities = 0
    var villages = 0
    var townships: Set<String> = []
    var counties: Set<String> = []
    var prefectures: Set<String> = []
  }

  private var totals: [Region: Totals] = [:]
  /// The regions that a community whose record cannot be used belongs to, and the levels of which it may belong
  /// to any.
  private var openRegions: Set<Region> = []
  private var openLevels: Set<PlanLevel> = []
  /// The regions of some community of each region.
  private var paths: [Region: RegionPath] = [:]

  init(_ facts: CommunityFacts) {
    for (c, community) in facts.placement.communities.enumerated() {
      let numbers = facts.numbers(of: c)
      let path = community.regions
      for region in path.named {
        paths[region] = path
        var own = totals[region] ?? Totals()
        own.households = own.households + numbers.households
        own.population = own.population + numbers.population
        own.communities += 1
        if community.setting == .rural { own.villages += 1 }
        if let township = path.township { own.townships.insert(township) }
        if let county = path.county { own.counties.insert(county) }
        if let prefecture = path.prefecture { own.prefectures.insert(prefecture) }
        totals[region] = own
      }
    }
    for community in facts.inputs.unusableCommunities {
      let named = community.regions.named
      openRegions.formUnion(named)
      for region in named where paths[region] == nil { paths[region] = community.regions }
      openLevels.formUnion(community.openLevels)
    }
  }

  /// The regions that the communities belong to, those among them whose records cannot be used.
  var regions: Set<Region> { openRegions.union(totals.keys) }

  /// Whether a community whose record cannot be used belongs to a region, or may belong to it.
  func isOpen(_ region: Region) -> Bool {
    openRegions.contains(region) || openLevels.contains(region.level)
  }

  /// A register's values, and the totals of the region's communities for items that it does not give.
  func completing(_ register: RegionRecord, _ standard: RuleSet) -> Quantities {
    var quantities = register.quantities
    let level = register.region.level
    let own = totals[register.region]
    for item in standard.items {
      guard let source = item.source, quantities[item.id] == nil else { continue }
      let isOpen = isOpen(register.region)
      func sum(_ known: Quantity?) -> Quantity {
        known.map { isOpen ? $0 + .missing : $0 } ?? .missing
      }
      func count(_ number: Int?) -> Quantity { sum(number.map { .number(ExactDecimal($0)) }) }
      let one = Quantity.number(ExactDecimal(1))
      quantities[item.id] =
        switch source {
        case .households: sum(own?.households)
        case .population: sum(own?.population)
        case .communities: count(own?.communities)
        case .villages: count(own?.villages)
        case .urbanCommunities: count(own.map { $0.communities - $0.villages })
        case .townships: level == .township ? one : count(own?.townships.count)
        case .counties: level == .county ? one : count(own?.counties.count)
        case .prefectures: level == .prefecture ? one : count(own?.prefectures.count)
        }
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
