import CGDAL
import Foundation

/// The condition on a layer's records: one expression on its columns.
///
/// A database would take it as part of a query of its own, with sub-queries on other tables and functions of
/// any kind. So it is read by GDAL's own parser first, which knows neither.
enum LayerFilter {
  /// What is wrong with a condition; nil where it is one expression on the layer's columns.
  static func problem(of filter: String, on layer: OGRLayerH) -> String? {
    guard let driver = GDALGetDriverByName("Memory"),
      let dataset = GDALCreate(driver, "", 0, 0, 0, GDT_Unknown, nil)
    else { return GDALLibrary.complaint }
    defer { GDALClose(dataset) }
    guard let empty = GDALDatasetCreateLayer(dataset, "layer", nil, wkbUnknown, nil) else {
      return GDALLibrary.complaint
    }
    let definition = OGR_L_GetLayerDefn(layer)
    for i in 0..<OGR_FD_GetFieldCount(definition) {
      OGR_L_CreateField(empty, OGR_FD_GetFieldDefn(definition, i), 1)
    }
    // The number of a record has a name in some formats.
    if let id = OGR_L_GetFIDColumn(layer), id.pointee != 0 {
      let field = OGR_Fld_Create(id, OFTInteger64)
      OGR_L_CreateField(empty, field, 1)
      OGR_Fld_Destroy(field)
    }
    CPLErrorReset()
    return OGR_L_SetAttributeFilter(empty, filter) == OGRERR_NONE ? nil : GDALLibrary.complaint
  }

  /// Looks whether GDAL comes to an end with a condition that it evaluates itself: where a pattern has several
  /// `%`, that depends on how long the texts are, and so they are looked at first.
  ///
  /// - Throws: ``LayerError`` of the reasons patternIsNoText and tooManySteps, and those of reading.
  static func checkSteps(
    of filter: String, on layer: OGRLayerH, of dataset: GDALDataset, _ source: LayerSource
  ) throws(LayerError) {
    let patterns: [LikePattern]
    do {
      patterns = try LikePattern.all(in: filter).filter { !$0.isQuick }
    } catch {
      throw LayerError(
        .patternIsNoText(origin: source.filterOrigin), file: source.shownPath, layer: source.layer)
    }
    if patterns.isEmpty { return }
    let definition = OGR_L_GetLayerDefn(layer)
    let fields = 0..<OGR_FD_GetFieldCount(definition)
    var steps = 0.0
    OGR_L_ResetReading(layer)
    while let feature = try dataset.next(layer, source, source.layer ?? "") {
      defer { OGR_F_Destroy(feature) }
      let lengths = fields.map { FieldText.bytes(of: feature, $0).map { strlen($0) } ?? 0 }
      for pattern in patterns {
        let column = pattern.column.map { OGR_FD_GetFieldIndex(definition, $0) } ?? -1
        // Several columns may have been put together.
        let length = column < 0 ? lengths.reduce(filter.utf8.count, +) : lengths[Int(column)]
        steps += pattern.steps(textBytes: length)
      }
      guard steps <= LikePattern.mostSteps else {
        throw LayerError(
          .tooManySteps(origin: source.filterOrigin), file: source.shownPath, layer: source.layer)
      }
    }
    OGR_L_ResetReading(layer)
  }
}
