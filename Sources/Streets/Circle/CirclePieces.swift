/// The convex pieces whose union is a service circle.
///
/// > { p : g(p) ≥ 0 } with g(p) = max over reached x with a clear leg of r(x) − |p−x|,
/// > r(x) = min(A, v_a·(τ − t(x))/κ), a union of discs.
///
/// A, v_a and κ are those of ``AccessRule``, t(x) is the time from x along the streets. g is the maximum of the
/// levels h of all pieces, see ``CirclePiece``. Coordinates are 32-bit numbers from an
/// origin near the circle: half a millimetre at 8 km.
struct CirclePieces: ~Copyable {
  /// The point of the plane that is the origin of coordinates.
  var origin: PlanePoint
  private(set) var list = Memory<CirclePiece>()

  /// The metres by which every radius is widened.
  private let allowance: Double

  /// No pieces yet.
  ///
  /// - Parameter allowance: The metres by which every radius, and so g, is widened. An allowance greater than
  ///   the error of 32-bit numbers makes sure that a place found outside is outside.
  init(origin: PlanePoint, allowance: Double = 0) {
    self.origin = origin
    self.allowance = allowance
  }

  /// The number of pieces.
  var count: Int { list.count }

  /// Removes all pieces and keeps their memory.
  mutating func removeAll(origin: PlanePoint) {
    self.origin = origin
    list.removeAll()
  }

  /// Adds the discs around `from` … `from + along·length`; radii fall by `taper` per metre.
  ///
  /// With a taper above 0.999999 only the first disc is added: it contains the others to within rounding.
  @inline(__always)
  mutating func append(
    from start: PlanePoint, along: PlanePoint, length: Double, radius: Double, taper: Double
  ) {
    let isDisc = taper > 0.999_999
    let local = start - origin
    list.append(
      CirclePiece(
        line: SIMD4(Float(local.x), Float(local.y), Float(along.x), Float(along.y)),
        shape: SIMD4(
          isDisc ? 0 : Float(length), Float(radius + allowance), isDisc ? 0 : Float(taper),
          isDisc ? 0 : Float(taper / (1 - taper * taper).squareRoot()))))
  }
}
