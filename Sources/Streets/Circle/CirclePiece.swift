/// A convex piece of a service circle: the union of the discs around one stretch of street on which the
/// radius falls evenly: `radius` at the beginning, `taper` less for every metre along the stretch.
///
/// The level of a piece, h(p) = max over s of radius − taper·s − |p − x(s)|, is concave and 1-Lipschitz. The
/// maximum has a closed form: s = clamp(u − |v|·taper/√(1 − taper²), 0, length), with u along the stretch
/// and v beside it.
struct CirclePiece: BitwiseCopyable {
  /// Where the stretch begins, and the unit vector along it: x, y, x, y.
  var line: SIMD4<Float>
  /// Length, radius, taper, and taper/√(1 − taper²).
  var shape: SIMD4<Float>

  /// A piece that reaches nowhere.
  static let nowhere = CirclePiece(line: .zero, shape: SIMD4(0, -1e30, 0, 0))

  /// The bounding box.
  @inline(__always)
  var box: (low: SIMD2<Float>, high: SIMD2<Float>) {
    let r = shape[1]
    let last = max(0, r - shape[2] * shape[0])
    let (ax, bx) = (line[0], line[0] + line[2] * shape[0])
    let (ay, by) = (line[1], line[1] + line[3] * shape[0])
    return (
      SIMD2(min(ax - r, bx - last), min(ay - r, by - last)),
      SIMD2(max(ax + r, bx + last), max(ay + r, by + last))
    )
  }

  /// The levels h at four points.
  @inline(__always)
  func levels(atX x: SIMD4<Float>, y: SIMD4<Float>) -> SIMD4<Float> {
    let dx = x - line[0]
    let dy = y - line[1]
    let u = dx * line[2] + dy * line[3]
    let v = dx * line[3] - dy * line[2]
    return levels(along: u, beside: v)
  }

  /// The levels h at four points given along the piece and beside it.
  @inline(__always)
  func levels(along u: SIMD4<Float>, beside v: SIMD4<Float>) -> SIMD4<Float> {
    let s = (u - v.magnitudes * shape[3]).larger(.zero).smaller(SIMD4(repeating: shape[0]))
    let w = u - s
    return shape[1] - shape[2] * s - (w * w + v * v).squareRoot()
  }

  /// The level h at a point.
  @inline(__always)
  func level(atX x: Float, y: Float) -> Float {
    let (dx, dy) = (x - line[0], y - line[1])
    let u = dx * line[2] + dy * line[3]
    let v = dx * line[3] - dy * line[2]
    let s = min(max(u - abs(v) * shape[3], 0), shape[0])
    let w = u - s
    return shape[1] - shape[2] * s - (w * w + v * v).squareRoot()
  }

  /// The levels h at the corners of a square: lower left, lower right, upper left, upper right.
  @inline(__always)
  func corners(of square: PlaneSquare) -> SIMD4<Float> {
    let h = square.size / 2
    return levels(atX: SIMD4(-h, h, -h, h) + square.x, y: SIMD4(-h, -h, h, h) + square.y)
  }
}

/// A square with sides along the axes, by its centre.
struct PlaneSquare {
  var x: Float
  var y: Float
  var size: Float
}
