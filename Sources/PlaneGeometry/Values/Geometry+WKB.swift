extension Geometry {
  /// The geometry as ISO well-known binary: little-endian, two dimensions.
  ///
  /// - Complexity: O(n).
  public var wkb: [UInt8] {
    var writer = WKBWriter(capacity: 16 * coordinateCount + 64)
    writer.append(self)
    return writer.bytes
  }

  /// A geometry from well-known binary, ISO or PostGIS's extended form, in either order of bytes.
  ///
  /// Heights, measures and the SRID are dropped; an empty point is read as `.multiPoint([])`.
  ///
  /// - Throws: ``GeometryError/malformedWKB(reason:offset:)`` for anything else, curve types
  ///   included; ``GeometryError/notFinite``. Never reads beyond the bytes, and allocates no more
  ///   than they fill.
  public init(wkb: [UInt8]) throws(GeometryError) {
    self = try wkb.withUnsafeBytes { bytes -> Result<Geometry, GeometryError> in
      do throws(GeometryError) {
        var reader = WKBReader(bytes)
        let geometry = try reader.geometry(depth: 0)
        try reader.expectEnd()
        return .success(geometry)
      } catch {
        return .failure(error)
      }
    }.get()
  }
}

private struct WKBWriter {
  var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func append(_ geometry: Geometry) {
    switch geometry {
    case .point(let p):
      header(1)
      append(p)
    case .lineString(let line):
      header(2)
      append(line)
    case .polygon(let polygon):
      header(3)
      count(polygon.rings.count)
      for ring in polygon.rings { append(ring) }
    case .multiPoint(let points):
      header(4)
      count(points.count)
      for p in points { append(.point(p)) }
    case .multiLineString(let lines):
      header(5)
      count(lines.count)
      for line in lines { append(.lineString(line)) }
    case .multiPolygon(let polygons):
      header(6)
      count(polygons.count)
      for polygon in polygons { append(.polygon(polygon)) }
    case .collection(let parts):
      header(7)
      count(parts.count)
      for part in parts { append(part) }
    }
  }

  private mutating func header(_ type: UInt32) {
    bytes.append(1)
    raw(type)
  }

  private mutating func count(_ n: Int) { raw(UInt32(n)) }

  private mutating func append(_ p: PlanePoint) {
    raw(p.x.bitPattern)
    raw(p.y.bitPattern)
  }

  private mutating func append(_ path: [PlanePoint]) {
    count(path.count)
    for p in path { append(p) }
  }

  private mutating func raw<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
