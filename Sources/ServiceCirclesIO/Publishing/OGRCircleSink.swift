import CGDAL
import Foundation
import PlaneGeometry

/// Writes circles through GDAL, in the working plane.
final class OGRCircleSink: CircleSink {
  /// A format, by its ending.
  enum Format: String, Sendable {
    case geoPackage = "gpkg"
    case shapefile = "shp"
    case flatGeobuf = "fgb"
    case spatiaLite = "sqlite"

    var driver: String {
      switch self {
      case .geoPackage: "GPKG"
      case .shapefile: "ESRI Shapefile"
      case .flatGeobuf: "FlatGeobuf"
      case .spatiaLite: "SQLite"
      }
    }

    var datasetOptions: [String] {
      // Without the whole EPSG register: 0.5 MB instead of 7.
      self == .spatiaLite ? ["SPATIALITE=YES", "INIT_WITH_EPSG=NO"] : []
    }

    var layerOptions: [String] { self == .shapefile ? ["ENCODING=UTF-8"] : [] }

    /// Runs `body` with nothing printed by GDAL. On a full disk its SpatiaLite still writes to standard
    /// error, for which it has no switch.
    func quietly<Result>(_ body: () -> Result) -> Result { GDALLibrary.quietly(body) }
  }

  private let format: Format
  private let output: OutputFile
  private var dataset: GDALDatasetH?
  private let layer: OGRLayerH
  private let isInTransaction: Bool
  private var writtenCount = 0

  init(
    _ path: String, format: Format, plane: WorkingPlane, overwrite: Bool,
    temporaryFiles: TemporaryFiles
  ) throws(LayerError) {
    let output = try OutputFile(
      path, kind: .circles(.other(format)), overwrite: overwrite, temporaryFiles: temporaryFiles)
    let opened = format.quietly { OGRCircleSink.create(output, format, plane) }
    guard let opened else {
      let words = output.obstacle() ?? GDALLibrary.complaint
      output.discard()
      throw LayerError(.writeFailed(words), file: path)
    }
    self.format = format
    self.output = output
    dataset = opened.dataset
    layer = opened.layer
    isInTransaction = GDALLibrary.quietly {
      GDALDatasetStartTransaction(opened.dataset, 0) == OGRERR_NONE
    }
  }

  deinit { if let dataset { GDALLibrary.quietly { GDALClose(dataset) } } }

  private static func create(
    _ output: OutputFile, _ format: Format, _ plane: WorkingPlane
  ) -> (dataset: GDALDatasetH, layer: OGRLayerH)? {
    guard let driver = GDALGetDriverByName(format.driver),
      let dataset = GDALLibrary.withList(
        format.datasetOptions,
        { GDALCreate(driver, output.temporaryPath, 0, 0, 0, GDT_Unknown, $0) })
    else { return nil }
    let crs = OSRNewSpatialReference(nil)
    defer { OSRRelease(crs) }
    let name = URL(fileURLWithPath: output.path).deletingPathExtension().lastPathComponent
    guard OSRImportFromEPSG(crs, Int32(plane.srid)) == OGRERR_NONE else {
      GDALClose(dataset)
      return nil
    }
    // Coordinates are x = east first, whatever the definition of the system lists.
    OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER)
    let layer = GDALLibrary.withList(format.layerOptions) {
      GDALDatasetCreateLayer(dataset, name, crs, wkbMultiPolygon, $0)
    }
    guard let layer,
      zip(OutputKind.circleFields, [OFTString, OFTReal, OFTReal]).allSatisfy({
        let field = OGR_Fld_Create($0.0, $0.1)
        defer { OGR_Fld_Destroy(field) }
        return OGR_L_CreateField(layer, field, 0) == OGRERR_NONE
      })
    else {
      GDALClose(dataset)
      return nil
    }
    return (dataset, layer)
  }

  func write(_ circle: CircleFeature) throws(LayerError) {
    let isWritten = GDALLibrary.quietly { () -> Bool in
      guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else { return false }
      defer { OGR_F_Destroy(feature) }
      OGR_F_SetFieldString(feature, 0, circle.id)
      OGR_F_SetFieldDouble(feature, 1, circle.minutes)
      OGR_F_SetFieldDouble(feature, 2, circle.areaSquareMetres)
      let wkb = Geometry.multiPolygon(circle.geometry.polygons.map(\.wound)).wkb
      var geometry: OGRGeometryH?
      guard OGR_G_CreateFromWkbEx(wkb, nil, &geometry, wkb.count) == OGRERR_NONE, let geometry
      else { return false }
      // The feature takes the geometry over.
      return OGR_F_SetGeometryDirectly(feature, geometry) == OGRERR_NONE
        && OGR_L_CreateFeature(layer, feature) == OGRERR_NONE
    }
    if !isWritten { throw failure(feature: circle.id) }
    writtenCount += 1
  }

  func finish() throws(LayerError) {
    let isWhole = format.quietly { () -> Bool in
      guard let dataset else { return false }
      let isCommitted = !isInTransaction || GDALDatasetCommitTransaction(dataset) == OGRERR_NONE
      self.dataset = nil
      // What could not be flushed to a full disk is only told as an error message.
      GDALClose(dataset)
      return isCommitted && !GDALLibrary.hasFailed && canBeReadBack()
    }
    if !isWhole { throw failure(feature: nil) }
    try output.commit()
  }

  /// Whether every feature is there: FlatGeobuf does not tell of the last bytes that found no room.
  private func canBeReadBack() -> Bool {
    guard let written = circles_open_vector(output.temporaryPath, nil, nil) else { return false }
    defer { GDALClose(written) }
    guard let layer = GDALDatasetGetLayer(written, 0) else { return false }
    var count = 0
    while let feature = OGR_L_GetNextFeature(layer) {
      OGR_F_Destroy(feature)
      count += 1
    }
    return count == writtenCount && !GDALLibrary.hasFailed
  }

  private func failure(feature: String?) -> LayerError {
    let error = LayerError(
      .writeFailed(output.obstacle() ?? GDALLibrary.complaint), file: output.path, feature: feature)
    if let dataset { GDALLibrary.quietly { GDALClose(dataset) } }
    dataset = nil
    output.discard()
    return error
  }
}
