import PlaneGeometry

/// A service circle to be written: its polygon in the working plane and what it is the circle of.
public struct CircleFeature: Hashable, Sendable {
  /// The facility's or place's id, or the service's for a dissolved circle.
  public var id: String
  /// The minutes of the circle.
  public var minutes: Double
  /// Its area in the working plane.
  public var areaSquareMetres: Double
  /// Its polygons, valid, in the working plane; parts that are no polygons are not written.
  public var geometry: Geometry

  /// A circle; its area is measured where none is given.
  public init(
    id: String, minutes: Double, geometry: Geometry, areaSquareMetres: Double? = nil
  ) {
    self.id = id
    self.minutes = minutes
    self.geometry = geometry
    self.areaSquareMetres = areaSquareMetres ?? geometry.areaSquareMetres
  }
}
