import CGEOS

/// Planar geometry by GEOS: validity, overlay, buffers, predicates, distances.
///
/// One engine is one GEOS context. It is not Sendable: one per worker. Every operation takes and
/// gives values; distances and areas are in the unit of the coordinates. All throw
/// ``GeometryError/notFinite`` for coordinates that are NaN or infinite,
/// ``GeometryError/badPath(reason:)`` for open rings and lines of one point, and
/// ``GeometryError/operationFailed(operation:reason:)`` with GEOS's own words, as overlays do for
/// invalid input.
public final class GeometryEngine {
  let context = GEOSContext()

  /// An engine with a context of its own.
  public init() {}

  /// The version of GEOS that does the work.
  static var version: String { String(cString: GEOSversion()) }

  // MARK: Validity

  /// What is invalid about a geometry by OGC's rules, and where; nil where it is valid.
  ///
  /// Open and too short rings, which GEOS cannot even hold, are reasons here, not errors.
  public func invalidReason(_ geometry: Geometry) throws(GeometryError) -> String? {
    let g: GEOSHandle
    do {
      g = try context.make(geometry)
    } catch .badPath(let reason) {
      return reason
    }
    let answer = g.with { GEOSisValid_r(context.handle, $0) }
    if answer == 1 { return nil }
    guard answer == 0, let reason = g.with({ GEOSisValidReason_r(context.handle, $0) }) else {
      throw context.failure(of: "validity")
    }
    defer { GEOSFree_r(context.handle, reason) }
    return String(cString: reason)
  }

  /// A valid geometry that covers the same: rings are merged as areas and holes, what collapses to
  /// a line or point is dropped. A valid geometry comes back in a normal order of its parts.
  ///
  /// - Throws: ``GeometryError/tooManyCrossings(limit:)``, too.
  public func makeValid(_ geometry: Geometry) throws(GeometryError) -> Geometry {
    if geometry.isFinite, Crossings.areTooMany(in: geometry) {
      throw .tooManyCrossings(limit: Crossings.most)
    }
    return try transform("makeValid", geometry) { h, g in
      let parameters = GEOSMakeValidParams_create_r(h)
      defer { GEOSMakeValidParams_destroy_r(h, parameters) }
      GEOSMakeValidParams_setMethod_r(h, parameters, GEOS_MAKE_VALID_STRUCTURE)
      GEOSMakeValidParams_setKeepCollapsed_r(h, parameters, 0)
      return GEOSMakeValidWithParams_r(h, g, parameters)
    }
  }

  /// The geometry with its coordinates on a grid of `cell`, valid on it; what collapses is dropped.
  package func reduced(_ geometry: Geometry, to cell: Double) throws(GeometryError) -> Geometry {
    try transform("reducing precision", geometry) { GEOSGeom_setPrecision_r($0, $1, cell, 0) }
  }

  /// The same geometry with rings, parts and starting points in a canonical order, so that equal
  /// areas drawn differently compare equal.
  func normalized(_ geometry: Geometry) throws(GeometryError) -> Geometry {
    let g = try context.make(geometry)
    guard g.with({ GEOSNormalize_r(context.handle, $0) }) == 0 else {
      throw context.failure(of: "normalising")
    }
    return try context.value(of: g)
  }

  // MARK: Overlay

  /// The union of all geometries, dissolved; an empty collection where there are none.
  public func union(_ geometries: [Geometry]) throws(GeometryError) -> Geometry {
    try transform("union", .collection(geometries)) { GEOSUnaryUnion_r($0, $1) }
  }

  /// What both cover.
  public func intersection(_ a: Geometry, _ b: Geometry) throws(GeometryError) -> Geometry {
    try combine("intersection", a, b) { GEOSIntersection_r($0, $1, $2) }
  }

  /// What `a` covers and `b` does not.
  public func difference(_ a: Geometry, _ b: Geometry) throws(GeometryError) -> Geometry {
    try combine("difference", a, b) { GEOSDifference_r($0, $1, $2) }
  }

  /// What exactly one of both covers.
  package func symmetricDifference(_ a: Geometry, _ b: Geometry) throws(GeometryError) -> Geometry {
    try combine("symmetric difference", a, b) { GEOSSymDifference_r($0, $1, $2) }
  }

  /// Everything within `distance`, with round ends; negative distances shrink areas.
  ///
  /// A quarter circle has `quadrantSegments` sides with their vertices on it, so the buffer of a
  /// point is too small by a relative π² / (24·q²) in area: 0.6 % for 8.
  public func buffer(
    _ geometry: Geometry, by distance: Double, quadrantSegments: Int = 8
  ) throws(GeometryError) -> Geometry {
    guard distance.isFinite else { throw .notFinite }
    return try transform("buffer", geometry) {
      GEOSBuffer_r($0, $1, distance, Int32(clamping: max(1, quadrantSegments)))
    }
  }

  /// A point that lies on the geometry, inside where it is an area; nil where it is empty.
  package func representativePoint(_ geometry: Geometry) throws(GeometryError) -> PlanePoint? {
    try transform("representative point", geometry) { GEOSPointOnSurface_r($0, $1) }.points.first
  }

  // MARK: Plumbing

  private func transform(
    _ operation: String, _ geometry: Geometry,
    _ body: (OpaquePointer, OpaquePointer) -> OpaquePointer?
  ) throws(GeometryError) -> Geometry {
    let g = try context.make(geometry)
    return try context.value(of: context.own(g.with { body(context.handle, $0) }, from: operation))
  }

  private func combine(
    _ operation: String, _ a: Geometry, _ b: Geometry,
    _ body: (OpaquePointer, OpaquePointer, OpaquePointer) -> OpaquePointer?
  ) throws(GeometryError) -> Geometry {
    let g = try context.make(a)
    let h = try context.make(b)
    let made = g.with { g in h.with { h in body(context.handle, g, h) } }
    return try context.value(of: context.own(made, from: operation))
  }
}
