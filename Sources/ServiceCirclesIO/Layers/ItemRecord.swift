import ServiceCircles

/// The items of one record; what cannot be used is missing.
///
/// > Several rows of one unit complete each other; where they contradict each other the first one counts, and
/// > an issue says so.
///
/// So do several columns of one item.
struct ItemRecord {
  let standard: RuleSet
  private(set) var quantities = Quantities()
  /// By how much a value may have been rounded, by its item, where that is more than its decimals tell.
  private(set) var roundings: [String: ExactDecimal] = [:]
  /// What cannot be used, by its column.
  private(set) var problems: [(column: String, message: Message)] = []
  /// Where columns say different things of one item; the first of them counts.
  private(set) var conflicts: [QuantityConflict] = []
  /// Where an item is something else than the sum of its parts; the item itself counts.
  private var sums: [QuantityConflict] = []

  init(standard: RuleSet) { self.standard = standard }

  mutating func read(_ items: [Item], _ cell: String?, column: String) {
    for item in items {
      let before = quantities[item.id] ?? .missing
      do throws(QuantityError) {
        let value = try item.type.quantity(of: cell)
        if before == .missing {
          quantities[item.id] = value
          roundings[item.id] = ItemType.roundingInTenThousands(of: cell)
        } else if value != .missing, value != before {
          conflicts.append(QuantityConflict(item: item.id, taken: before, other: value))
        }
      } catch {
        quantities[item.id] = before
        // A cell that several items share is one cell.
        if problems.last?.column != column || problems.last?.message != error.message {
          problems.append((column, error.message))
        }
      }
    }
  }

  /// What is to be said of the contradictions of a record.
  func conflictIssues(role: String, layer: String, feature: String) -> [RecordIssue] {
    func issue(_ conflict: QuantityConflict, _ other: String) -> RecordIssue {
      conflict.issue(
        standard, role: role, layer: layer, feature: feature, other: Message(other))
    }
    return conflicts.map { issue($0, "source.other_column") }
      + sums.map { issue($0, "source.parts") }
  }

  /// Looks for sums that are not those of their parts; the item itself counts.
  mutating func checkSums() {
    for item in standard.items {
      guard let parts = standard.parts(ofItem: item.id), !parts.isEmpty,
        let own = quantities[item.id]?.number
      else { continue }
      let known = parts.compactMap { quantities[$0]?.number }
      let sum = known.reduce(.zero, +)
      if known.count == parts.count, sum != own {
        sums.append(QuantityConflict(item: item.id, taken: .number(own), other: .number(sum)))
      }
    }
  }

  /// Parts that add up to more than their whole are all missing: nobody knows which of them is wrong.
  mutating func checkBounds() {
    problems += standard.withdrawExcesses(from: &quantities).map { ("", $0.problem) }
  }
}
