extension AccessStreets {
  /// A way along an edge to where a facility's leg meets the edge.
  private struct Walk {
    var line: SegmentLine
    var position: Double
    /// The leg's time plus (towards the end) or minus the time from the edge's beginning to `position`.
    var potential: Double
    var source: UInt32
  }

  /// Calls `body` with the stretches on which people walk along one edge, in one sense, to where a facility's
  /// leg meets the edge.
  ///
  /// The times of all walks grow alike along an edge, so a walk that is better at one position is better from
  /// there on; each walk is followed only to where the next better one begins.
  ///
  /// - Parameters:
  ///   - stops: The stops of one edge.
  ///   - towardsEnd: Whether people walk towards the edge's end.
  ///   - limit: The longest time of interest in milliseconds.
  func forEachWalk(
    to stops: ArraySlice<EdgeStops.Stop>, towardsEnd: Bool, within limit: Double,
    _ body: (Stretch, _ source: UInt32) -> Void
  ) {
    let perMetre = rule.millisecondsPerMetre
    // People walk to `position` from before that point (towards the end) or from behind it.
    var walks: [Walk] = []
    for stop in stops {
      let s = stop.contact.best(
        slope: towardsEnd ? stop.line.slope : -stop.line.slope, cost: perMetre)
      let cost = perMetre * stop.contact.distance(at: s)
      let time = stop.line.time(fromBeginningTo: s)
      guard cost < limit else { continue }
      walks.append(
        Walk(
          line: stop.line, position: s, potential: towardsEnd ? cost + time : cost - time,
          source: stop.source))
    }
    walks.sort { a, b in
      let (x, y) = ((a.line.index, a.position), (b.line.index, b.position))
      if x != y { return towardsEnd ? x > y : x < y }
      return (a.potential, a.source) < (b.potential, b.source)
    }
    var best: Walk?
    for walk in walks {
      if let best {
        guard walk.potential < best.potential else { continue }
        follow(best, until: walk, towardsEnd: towardsEnd, within: limit, body)
      }
      best = walk
    }
    if let best { follow(best, until: nil, towardsEnd: towardsEnd, within: limit, body) }
  }

  private func follow(
    _ walk: Walk, until next: Walk?, towardsEnd: Bool, within limit: Double,
    _ body: (Stretch, _ source: UInt32) -> Void
  ) {
    let range = network.vertexRange(ofEdge: walk.line.edge)
    let last = next?.line.index ?? (towardsEnd ? range.lowerBound : range.upperBound - 2)
    for i in stride(from: walk.line.index, through: last, by: towardsEnd ? -1 : 1)
    where network.segmentHasAccess[i] {
      let line = line(i)
      let begin = i == walk.line.index ? walk.position : towardsEnd ? line.length : 0
      let end =
        next.flatMap { $0.line.index == i ? $0.position : nil } ?? (towardsEnd ? 0 : line.length)
      let along = line.time(fromBeginningTo: begin)
      let time = walk.potential + (towardsEnd ? -along : along)
      guard time < limit else { return }
      body(
        Stretch(
          start: line.point(at: begin), along: towardsEnd ? -line.along : line.along,
          length: abs(end - begin), time: time, slope: line.slope),
        walk.source)
    }
  }
}
