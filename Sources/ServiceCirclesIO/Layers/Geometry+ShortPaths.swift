import PlaneGeometry

extension Geometry {
  /// The geometry without rings of fewer than four and lines of fewer than two points, which
  /// enclose and connect nothing, and whether there were any.
  var droppingShortPaths: (Geometry, hadShort: Bool) {
    func keep(_ polygon: Polygon) -> Polygon? {
      guard polygon.exterior.count >= 4 else { return nil }
      return Polygon(exterior: polygon.exterior, holes: polygon.holes.filter { $0.count >= 4 })
    }
    let kept: Geometry =
      switch self {
      case .point, .multiPoint: self
      case .lineString(let line): line.count >= 2 ? self : .lineString([])
      case .polygon(let polygon): .polygon(keep(polygon) ?? Polygon(exterior: []))
      case .multiLineString(let lines): .multiLineString(lines.filter { $0.count >= 2 })
      case .multiPolygon(let polygons): .multiPolygon(polygons.compactMap(keep))
      case .collection(let parts): .collection(parts.map { $0.droppingShortPaths.0 })
      }
    return (kept, kept.coordinateCount != coordinateCount)
  }
}
