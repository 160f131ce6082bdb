extension PieceCollector {
  /// The pieces a facility in range gives directly: people who walk only legs, and people who first walk
  /// along this edge to where its leg meets it.
  ///
  /// - Parameter stops: The stops of one edge, in the order along it.
  func collect(stops: ArraySlice<EdgeStops.Stop>, into pieces: inout CirclePieces) {
    guard let edge = stops.first?.line.edge else { return }
    for stop in stops { append(directLegsOf: stop, into: &pieces) }
    let usable = travel.streets.usableEnds[edge]
    for (end, towardsEnd) in [(EdgeEnds.to, true), (.from, false)]
    where usable.contains(end) {
      travel.streets.forEachWalk(to: stops, towardsEnd: towardsEnd, within: limit) { stretch, _ in
        append(
          from: stretch.start, along: stretch.along, length: stretch.length,
          metresLeft: (limit - stretch.time) / perMetre, fallingBy: stretch.slope / perMetre,
          into: &pieces)
      }
    }
  }

  /// People who step onto the street where the facility's leg meets it: radius min(`reach`, `total` − leg
  /// length).
  private func append(directLegsOf stop: EdgeStops.Stop, into pieces: inout CirclePieces) {
    let (line, contact) = (stop.line, stop.contact)
    let total = limit / perMetre
    let leastRadius =
      total - max(contact.distance(at: contact.low), contact.distance(at: contact.high))
    if leastRadius >= reach {
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
        append(
          from: line.point(at: a), along: line.along, length: b - a, metresLeft: ra, fallingBy: m,
          into: &pieces)
      } else {
        append(
          from: line.point(at: b), along: -line.along, length: b - a, metresLeft: rb, fallingBy: m,
          into: &pieces)
      }
    }
    if cuts.count == 1 {
      append(
        from: line.point(at: cuts[0]), along: line.along, length: 0,
        metresLeft: total - contact.distance(at: cuts[0]), fallingBy: 0, into: &pieces)
    }
  }

  /// Positions between which the leg length is linear to within the tolerance.
  private func positions(along contact: Contact) -> [Double] {
    guard contact.high > contact.low else { return [contact.low] }
    guard case .point(let foot, let offset) = contact.shape else {
      return [contact.low, contact.high]
    }
    // The leg length is most curved at the foot: steps grow on either side of it.
    let middle = min(max(foot, contact.low), contact.high)
    func outward(to end: Double) -> [Double] {
      var found: [Double] = []
      var s = middle
      while s != end {
        let square = (s - foot) * (s - foot) + offset * offset
        let step =
          offset > 0
          ? max((8 * directLegTolerance * square * square.squareRoot()).squareRoot() / offset, 1e-3)
          : .infinity
        s = s < end ? min(end, s + step) : max(end, s - step)
        found.append(s)
      }
      return found
    }
    return outward(to: contact.low).reversed() + [middle] + outward(to: contact.high)
  }
}
