import PlaneGeometry

/// The columns of a layer, in order.
final class LayerSchema: Sendable {
  /// The names of the columns.
  let columns: [String]
  private let index: [String: Int]
  private let foldedIndex: [String: Int]
  /// The names that the file has again, by whatever name the columns go.
  private let repeated: [String]

  /// - Parameter repeated: The names that the file has again for columns that go by other names here, or that are
  ///   left out.
  init(columns: [String], repeated: [String] = []) {
    self.columns = columns
    self.repeated = repeated
    index = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    foldedIndex = Dictionary(
      columns.enumerated().map { ($1.lowercased(), $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// Where a column is, by its name; where there is none of exactly that name, of that name in
  /// other case.
  func position(of column: String) -> Int? {
    index[column] ?? foldedIndex[column.lowercased()]
  }

  /// Where the column is that goes by one of some names; which others do, too, and do not count.
  func positions(of names: ColumnNames) -> (position: Int?, others: [Int]) {
    let all = names.positions(in: columns)
    return (all.first, Array(all.dropFirst()))
  }

  /// Looks that a column of which something is read is there once.
  ///
  /// - Throws: ``LayerError`` of the reason repeatedColumn.
  func checkRepeated(
    _ column: String, of source: LayerSource, layer: String?
  ) throws(LayerError) {
    let names = columns + repeated
    var same = names.filter { $0 == column }
    if same.isEmpty { same = names.filter { $0.lowercased() == column.lowercased() } }
    guard same.count > 1 else { return }
    throw LayerError(.repeatedColumn(same[0]), file: source.shownPath, layer: layer)
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
