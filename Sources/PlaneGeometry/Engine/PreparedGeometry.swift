import CGEOS

/// A geometry made ready for many questions, 10–100 times faster each than asking a
/// ``GeometryEngine`` anew.
///
/// Not Sendable; it keeps its engine's context and is used on the same worker.
package final class PreparedGeometry {
  private let context: GEOSContext
  private let geometry: GEOSHandle
  private let prepared: OpaquePointer
  private let isEmpty: Bool

  /// Prepares a geometry.
  ///
  /// - Throws: as every operation of ``GeometryEngine`` does.
  package init(_ geometry: Geometry, on engine: GeometryEngine) throws(GeometryError) {
    let context = engine.context
    let made = try context.make(geometry)
    guard let prepared = made.with({ GEOSPrepare_r(context.handle, $0) }) else {
      throw context.failure(of: "preparing")
    }
    self.context = context
    self.geometry = made
    self.prepared = prepared
    isEmpty = geometry.isEmpty
  }

  deinit { GEOSPreparedGeom_destroy_r(context.handle, prepared) }

  /// Whether the point lies in the geometry or on its boundary.
  package func covers(_ point: PlanePoint) throws(GeometryError) -> Bool {
    try covers(.point(point))
  }

  /// Whether every point of the other lies in this one or on its boundary.
  package func covers(_ other: Geometry) throws(GeometryError) -> Bool {
    try ask("covers", other) { GEOSPreparedCovers_r($0, $1, $2) }
  }

  /// Whether the point lies in the geometry and not on its boundary.
  package func contains(_ point: PlanePoint) throws(GeometryError) -> Bool {
    try ask("contains", .point(point)) { GEOSPreparedContains_r($0, $1, $2) }
  }

  /// Whether they share a point.
  package func intersects(_ other: Geometry) throws(GeometryError) -> Bool {
    try ask("intersects", other) { GEOSPreparedIntersects_r($0, $1, $2) }
  }

  /// The distance to a point; 0 inside, nil where the geometry is empty.
  package func distance(to point: PlanePoint) throws(GeometryError) -> Double? {
    try distance(to: .point(point))
  }

  /// The smallest distance to another geometry; nil where one is empty.
  package func distance(to other: Geometry) throws(GeometryError) -> Double? {
    if isEmpty || other.isEmpty { return nil }
    let g = try context.make(other)
    var distance = 0.0
    let answer = g.with { GEOSPreparedDistance_r(context.handle, prepared, $0, &distance) }
    guard answer == 1 else {
      throw context.failure(of: "distance")
    }
    return distance
  }

  private func ask(
    _ operation: String, _ other: Geometry,
    _ body: (OpaquePointer, OpaquePointer, OpaquePointer) -> CChar
  ) throws(GeometryError) -> Bool {
    let g = try context.make(other)
    let answer = g.with { body(context.handle, prepared, $0) }
    guard answer == 0 || answer == 1 else { throw context.failure(of: operation) }
    return answer == 1
  }
}
