import CGDAL
import Foundation
import ServiceCircles

/// A layer that GDAL has opened, before it is known whether it can be read.
struct OpenedLayer {
  let source: LayerSource
  /// The layer's name in the file.
  let name: String
  let dataset: GDALDataset
  let layer: OGRLayerH
  /// The format's short name.
  let format: String
  /// How many features there are; nil where that is not known without counting.
  let count: Int?
  /// Whether the layer is a table without geometry.
  let hasNoGeometry: Bool
  /// How much it may give; nil where it is no view of a database.
  let allowance: ViewAllowance?
  /// Where GDAL reads it, which may be a copy.
  let path: String
  /// What is to be said of the encoding of its texts; nil for nothing.
  let encodingNote: Message?
  /// The names of the fields, in order.
  let columns: [String]
  /// The coordinate reference system the layer is in, by its user, else by the file: its WKT or code, and its code
  /// or name.
  let crs: (definition: String, name: String)?

  /// Opens a layer.
  ///
  /// - Parameter patience: How long what the file computes may take.
  init(
    _ source: LayerSource, patience: ReadingClock.Patience = ReadingClock.Patience()
  ) throws(LayerError) {
    // Any of these may look into the file, and complain about it.
    self = try GDALLibrary.quietly { () throws(LayerError) in
      try source.check()
      try ArchiveLimit.check(source)
      try TopoJSONLimit.check(source)
      let database = try DatabaseCheck(source)
      let isCSV = LayerFormats.drivers(of: source.path) == ["CSV"]
      let recoded = isCSV ? RecodedCSV(source) : nil
      let path = recoded?.path ?? database?.input?.path ?? source.path
      if isCSV { try CSVQuotes.check(file: path, shownAs: source.shownPath) }
      try MapInfoTable.check(file: source.path, shownAs: source.shownPath)
      func opened(_ encoding: TableEncoding?) throws(LayerError) -> OpenedLayer {
        let dataset = try GDALDataset(
          path, drivers: LayerFormats.drivers(of: source.path),
          options: LayerFormats.options(of: source.path)
            + [encoding?.name.map { "ENCODING=" + $0 }].compactMap { $0 },
          shownAs: source.shownPath,
          clock: database.map { _ in ReadingClock(patience) }, database: database?.input,
          keeping: recoded)
        return try OpenedLayer(
          dataset, source, database, path: path, encoding: encoding?.note ?? recoded?.note)
      }
      let plain = try opened(nil)
      let encoding = plain.shapefileTable.map { TableEncoding(ofTable: $0) }
      return encoding?.name == nil ? plain : try opened(encoding)
    }
  }

