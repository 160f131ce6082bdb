import ServiceCircles

/// Counts of households and people in cells, read alike wherever they stand.
enum CellCount {
  /// A whole number in any of the ways tables write it; nil for a cell that says that it is missing.
  ///
  /// - Throws: ``QuantityError`` for what is no count.
  static func read(_ text: String) throws(QuantityError) -> Int? {
    // Most cells hold digits and nothing else.
    if let count = WholeNumber.parse(text) { return count }
    return try ItemType.count.quantity(of: text).number?.wholeNumber
  }
}
