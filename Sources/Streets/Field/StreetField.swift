/// A time field over streets: a label for every node, and where facilities touch edges.
final class StreetField: Sendable {
  let travel: TravelNetwork
  /// Per node `time << 32 | facility`, see ``SearchWorkspace``.
  let labels: [UInt64]
  let stops: EdgeStops

  /// The source of labels that come from the data's edge; larger than every facility.
  static let cutSource = UInt32.max - 1

  /// A field, fresh or continued from labels.
  init(
    _ travel: TravelNetwork, labels: [UInt64]?, stops known: [EdgeStops.Stop],
    adding facilities: [(offset: Int, element: Place)], _ limit: Milliseconds
  ) {
    self.travel = travel
    let workspace =
      labels.map { SearchWorkspace(continuing: $0) }
      ?? SearchWorkspace(nodeCount: travel.network.nodes.count)
    var stops = known
    travel.spread(facilities, within: limit, in: workspace, stops: &stops)
    self.stops = EdgeStops(stops, in: travel)
    self.labels = Array(
      UnsafeBufferPointer(start: workspace.labels, count: travel.network.nodes.count))
  }

  private init(travel: TravelNetwork, labels: [UInt64], stops: EdgeStops) {
    self.travel = travel
    self.labels = labels
    self.stops = stops
  }

  /// The field continued from the data's edge.
  func reachingCuts(within limit: Milliseconds) -> StreetField {
    let workspace = SearchWorkspace(continuing: labels)
    for node in travel.network.nodes.indices where travel.network.isCut[node] {
      let seed = SearchWorkspace.Seed(
        node: UInt32(node), time: Milliseconds(0), source: Self.cutSource)
      travel.spread(CollectionOfOne(seed), within: limit, in: workspace)
    }
    let labels = Array(UnsafeBufferPointer(start: workspace.labels, count: self.labels.count))
    return StreetField(travel: travel, labels: labels, stops: stops)
  }

  /// The best way over legs, with what is needed to explain it.
  struct Way {
    var label: UInt64
    var metres: Double
    var kind: Kind

    enum Kind {
      /// Over the leg to a node and on from there.
      case leg(Int)
      /// Along one edge only: from the place's contact to the facility's.
      case edge(SegmentLine, Double, EdgeStops.Stop, Double)
    }
  }

  /// The best way, explained.
  func way(over legs: AccessLegs, _ limit: Milliseconds) -> Way? {
    var kind: Way.Kind?
    let (label, metres) = best(over: legs, limit) {
      kind = .leg($0)
    } onEdge: {
      kind = .edge($0, $1, $2, $3)
    }
    return kind.map { Way(label: label, metres: metres, kind: $0) }
  }

  /// The label and the leg of the best way; ``SearchWorkspace/unreached`` where there is none.
  func label(over legs: AccessLegs, _ limit: Milliseconds) -> (label: UInt64, metres: Double) {
    best(over: legs, limit) { _ in
    } onEdge: { _, _, _, _ in
    }
  }

  /// The best way: by time, then facility, then the shorter leg. Calls `onLeg` or `onEdge` with every way
  /// that is better than those before.
  @inline(__always)
  private func best(
    over legs: AccessLegs, _ limit: Milliseconds, onLeg: (Int) -> Void,
    onEdge: (SegmentLine, Double, EdgeStops.Stop, Double) -> Void
  ) -> (label: UInt64, metres: Double) {
    var best = Best(limit)
    legs.legs.withUnsafeBufferPointer { legs in
      labels.withUnsafeBufferPointer { labels in
        for i in legs.indices {
          let label = labels[Int(legs[i].node)]
          // Rounded half up, and compared before it is: "not reached" is the longest time of all.
          let cost = Double(UInt32(truncatingIfNeeded: label >> 32)) + legs[i].cost + 0.5
          if cost >= best.ceiling { continue }
          if best.take(UInt64(Int(cost)) << 32 | label & 0xffff_ffff, legs[i].metres) { onLeg(i) }
        }
      }
    }
    let perMetre = travel.access.millisecondsPerMetre
    for touch in legs.touches where perMetre * touch.least < best.ceiling {
      let edge = Int(touch.edge)
      let range = stops.range(ofEdge: edge)
      if range.isEmpty { continue }
      let edgeTime = Double(travel.graph.edgeTime[edge])
      for i in range
      where stops.mayTake(
        lessThan: best.ceiling, from: touch, toStop: i, edgeTime: edgeTime, perMetre: perMetre)
      {
        let stop = stops[i]
        legs.forEachContact(of: touch, in: travel) { line, contact in
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
    let perMetre = travel.access.millisecondsPerMetre
    let usable = travel.graph.usableEnds[a.edge]
    let b = facility.line
    func consider(_ s: Double, _ y: Double, _ street: Double) {
      body(
        s, y, street + perMetre * (contact.distance(at: s) + facility.contact.distance(at: y)))
    }
    if usable & SearchGraph.viaTo != 0, a.index <= b.index {
      let s = contact.best(slope: -a.slope, cost: perMetre)
      let y = facility.contact.best(slope: b.slope, cost: perMetre)
      let street = b.time(fromBeginningTo: y) - a.time(fromBeginningTo: s)
      if a.index < b.index || s <= y { consider(s, y, max(0, street)) }
    }
    if usable & SearchGraph.viaFrom != 0, a.index >= b.index {
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
