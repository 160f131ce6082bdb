import PlaneGeometry
import ServiceCircles

/// Reads residential land from a layer of polygons.
///
/// A polygon that is not valid is repaired; a record without an area is left out. Both become issues.
struct LandReader: Sendable {
  /// The layer.
  var source: LayerSource
  /// The plane of the run.
  var plane: WorkingPlane

  /// A reader of a layer.
  init(_ source: LayerSource, plane: WorkingPlane) {
    self.source = source
    self.plane = plane
  }

  /// The polygons.
  ///
  /// - Throws: ``LayerError`` where the layer as a whole cannot be read.
  func land() throws(LayerError) -> PlaceTable<[Polygon]> {
    let reader = try LayerReader(source, role: "land", plane: plane)
    reader.reportsInvalid = false
    (reader.idColumn, reader.nameColumn) = (
      try reader.position(given: nil, ColumnNames.ofPlaces["id"]),
      try reader.position(given: nil, ColumnNames.ofPlaces["name"])
    )
    let engine = GeometryEngine()
    var table = PlaceTable<[Polygon]>(
      rows: [], issues: [], featureCount: 0, format: reader.format, crs: reader.crs)
    while let feature = try reader.next() {
      let polygons = feature.geometry?.polygons ?? []
      let whole = Geometry.multiPolygon(polygons.map(\.wound))
      do {
        var valid = whole
        if !polygons.isEmpty, try engine.invalidReason(whole) != nil {
          valid = try engine.makeValid(whole)
          reader.report(
            .warning, feature.number, problem: "community.invalid", action: "community.repaired")
        }
        if valid.polygons.isEmpty {
          reader.skippedCount += 1
          reader.report(
            .error, feature.number, problem: "community.no_area", action: "layer.skipped")
          continue
        }
        table.rows.append(valid.polygons.map(\.wound))
      } catch {
        try source.checkMemory(error)
        reader.skippedCount += 1
        reader.report(
          .error, feature.number, problem: "layer.invalid_geometry",
          values: ["reason": "\(error)"], action: "layer.skipped")
      }
    }
    table.issues = reader.issues
    table.featureCount = reader.readCount
    table.totalCount = reader.totalCount
    return table
  }
}
