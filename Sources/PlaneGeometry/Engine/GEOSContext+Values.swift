import CGEOS

// Geometry values into GEOS and back, by buffers of coordinates.
extension GEOSContext {
  /// A GEOS geometry from a value.
  ///
  /// - Throws: ``GeometryError/notFinite``, because GEOS answers NaN with nonsense;
  ///   ``GeometryError/badPath(reason:)`` for open rings and lines of one point.
  func make(_ geometry: Geometry) throws(GeometryError) -> GEOSHandle {
    guard geometry.isFinite else { throw .notFinite }
    return GEOSHandle(self, try raw(geometry))
  }

  private func raw(_ geometry: Geometry) throws(GeometryError) -> OpaquePointer {
    switch geometry {
    case .point(let p): return try point(p)
    case .lineString(let line): return try path(line, GEOSGeom_createLineString_r)
    case .polygon(let polygon): return try self.polygon(polygon)
    case .multiPoint(let points):
      return try collection(GEOS_MULTIPOINT, points) { c, p throws(GeometryError) in
        try c.point(p)
      }
    case .multiLineString(let lines):
      return try collection(GEOS_MULTILINESTRING, lines) { c, l throws(GeometryError) in
        try c.path(l, GEOSGeom_createLineString_r)
      }
    case .multiPolygon(let polygons):
      return try collection(GEOS_MULTIPOLYGON, polygons) { c, p throws(GeometryError) in
        try c.polygon(p)
      }
    case .collection(let parts):
      return try collection(GEOS_GEOMETRYCOLLECTION, parts) { c, g throws(GeometryError) in
        try c.raw(g)
      }
    }
  }

  private func point(_ p: PlanePoint) throws(GeometryError) -> OpaquePointer {
    guard let made = GEOSGeom_createPointFromXY_r(handle, p.x, p.y) else {
      throw failure(of: "point")
    }
    return made
  }

  private func path(
    _ path: [PlanePoint], _ make: (OpaquePointer?, OpaquePointer?) -> OpaquePointer?
  ) throws(GeometryError) -> OpaquePointer {
    let sequence = path.withUnsafeBytes {
      GEOSCoordSeq_copyFromBuffer_r(
        handle, $0.assumingMemoryBound(to: Double.self).baseAddress, UInt32(path.count), 0, 0)
    }
    // The geometry takes the sequence over, also where it cannot be made.
    guard let sequence, let made = make(handle, sequence) else {
      if case .operationFailed(_, let reason) = failure(of: "path") {
        throw .badPath(reason: reason)
      }
      throw .badPath(reason: "not a path")
    }
    return made
  }

  private func polygon(_ polygon: Polygon) throws(GeometryError) -> OpaquePointer {
    let shell = try path(polygon.exterior, GEOSGeom_createLinearRing_r)
    var holes: [OpaquePointer?] = []
    do {
      for hole in polygon.holes { holes.append(try path(hole, GEOSGeom_createLinearRing_r)) }
    } catch {
      GEOSGeom_destroy_r(handle, shell)
      for hole in holes { GEOSGeom_destroy_r(handle, hole) }
      throw error
    }
    guard
      let made = holes.withUnsafeMutableBufferPointer({
        GEOSGeom_createPolygon_r(handle, shell, $0.baseAddress, UInt32($0.count))
      })
    else { throw failure(of: "polygon") }
    return made
  }

  private func collection<Part>(
    _ type: GEOSGeomTypes, _ parts: [Part],
    _ make: (GEOSContext, Part) throws(GeometryError) -> OpaquePointer
  ) throws(GeometryError) -> OpaquePointer {
    var made: [OpaquePointer?] = []
    made.reserveCapacity(parts.count)
    do {
      for part in parts { made.append(try make(self, part)) }
    } catch {
      for part in made { GEOSGeom_destroy_r(handle, part) }
      throw error
    }
    guard
      let whole = made.withUnsafeMutableBufferPointer({
        GEOSGeom_createCollection_r(
          handle, Int32(type.rawValue), $0.baseAddress, UInt32($0.count))
      })
    else { throw failure(of: "collection") }
    return whole
  }

  /// The value of a GEOS geometry. Empty points vanish; heights are dropped.
  func value(of handle: borrowing GEOSHandle) throws(GeometryError) -> Geometry {
    try handle.with { pointer throws(GeometryError) in try value(pointer) }
  }

  private func value(_ g: OpaquePointer?) throws(GeometryError) -> Geometry {
    let type = GEOSGeomTypeId_r(handle, g)
    guard let g, type >= 0 else { throw failure(of: "reading a result") }
    switch UInt32(type) {
    case GEOS_POINT.rawValue:
      guard let p = try path(of: g).first else { return .multiPoint([]) }
      return .point(p)
    case GEOS_LINESTRING.rawValue, GEOS_LINEARRING.rawValue: return .lineString(try path(of: g))
    case GEOS_POLYGON.rawValue: return .polygon(try polygon(of: g))
    case GEOS_MULTIPOINT.rawValue:
      var points: [PlanePoint] = []
      for part in parts(of: g) { points += try path(of: part) }
      return .multiPoint(points)
    case GEOS_MULTILINESTRING.rawValue:
      var lines: [[PlanePoint]] = []
      for part in parts(of: g) { lines.append(try path(of: part)) }
      return .multiLineString(lines)
    case GEOS_MULTIPOLYGON.rawValue:
      var polygons: [Polygon] = []
      for part in parts(of: g) { polygons.append(try polygon(of: part)) }
      return .multiPolygon(polygons)
    default:
      var members: [Geometry] = []
      for part in parts(of: g) { members.append(try value(part)) }
      return .collection(members)
    }
  }

  private func parts(of g: OpaquePointer) -> [OpaquePointer?] {
    (0..<max(0, GEOSGetNumGeometries_r(handle, g))).map { GEOSGetGeometryN_r(handle, g, $0) }
  }

  private func polygon(of g: OpaquePointer?) throws(GeometryError) -> Polygon {
    guard GEOSisEmpty_r(handle, g) == 0 else { return Polygon(exterior: []) }
    var holes: [[PlanePoint]] = []
    for i in 0..<max(0, GEOSGetNumInteriorRings_r(handle, g)) {
      holes.append(try path(of: GEOSGetInteriorRingN_r(handle, g, i)))
    }
    return Polygon(exterior: try path(of: GEOSGetExteriorRing_r(handle, g)), holes: holes)
  }

  private func path(of g: OpaquePointer?) throws(GeometryError) -> [PlanePoint] {
    var count: UInt32 = 0
    guard let g, let sequence = GEOSGeom_getCoordSeq_r(handle, g),
      GEOSCoordSeq_getSize_r(handle, sequence, &count) == 1
    else { throw failure(of: "reading a result") }
    guard count > 0 else { return [] }
    var path = [PlanePoint](repeating: .zero, count: Int(count))
    let isCopied = path.withUnsafeMutableBytes {
      GEOSCoordSeq_copyToBuffer_r(
        handle, sequence, $0.assumingMemoryBound(to: Double.self).baseAddress, 0, 0)
    }
    guard isCopied == 1 else { throw failure(of: "reading a result") }
    return path
  }
}
