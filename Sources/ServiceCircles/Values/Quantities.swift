/// What is known of one item.
public enum Quantity: Hashable, Sendable, Codable {
  /// A number; a flag is 0 or 1.
  case number(ExactDecimal)
  /// A number of which only a part is known: it is this or more.
  case atLeast(ExactDecimal)
  /// A day.
  case day(CalendarDay)
  /// The data has a place for the item, and the place is empty.
  case missing

  /// The number, if it is one.
  public var number: ExactDecimal? { if case .number(let number) = self { number } else { nil } }
  /// The number, if it is a whole one that an `Int` holds.
  package var wholeNumber: Int? { number?.wholeNumber }
  /// The least it can be, of a number that is never negative; nil where nothing is known of it.
  package var least: ExactDecimal? {
    switch self {
    case .number(let number), .atLeast(let number): number
    case .day, .missing: nil
    }
  }
  /// The day, if it is one.
  public var day: CalendarDay? { if case .day(let day) = self { day } else { nil } }

  /// The sum of two numbers that are never negative: of what is missing in one of them, the part that is known.
  static func + (a: Quantity, b: Quantity) -> Quantity {
    if let a = a.number, let b = b.number { return .number(a + b) }
    return .atLeast((a.least ?? .zero) + (b.least ?? .zero))
  }
}

/// What is known of a project, a community or a region, by item.
///
/// An item without an entry was not asked for: the data has no column for it. An item whose entry is
/// ``Quantity/missing`` has a column and no value.
public struct Quantities: Hashable, Sendable, Codable {
  private var known: [String: Quantity]

  /// The quantities of some items.
  public init(_ known: [String: Quantity] = [:]) { self.known = known }

  /// What is known of an item; nil where the data has no column for it.
  public subscript(item: String) -> Quantity? {
    get { known[item] }
    set { known[item] = newValue }
  }

  /// The items that have an entry, in no order.
  public var items: some Collection<String> { known.keys }

  /// Whether no item has an entry.
  package var isEmpty: Bool { known.isEmpty }

  /// Adds entries of `other` for items that have none here, or whose value is missing here.
  package mutating func complete(with other: Quantities) {
    known.merge(other.known) { own, others in own == .missing ? others : own }
  }

  /// Whether `other` would complete an item: it has no value here.
  package func lacks(_ item: String) -> Bool { known[item] ?? .missing == .missing }

  /// The items for which both have a value, and not the same, by their ids.
  package func conflicts(with other: Quantities) -> [QuantityConflict] {
    known.compactMap { item, own in
      guard own != .missing, let others = other.known[item], others != .missing, own != others
      else { return nil }
      return QuantityConflict(item: item, taken: own, other: others)
    }.sorted { $0.item < $1.item }
  }
}
