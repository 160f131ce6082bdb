/// What is known of one item.
public enum Quantity: Hashable, Sendable {
  /// A number; a flag is 0 or 1.
  case number(ExactDecimal)
  /// A day.
  case day(CalendarDay)
  /// Asked for and not known.
  case missing

  /// The number, if it is one.
  public var number: ExactDecimal? { if case .number(let number) = self { number } else { nil } }
  /// The day, if it is one.
  public var day: CalendarDay? { if case .day(let day) = self { day } else { nil } }
}

/// What is known of a project, a community or a region, by item. An item that is not there at all was not
/// asked for; one that is ``Quantity/missing`` was, and nobody knows it.
public struct Quantities: Hashable, Sendable {
  private var known: [String: Quantity]

  /// Nothing, or what is known.
  public init(_ known: [String: Quantity] = [:]) { self.known = known }

  /// What is known of an item; nil where it was not asked for.
  public subscript(item: String) -> Quantity? {
    get { known[item] }
    set { known[item] = newValue }
  }

  /// The items, sorted.
  public var items: [String] { known.keys.sorted() }

  /// Whether nothing is there.
  public var isEmpty: Bool { known.isEmpty }

  /// Takes over what `other` knows and this does not.
  public mutating func complete(with other: Quantities) {
    known.merge(other.known) { own, others in own == .missing ? others : own }
  }
}

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
