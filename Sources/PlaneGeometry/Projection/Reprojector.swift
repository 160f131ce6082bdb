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
  /// The datum of a Chinese web map that the source's positions are shifted by.
  private let datum: MapDatum?
  /// Leads to degrees of WGS 84 first; nil where one step is enough.
  private let toDegrees: ProjectionObject?

  /// From a system given by its code (`EPSG:4490`) or its WKT, to `plane`; where a datum is named, from positions
  /// that it has shifted.
  ///
  /// - Throws: ``GeometryError/unusableCRS(crs:reason:)``.
  package init(
    from source: String, shiftedBy datum: MapDatum? = nil, to plane: WorkingPlane
  ) throws(GeometryError) {
    self.plane = plane
    self.datum = datum
    let context = try ProjectionContext()
    isFromDegrees = try Self.isInDegrees(source, context)
    // The parameters that a system brings along lead to WGS 84, and PROJ forgets them on the way to another datum.
    let isBound = try context.crs(source).type == PJ_TYPE_BOUND_CRS
    if isBound || datum != nil && !isFromDegrees {
      toDegrees = try context.transformation(from: source, to: Self.degrees)
      transformation = try context.transformation(from: Self.degrees, to: plane.code)
    } else {
      toDegrees = nil
      transformation = try context.transformation(from: source, to: plane.code)
    }
  }

  /// The system whose positions a datum shifts, and to which parameters lead.
  private static let degrees = "EPSG:4326"

  /// For a layer that is in the working plane already: every coordinate stays what it is.
  package init(alreadyIn plane: WorkingPlane) {
    self.plane = plane
    isFromDegrees = false
    transformation = nil
    datum = nil
    toDegrees = nil
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
    let crs = try context.crs(source)
    var type = crs.type
    if type == PJ_TYPE_BOUND_CRS,
      let own = proj_get_source_crs(context.pointer, crs.pointer).map({
        ProjectionObject(context, $0)
      })
    {
      type = own.type
    }
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
      guard let place = unshifted(p), let q = transformation.apply(PJ_FWD, place) else {
        throw GeometryError.notFinite
      }
      return q
    }
  }

  /// The point in the system that the transformation begins with.
  private func unshifted(_ p: SIMD2<Double>) -> SIMD2<Double>? {
    guard let place = toDegrees.map({ $0.apply(PJ_FWD, p) }) ?? p else { return nil }
    guard let datum else { return place }
    return datum.unshifted(GeographicPoint(place))?.degrees
  }
}
