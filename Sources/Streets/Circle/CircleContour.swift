/// Draws a service circle's boundary from its ``CirclePieces``; buffers are reused between circles.
///
/// 1. ``CellHierarchy`` finds the leaves the boundary may pass through. 2. ``LeafContour`` follows the boundary
/// through each leaf, over a lattice anchored at the plane's origin with a step of the tolerance. Its crossings
/// with lattice sides are found to within 0.01 steps, and every lattice point is known to be inside or outside.
/// No place is farther from a lattice point than half a cell's diagonal, so a place farther than 0.72 steps
/// from the boundary is on its true side, holes and islands included. 3. ``RingTracing`` joins the chains.
/// 4. ``PathThinning`` drops points within ¼ tolerance of their chord: 0.72 + 0.25 steps in all.
struct CircleContour: ~Copyable {
  let tolerance: Double
  var pieces: CirclePieces
  private var hierarchy: CellHierarchy
  private var leaves = LeafContour()
  private var rings = RingTracing()
  private var thinning = PathThinning()

  /// - Precondition: `tolerance` is at least 1 centimetre and finite.
  init(tolerance: Double) {
    precondition(tolerance >= 0.01 && tolerance.isFinite, "a tolerance is at least 1 cm")
    self.tolerance = tolerance
    pieces = CirclePieces(origin: .zero, allowance: tolerance / 512)
    hierarchy = CellHierarchy(step: tolerance)
  }

  /// Begins a circle near a point.
  mutating func begin(near point: PlanePoint) {
    let width = CellHierarchy.originStep(step: tolerance)
    pieces.removeAll(origin: (point / width).rounded(.toNearestOrEven) * width)
  }

  /// The polygons of the pieces collected since ``begin(near:)``.
  mutating func polygons() -> [PlanePolygon] {
    hierarchy.build(pieces)
    leaves.removeAll()
    for i in 0..<hierarchy.leafCount { leaves.march(hierarchy[i], hierarchy) }
    rings.trace(leaves)
    let paths = zip(rings.ringStarts, rings.ringStarts.dropFirst()).map {
      PathThinning.Path(range: $0..<$1, isClosed: true)
    }
    let isKept = thinning.thin(rings.points, paths, tolerance: tolerance / 4)
    return PlanePolygon.assemble(paths.map { ring($0.range, isKept) })
  }

  /// The kept points of a ring in the plane, closed, beginning with the leftmost point.
  private func ring(_ range: Range<Int>, _ isKept: [Bool]) -> [PlanePoint] {
    var points: [PlanePoint] = []
    for i in range where isKept[i] { points.append(rings.points[i] + pieces.origin) }
    var first = 0
    for i in points.indices
    where (points[i].x, points[i].y) < (points[first].x, points[first].y) { first = i }
    return Array(points[first...] + points[..<first] + [points[first]])
  }
}
