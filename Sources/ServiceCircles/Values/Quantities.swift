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

  /// The items, in no order.
  public var items: some Collection<String> { known.keys }

  /// Whether nothing is there.
  public var isEmpty: Bool { known.isEmpty }

  /// Takes over what `other` knows and this does not.
  public mutating func complete(with other: Quantities) {
    known.merge(other.known) { own, others in own == .missing ? others : own }
  }
}
