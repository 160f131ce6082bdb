import PlaneGeometry

/// The columns of a layer, in order.
final class LayerSchema: Sendable {
  /// The names of the columns.
  let columns: [String]
  private let index: [String: Int]
  private let foldedIndex: [String: Int]

  init(columns: [String]) {
    self.columns = columns
    index = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    foldedIndex = Dictionary(
      columns.enumerated().map { ($1.lowercased(), $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// Where a column is, by its name; where there is none of exactly that name, of that name in
  /// other case.
  func position(of column: String) -> Int? {
    index[column] ?? foldedIndex[column.lowercased()]
  }
}

/// A record of a layer: its number, its fields as text, its geometry in the working plane.
struct LayerFeature: Sendable {
  /// The feature's number in the file.
  let number: Int64
  /// The names of its fields.
  let schema: LayerSchema
  /// Its fields, in the order of the columns; nil where null or empty.
  let values: [String?]
  /// Its geometry in the working plane, perhaps invalid (then there is an issue that says so); nil
  /// where the record has none.
  let geometry: Geometry?

  /// The text of a field; nil where it is null or empty, or there is no such column.
  subscript(column: String) -> String? {
    schema.position(of: column).flatMap { values[$0] }
  }
}
