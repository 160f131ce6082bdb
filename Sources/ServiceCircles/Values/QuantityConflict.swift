/// Two sources that say different things of one item.
///
/// > The register first, then the layer's column, then what homes and facilities give.
package struct QuantityConflict: Hashable, Sendable {
  /// The item's id.
  package var item: String
  /// The value that counts.
  package var taken: Quantity
  /// The value of the other source.
  package var other: Quantity

  package init(item: String, taken: Quantity, other: Quantity) {
    self.item = item
    self.taken = taken
    self.other = other
  }
}
