extension RuleSet {
  /// The value of an item, or of the item that replaces it under the choices in force: its entry, or where that
  /// is missing the sum of its parts; nil where neither it nor a part has an entry.
  func quantity(_ id: String, in quantities: Quantities) -> Quantity? {
    let item = substitutes[id] ?? id
    var own = quantities[item]
    // An area of 0 that other areas are part of was not recorded.
    if own?.number == .zero, unrecordedAtZero.contains(item) { own = .missing }
    if let own, own != .missing { return own }
    guard let partIDs = parts(ofItem: item) else { return own }
    let parts = partIDs.map { quantities[$0] }
    guard parts.contains(where: { $0 != nil }) else { return own }
    var sum = ExactDecimal.zero
    for part in parts {
      guard let number = part?.number else { return .missing }
      sum = sum + number
    }
    return .number(sum)
  }

  /// Bounds of an item under the choices in force: its value, or at least the sum of its known parts.
  ///
  /// - Parameter level: Whose item it is: a flag of a community is at most 1, of a region it is a count.
  func interval(_ id: String, in quantities: Quantities, level: PlanLevel) -> ExactInterval {
    if let number = quantity(id, in: quantities)?.number { return ExactInterval(number) }
    let item = substitutes[id] ?? id
    let own = quantities[item]?.least ?? .zero
    if let partIDs = parts(ofItem: item) {
      let least = partIDs.compactMap { quantities[$0]?.least }.reduce(.zero, +)
      return ExactInterval(from: max(own, least), to: nil)
    }
    let isFlag = self.item(item)?.type == .flag
    let isUnit = level == .community || level == .project
    return ExactInterval(from: own, to: isFlag && isUnit ? ExactDecimal(1) : nil)
  }

  /// The number of households, people or units under the choices in force; nil where it is not known.
  func count(_ source: Item.Source, in quantities: Quantities) -> Int? {
    items.first { $0.source == source }
      .flatMap { quantity($0.id, in: quantities)?.number?.wholeNumber }
  }

  /// Whether any of some items has an entry, by itself, through its parts, or through the item it is taken
  /// from.
  func hasEntry(ofAny items: [String], in quantities: Quantities) -> Bool {
    items.contains { quantity($0, in: quantities) != nil }
  }

  /// The first bound that quantities break: parts that add up to more than their whole, be it by what is known of
  /// them alone; nil where all hold.
  ///
  /// - Parameter bounds: The bounds asked about; nil for all of the rule set.
  package func violated(
    in quantities: Quantities, among bounds: [Bound]? = nil
  ) -> (bound: Bound, message: Message)? {
    for bound in bounds ?? self.bounds {
      guard let whole = quantities[bound.whole]?.number,
        !(bound.zeroIsUnrecorded && whole == .zero)
      else { continue }
      let parts = bound.parts.filter { quantities[$0]?.least != nil }
      let sum = parts.compactMap { quantities[$0]?.least }.reduce(.zero, +)
      guard sum > whole else { continue }
      return (
        bound, excess("table.parts_exceed_whole", of: parts, sum, over: [bound.whole], whole)
      )
    }
    return nil
  }

  /// Marks as missing the parts that add up to more than their whole, the whole, and what these are sums of: nobody
  /// knows which number is wrong. Numbers that come before the others stay, where there are both.
  ///
  /// - Parameters:
  ///   - bounds: The bounds asked about; nil for all of the rule set.
  ///   - first: The items whose numbers come before those of the others.
  /// - Returns: What was wrong, and which items have lost their number.
  package func withdrawExcesses(
    from quantities: inout Quantities, among bounds: [Bound]? = nil, first: Set<String> = []
  ) -> [(problem: Message, items: [String])] {
    var withdrawn: [(problem: Message, items: [String])] = []
    while let (bound, message) = violated(in: quantities, among: bounds) {
      let known = (bound.parts + [bound.whole]).filter { quantities[$0]?.least != nil }
      let others = known.filter { !first.contains($0) }
      let items = others.isEmpty ? known : others
      // What a number is the sum of would stand for it.
      for item in items + items.flatMap({ parts(ofItem: $0) ?? [] }) where quantities[item] != nil {
        quantities[item] = .missing
      }
      withdrawn.append((message, items))
    }
    return withdrawn
  }

  /// The message that items add up to more than the items of which they are part.
  func excess(
    _ key: String, of parts: [String], _ sum: ExactDecimal, over whole: [String],
    _ total: ExactDecimal
  ) -> Message {
    Message(
      key, ["sum": sum.grouped, "total": total.grouped],
      names: [
        "parts": LocalizedText.list(parts.map(name(ofItem:))),
        "whole": LocalizedText.list(whole.map(name(ofItem:))),
      ])
  }

  /// The item that the numerator of a rule is part of under the choices in force, by the bounds; nil where it is
  /// part of none.
  func whole(of rule: Rule) -> String? {
    guard let whole = rule.kind.denominator.first, rule.kind.denominator.count == 1 else {
      return nil
    }
    let taken = substitutes[whole] ?? whole
    let parts = rule.kind.numerator.map { substitutes[$0] ?? $0 }
    let isBound = bounds.contains { $0.whole == taken && parts.allSatisfy($0.parts.contains) }
    return isBound ? whole : nil
  }

  /// Whether the numerator of a rule is part of its denominator, so that no value exceeds that of the whole.
  func isShare(_ rule: Rule) -> Bool { rule.kind.isShare || whole(of: rule) != nil }

  /// Whether a value given for a rule itself is impossible: it exceeds the value of the whole.
  package func exceedsAll(_ value: ExactDecimal, _ rule: Rule) -> Bool {
    guard isShare(rule), let all = rule.kind.per else { return false }
    return value > all
  }

  /// The items that are 0 and by which hard rules for new-build projects divide, with these rules: the rules do not
  /// apply then.
  package func zeroDivisors(in quantities: Quantities) -> [(item: String, rules: [String])] {
    items.compactMap { item in
      guard quantities[item.id] == .number(.zero), !unrecordedAtZero.contains(item.id) else {
        return nil
      }
      let divided = rules.filter {
        $0.stage == .newBuild && $0.nature == .hard && $0.kind.denominator.contains(item.id)
      }
      return divided.isEmpty ? nil : (item.id, divided.map(\.id))
    }
  }

  /// The name of an item; its id where the rule set has no such item.
  package func name(ofItem id: String) -> LocalizedText { item(id)?.name ?? LocalizedText(id) }
}
