import CPROJ

/// Brings geometries from a layer's coordinate reference system into a working plane.
///
/// Takes x = east or longitude first, whatever order of axes the definitions list. Not Sendable: one
/// per worker.
package final class Reprojector {
  /// The plane it leads to.
  let plane: WorkingPlane
  /// Whether the source's coordinates are degrees of longitude and latitude.
  package let isFromDegrees: Bool

  /// Nil where the source is the plane itself.
  private let transformation: ProjectionObject?

  /// From a system given by its code (`EPSG:4490`) or its WKT, to `plane`.
  ///
  /// - Throws: ``GeometryError/unusableCRS(crs:reason:)``.
  package init(from source: String, to plane: WorkingPlane) throws(GeometryError) {
    self.plane = plane
    let context = try ProjectionContext()
    isFromDegrees = try Self.isInDegrees(source, context)
    transformation = try context.transformation(from: source, to: plane.code)
  }

  /// For a layer that is in the working plane already: every coordinate stays what it is.
  package init(alreadyIn plane: WorkingPlane) {
    self.plane = plane
    isFromDegrees = false
    transformation = nil
  }

  /// Whether the coordinates of a system are degrees of longitude and latitude.
  ///
  /// - Throws: ``GeometryError/unusableCRS(crs:reason:)``.
  package static func isInDegrees(_ source: String) throws(GeometryError) -> Bool {
    try isInDegrees(source, try ProjectionContext())
  }

  private static func isInDegrees(
    _ source: String, _ context: ProjectionContext
  ) throws(GeometryError) -> Bool {
    let type = try context.crs(source).type
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS
  }

  /// The point of the plane that a layer's coordinates stand for, x = east or longitude first; nil where they
  /// have no place there.
  package func forward(x: Double, y: Double) -> PlanePoint? {
    guard case .point(let point)? = forward(LayerGeometry(x: x, y: y)) else { return nil }
    return point
  }

  /// The geometry in the plane; nil where a point of it has no place there.
  ///
  /// - Complexity: O(n), about 0.3 microseconds a point.
  package func forward(_ geometry: LayerGeometry) -> Geometry? {
    guard let transformation else { return geometry.coordinates }
    return try? geometry.coordinates.mapCoordinates { p in
      if isFromDegrees, abs(p.x) > 180 || abs(p.y) > 90 { throw GeometryError.notFinite }
      guard let q = transformation.apply(PJ_FWD, p) else { throw GeometryError.notFinite }
      return q
    }
  }
}
