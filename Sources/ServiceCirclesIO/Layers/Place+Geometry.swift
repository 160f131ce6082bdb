import PlaneGeometry
import Streets

extension Place {
  /// A place with a geometry of the working plane, every part of it.
  ///
  /// - Complexity: O(n).
  public init(id: String, geometry: Geometry, accessPoints: [AccessPoint] = []) {
    self.init(
      id: id,
      parts: geometry.points.map { .point($0) } + geometry.lines.map { .line($0) }
        + geometry.polygons.map {
          .area(PlanePolygon(exterior: $0.exterior, holes: $0.holes))
        },
      accessPoints: accessPoints)
  }
}
