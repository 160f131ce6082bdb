extension RuleSet {
  /// The items of which a region has the sum of its parts, by their ids: the numbers of homes and units, and what
  /// rules add up, under whatever choice; no flags, no dates, and nothing of which the largest counts.
  var summedItems: Set<String> {
    var ids = Set(items.filter { $0.source != nil }.map(\.id))
    for rule in rules {
      switch rule.kind {
      case .ratio, .coverage, .count: ids.formUnion(rule.kind.numerator + rule.kind.denominator)
      case .circle, .floor, .stages, .stepped, .flag: continue
      }
    }
    for item in items where ids.contains(item.id) { ids.formUnion(item.parts) }
    for choice in options.flatMap(\.choices) {
      for (item, other) in choice.items where ids.contains(item) { ids.insert(other) }
    }
    return Set(
      items.filter { ids.contains($0.id) && ($0.type == .count || $0.type == .area) }.map(\.id))
  }
}
