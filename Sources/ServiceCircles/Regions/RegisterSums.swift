/// What registers state of regions, held against what the parts of the regions add up to: their communities, and
/// the registers of the regions in them.
///
/// Of parts of which one is unknown the sum of the others is compared, as the least that it can be.
///
/// - Complexity: O(communities × items that some register states).
struct RegisterSums {
  private let facts: CommunityFacts
  private let totals: RegionTotals
  private let registers: [RegionRecord]
  /// The items that are summed over the parts of a region.
  private let items: [Item]

  private var standard: RuleSet { facts.standard }

  init(_ facts: CommunityFacts, _ totals: RegionTotals, _ registers: [RegionRecord]) {
    self.facts = facts
    self.totals = totals
    self.registers = registers
    let summed = facts.standard.summedItems
    items = facts.standard.items.filter { item in
      summed.contains(item.id)
        && registers.contains { $0.quantities[item.id]?.number != nil }
    }
  }

  /// What the parts of a region add up to.
  private struct Sum {
    var quantity = Quantity.number(.zero)
    /// By how much the parts may have been rounded together.
    var rounding = ExactDecimal.zero
    var units = 0
    /// Whether homes stand for what some community does not state.
    var isOfHomes = false
    /// Whether anything is known of any part.
    var isKnown = false

    mutating func add(_ part: Quantity?, of type: ItemType) {
      quantity = quantity + (part ?? .missing)
      units += 1
      if part?.least != nil { isKnown = true }
      if type == .area, let number = part?.number { rounding = rounding + number.halfOfLastPlace }
    }

    /// Some part is not known.
    mutating func leaveOpen() { quantity = quantity + .missing }
  }

  /// What the communities of a region add up to, by item, and which regions they name in it.
  private struct Parts {
    var communities = 0
    var sums: [String: Sum] = [:]
    var regions: Set<Region> = []
    /// The levels of which some community names no region.
    var openLevels: Set<PlanLevel> = []
  }

  /// Where a register states something else than the parts of its region add up to.
  func conflicts() -> [RecordIssue] {
    if items.isEmpty { return [] }
    let parts = partsOfRegions()
    return registers.flatMap { register -> [RecordIssue] in
      guard let own = parts[register.region], own.communities > 0 else { return [] }
      return items.flatMap { conflicts(of: $0, register, own) }
    }
  }

  private func conflicts(
    of item: Item, _ register: RegionRecord, _ parts: Parts
  ) -> [RecordIssue] {
    guard let stated = stated(item, in: register) else { return [] }
    var issues: [RecordIssue?] = []
    let ofCommunities = parts.sums[item.id]
    if let sum = ofCommunities {
      issues.append(
        conflict(
          stated, item, register, sum,
          Message("source.communities_together", ["count": "\(parts.communities)"])))
    }
    // Where both say the same, it is said once.
    if let sum = sumOfRegisters(item, in: parts, below: register.region),
      sum.quantity != ofCommunities?.quantity
    {
      issues.append(
        conflict(
          stated, item, register, sum,
          Message("source.registers_together", ["count": "\(sum.units)"])))
    }
    return issues.compactMap { $0 }
  }

  /// The number that a register states; nil for none, and for a 0 that means that nothing was recorded.
  private func stated(_ item: Item, in register: RegionRecord) -> ExactDecimal? {
    guard let number = register.quantities[item.id]?.number,
      number != .zero || !standard.unrecordedAtZero.contains(item.id)
    else { return nil }
    return number
  }

  private func conflict(
    _ stated: ExactDecimal, _ item: Item, _ register: RegionRecord, _ sum: Sum,
    _ source: Message
  ) -> RecordIssue? {
    guard sum.isKnown, let least = sum.quantity.least else { return nil }
    if sum.quantity.number == nil, least <= stated { return nil }
    var allowed =
      register.roundings[item.id]
      ?? (item.type == .area ? stated.halfOfLastPlace + sum.rounding : .zero)
    if sum.isOfHomes { allowed = allowed + CommunityFacts.mayDiffer(ofHomes: stated) }
    guard (least - stated).magnitude > allowed else { return nil }
    return QuantityConflict(item: item.id, taken: .number(stated), other: sum.quantity).issue(
      standard, role: "registers", layer: "", feature: register.region.name, other: source,
      key: "value.sum_conflict", action: Message("value.sum_kept"))
  }

  private func partsOfRegions() -> [Region: Parts] {
    var parts: [Region: Parts] = [:]
    for register in registers { parts[register.region] = Parts() }
    for (number, community) in facts.placement.communities.enumerated() {
      let named = community.regions.named
      let stating = named.filter { parts[$0] != nil }
      if stating.isEmpty { continue }
      let given = facts.given(number, as: community.setting)
      let open = Set(RegionPath.levels).subtracting(named.map(\.level))
      for region in stating {
        parts[region]?.communities += 1
        parts[region]?.regions.formUnion(named.filter { $0.level < region.level })
        parts[region]?.openLevels.formUnion(open)
        for item in items where !item.countsUnits {
          let own = quantity(item, of: number, given)
          parts[region]?.sums[item.id, default: Sum()].add(own, of: item.type)
          if let source = item.source, own?.least != nil, facts.stated(source, of: number) == nil {
            parts[region]?.sums[item.id]?.isOfHomes = true
          }
        }
      }
    }
    for region in parts.keys {
      let units = totals.completing(RegionRecord(region), standard)
      for item in items {
        if item.countsUnits {
          parts[region]?.sums[item.id, default: Sum()].add(units[item.id], of: item.type)
        } else if totals.isOpen(region) {
          parts[region]?.sums[item.id]?.leaveOpen()
        }
      }
    }
    return parts
  }

  /// What is known of an item of a community, by itself or as the sum of its parts.
  private func quantity(_ item: Item, of number: Int, _ given: Quantities) -> Quantity? {
    switch item.source {
    case .households: return facts.numbers(of: number).households
    case .population: return facts.numbers(of: number).population
    default: break
    }
    var own = given[item.id]
    if own?.number == .zero, standard.unrecordedAtZero.contains(item.id) { own = .missing }
    if let own, own != .missing { return own }
    guard let parts = standard.parts(ofItem: item.id), parts.contains(where: { given[$0] != nil })
    else { return own }
    return parts.reduce(.number(.zero)) { $0 + (given[$1] ?? .missing) }
  }

  /// What the registers of the regions in a region add up to, of the highest level of which any states the item.
  private func sumOfRegisters(
    _ item: Item, in parts: Parts, below region: Region
  ) -> Sum? {
    for level in RegionPath.levels where level < region.level {
      var sum = Sum()
      let inside = parts.regions.filter { $0.level == level }
      for register in registers where inside.contains(register.region) {
        guard let number = stated(item, in: register) else { continue }
        sum.add(.number(number), of: item.type)
        sum.rounding = sum.rounding + (register.roundings[item.id] ?? .zero)
      }
      guard sum.isKnown else { continue }
      if sum.units < inside.count || parts.openLevels.contains(level) || totals.isOpen(region) {
        sum.leaveOpen()
      }
      return sum
    }
    return nil
  }
}
