import CGDAL
import Foundation

/// A dataset of GDAL, closed with its last owner.
final class GDALDataset {
  let handle: GDALDatasetH
  /// What stops it where it takes too long; nil where it is no SQLite file.
  let clock: ReadingClock?
  /// Whether a feature was read.
  private var hasRead = false

  init(_ handle: GDALDatasetH) {
    self.handle = handle
    clock = ReadingClock(handle)
  }

  deinit {
    clock?.stop()
    GDALLibrary.quietly { GDALClose(handle) }
  }

  /// The next feature of a layer; nil at the end.
  ///
  /// - Throws: ``LayerError`` of the reasons readFailed, damaged, badFilter, outOfMemory and tookTooLong where there
  ///   is more.
  func next(_ layer: OGRLayerH, _ source: LayerSource, _ name: String) throws(LayerError)
    -> OGRFeatureH?
  {
    clock?.restart()
    if let feature = OGR_L_GetNextFeature(layer) {
      hasRead = true
      return feature
    }
    try checkClock(source, name)
    guard GDALLibrary.hasFailed else { return nil }
    throw LayerError(failure(of: layer, source), file: source.shownPath, layer: name)
  }

  /// - Throws: ``LayerError`` of the reason tookTooLong where the clock stopped a query.
  func checkClock(_ source: LayerSource, _ name: String) throws(LayerError) {
    guard let clock, clock.hasStopped else { return }
    throw LayerError(.tookTooLong(seconds: clock.seconds), file: source.shownPath, layer: name)
  }

  /// What the last failure means.
  private func failure(of layer: OGRLayerH, _ source: LayerSource) -> LayerError.Reason {
    let complaint = GDALLibrary.complaint
    if GDALLibrary.isMemoryAtFault { return .outOfMemory }
    if GDALLibrary.isDiskAtFault { return .readFailed(complaint) }
    // A database refuses a condition only when it is asked for the first record.
    if let filter = source.filter, !hasRead, isReadable(layer) {
      return .badFilter(filter, origin: source.filterOrigin, reason: complaint)
    }
    return .damaged(complaint)
  }

  /// Whether a layer gives a record without its condition.
  private func isReadable(_ layer: OGRLayerH) -> Bool {
    OGR_L_SetAttributeFilter(layer, nil)
    OGR_L_ResetReading(layer)
    guard let feature = OGR_L_GetNextFeature(layer) else { return false }
    OGR_F_Destroy(feature)
    return true
  }
}

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
  /// The names of the fields, in order.
  let columns: [String]
  /// The coordinate reference system the file declares: its WKT, and its code or name.
  let crs: (definition: String, name: String)?

  init(_ source: LayerSource) throws(LayerError) {
    // Any of these may look into the file, and complain about it.
    self = try GDALLibrary.quietly { () throws(LayerError) in
      try OpenedLayer(GDALDataset(try OpenedLayer.open(source)), source)
    }
  }

  private init(_ dataset: GDALDataset, _ source: LayerSource) throws(LayerError) {
    self.source = source
    self.dataset = dataset
    layer = try OpenedLayer.layer(of: dataset.handle, source)
    name = OGR_L_GetName(layer).map { String(cString: $0) } ?? ""
    // A view is asked for a record to know its columns; one that takes too long seems to have none.
    let definition = OGR_L_GetLayerDefn(layer)
    try dataset.checkClock(source, name)
    if let filter = source.filter {
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
    let count = OGR_L_GetFeatureCount(layer, 0)
    self.count = count < 0 ? nil : Int(count)
    hasNoGeometry = OGR_L_GetGeomType(layer) == wkbNone
    columns = (0..<OGR_FD_GetFieldCount(definition)).map {
      OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, $0)).map { String(cString: $0) } ?? ""
    }
    crs = OpenedLayer.crs(of: layer)
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
    guard isExported, let wkt else { return nil }
    if let authority = OSRGetAuthorityName(reference, nil),
      let code = OSRGetAuthorityCode(reference, nil)
    {
      let full = "\(String(cString: authority)):\(String(cString: code))"
      return (String(cString: wkt), full)
    }
    return (String(cString: wkt), name)
  }

  private static func open(_ source: LayerSource) throws(LayerError) -> GDALDatasetH {
    try source.check()
    if let threat = SQLiteSchema.threat(in: source.path) {
      throw LayerError(.unsafeSchema(threat), file: source.shownPath)
    }
    if LayerFormats.drivers(of: source.path) == ["CSV"] {
      try CSVQuotes.check(file: source.path, shownAs: source.shownPath)
    }
    let dataset = GDALLibrary.with(LayerFormats.settings) {
      GDALLibrary.withList(LayerFormats.drivers(of: source.path)) { drivers in
        GDALLibrary.withList(LayerFormats.options(of: source.path)) {
          circles_open_vector(source.path, drivers, $0)
        }
      }
    }
    guard let dataset else {
      if GDALLibrary.isMemoryAtFault { throw LayerError(.outOfMemory, file: source.shownPath) }
      throw LayerError(.cannotOpen(reason(source.path)), file: source.shownPath)
    }
    return dataset
  }

  /// Why GDAL did not open a file. Of one without bytes it says only that it does not know it.
  private static func reason(_ path: String) -> String {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return size == 0 ? "it is empty" : GDALLibrary.complaint
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
