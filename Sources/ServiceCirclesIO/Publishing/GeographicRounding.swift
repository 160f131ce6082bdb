import PlaneGeometry

/// Polygons in degrees on the grid of a text format, 8 decimals (a millimetre), valid on that grid.
///
/// Rounding moves every vertex by up to half a cell, and that can turn a narrow neck inside out or
/// put a vertex onto another ring. Most polygons survive it and only lose repeated points; those
/// that do not are rounded by GEOS, which puts a vertex wherever lines then meet.
struct GeographicRounding {
  /// Cells a degree.
  static let scale = 1e8

  private let engine = GeometryEngine()

  /// The polygons of a geometry in degrees, on the grid, valid, outer rings counter-clockwise.
  /// Parts smaller than a cell vanish.
  ///
  /// - Throws: ``GeometryError`` where no valid rounding was found, or the coordinates are not
  ///   finite.
  func rounded(_ geographic: GeographicGeometry) throws(GeometryError) -> GeographicGeometry {
    GeographicGeometry(degrees: .multiPolygon(try rounded(geographic.degrees)))
  }

  private func rounded(_ geometry: Geometry) throws(GeometryError) -> [Polygon] {
    guard geometry.isFinite else { throw .notFinite }
    let plain = geometry.polygons.compactMap(GeographicRounding.snapped)
    if try isValid(plain) { return plain.map(\.wound) }
    var exact = geometry
    if try engine.invalidReason(exact) != nil {
      exact = try engine.makeValid(.multiPolygon(geometry.polygons))
    }
    // Shrinking by a cell or more frees what still touches; the first attempt does without.
    for cells in [0.0, 1, 4, 16] {
      let freed = cells == 0 ? exact : try engine.buffer(exact, by: -cells / Self.scale)
      let reduced = try engine.reduced(freed, to: 1 / Self.scale)
      let polygons = reduced.polygons.compactMap(GeographicRounding.snapped)
      if try isValid(polygons) { return polygons.map(\.wound) }
    }
    throw .operationFailed(operation: "rounding", reason: "no valid rounding was found")
  }

  private func isValid(_ polygons: [Polygon]) throws(GeometryError) -> Bool {
    try engine.invalidReason(.multiPolygon(polygons)) == nil
  }

  /// A number of degrees as a reader of the text will have it.
  static func snapped(_ degrees: Double) -> Double { (degrees * scale).rounded() / scale }

  private static func snapped(_ polygon: Polygon) -> Polygon? {
    guard let exterior = snapped(polygon.exterior) else { return nil }
    return Polygon(exterior: exterior, holes: polygon.holes.compactMap(snapped))
  }

  /// The ring on the grid without repeated points; nil where fewer than three are left.
  private static func snapped(_ ring: [SIMD2<Double>]) -> [SIMD2<Double>]? {
    var kept: [SIMD2<Double>] = []
    kept.reserveCapacity(ring.count)
    for p in ring {
      let q = SIMD2(snapped(p.x), snapped(p.y))
      if q != kept.last { kept.append(q) }
    }
    return kept.count >= 4 ? kept : nil
  }
}
