/// The convex pieces whose union is a service circle.
///
/// > { p : g(p) ≥ 0 } with g(p) = max over reached x with a clear leg of r(x) − |p−x|,
/// > r(x) = min(A, v_a·(τ − t(x))/κ), a union of discs.
///
/// A piece is the union of the discs around one stretch of street on which r falls evenly: radius
/// `radius` at its beginning, `taper` less for every metre along it. It is convex, and its
/// share of g, h(p) = max over s of radius − taper·s − |p − x(s)|, is concave and 1-Lipschitz. The
/// maximum has a closed form: s = clamp(u − |v|·taper/√(1 − taper²), 0, length).
///
/// Pieces stand in quads, field by field, so that four are evaluated at once. Coordinates are 32-bit
/// numbers from an origin near the circle: half a millimetre at 8 km.
struct CirclePieces {
  /// The point of the plane that coordinates count from.
  var origin: PlanePoint
  private(set) var count = 0
  private(set) var quads = Memory<Float>()

  /// The number of 32-bit numbers of a quad: eight fields of four pieces.
  static let stride = 32
  enum Field {
    static let x = 0
    static let y = 4
    static let alongX = 8
    static let alongY = 12
    static let length = 16
    static let radius = 20
    static let taper = 24
    static let lean = 28
  }

  init(origin: PlanePoint) { self.origin = origin }

  mutating func removeAll(origin: PlanePoint) {
    self.origin = origin
    count = 0
  }

  /// Adds the discs around `from` … `from + along·length`; radii fall by `taper` per metre.
  ///
  /// A taper of 1 or more means that the first disc holds all the others.
  @inline(__always)
  mutating func append(
    from start: PlanePoint, along: PlanePoint, length: Double, radius: Double, taper: Double
  ) {
    let isDisc = taper > 0.999_999
    let base = (count >> 2) * Self.stride + (count & 3)
    if count & 3 == 0 {
      quads.reserve((count >> 2 + 1) * Self.stride + Self.stride)
      for lane in 0..<4 { Self.fill(quads.start + (count >> 2) * Self.stride, lane: lane) }
    }
    let p = quads.start + base
    let local = start - origin
    p[Field.x] = Float(local.x)
    p[Field.y] = Float(local.y)
    p[Field.alongX] = Float(along.x)
    p[Field.alongY] = Float(along.y)
    p[Field.length] = isDisc ? 0 : Float(length)
    p[Field.radius] = Float(radius)
    p[Field.taper] = isDisc ? 0 : Float(taper)
    p[Field.lean] = isDisc ? 0 : Float(taper / (1 - taper * taper).squareRoot())
    count &+= 1
  }

  /// Makes a lane of a quad a piece that reaches nowhere.
  @inline(__always)
  static func fill(_ quad: UnsafeMutablePointer<Float>, lane: Int) {
    for field in 0..<8 { quad[field * 4 + lane] = 0 }
    quad[Field.radius + lane] = -1e30
  }

  /// The levels h of a quad's four pieces at a point.
  @inline(__always)
  static func levels(_ quad: UnsafePointer<Float>, atX x: Float, y: Float) -> SIMD4<Float> {
    let q = UnsafeRawPointer(quad)
    let dx = SIMD4<Float>(repeating: x) - q.load(fromByteOffset: 4 * Field.x, as: SIMD4<Float>.self)
    let dy = SIMD4<Float>(repeating: y) - q.load(fromByteOffset: 4 * Field.y, as: SIMD4<Float>.self)
    let ux = q.load(fromByteOffset: 4 * Field.alongX, as: SIMD4<Float>.self)
    let uy = q.load(fromByteOffset: 4 * Field.alongY, as: SIMD4<Float>.self)
    let length = q.load(fromByteOffset: 4 * Field.length, as: SIMD4<Float>.self)
    let radius = q.load(fromByteOffset: 4 * Field.radius, as: SIMD4<Float>.self)
    let taper = q.load(fromByteOffset: 4 * Field.taper, as: SIMD4<Float>.self)
    let lean = q.load(fromByteOffset: 4 * Field.lean, as: SIMD4<Float>.self)
    let u = dx * ux + dy * uy
    let v = dx * uy - dy * ux
    let aside = v.magnitudes
    let s = (u - aside * lean).larger(.zero).smaller(length)
    let w = u - s
    return radius - taper * s - (w * w + v * v).squareRoot()
  }

  /// The levels h of one piece at four points.
  @inline(__always)
  static func levels(
    _ quad: UnsafePointer<Float>, lane: Int, atX x: SIMD4<Float>, y: Float
  ) -> SIMD4<Float> {
    let p = quad + lane
    let dx = x - p[Field.x]
    let dy = y - p[Field.y]
    let u = dx * p[Field.alongX] + dy * p[Field.alongY]
    let v = dx * p[Field.alongY] - dy * p[Field.alongX]
    let aside = v.magnitudes
    let s = (u - aside * p[Field.lean]).larger(.zero).smaller(SIMD4(repeating: p[Field.length]))
    let w = u - s
    return p[Field.radius] - p[Field.taper] * s - (w * w + v * v).squareRoot()
  }

  /// The box of a piece in local coordinates.
  @inline(__always)
  func box(of i: Int) -> (low: SIMD2<Float>, high: SIMD2<Float>) {
    let p = quads.start + (i >> 2) * Self.stride + (i & 3)
    let r = p[Field.radius]
    let last = max(0, r - p[Field.taper] * p[Field.length])
    let (ax, bx) = (p[Field.x], p[Field.x] + p[Field.alongX] * p[Field.length])
    let (ay, by) = (p[Field.y], p[Field.y] + p[Field.alongY] * p[Field.length])
    return (
      SIMD2(min(ax - r, bx - last), min(ay - r, by - last)),
      SIMD2(max(ax + r, bx + last), max(ay + r, by + last))
    )
  }
}
