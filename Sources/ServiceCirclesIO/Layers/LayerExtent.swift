import CGDAL
import PlaneGeometry

/// Where a layer lies on the Earth, before a plane is chosen for it.
enum LayerExtent {
  /// The middle of a layer's extent in degrees; nil where it has none.
  ///
  /// - Throws: ``LayerError`` where it cannot be read, or does not say which system it is in.
  static func centre(of source: LayerSource) throws(LayerError) -> Coordinate? {
    let opened = try OpenedLayer(source)
    if opened.hasNoGeometry { return try centre(ofTable: opened) }
    guard let crs = opened.crs?.definition else {
      throw LayerError(.missingCRS, file: source.path, layer: opened.name)
    }
    return GDALLibrary.quietly { () -> Coordinate? in
      var extent = OGREnvelope()
      guard OGR_L_GetExtent(opened.layer, &extent, 1) == OGRERR_NONE else { return nil }
      let middle = Coordinate((extent.MinX + extent.MaxX) / 2, (extent.MinY + extent.MaxY) / 2)
      return degrees(of: middle, in: crs)
    }
  }

  private static func degrees(of point: Coordinate, in definition: String) -> Coordinate? {
    let (from, to) = (OSRNewSpatialReference(nil), OSRNewSpatialReference(nil))
    defer {
      OSRRelease(from)
      OSRRelease(to)
    }
    guard OSRSetFromUserInput(from, definition) == OGRERR_NONE,
      OSRImportFromEPSG(to, 4326) == OGRERR_NONE
    else { return nil }
    OSRSetAxisMappingStrategy(from, OAMS_TRADITIONAL_GIS_ORDER)
    OSRSetAxisMappingStrategy(to, OAMS_TRADITIONAL_GIS_ORDER)
    guard let transformation = OCTNewCoordinateTransformation(from, to) else { return nil }
    defer { OCTDestroyCoordinateTransformation(transformation) }
    var (x, y) = (point.x, point.y)
    guard OCTTransform(transformation, 1, &x, &y, nil) != 0, x.isFinite, y.isFinite else {
      return nil
    }
    return Coordinate(x, y)
  }

  /// The middle of a table's longitudes and latitudes.
  private static func centre(ofTable opened: OpenedLayer) throws(LayerError) -> Coordinate? {
    let schema = LayerSchema(columns: opened.columns)
    guard let x = ["lon", "lng", "longitude"].lazy.compactMap({ schema.position(of: $0) }).first,
      let y = ["lat", "latitude"].lazy.compactMap({ schema.position(of: $0) }).first
    else { return nil }
    return GDALLibrary.quietly {
      var box: Box?
      OGR_L_ResetReading(opened.layer)
      while let feature = OGR_L_GetNextFeature(opened.layer) {
        defer { OGR_F_Destroy(feature) }
        let point = Coordinate(
          OGR_F_GetFieldAsDouble(feature, Int32(x)), OGR_F_GetFieldAsDouble(feature, Int32(y)))
        guard abs(point.x) <= 180, abs(point.y) <= 90, point != .zero else { continue }
        box = box?.union(Box(point)) ?? Box(point)
      }
      return box?.centre
    }
  }
}
