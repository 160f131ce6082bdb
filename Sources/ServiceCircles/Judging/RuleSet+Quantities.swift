extension RuleSet {
  /// What is known of an item after the choices that were made: from the item it is taken from, else from
  /// its own column, else as the sum of its parts; nil where none of them was asked for.
  func quantity(_ id: String, in quantities: Quantities) -> Quantity? {
    let item = substitutes[id] ?? id
    let own = quantities[item]
    if let own, own != .missing { return own }
    let parts = (partsOfItem[item] ?? []).map { quantities[$0] }
    guard parts.contains(where: { $0 != nil }) else { return own }
    var sum = ExactDecimal.zero
    for part in parts {
      guard let number = part?.number else { return .missing }
      sum = sum + number
    }
    return .number(sum)
  }

  /// The first thing that cannot be: parts that add up to more than their whole; nil where there is none.
  public func violated(in quantities: Quantities) -> (bound: Bound, message: Message)? {
    for bound in bounds {
      guard let whole = quantities[bound.whole]?.number,
        !(bound.zeroIsUnrecorded && whole == .zero)
      else { continue }
      let parts = bound.parts.filter { quantities[$0]?.number != nil }
      let sum = parts.compactMap { quantities[$0]?.number }.reduce(.zero, +)
      guard sum > whole else { continue }
      let message = Message(
        "check.parts_exceed_whole", ["sum": sum.grouped, "total": whole.grouped],
        names: [
          "parts": LocalizedText.list(parts.map(name)), "whole": name(of: bound.whole),
        ])
      return (bound, message)
    }
    return nil
  }

  /// The name of an item.
  func name(of id: String) -> LocalizedText { item(id)?.name ?? LocalizedText(id) }
}
