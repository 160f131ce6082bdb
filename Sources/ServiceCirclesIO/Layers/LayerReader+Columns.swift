import ServiceCircles

extension LayerReader {
  /// Where a column is: the one that is given, else the first that goes by a usual name. Others that do so, too, are not
  /// read, and an issue says so.
  ///
  /// - Throws: ``LayerError`` of the reasons missingColumn, for a name that was given and is not there, and
  ///   repeatedColumn.
  func position(given: String?, _ usual: ColumnNames?) throws(LayerError) -> Int? {
    if let given {
      guard let position = schema.position(of: given) else {
        throw LayerError(
          .missingColumn(
            given, nearest: NearestName.of(given, in: schema.columns), available: schema.columns),
          file: source.shownPath, layer: layerName)
      }
      try schema.checkRepeated(given, of: source, layer: layerName)
      return position
    }
    guard let usual, let position = schema.positions(of: usual).position else { return nil }
    let column = schema.columns[position]
    try schema.checkRepeated(column, of: source, layer: layerName)
    for other in schema.positions(of: usual).others {
      report(
        RecordIssue(
          .warning, role: role, layer: source.description, feature: "",
          field: schema.columns[other],
          problem: Message(
            "layer.column_beside", ["column": schema.columns[other], "other": column]),
          action: Message("layer.name_column", ["key": usual.key])))
    }
    return position
  }
}
