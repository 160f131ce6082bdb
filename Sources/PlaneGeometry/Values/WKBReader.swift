/// Reads well-known binary from untrusted bytes.
///
/// Every read is checked against the end first, and every count against the bytes it would need, so
/// neither a cut file nor a made-up count reads or allocates beyond them.
struct WKBReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  private var isLittleEndian = true
  /// How many numbers a coordinate has: 2, with heights or measures 3, with both 4.
  private var dimensions = 2

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  func expectEnd() throws(GeometryError) {
    guard offset == bytes.count else { throw malformed("bytes left over") }
  }

  /// The geometry that begins here.
  mutating func geometry(depth: Int) throws(GeometryError) -> Geometry {
    // Deeper nesting has no use, and every level takes stack.
    guard depth < 32 else { throw malformed("nested too deeply") }
    switch try header() {
    case 1: return try point().map { .point($0) } ?? .multiPoint([])
    case 2: return .lineString(try line())
    case 3: return .polygon(try polygon())
    case 4: return .multiPoint(try points())
    case 5:
      return .multiLineString(
        try parts(minimum: 9) { r throws(GeometryError) in
          try r.expect(2)
          return try r.line()
        })
    case 6:
      return .multiPolygon(
        try parts(minimum: 9) { r throws(GeometryError) in
          try r.expect(3)
          return try r.polygon()
        })
    case 7:
      return .collection(
        try parts(minimum: 9) { r throws(GeometryError) in try r.geometry(depth: depth + 1) })
    case let type: throw malformed("geometry type \(type) is not supported")
    }
  }

  private func malformed(_ reason: String) -> GeometryError {
    .malformedWKB(reason: reason, offset: offset)
  }

  private mutating func read<T: FixedWidthInteger>(_ type: T.Type) throws(GeometryError) -> T {
    guard bytes.count - offset >= MemoryLayout<T>.size else { throw malformed("cut short") }
    let value = bytes.loadUnaligned(fromByteOffset: offset, as: T.self)
    offset += MemoryLayout<T>.size
    return isLittleEndian ? T(littleEndian: value) : T(bigEndian: value)
  }

  /// Reads byte order, dimensions and SRID; returns the type, 1…7 for the supported ones.
  private mutating func header() throws(GeometryError) -> UInt32 {
    let order = try read(UInt8.self)
    guard order <= 1 else {
      offset -= 1
      throw malformed("byte order \(order)")
    }
    isLittleEndian = order == 1
    let code = try read(UInt32.self)
    let flags = code >> 29
    let plain = code & 0x1FFF_FFFF
    let iso = plain / 1000
    guard iso <= 3 else { throw malformed("geometry type \(code) is not supported") }
    let hasHeight = flags & 4 != 0 || iso & 1 != 0
    let hasMeasure = flags & 2 != 0 || iso & 2 != 0
    dimensions = 2 + (hasHeight ? 1 : 0) + (hasMeasure ? 1 : 0)
    if flags & 1 != 0 { _ = try read(UInt32.self) }
    return plain % 1000
  }

  private mutating func expect(_ type: UInt32) throws(GeometryError) {
    let found = try header()
    guard found == type else { throw malformed("part of type \(found), not \(type)") }
  }

  private mutating func count(eachAtLeast size: Int) throws(GeometryError) -> Int {
    let n = Int(try read(UInt32.self))
    guard n <= (bytes.count - offset) / size else {
      throw malformed("\(n) parts announced, more than the bytes that follow can hold")
    }
    return n
  }

  private mutating func coordinate() throws(GeometryError) -> PlanePoint {
    let x = Double(bitPattern: try read(UInt64.self))
    let y = Double(bitPattern: try read(UInt64.self))
    for _ in 2..<dimensions { _ = try read(UInt64.self) }
    return PlanePoint(x, y)
  }

  /// A point; nil for the empty one, which WKB writes as two NaN.
  private mutating func point() throws(GeometryError) -> PlanePoint? {
    let p = try coordinate()
    if p.x.isNaN && p.y.isNaN { return nil }
    guard p.isFinitePoint else { throw .notFinite }
    return p
  }

  private mutating func points() throws(GeometryError) -> [PlanePoint] {
    try parts(minimum: 21) { r throws(GeometryError) -> PlanePoint? in
      try r.expect(1)
      return try r.point()
    }.compactMap { $0 }
  }

  private mutating func line() throws(GeometryError) -> [PlanePoint] {
    let n = try count(eachAtLeast: 8 * dimensions)
    var line: [PlanePoint] = []
    line.reserveCapacity(n)
    for _ in 0..<n {
      let p = try coordinate()
      guard p.isFinitePoint else { throw .notFinite }
      line.append(p)
    }
    return line
  }

  private mutating func polygon() throws(GeometryError) -> Polygon {
    var rings: [[PlanePoint]] = []
    for _ in 0..<(try count(eachAtLeast: 4)) {
      let ring = try line()
      guard ring.first == ring.last else { throw malformed("a ring is not closed") }
      if !ring.isEmpty { rings.append(ring) }
    }
    guard let exterior = rings.first else { return Polygon(exterior: []) }
    return Polygon(exterior: exterior, holes: Array(rings.dropFirst()))
  }

  private mutating func parts<Part>(
    minimum size: Int, _ read: (inout WKBReader) throws(GeometryError) -> Part
  ) throws(GeometryError) -> [Part] {
    let n = try count(eachAtLeast: size)
    var parts: [Part] = []
    for _ in 0..<n { parts.append(try read(&self)) }
    return parts
  }
}
