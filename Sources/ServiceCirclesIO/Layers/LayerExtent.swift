import CGDAL
import PlaneGeometry
import ServiceCircles

/// Where a layer lies on the Earth, before a plane is chosen for it.
enum LayerExtent {
  /// The middle of a layer in degrees: the median of its features' centres, in each axis; nil where it has
  /// none. Never that of the extent in the file's header, which may be anything, and one feature in the wrong
  /// place does not move it.
  ///
  /// - Throws: ``LayerError`` where it cannot be read, or does not say which system it is in.
  static func centre(of source: LayerSource) throws(LayerError) -> GeographicPoint? {
    let opened = try OpenedLayer(source)
    if opened.hasNoGeometry { return try centre(ofTable: opened) }
    guard let crs = opened.crs?.definition else {
      throw opened.missingCRS
    }
    if let legacy = LegacyDatum.name(of: crs) {
      throw LayerError(.legacyDatum(legacy), file: source.shownPath, layer: opened.name)
    }
    return try GDALLibrary.quietly { () throws(LayerError) -> GeographicPoint? in
      var centres: [SIMD2<Double>] = []
      OGR_L_ResetReading(opened.layer)
      while let feature = try opened.dataset.next(opened.layer, opened.source, opened.name) {
        defer { OGR_F_Destroy(feature) }
        guard let geometry = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(geometry) == 0 else {
          continue
        }
        var box = OGREnvelope()
        OGR_G_GetEnvelope(geometry, &box)
        let centre = SIMD2(box.MinX + box.MaxX, box.MinY + box.MaxY) / 2
        if centre.x.isFinite, centre.y.isFinite { centres.append(centre) }
      }
      return middle(of: centres).flatMap { place(of: $0, in: crs, of: source) }
    }
  }

  /// The median in each axis; nil where there is nothing.
  private static func middle(of points: [SIMD2<Double>]) -> SIMD2<Double>? {
    if points.isEmpty { return nil }
    var (x, y) = (points.map(\.x), points.map(\.y))
    let rank = (points.count - 1) / 2
    return SIMD2(selected(rank, of: &x), selected(rank, of: &y))
  }

  /// The place that coordinates of a layer stand for; nil where they have none.
  private static func place(
    of point: SIMD2<Double>, in crs: String, of source: LayerSource
  ) -> GeographicPoint? {
    GeographicTransformation(from: crs)?.place(x: point.x, y: point.y).flatMap(source.unshifted)
  }

  /// The middle of a table's places.
  private static func centre(ofTable opened: OpenedLayer) throws(LayerError) -> GeographicPoint? {
    let schema = LayerSchema(columns: opened.columns)
    guard let x = schema.positions(of: .longitude).position,
      let y = schema.positions(of: .latitude).position
    else { return nil }
    let (source, usual) = (opened.source, "EPSG:4326")
    return try GDALLibrary.quietly { () throws(LayerError) -> GeographicPoint? in
      var places: [SIMD2<Double>] = []
      let isInDegrees = source.crs == nil
      OGR_L_ResetReading(opened.layer)
      while let feature = try opened.dataset.next(opened.layer, opened.source, opened.name) {
        defer { OGR_F_Destroy(feature) }
        let place = SIMD2(
          OGR_F_GetFieldAsDouble(feature, Int32(x)), OGR_F_GetFieldAsDouble(feature, Int32(y)))
        guard place != .zero, !isInDegrees || abs(place.x) <= 180 && abs(place.y) <= 90 else {
          continue
        }
        places.append(place)
      }
      return middle(of: places).flatMap { Self.place(of: $0, in: source.crs ?? usual, of: source) }
    }
  }
}
