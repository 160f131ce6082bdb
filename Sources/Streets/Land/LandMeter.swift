/// Measures how much of some land lies in service circles, with certified bounds.
///
/// Keeps the pieces of each field near the land, so that one meter should answer all questions about a
/// community.
package struct LandMeter: Sendable {
  private let rings: [[PlanePoint]]
  private let low: PlanePoint
  private let high: PlanePoint
  /// The area of the land in square metres.
  package let areaSquareMetres: Double
  private let gap: Double
  private var known: [Key: LandPieces] = [:]

  private struct Key: Hashable {
    var field: Int
    var time: Milliseconds
  }

  /// A meter for land.
  ///
  /// - Parameters:
  ///   - land: Polygons that do not overlap: outlines counter-clockwise, holes clockwise, closed or not.
  ///   - share: How far apart bounds may lie, as a share of the land.
  package init(land: [PlanePolygon], share: Double = 0.001) {
    rings = land.flatMap(\.rings)
    var low = PlanePoint(repeating: .infinity)
    var high = PlanePoint(repeating: -.infinity)
    var area = 0.0
    for ring in rings {
      for p in ring {
        low = PlanePoint.lower(low, p)
        high = PlanePoint.upper(high, p)
      }
      area += PlanePolygon.signedArea(ring)
    }
    (self.low, self.high, areaSquareMetres) = (low, high, max(0, area))
    gap = share * max(0, area)
  }

  /// The land within a time of each of several fields at once: { p : T(p) ≤ τ for every field }.
  ///
  /// - Parameters:
  ///   - fields: The fields, each with a number by which its pieces are kept for the next call.
  ///   - time: τ, inclusive; at 0 a straight-line field leaves out the inside of area facilities.
  /// - Complexity: Grows with the length of the boundary in the land and the square root of the precision.
  package mutating func covered(
    by fields: [(number: Int, field: TimeField)], within time: Milliseconds
  ) -> AreaBounds {
    guard areaSquareMetres > 0, !fields.isEmpty else { return AreaBounds(low: 0, high: 0) }
    var circles: [LandPieces] = []
    for (number, field) in fields {
      let key = Key(field: number, time: time)
      let pieces = known[key] ?? field.pieces(within: time, from: low, to: high)
      known[key] = pieces
      if pieces.count == 0 { return AreaBounds(low: 0, high: 0) }
      circles.append(pieces)
    }
    var area = CoveredArea(circles)
    let bounds = area.bounds(of: rings, gap: gap)
    return AreaBounds(
      low: max(0, min(bounds.low, areaSquareMetres)), high: min(bounds.high, areaSquareMetres))
  }
}
