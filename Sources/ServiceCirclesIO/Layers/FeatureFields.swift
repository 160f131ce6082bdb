import ServiceCircles

/// Where the columns of a layer are, by the names that project files use.
struct ColumnPositions {
  private let positions: [String: Int]

  subscript(key: String) -> Int? { positions[key] }

  /// - Throws: ``LayerError`` of the reason missingColumn for a name that was given and is not there.
  init(_ columns: CommunityColumns, in reader: LayerReader) throws(LayerError) {
    var positions: [String: Int] = [:]
    for (key, path) in CommunityColumns.keys {
      positions[key] = try reader.position(
        given: columns[keyPath: path], ColumnNames.ofCommunities[key])
    }
    self.positions = positions
  }
}

/// The values of a feature by the names that project files use; what is wrong with one becomes an issue.
struct FeatureFields {
  private let feature: LayerFeature
  private let positions: ColumnPositions
  private let reader: LayerReader

  init(_ feature: LayerFeature, _ positions: ColumnPositions, _ reader: LayerReader) {
    self.feature = feature
    self.positions = positions
    self.reader = reader
  }

  /// What a cell names; nil where it is empty or says that there is nothing.
  func text(_ key: String) -> String? { CellText.named(cell(key)) }

  /// The id, code or name that a cell holds, in the form in which ids are compared.
  func id(_ key: String) -> String? { CellText.id(cell(key)) }

  private func cell(_ key: String) -> String? { positions[key].flatMap { feature.values[$0] } }

  func count(_ key: String) -> Int? {
    guard let text = cell(key) else { return nil }
    do throws(QuantityError) {
      return try CellCount.read(text)
    } catch {
      reader.report(
        .warning, feature.number, field: column(key), problem: error.message,
        action: Message("place.value_ignored"))
      return nil
    }
  }

  func number(_ key: String) -> Double? {
    guard let text = text(key) else { return nil }
    if let number = WholeNumber.decimal(text), number.isFinite { return number }
    report(
      .warning, key, problem: "layer.not_a_number", values: ["value": text],
      action: "place.value_ignored")
    return nil
  }

  /// Adds an issue of the feature.
  func report(_ issue: RecordIssue) { reader.report(issue) }

  /// Adds an issue of the feature, perhaps of one of its columns.
  func report(
    _ severity: RecordIssue.Severity, _ key: String?, problem: String,
    values: [String: String] = [:], action: String
  ) {
    reader.report(
      severity, feature.number, field: column(key), problem: problem, values: values,
      action: action)
  }

  /// Adds an issue of one of the feature's columns.
  func report(
    _ severity: RecordIssue.Severity, _ key: String, problem: Message, action: Message
  ) {
    reader.report(
      severity, feature.number, field: column(key), problem: problem, action: action)
  }

  private func column(_ key: String?) -> String {
    key.flatMap { positions[$0] }.map { reader.schema.columns[$0] } ?? ""
  }
}