  private init(
    _ dataset: GDALDataset, _ source: LayerSource, _ database: DatabaseCheck?, path: String,
    encoding: Message?
  ) throws(LayerError) {
    self.path = path
    encodingNote = encoding
    self.source = source
    self.dataset = dataset
    layer = try OpenedLayer.layer(of: dataset.handle, source)
    name = OGR_L_GetName(layer).map { String(cString: $0) } ?? ""
    // A view is asked for a record to know its columns; one that takes too long seems to have none.
    let definition = OGR_L_GetLayerDefn(layer)
    try dataset.checkTime(source, name)
    if let filter = source.filter {
      if database == nil, !source.path.hasPrefix(LayerSource.postgres) {
        try LayerFilter.checkSteps(of: filter, on: layer, of: dataset, source)
      }
      let problem = LayerFilter.problem(of: filter, on: layer)
      guard problem == nil, OGR_L_SetAttributeFilter(layer, filter) == OGRERR_NONE else {
        throw LayerError(
          .badFilter(filter, origin: source.filterOrigin, reason: problem ?? GDALLibrary.complaint),
          file: source.shownPath, layer: source.layer)
      }
    }
    format =
      GDALGetDatasetDriver(dataset.handle).flatMap { GDALGetDriverShortName($0) }
      .map { String(cString: $0) } ?? ""
    allowance = database?.allowance(of: name)
    // GDAL counts the records of a database one by one, even where it was asked not to.
    let count = database == nil ? OGR_L_GetFeatureCount(layer, 0) : -1
    self.count = count < 0 ? nil : Int(count)
    hasNoGeometry = OGR_L_GetGeomType(layer) == wkbNone
    columns = (0..<OGR_FD_GetFieldCount(definition)).map {
      OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, $0)).map { String(cString: $0) } ?? ""
    }
    // Where a system is named by an address, or by a file of others, GDAL takes another that it thinks likely.
    let own = dataset.refersElsewhere ? nil : OpenedLayer.crs(of: layer)
    crs = source.crs.map { ($0, $0) } ?? own
    dataset.limit(to: allowance, isComputed: allowance != nil || source.filter != nil)
    try dataset.checkTime(source, name)
    // A view that cannot be prepared is for GDAL a layer without columns.
    if database != nil, columns.isEmpty, GDALLibrary.hasFailed {
      throw LayerError(
        .damaged(GDALLibrary.complaint), file: source.shownPath, layer: name)
    }
  }

  /// The file of the table of a shapefile's layer; nil where it has none.
  var shapefileTable: String? {
    guard format == "ESRI Shapefile" else { return nil }
    let list = GDALGetFileList(dataset.handle)
    defer { CSLDestroy(list) }
    let files = (0..<Int(CSLCount(list))).compactMap { list?[$0].map { String(cString: $0) } }
    return files.first { file in
      let url = URL(fileURLWithPath: file)
      return url.pathExtension.lowercased() == "dbf"
        && url.deletingPathExtension().lastPathComponent == name
    }
  }

  private static func crs(of layer: OGRLayerH) -> (definition: String, name: String)? {
    guard let reference = OGR_L_GetSpatialRef(layer) else { return nil }
    let name = OSRGetName(reference).map { String(cString: $0) } ?? ""
    // GeoPackage's names for "nobody said".
    if name.isEmpty || name.lowercased().hasPrefix("undefined") { return nil }
    var wkt: UnsafeMutablePointer<CChar>?
    let isExported = GDALLibrary.withList(["FORMAT=WKT2_2019"]) {
      circles_export_wkt(reference, $0, &wkt) == OGRERR_NONE
    }
    defer { VSIFree(wkt) }
    guard isExported, let wkt, !GridNames.nameOthers(in: String(cString: wkt)) else { return nil }
    if let authority = OSRGetAuthorityName(reference, nil),
      let code = OSRGetAuthorityCode(reference, nil)
    {
      let full = "\(String(cString: authority)):\(String(cString: code))"
      return (String(cString: wkt), full)
    }
    return (String(cString: wkt), name)
  }

  private static func layer(
    of dataset: GDALDatasetH, _ source: LayerSource
  ) throws(LayerError) -> OGRLayerH {
    let layers = (0..<GDALDatasetGetLayerCount(dataset)).compactMap {
      GDALDatasetGetLayer(dataset, $0)
    }
    func names(_ layers: [OGRLayerH]) -> [String] {
      layers.map { OGR_L_GetName($0).map { String(cString: $0) } ?? "" }
    }
    if let wanted = source.layer {
      guard let layer = GDALDatasetGetLayerByName(dataset, wanted) else {
        throw LayerError(
          .unknownLayer(available: names(layers)), file: source.shownPath, layer: wanted)
      }
      return layer
    }
    if layers.count == 1 { return layers[0] }
    // Styles and other tables beside the one layer with geometry do not make it ambiguous.
    let located = layers.filter { OGR_L_GetGeomType($0) != wkbNone }
    guard let only = located.first else {
      throw layers.isEmpty
        ? LayerError(.cannotOpen("it holds no layer"), file: source.shownPath)
        : LayerError(.severalLayers(names(layers)), file: source.shownPath)
    }
    guard located.count == 1 else {
      throw LayerError(.severalLayers(names(located)), file: source.shownPath)
    }
    return only
  }
}
