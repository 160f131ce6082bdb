import CPROJ

/// Coordinates of any reference system to a working plane.
///
/// Takes and gives x = east or longitude first, whatever order of axes the definitions list. Not
/// Sendable: one per worker.
public final class Reprojector {
  /// The plane it leads to.
  public let plane: WorkingPlane
  /// Whether the source's coordinates are degrees of longitude and latitude.
  public let isFromDegrees: Bool

  private let transformation: ProjectionObject

  /// From a system given by its code (`EPSG:4490`) or its WKT, to `plane`.
  ///
  /// - Throws: ``GeometryError/unusableCRS(crs:reason:)``.
  public init(from source: String, to plane: WorkingPlane) throws(GeometryError) {
    self.plane = plane
    let context = try ProjectionContext()
    let type = try context.crs(source).type
    isFromDegrees =
      type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS
    transformation = try context.transformation(from: source, to: plane.code)
  }

  /// The place in the plane; nil where the numbers are no place of the source's system.
  public func forward(_ point: Coordinate) -> Coordinate? {
    if isFromDegrees, abs(point.x) > 180 || abs(point.y) > 90 { return nil }
    return transformation.apply(PJ_FWD, point)
  }

  /// The geometry in the plane; nil where a point of it has no place there.
  public func forward(_ geometry: Geometry) -> Geometry? {
    try? geometry.mapCoordinates { p in
      guard let q = forward(p) else { throw GeometryError.notFinite }
      return q
    }
  }

  /// The place of the source's system that a place of the plane stands for; nil where there is
  /// none.
  public func inverse(_ point: Coordinate) -> Coordinate? { transformation.apply(PJ_INV, point) }
}
