import CGDAL

extension StoredCells {
  /// Values of JSON that the columns of its layer do not hold.
  ///
  /// - Throws: ``LayerError`` of the reason unclearFeature where it is not known whose they are.
  init(_ found: JSONCells, in opened: OpenedLayer) throws(LayerError) {
    self.init()
    // Names of ESRI's JSON are found in capitals, too.
    let isESRI = opened.format == "ESRIJSON"
    func key(_ name: String) -> String { isESRI ? name.lowercased() : name }
    let numbers = Dictionary(
      opened.columns.enumerated().map { (key($1), Int32($0)) },
      uniquingKeysWith: { first, _ in first })
    let definition = OGR_L_GetLayerDefn(opened.layer)
    let values = found.values.compactMap { value -> (value: JSONCells.Value, field: Int32)? in
      guard let field = numbers[key(value.name)],
        Self.isLost(value, in: OGR_FD_GetFieldDefn(definition, field))
      else { return nil }
      return (value, field)
    }
    guard let first = values.first?.value else { return }
    guard let ids = Self.ids(of: found, in: opened) else {
      throw LayerError(
        .unclearFeature(column: first.name, value: String(first.text.prefix(80))),
        file: opened.source.shownPath, layer: opened.name)
    }
    for (value, field) in values {
      note(value.text, feature: ids[value.feature], field: field)
    }
  }

  /// Whether a column does not hold what a value says.
  private static func isLost(_ value: JSONCells.Value, in column: OGRFieldDefnH?) -> Bool {
    if value.text.contains("\0") { return true }
    let type = OGR_Fld_GetType(column)
    // Days are numbers in ESRI's JSON.
    guard [OFTInteger, OFTInteger64, OFTReal].contains(type) else { return false }
    // A column of nothing but yes and no says what the file says.
    return value.isBare || OGR_Fld_GetSubType(column) != OFSTBoolean
  }

  /// The numbers of the features, in the order of the file; nil where it is not known which is which.
  private static func ids(of found: JSONCells, in opened: OpenedLayer) -> [Int64]? {
    let layer = opened.layer
    // A condition would leave some out.
    OGR_L_SetAttributeFilter(layer, nil)
    OGR_L_ResetReading(layer)
    var ids: [Int64] = []
    while let feature = OGR_L_GetNextFeature(layer) {
      ids.append(OGR_F_GetFID(feature))
      OGR_F_Destroy(feature)
    }
    if let filter = opened.source.filter { OGR_L_SetAttributeFilter(layer, filter) }
    OGR_L_ResetReading(layer)
    guard ids.count == found.count, Set(ids).count == ids.count else { return nil }
    let column = OGR_L_GetFIDColumn(layer).map { String(cString: $0).lowercased() } ?? ""
    guard opened.format == "ESRIJSON", !column.isEmpty else { return ids }
    // GDAL gives them in the order of their numbers, which one of their columns holds.
    var stated: [Int64] = []
    for value in found.values where value.name.lowercased() == column {
      guard value.feature == stated.count, let id = Int64(value.text) else { return nil }
      stated.append(id)
    }
    return Set(stated) == Set(ids) && stated.count == ids.count ? stated : nil
  }
}
