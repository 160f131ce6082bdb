extension TravelNetwork {
  /// The best way: by time, then facility, then the shorter leg. Calls `onLeg` or `onEdge` with every way
  /// that is better than those before.
  ///
  /// Unchecked access is justified by construction: legs lead to nodes of the network, and there is a label
  /// for each.
  @inline(__always)
  func bestWay(
    over legs: AccessLegs, _ labels: ElementReader<UInt64>, _ stops: EdgeStops,
    _ limit: Milliseconds, onLeg: (Int) -> Void = { _ in },
    onEdge: (SegmentLine, Double, EdgeStops.Stop, Double) -> Void = { _, _, _, _ in }
  ) -> (label: UInt64, metres: Double) {
    var best = Best(limit)
    legs.legs.withReader { legs in
      for i in 0..<legs.count {
        let label = labels[Int(legs[i].node)]
        // Rounded half up, and compared before it is: "not reached" is the longest time of all.
        let cost = Double(UInt32(truncatingIfNeeded: label >> 32)) + legs[i].cost + 0.5
        if cost >= best.ceiling { continue }
        if best.take(UInt64(Int(cost)) << 32 | label & 0xffff_ffff, legs[i].metres) { onLeg(i) }
      }
    }
    let perMetre = access.millisecondsPerMetre
    for touch in legs.touches where perMetre * touch.least < best.ceiling {
      let edge = Int(touch.edge)
      let range = stops.range(ofEdge: edge)
      if range.isEmpty { continue }
      let edgeTime = Double(streets.edgeTimes[edge])
      for i in range
      where stops.mayTake(
        lessThan: best.ceiling, from: touch, toStop: i, edgeTime: edgeTime, perMetre: perMetre)
      {
        let stop = stops[i]
        legs.forEachContact(of: touch, in: streets) { line, contact in
          forEachWay(from: contact, on: line, to: stop) { s, y, cost in
            let label = UInt64(Milliseconds.rounded(cost).value) << 32 | UInt64(stop.source)
            if best.take(label, contact.distance(at: s)) { onEdge(line, s, stop, y) }
          }
        }
      }
    }
    return best.metres < .infinity
      ? (best.label, best.metres) : (SearchWorkspace.unreached, 0)
  }

  /// The best label so far and the length of its leg.
  private struct Best {
    private(set) var label: UInt64
    private(set) var metres = Double.infinity
    /// A millisecond more than the best time: what takes longer cannot be better, however it is rounded.
    private(set) var ceiling: Double

    /// No label yet; none beyond the limit will be taken.
    init(_ limit: Milliseconds) {
      label = UInt64(limit.value) << 32 | UInt64(UInt32.max)
      ceiling = Double(limit.value) + 1
    }

    /// Takes a label that is better; whether it was.
    @inline(__always)
    mutating func take(_ other: UInt64, _ leg: Double) -> Bool {
      guard other < label || (other == label && leg < metres) else { return false }
      (label, metres) = (other, leg)
      ceiling = Double(UInt32(truncatingIfNeeded: other >> 32)) + 1
      return true
    }
  }

  /// The ways from a place to a facility that touch the same edge: with its sense, against it, and
  /// across the street at one point. Positions are metres along the two segments.
  private func forEachWay(
    from contact: Contact, on a: SegmentLine, to facility: EdgeStops.Stop,
    _ body: (_ position: Double, _ facilityPosition: Double, _ cost: Double) -> Void
  ) {
    let perMetre = access.millisecondsPerMetre
    let usable = streets.usableEnds[a.edge]
    let b = facility.line
    func consider(_ s: Double, _ y: Double, _ street: Double) {
      body(
        s, y, street + perMetre * (contact.distance(at: s) + facility.contact.distance(at: y)))
    }
    if usable.contains(.to), a.index <= b.index {
      let s = contact.best(slope: -a.slope, cost: perMetre)
      let y = facility.contact.best(slope: b.slope, cost: perMetre)
      let street = b.time(fromBeginningTo: y) - a.time(fromBeginningTo: s)
      if a.index < b.index || s <= y { consider(s, y, max(0, street)) }
    }
    if usable.contains(.from), a.index >= b.index {
      let s = contact.best(slope: a.slope, cost: perMetre)
      let y = facility.contact.best(slope: -b.slope, cost: perMetre)
      let street = a.time(fromBeginningTo: s) - b.time(fromBeginningTo: y)
      if a.index > b.index || s >= y { consider(s, y, max(0, street)) }
    }
    if a.index == b.index, let s = contact.shared(with: facility.contact) {
      consider(s, s, 0)
    }
  }
}
