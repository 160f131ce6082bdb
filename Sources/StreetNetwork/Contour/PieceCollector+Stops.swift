extension PieceCollector {
  /// The pieces around streets that facilities touch themselves: crossing the street at one point, and
  /// along the edge from where the facility's leg meets it.
  ///
  /// `stops` are those of one edge, in the order along it.
  func collect(stops: ArraySlice<EdgeStops.Stop>, into pieces: inout CirclePieces) {
    guard let edge = stops.first?.line.edge else { return }
    for stop in stops { append(crossing: stop, into: &pieces) }
    let usable = travel.graph.usableEnds[edge]
    if usable & SearchGraph.viaTo != 0 { appendWalks(stops, towardsEnd: true, into: &pieces) }
    if usable & SearchGraph.viaFrom != 0 { appendWalks(stops, towardsEnd: false, into: &pieces) }
  }

  /// People who step onto the street where the facility's leg meets it: radius min(A, R − distance).
  private func append(crossing stop: EdgeStops.Stop, into pieces: inout CirclePieces) {
    let (line, contact) = (stop.line, stop.contact)
    let total = limit / travel.access.millisecondsPerMetre
    let reach = travel.access.reachMetres
    let least = total - max(contact.distance(at: contact.low), contact.distance(at: contact.high))
    if least >= reach {
      pieces.append(
        from: line.point(at: contact.low), along: line.along, length: contact.high - contact.low,
        radius: reach, taper: 0)
      return
    }
    let cuts = positions(along: contact)
    for (a, b) in zip(cuts, cuts.dropFirst()) {
      let (ra, rb) = (total - contact.distance(at: a), total - contact.distance(at: b))
      guard max(ra, rb) > 0 else { continue }
      let m = b > a ? abs(ra - rb) / (b - a) : 0
      if ra >= rb {
        append(line.point(at: a), line.along, b - a, ra, m, into: &pieces)
      } else {
        append(line.point(at: b), -line.along, b - a, rb, m, into: &pieces)
      }
    }
    if cuts.count == 1 {
      append(
        line.point(at: cuts[0]), line.along, 0, total - contact.distance(at: cuts[0]), 0,
        into: &pieces)
    }
  }

  /// Positions between which the distance of a contact is straight to within 2 centimetres.
  private func positions(along contact: Contact) -> [Double] {
    guard contact.high > contact.low else { return [contact.low] }
    guard case .point(let foot, let offset) = contact.shape else {
      return [contact.low, contact.high]
    }
    let step = max(1, (8 * 0.02 * offset).squareRoot())
    var cuts = [contact.low]
    if foot > contact.low, foot < contact.high { cuts.append(foot) }
    cuts.append(contact.high)
    var fine = [cuts[0]]
    for (a, b) in zip(cuts, cuts.dropFirst()) {
      let n = max(1, ((b - a) / step).rounded(.up))
      for i in 1...Int(n) { fine.append(a + (b - a) * Double(i) / n) }
    }
    return fine
  }

  /// A way along an edge to where a facility's leg meets it.
  private struct Walk {
    var line: SegmentLine
    var position: Double
    /// The time left where it meets the street, less or plus the time along the edge to there.
    var potential: Double
  }

  /// People who walk along the edge to where a facility's leg meets it: everyone on the side from which
  /// that sense of the edge leads there.
  ///
  /// Along an edge every such way falls alike, so of two the one that is better anywhere is better
  /// from there on; each needs to be followed only to the next better one.
  private func appendWalks(
    _ stops: ArraySlice<EdgeStops.Stop>, towardsEnd: Bool,
    into pieces: inout CirclePieces
  ) {
    let perMetre = travel.access.millisecondsPerMetre
    // Walks to a meeting point come from before it (towards the end) or from behind it.
    var walks: [Walk] = []
    for stop in stops {
      let s = stop.contact.best(
        slope: towardsEnd ? stop.line.slope : -stop.line.slope, cost: perMetre)
      let left = limit - perMetre * stop.contact.distance(at: s)
      let time = stop.line.time(fromBeginningTo: s)
      guard left > 0 else { continue }
      walks.append(
        Walk(line: stop.line, position: s, potential: towardsEnd ? left - time : left + time))
    }
    walks.sort { a, b in
      let (x, y) = ((a.line.index, a.position), (b.line.index, b.position))
      if x != y { return towardsEnd ? x > y : x < y }
      return a.potential > b.potential
    }
    var best: Walk?
    func follow(_ walk: Walk, until next: Walk?) {
      let range = travel.network.vertexRange(ofEdge: walk.line.edge)
      let last =
        next?.line.index ?? (towardsEnd ? range.lowerBound : range.upperBound - 2)
      for i in stride(from: walk.line.index, through: last, by: towardsEnd ? -1 : 1)
      where travel.network.segmentHasAccess[i] {
        let line = travel.line(i)
        let begin = i == walk.line.index ? walk.position : towardsEnd ? line.length : 0
        let end =
          next.flatMap { $0.line.index == i ? $0.position : nil }
          ?? (towardsEnd ? 0 : line.length)
        let time = line.time(fromBeginningTo: begin)
        let left = (walk.potential + (towardsEnd ? time : -time)) / perMetre
        guard left > 0 else { return }
        append(
          line.point(at: begin), towardsEnd ? -line.along : line.along, abs(end - begin), left,
          line.slope / perMetre, into: &pieces)
      }
    }
    for walk in walks {
      if let b = best {
        guard walk.potential > b.potential else { continue }
        follow(b, until: walk)
      }
      best = walk
    }
    if let b = best { follow(b, until: nil) }
  }
}
