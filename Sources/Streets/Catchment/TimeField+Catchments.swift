/// The places from which one facility of several is the nearest.
public struct Catchment: Hashable, Sendable {
  /// The facility, as an index into ``TimeField/facilities``.
  public var facility: Int
  /// Where it is; not empty.
  public var polygons: [PlanePolygon]
}

extension TimeField {
  /// The circle divided among its facilities: for each the places that reach it within a time and none
  /// sooner, of equal times the smallest id.
  ///
  /// Catchments do not overlap and leave no gap: neighbours share their border point by point, and together
  /// they are the circle. A place farther than the tolerance from every border is in the catchment of its
  /// nearest facility. A facility that is nowhere the nearest has no catchment. In an ``optimistic()`` field
  /// the places that are nearest to the data's edge belong to no catchment.
  ///
  /// - Parameters:
  ///   - time: τ, inclusive; at most ``limit``, which is the default.
  ///   - toleranceMetres: How far a drawn border may be from the true one.
  /// - Returns: Catchments in the order of the facilities.
  /// - Complexity: O(length of all borders × pieces of street near them).
  public func catchments(
    within time: Milliseconds? = nil, toleranceMetres: Double = 2
  ) -> [Catchment] {
    let time = time ?? limit
    precondition(time <= limit, "the field was not searched that far")
    precondition(
      toleranceMetres >= 0.01 && toleranceMetres.isFinite, "a tolerance is at least 1 cm")
    let pieces = TimedPieces(self, within: time)
    let cells = CatchmentCells(pieces, step: toleranceMetres)
    let arcs = CatchmentArcs(CatchmentLinks(pieces, cells, step: toleranceMetres).links)
    var thinning = PathThinning()
    let isKept = thinning.thin(
      arcs.points, arcs.arcs.map { PathThinning.Path(range: $0.range, isClosed: $0.ends == nil) },
      tolerance: toleranceMetres / 4)
    return CatchmentRings(arcs, isKept: isKept).rings()
      .filter { $0.key < StreetField.cutSource }.sorted { $0.key < $1.key }
      .map { Catchment(facility: Int($0.key), polygons: PlanePolygon.assemble($0.value)) }
  }
}
