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
    self.stops = EdgeStops(stops, edgeCount: travel.network.edgeCount)
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

  /// The best way: by time, then facility, then the shorter leg.
  func best(over legs: AccessLegs, _ limit: Milliseconds) -> Way? {
    var best = UInt64(limit.value) << 32 | UInt64(UInt32.max)
    var metres = Double.infinity
    var kind: Way.Kind?
    legs.legs.withUnsafeBufferPointer { legs in
      labels.withUnsafeBufferPointer { labels in
        var found = -1
        for (i, leg) in legs.enumerated() {
          let label = labels[Int(leg.node)]
          if label == SearchWorkspace.unreached { continue }
          // Rounded half up; both are at least 0 and far below what an Int holds.
          let time = Int(Double(label >> 32) + leg.cost + 0.5)
          let whole = UInt64(time) << 32 | label & 0xffff_ffff
          if whole < best || (whole == best && leg.metres < metres) {
            (best, metres, found) = (whole, leg.metres, i)
          }
        }
        if found >= 0 { kind = .leg(found) }
      }
    }
    var edge = -1
    for segment in legs.segments {
      let candidate = Int(travel.network.segmentEdge[Int(segment)])
      guard candidate == edge || stops.contains(edge: candidate) else { continue }
      edge = candidate
      let line = travel.line(Int(segment))
      line.forEachContact(with: legs.outline, in: travel) { contact in
        for facility in stops.stops(onEdge: candidate) {
          forEachWay(from: contact, on: line, to: facility) { s, y, cost in
            let whole = UInt64(Milliseconds.rounded(cost).value) << 32 | UInt64(facility.source)
            let d = contact.distance(at: s)
            if whole < best || (whole == best && d < metres) {
              (best, metres, kind) = (whole, d, .edge(line, s, facility, y))
            }
          }
        }
      }
    }
    return kind.map { Way(label: best, metres: metres, kind: $0) }
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
