import ServiceCircles

/// What the text of a facility's kind says.
package enum KindText: Hashable, Sendable {
  /// Nothing: the facility may be of any kind.
  case none
  /// A kind of the plan, or a whole category.
  case kind(FacilityKind)
  /// Several kinds, of which at least one is the plan's: it may be of any kind.
  case list(String)
  /// A kind of somebody's own.
  case own(String)

  /// What stands between the kinds of a list.
  private static let separators: Set<Character> = [",", ";", "、", "/", "|", "+"]

  /// The text of a cell.
  ///
  /// - Parameter kind: The kind that a text means; nil for one that means none.
  package init(_ cell: String?, kind: (String) -> FacilityKind? = { FacilityKind(code: $0) }) {
    if let kind = kind(cell ?? "") {
      self = .kind(kind)
    } else if let text = CellText.named(cell)?.trimmingBlanks {
      let parts = text.narrowed.split { Self.separators.contains($0) }
        .map { String($0).trimmingBlanks }
      let isList = parts.count > 1 && parts.contains { kind($0) != nil }
      self = isList ? .list(text) : .own(text)
    } else {
      self = .none
    }
  }

  /// The kind as it is shown; nil for what names no single one.
  package var name: String? {
    switch self {
    case .kind(let kind): kind.description
    case .own(let text): text
    case .none, .list: nil
    }
  }

  /// Whether a facility of another kind is of this one, too: a category stands for all kinds in it.
  package func includes(_ other: KindText) -> Bool {
    switch (self, other) {
    case (.kind(let own), .kind(let kind)):
      own == kind || own.name.isEmpty && own.category == kind.category
    case (.own(let own), .own(let text)):
      own.folded == text.folded || text.folded.hasPrefix(own.folded + ".")
    default: false
    }
  }

  /// Whether it names or lists kinds of the plan.
  var isOfPlan: Bool {
    switch self {
    case .kind, .list: true
    case .none, .own: false
    }
  }
}
