import CGEOS

extension GeometryEngine {
  /// The area in the square of the plane's unit.
  package func area(_ geometry: Geometry) throws(GeometryError) -> Double {
    let g = try context.make(geometry)
    var area = 0.0
    guard g.with({ GEOSArea_r(context.handle, $0, &area) }) == 1 else {
      throw context.failure(of: "area")
    }
    return area
  }

  /// The smallest distance between points of both; 0 where they touch, nil where one is empty.
  package func distance(_ a: Geometry, _ b: Geometry) throws(GeometryError) -> Double? {
    try measure("distance", a, b) { GEOSDistance_r($0, $1, $2, $3) }
  }

  /// The largest distance from a vertex of one to the other, both ways (the discrete Hausdorff
  /// distance); nil where one is empty.
  ///
  /// With `densify`, every segment is first cut into pieces of at most this fraction of its length,
  /// 0…1, which brings the answer nearer to that over all points.
  package func hausdorffDistance(
    _ a: Geometry, _ b: Geometry, densify: Double? = nil
  ) throws(GeometryError) -> Double? {
    try measure("Hausdorff distance", a, b) {
      if let densify { return GEOSHausdorffDistanceDensify_r($0, $1, $2, densify, $3) }
      return GEOSHausdorffDistance_r($0, $1, $2, $3)
    }
  }

  /// Whether every point of `b` lies in `a` and their insides meet: a point on the boundary of an
  /// area is not contained.
  func contains(_ a: Geometry, _ b: Geometry) throws(GeometryError) -> Bool {
    try relate("contains", a, b) { GEOSContains_r($0, $1, $2) }
  }

  /// Whether every point of `b` lies in `a` or on its boundary.
  package func covers(_ a: Geometry, _ b: Geometry) throws(GeometryError) -> Bool {
    try relate("covers", a, b) { GEOSCovers_r($0, $1, $2) }
  }

  /// Whether they share a point.
  package func intersects(_ a: Geometry, _ b: Geometry) throws(GeometryError) -> Bool {
    try relate("intersects", a, b) { GEOSIntersects_r($0, $1, $2) }
  }

  /// Whether they cover the same points, however drawn.
  func equals(_ a: Geometry, _ b: Geometry) throws(GeometryError) -> Bool {
    try relate("equals", a, b) { GEOSEquals_r($0, $1, $2) }
  }

  private func relate(
    _ operation: String, _ a: Geometry, _ b: Geometry,
    _ body: (OpaquePointer, OpaquePointer, OpaquePointer) -> CChar
  ) throws(GeometryError) -> Bool {
    let g = try context.make(a)
    let h = try context.make(b)
    let answer = g.with { g in h.with { h in body(context.handle, g, h) } }
    guard answer == 0 || answer == 1 else { throw context.failure(of: operation) }
    return answer == 1
  }

  private func measure(
    _ operation: String, _ a: Geometry, _ b: Geometry,
    _ body: (OpaquePointer, OpaquePointer, OpaquePointer, UnsafeMutablePointer<Double>) -> Int32
  ) throws(GeometryError) -> Double? {
    if a.isEmpty || b.isEmpty { return nil }
    let g = try context.make(a)
    let h = try context.make(b)
    var distance = 0.0
    let answer = g.with { g in h.with { h in body(context.handle, g, h, &distance) } }
    guard answer == 1 else {
      throw context.failure(of: operation)
    }
    return distance
  }
}
