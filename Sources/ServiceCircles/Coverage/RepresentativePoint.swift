import PlaneGeometry
import Streets

/// A point that lies on a place.
enum RepresentativePoint {
  /// The point, or the line's first one, or one inside the area; else the first access point.
  static func of(_ place: Place, _ engine: GeometryEngine) -> PlanePoint? {
    for part in place.parts {
      switch part {
      case .point(let p): return p
      case .line(let line): if let first = line.first { return first }
      case .area(let area):
        let exterior = area.exterior
        guard exterior.count >= 4 else { continue }
        let polygon = Geometry.polygon(Polygon(exterior: exterior, holes: area.holes))
        // GEOS finds none in a polygon that is not valid: its corner lies on it all the same.
        if let inside = try? engine.representativePoint(polygon) { return inside }
        return exterior.first
      }
    }
    return place.accessPoints.first?.position
  }
}
