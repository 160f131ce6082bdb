/// Four pieces of a circle, a vector for each of their numbers, so that one instruction serves all four.
struct FourPieces {
  private var x: SIMD4<Float>
  private var y: SIMD4<Float>
  private var alongX: SIMD4<Float>
  private var alongY: SIMD4<Float>
  private var length: SIMD4<Float>
  private var radius: SIMD4<Float>
  private var taper: SIMD4<Float>
  private var lean: SIMD4<Float>

  @inline(__always)
  init(_ a: CirclePiece, _ b: CirclePiece, _ c: CirclePiece, _ d: CirclePiece) {
    x = SIMD4(a.line[0], b.line[0], c.line[0], d.line[0])
    y = SIMD4(a.line[1], b.line[1], c.line[1], d.line[1])
    alongX = SIMD4(a.line[2], b.line[2], c.line[2], d.line[2])
    alongY = SIMD4(a.line[3], b.line[3], c.line[3], d.line[3])
    length = SIMD4(a.shape[0], b.shape[0], c.shape[0], d.shape[0])
    radius = SIMD4(a.shape[1], b.shape[1], c.shape[1], d.shape[1])
    taper = SIMD4(a.shape[2], b.shape[2], c.shape[2], d.shape[2])
    lean = SIMD4(a.shape[3], b.shape[3], c.shape[3], d.shape[3])
  }

  /// The supporting planes of four levels h at the centre of a square: h is concave, so no h rises above
  /// its plane.
  struct Planes {
    /// The levels at the centre.
    var level: SIMD4<Float>
    /// By how much the planes rise from the centre to the right side, and to the upper side.
    var rise: (x: SIMD4<Float>, y: SIMD4<Float>)
    /// The largest rounding error of the planes at a corner.
    var error: SIMD4<Float>

    /// The highest level of each plane in the square.
    @inline(__always)
    var tops: SIMD4<Float> { level + error + rise.x.magnitudes + rise.y.magnitudes }

    /// How far the planes rise above the levels of another piece at the corners of the square, at most;
    /// a plane below that level at all corners is below it in the whole square, because the level is concave.
    @inline(__always)
    func excess(over corners: SIMD4<Float>) -> SIMD4<Float> {
      let (a, b) = (level + error - rise.x, level + error + rise.x)
      let below = (a - rise.y - corners[0]).larger(b - rise.y - corners[1])
      let above = (a + rise.y - corners[2]).larger(b + rise.y - corners[3])
      return below.larger(above)
    }
  }

  /// The supporting planes over a square.
  @inline(__always)
  func planes(over square: PlaneSquare) -> Planes {
    let dx = square.x - x
    let dy = square.y - y
    let u = dx * alongX + dy * alongY
    let v = dx * alongY - dy * alongX
    let s = (u - v.magnitudes * lean).larger(.zero).smaller(length)
    let w = u - s
    let distance = (w * w + v * v).squareRoot()
    // h falls fastest straight away from the point x(s) that gives the maximum. Coordinates are off by a
    // millimetre or so: the nearer that point, the less is known of the direction.
    let scale = square.size / 2 / distance.larger(SIMD4(repeating: 0.001))
    return Planes(
      level: radius - taper * s - distance,
      rise: ((w * alongX + v * alongY) * -scale, (w * alongY - v * alongX) * -scale),
      error: scale * 0.006)
  }
}
