import CGDAL
import PlaneGeometry

/// Turns coordinates of a layer's system into degrees of longitude and latitude. Not Sendable: one per reader.
final class GeographicTransformation {
  private let handle: OGRCoordinateTransformationH

  /// From a system by its code or its WKT; nil where that cannot be understood.
  init?(from definition: String) {
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
    guard let handle = OCTNewCoordinateTransformation(from, to) else { return nil }
    self.handle = handle
  }

  /// Has PROJ open its database of definitions, which it does on each thread when it is first asked.
  static func openDefinitions() {
    let reference = OSRNewSpatialReference(nil)
    defer { OSRRelease(reference) }
    // Where there is no such database, the layer's own system is what fails, and is named.
    _ = OSRImportFromEPSG(reference, 4326)
  }

  deinit { OCTDestroyCoordinateTransformation(handle) }

  /// The place that coordinates stand for, x = east or longitude first; nil where they have none.
  func place(x: Double, y: Double) -> GeographicPoint? {
    var (x, y) = (x, y)
    guard OCTTransform(handle, 1, &x, &y, nil) != 0, x.isFinite, y.isFinite else { return nil }
    return GeographicPoint(longitude: x, latitude: y)
  }

  /// The place of a feature that is one point; nil for every other geometry.
  func place(of feature: OGRFeatureH) -> GeographicPoint? {
    guard var geometry = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(geometry) == 0 else {
      return nil
    }
    if OGR_G_GetGeometryCount(geometry) == 1, let only = OGR_G_GetGeometryRef(geometry, 0) {
      geometry = only
    }
    guard OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) == wkbPoint else { return nil }
    return place(x: OGR_G_GetX(geometry, 0), y: OGR_G_GetY(geometry, 0))
  }
}
