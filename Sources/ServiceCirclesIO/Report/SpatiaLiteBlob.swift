import PlaneGeometry

/// SpatiaLite's internal binary form of a geometry.
///
/// 0x00, order of bytes, SRID, bounding box, 0x7C, type and coordinates, 0xFE; parts of multi-part
/// geometries begin with 0x69. Source: SpatiaLite's documentation, "BLOB-Geometry format".
enum SpatiaLiteBlob {
  /// The bytes of a geometry; nil where it is empty, as SpatiaLite knows no empty geometries.
  ///
  /// Empty parts are left out, and collections in collections, which SpatiaLite does not know, are
  /// dissolved into one.
  ///
  /// - Complexity: O(n).
  static func bytes(of geometry: Geometry, srid: Int32) -> [UInt8]? {
    guard let bounds = geometry.bounds else { return nil }
    var writer = Writer(capacity: 16 * geometry.coordinateCount + 128)
    writer.append(0x00 as UInt8)
    // In the machine's own order: coordinates are copied as they lie in memory.
    writer.append((1 as UInt16).littleEndian == 1 ? 1 : 0 as UInt8)
    writer.append(srid)
    writer.append([bounds.min, bounds.max])
    writer.append(0x7C as UInt8)
    writer.append(geometry)
    writer.append(0xFE as UInt8)
    return writer.bytes
  }

  private struct Writer {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func append(_ geometry: Geometry) {
      switch geometry {
      case .point(let point):
        append(1 as Int32)
        append([point])
      case .lineString(let line):
        append(2 as Int32)
        appendCounted(line)
      case .polygon(let polygon):
        append(3 as Int32)
        append(count: polygon.rings.count)
        for ring in polygon.rings { appendCounted(ring) }
      case .multiPoint(let points): append(type: 4, parts: points.map { .point($0) })
      case .multiLineString(let lines): append(type: 5, parts: lines.map { .lineString($0) })
      case .multiPolygon(let polygons): append(type: 6, parts: polygons.map { .polygon($0) })
      case .collection: append(type: 7, parts: geometry.simpleParts)
      }
    }

    private mutating func append(type: Int32, parts: [Geometry]) {
      let parts = parts.filter { !$0.isEmpty }
      append(type)
      append(count: parts.count)
      for part in parts {
        append(0x69 as UInt8)
        append(part)
      }
    }

    private mutating func append(count: Int) { append(Int32(truncatingIfNeeded: count)) }

    private mutating func appendCounted(_ path: [PlanePoint]) {
      append(count: path.count)
      append(path)
    }

    mutating func append(_ path: [PlanePoint]) {
      path.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    mutating func append<T: FixedWidthInteger>(_ value: T) {
      withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }
  }
}

extension Geometry {
  /// Its points, lines and polygons, in order.
  fileprivate var simpleParts: [Geometry] {
    switch self {
    case .point, .lineString, .polygon: [self]
    case .multiPoint(let points): points.map { .point($0) }
    case .multiLineString(let lines): lines.map { .lineString($0) }
    case .multiPolygon(let polygons): polygons.map { .polygon($0) }
    case .collection(let parts): parts.flatMap(\.simpleParts)
    }
  }
}
