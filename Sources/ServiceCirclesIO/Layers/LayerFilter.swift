import CGDAL

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
}
