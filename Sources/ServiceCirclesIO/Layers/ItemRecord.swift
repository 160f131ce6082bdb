import ServiceCircles

/// The items of one record; what cannot be used is missing.
struct ItemRecord {
  let standard: RuleSet
  private(set) var quantities = Quantities()
  private(set) var problems: [(column: String, message: Message)] = []

  init(standard: RuleSet) { self.standard = standard }

  mutating func read(_ items: [Item], _ cell: String?, column: String) {
    for item in items {
      do throws(QuantityError) {
        quantities[item.id] = try item.type.quantity(of: cell)
      } catch {
        quantities[item.id] = .missing
        // A cell that several items share is one cell.
        if problems.last?.column != column || problems.last?.message != error.message {
          problems.append((column, error.message))
        }
      }
    }
  }

  /// Parts that add up to more than their whole are all missing: nobody knows which of them is wrong.
  mutating func checkBounds() {
    while let (bound, message) = standard.violated(in: quantities) {
      problems.append(("", message))
      for item in bound.parts + [bound.whole] where quantities[item] != nil {
        quantities[item] = .missing
      }
    }
  }
}
