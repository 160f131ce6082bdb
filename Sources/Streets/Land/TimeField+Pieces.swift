extension TimeField {
  /// The pieces of a circle near a box, with an origin that several circles can share.
  ///
  /// - Complexity: O(streets near the box), or O(facilities) for a straight-line field.
  func pieces(
    within time: Milliseconds, from low: PlanePoint, to high: PlanePoint
  ) -> LandPieces {
    // The origin is a multiple of 64 m, exact in 32 bits: circles near the same box share it.
    var pieces = CirclePieces(origin: (((low + high) / 2) / 64).rounded(.toNearestOrEven) * 64)
    switch basis {
    case .streets(let field):
      let travel = field.travel
      let collector = PieceCollector(
        travel, limit: time, directLegTolerance: CoveredArea.directLegTolerance)
      let reach = travel.access.reachMetres
      var edges: Set<Int> = []
      field.labels.withReader { labels in
        travel.network.segmentIndex.forEachSegment(
          from: low - reach, to: high + reach, in: travel.network.vertices
        ) { i in
          collector.collect(segment: i, labels: labels, into: &pieces)
          let edge = Int(travel.network.segmentEdge[i])
          if !field.stops.range(ofEdge: edge).isEmpty { edges.insert(edge) }
        }
      }
      for edge in edges.sorted() {
        collector.collect(stops: field.stops.stops(onEdge: edge), into: &pieces)
      }
    case .straightLine(let field):
      field.collect(limit: time, near: (low, high), into: &pieces)
    }
    return LandPieces(pieces)
  }
}
