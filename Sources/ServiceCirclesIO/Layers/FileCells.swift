import CGDAL

/// What a layer's file holds that GDAL does not show: columns that are there twice, cells that are no values of
/// their columns' types, and geometries of another reference system.
struct FileCells {
  /// The names that the file has again for columns that go by other names for GDAL, or that it leaves out.
  private(set) var repeated: [String] = []
  /// What the cells say.
  private(set) var cells = StoredCells()
  /// What the file says of the reference system of all its layers; nil where it says nothing that GDAL might not take.
  private(set) var system: String?
  /// That a geometry is in another reference system than the file says of the layer; nil where none is.
  private(set) var systemConflict: LayerError?

  /// Looks through the file of a layer.
  ///
  /// - Throws: ``LayerError`` of the reasons longTexts, notJSON, repeatedMember, unclearFeature, tookTooLong, damaged,
  ///   viewOfSeveralTypes and unnumberedRecords.
  init(_ opened: OpenedLayer) throws(LayerError) {
    let source = opened.source
    switch opened.format {
    case "CSV": repeated = CSVHeader.repeatedNames(in: opened.path, count: opened.columns.count)
    case "ESRI Shapefile":
      guard let path = opened.shapefileTable else { break }
      let found = DBFCells(path, columns: opened.columns)
      if found.hasLongTexts {
        throw LayerError(.longTexts, file: source.shownPath, layer: opened.name)
      }
      (repeated, cells) = (found.repeated, found.cells)
    case "GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON":
      let found = JSONCells(source.path, format: opened.format)
      if found.isForeign { throw LayerError(.notJSON, file: source.shownPath) }
      if let member = found.repeatedMember {
        throw LayerError(.repeatedMember(member), file: source.shownPath, layer: opened.name)
      }
      repeated = found.repeated
      system = found.system
      cells = try StoredCells(found, in: opened)
    default:
      guard let found = opened.dataset.cells(of: opened) else { break }
      try opened.dataset.checkTime(source, opened.name)
      if let failure = found.failure {
        throw LayerError(.damaged(failure), file: source.shownPath, layer: opened.name)
      }
      if let (column, value) = found.first, !found.isNumbered {
        throw LayerError(
          found.isView
            ? .viewOfSeveralTypes(column: column, value: value)
            : .unnumberedRecords(column: column, value: value),
          file: source.shownPath, layer: opened.name)
      }
      cells = found.cells
      systemConflict = found.system.map {
        LayerError(
          .otherSystem(own: "\($0.own)", layer: "\($0.layer)"), file: source.shownPath,
          layer: opened.name)
      }
    }
  }
}
