import CGDAL
import PlaneGeometry
import ServiceCircles

extension CoordinateSample {
  /// The places of a layer as its file holds them, by the middles of the boxes around its records; nil where it
  /// has none. Read again, for a layer that lies in the wrong place.
  ///
  /// - Parameters:
  ///   - source: The layer.
  ///   - columns: Where a table keeps its coordinates, if not in the usual columns.
  package init?(of source: LayerSource, columns: PlaceColumns = PlaceColumns()) {
    guard let opened = try? OpenedLayer(source) else { return nil }
    let schema = LayerSchema(columns: opened.columns)
    func find(_ given: String?, _ usual: ColumnNames) -> Int? {
      given.map { schema.position(of: $0) } ?? schema.positions(of: usual).position
    }
    let x = find(columns.longitude, .longitude)
    let y = find(columns.latitude, .latitude)
    let isTable =
      opened.hasNoGeometry || opened.format == "CSV" && opened.crs == nil
      || columns.longitude != nil || columns.latitude != nil
    let points: [SIMD2<Double>]
    if isTable {
      guard let x, let y else { return nil }
      points = Self.points(opened) { feature in
        func number(_ field: Int) -> Double? {
          OGR_F_GetFieldAsString(feature, Int32(field))
            .flatMap { WholeNumber.decimal(String(cString: $0)) }
        }
        guard let x = number(x), let y = number(y) else { return nil }
        return SIMD2(x, y)
      }
    } else {
      points = Self.points(opened, Self.middle)
    }
    let crs =
      isTable && source.crs == nil ? (definition: "EPSG:4326", name: "EPSG:4326") : opened.crs
    guard !points.isEmpty, let crs else { return nil }
    self.init(points, definition: crs.definition, system: crs.name)
  }

  /// The middle of the box around a record; nil where it has no geometry.
  fileprivate static func middle(of feature: OGRFeatureH) -> SIMD2<Double>? {
    guard let geometry = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(geometry) == 0 else {
      return nil
    }
    var box = OGREnvelope()
    OGR_G_GetEnvelope(geometry, &box)
    return SIMD2((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2)
  }

  fileprivate static func points(
    _ opened: OpenedLayer, _ point: (OGRFeatureH) -> SIMD2<Double>?
  ) -> [SIMD2<Double>] {
    GDALLibrary.quietly {
      var points: [SIMD2<Double>] = []
      OGR_L_ResetReading(opened.layer)
      while let feature = OGR_L_GetNextFeature(opened.layer) {
        defer { OGR_F_Destroy(feature) }
        if let point = point(feature), point.x.isFinite, point.y.isFinite { points.append(point) }
      }
      return points
    }
  }
}

extension OpenedLayer {
  /// That the layer does not say in which system it is, and in which it may be.
  var missingCRS: LayerError {
    let points = CoordinateSample.points(self, CoordinateSample.middle)
    let (x, y) = (points.map(\.x).sorted(), points.map(\.y).sorted())
    let middle = points.count / 2
    return LayerError(
      .missingCRS(
        likely: points.isEmpty ? [] : LikelySystems.unstated(x: x[middle], y: y[middle])),
      file: source.shownPath, layer: name)
  }
}

extension PlaceTable {
  /// Looks why no record of a layer has a place on the Earth.
  ///
  /// - Throws: `ExtentError` where the layer's numbers show the reason; nothing where they do not, or where
  ///   other things are wrong with the records.
  package func explainNowhere(
    _ source: LayerSource, role: String, columns: PlaceColumns = PlaceColumns(),
    on ground: Ground? = nil
  ) throws(ExtentError) {
    guard rows.isEmpty, issues.first(where: { $0.severity == .error })?.isOutsideWorld == true,
      let sample = CoordinateSample(of: source, columns: columns),
      let mistake = CoordinateMistake.explaining(sample, on: ground)
    else { return }
    throw .nowhere(layer: source.description, role: role, mistake: mistake)
  }
}

extension RecordIssue {
  fileprivate var isOutsideWorld: Bool { problem.key == "layer.outside_world" }
}
