import CGDAL
import Foundation
import PlaneGeometry
import ServiceCircles

/// What became of a feature's geometry.
enum ReadGeometry {
  /// It can be used; nil where the record has none.
  case found(Geometry?)
  /// It cannot be used, and an issue says why.
  case skipped
}

extension LayerReader {
  /// The geometry of a feature in the working plane. Reports what is wrong with it.
  ///
  /// - Throws: ``LayerError`` of the reason outOfMemory.
  func geometry(
    of feature: OGRFeatureH, number: Int64, values: [String?]
  ) throws(LayerError) -> ReadGeometry {
    let raw: LayerGeometry
    if let pointColumns {
      if values[pointColumns.x] == nil && values[pointColumns.y] == nil { return .found(nil) }
      guard let point = point(in: pointColumns, number: number, values: values) else {
        return .skipped
      }
      raw = point
    } else {
      guard let reference = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(reference) == 0 else {
        return .found(nil)
      }
      do {
        raw = try plainGeometry(reference)
      } catch GeometryError.notFinite {
        report(.error, number, problem: "layer.not_finite", action: "layer.skipped")
        return .skipped
      } catch {
        try source.checkMemory(error)
        report(
          .error, number, problem: "layer.unreadable_geometry", values: ["reason": "\(error)"],
          action: "layer.skipped")
        return .skipped
      }
    }
    let (kept, hasDroppedRings) = raw.droppingShortPaths
    if kept.isEmpty {
      report(.error, number, problem: "layer.collapsed_geometry", action: "layer.skipped")
      return .skipped
    }
    guard let moved = reprojector.forward(kept) else {
      report(
        .error, number, field: pointFields, problem: "layer.outside_world", action: "layer.skipped")
      return .skipped
    }
    try reportInvalid(moved, number: number, hasDroppedRings: hasDroppedRings)
    return .found(moved)
  }

  /// Whether a record says where it lies, rightly or not.
  func hasPlace(_ feature: OGRFeatureH, values: [String?]) -> Bool {
    if let pointColumns { return values[pointColumns.x] != nil || values[pointColumns.y] != nil }
    return OGR_F_GetGeometryRef(feature).map { OGR_G_IsEmpty($0) == 0 } ?? false
  }

  /// The columns of a table's coordinates, as issues name them; empty for other layers.
  var pointFields: String {
    pointColumns.map { "\(schema.columns[$0.x]), \(schema.columns[$0.y])" } ?? ""
  }

  private func reportInvalid(
    _ geometry: Geometry, number: Int64, hasDroppedRings: Bool
  ) throws(LayerError) {
    if hasDroppedRings {
      report(.warning, number, problem: "layer.short_ring", action: "layer.short_ring_dropped")
    }
    guard reportsInvalid, geometry.dimension > 0 else { return }
    let reason: String?
    do {
      reason = try engine.invalidReason(geometry)
    } catch {
      try source.checkMemory(error)
      reason = "\(error)"
    }
    if let reason {
      report(
        .warning, number, problem: "layer.invalid_geometry", values: ["reason": reason],
        action: "layer.kept")
    }
  }

  /// The point of a table's record; nil, with an issue, where its columns hold no numbers.
  private func point(
    in columns: (x: Int, y: Int), number: Int64, values: [String?]
  ) -> LayerGeometry? {
    var numbers: [Double] = []
    for column in [columns.x, columns.y] {
      let text = values[column]
      // Strict: a comma, a unit or a stray letter must not turn into a place near the equator.
      guard let text, let value = WholeNumber.decimal(text) else {
        report(
          .error, number, field: schema.columns[column], problem: "layer.not_a_number",
          values: ["value": text ?? ""], action: "layer.skipped")
        return nil
      }
      numbers.append(value)
    }
    return LayerGeometry(x: numbers[0], y: numbers[1])
  }

  /// A geometry of straight lines in two dimensions, its rings closed.
  private func plainGeometry(_ reference: OGRGeometryH) throws(GeometryError) -> LayerGeometry {
    // By default GDAL cuts a quarter circle into 22 pieces.
    guard var plain = OGR_G_GetLinearGeometry(reference, 0, nil) else {
      throw .operationFailed(operation: "linearising", reason: GDALLibrary.complaint)
    }
    let type = OGR_GT_Flatten(OGR_G_GetGeometryType(plain))
    if type == wkbPolyhedralSurface || type == wkbTIN || type == wkbTriangle,
      let surface = OGR_G_ForceToMultiPolygon(plain)
    {
      plain = surface
    }
    defer { OGR_G_DestroyGeometry(plain) }
    OGR_G_FlattenTo2D(plain)
    OGR_G_CloseRings(plain)
    var bytes = [UInt8](repeating: 0, count: OGR_G_WkbSizeEx(plain))
    guard OGR_G_ExportToIsoWkb(plain, wkbNDR, &bytes) == OGRERR_NONE else {
      throw .operationFailed(operation: "reading", reason: GDALLibrary.complaint)
    }
    return try LayerGeometry(wkb: bytes)
  }
}
