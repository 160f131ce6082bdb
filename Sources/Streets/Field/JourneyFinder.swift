/// Walks back the labels of a field from a place to its facility.
struct JourneyFinder {
  private(set) var steps: [Journey.Step] = []
  private let field: StreetField
  private var travel: TravelNetwork { field.travel }
  private var network: StreetNetwork { field.travel.network }

  init(_ field: StreetField) { self.field = field }

  mutating func find(from place: Place, to facility: Place?, _ limit: Milliseconds) {
    let legs = AccessLegs(of: place, in: travel)
    guard let way = field.way(over: legs, limit) else { return }
    switch way.kind {
    case .edge(let line, let s, let stop, let y):
      appendLeg(.placeLeg, legs.outline, line.point(at: s))
      appendAlong(
        edge: line.edge, from: ground(line, s), to: ground(stop.line, y), start: line.point(at: s),
        end: stop.line.point(at: y))
      if let facility { appendLeg(.facilityLeg, Outline(facility), stop.line.point(at: y)) }
    case .leg(let i):
      let leg = legs.legs[i]
      let line = travel.streets.line(Int(leg.segment))
      let ends = travel.streets.usableEnds[line.edge]
      let s = position(
        on: line, towards: leg.node, allowed: ends, cost: leg.cost, outline: legs.outline)
      appendLeg(.placeLeg, legs.outline, line.point(at: s.position))
      appendToEnd(line, s.position, s.isFrom)
      appendStreets(from: Int(leg.node), to: facility)
    }
  }

  /// Where on a segment a leg of known cost meets the street, and to which end of its edge it goes on.
  private func position(
    on line: SegmentLine, towards node: UInt32, allowed: EdgeEnds, cost: Double, outline: Outline
  ) -> (position: Double, isFrom: Bool) {
    let perMetre = travel.access.millisecondsPerMetre
    var best = (position: 0.0, isFrom: true, error: Double.infinity)
    line.forEachContact(with: outline, in: travel.streets) { contact in
      for isFrom in [true, false] {
        let end = isFrom ? network.edgeFrom[line.edge] : network.edgeTo[line.edge]
        guard end == node, allowed.contains(isFrom ? .from : .to)
        else { continue }
        let slope = isFrom ? line.slope : -line.slope
        let s = contact.best(slope: slope, cost: perMetre)
        let base = isFrom ? line.timeBefore : line.time(toEndFrom: 0)
        let error = abs(base + slope * s + perMetre * contact.distance(at: s) - cost)
        if error < best.error { best = (s, isFrom, error) }
      }
    }
    return (best.position, best.isFrom)
  }

  private typealias Hop = (node: Int, edge: Int, isFromEnd: Bool)

  /// From node to node while some edge explains the label, then over the facility's leg.
  ///
  /// Edges that take no time may lead the wrong way round; from a dead end it goes back.
  private mutating func appendStreets(from start: Int, to facility: Place?) {
    var legs = AccessLegs()
    if let facility { legs.find(of: Outline(facility), in: travel.streets, as: .facility) }
    var path: [Hop] = [(start, -1, false)]
    var isVisited: Set<Int> = [start]
    var last: AccessLegs.Leg?
    while let here = path.last {
      let label = field.labels[here.node]
      let time = UInt32(label >> 32)
      last = legs.legs.first {
        Int($0.node) == here.node && Milliseconds.rounded($0.cost).value == time
      }
      if last != nil || (facility == nil && time == 0) { break }
      if let next = neighbour(of: here.node, label: label, where: { !isVisited.contains($0) }) {
        path.append(next)
        isVisited.insert(next.node)
      } else {
        path.removeLast()
      }
    }
    for (before, hop) in zip(path, path.dropFirst()) {
      let length = network.edgeLength[hop.edge]
      appendAlong(
        edge: hop.edge, from: hop.isFromEnd ? length : 0, to: hop.isFromEnd ? 0 : length,
        start: network.nodes[before.node], end: network.nodes[hop.node])
    }
    if let last { appendFacility(last, legs.outline) }
  }

  private func neighbour(
    of node: Int, label: UInt64, where isNew: (Int) -> Bool
  ) -> Hop? {
    let incidence = travel.incidence
    for i in Int(incidence.first[node])..<Int(incidence.first[node + 1]) {
      let e = Int(incidence.edges[i])
      let (a, b) = (Int(network.edgeFrom[e]), Int(network.edgeTo[e]))
      let weight = UInt64(travel.streets.edgeTimes[e]) << 32
      let usable = travel.streets.usableEnds[e]
      // A label spreads from an edge's beginning to its end where its beginning may be used.
      if b == node, usable.contains(.from), isNew(a),
        field.labels[a] != SearchWorkspace.unreached, field.labels[a] &+ weight == label
      {
        return (a, e, true)
      }
      if a == node, usable.contains(.to), isNew(b),
        field.labels[b] != SearchWorkspace.unreached, field.labels[b] &+ weight == label
      {
        return (b, e, false)
      }
    }
    return nil
  }

  private mutating func appendFacility(_ leg: AccessLegs.Leg, _ outline: Outline) {
    let line = travel.streets.line(Int(leg.segment))
    let usable = travel.streets.usableEnds[line.edge]
    let s = position(
      on: line, towards: leg.node, allowed: usable.opposite, cost: leg.cost,
      outline: outline)
    let node = Int(leg.node)
    appendAlong(
      edge: line.edge, from: s.isFrom ? 0 : network.edgeLength[line.edge],
      to: ground(line, s.position), start: network.nodes[node], end: line.point(at: s.position))
    appendLeg(.facilityLeg, outline, line.point(at: s.position))
  }

  private mutating func appendLeg(
    _ kind: Journey.Step.Kind, _ outline: Outline, _ x: PlanePoint
  ) {
    let p = outline.nearestPoint(to: x)
    let metres = (p - x).length
    steps.append(
      Journey.Step(
        kind: kind, name: nil, metres: metres,
        milliseconds: metres * travel.access.millisecondsPerMetre,
        points: kind == .placeLeg ? [p, x] : [x, p]))
  }

  /// Metres on the ground from an edge's beginning to a position on a segment.
  private func ground(_ line: SegmentLine, _ s: Double) -> Double {
    let (a, b) = (network.vertexOffset[line.index], network.vertexOffset[line.index + 1])
    return line.length > 0 ? a + (b - a) * s / line.length : a
  }

  private mutating func appendToEnd(_ line: SegmentLine, _ s: Double, _ isFrom: Bool) {
    let node = Int(isFrom ? network.edgeFrom[line.edge] : network.edgeTo[line.edge])
    appendAlong(
      edge: line.edge, from: ground(line, s), to: isFrom ? 0 : network.edgeLength[line.edge],
      start: line.point(at: s), end: network.nodes[node])
  }

  /// Goes along an edge between two offsets, street name by street name.
  private mutating func appendAlong(
    edge: Int, from: Double, to: Double, start: PlanePoint, end: PlanePoint
  ) {
    let range = network.vertexRange(ofEdge: edge)
    let length = network.edgeLength[edge]
    let pace = length > 0 ? Double(travel.streets.edgeTimes[edge]) / length : 0
    let isForward = to >= from
    let (low, high) = (min(from, to), max(from, to))
    var parts: [(name: Int32, a: Double, b: Double, p: PlanePoint, q: PlanePoint)] = []
    for i in range.lowerBound..<(range.upperBound - 1) {
      let (a, b) = (network.vertexOffset[i], network.vertexOffset[i + 1])
      guard b > low, a < high else { continue }
      parts.append(
        (
          network.segmentName[i], max(a, low), min(b, high),
          a >= low ? network.vertices[i] : isForward ? start : end,
          b <= high ? network.vertices[i + 1] : isForward ? end : start
        ))
    }
    if !isForward { parts.reverse() }
    for part in parts {
      let name = part.name < 0 ? nil : Int(part.name)
      let metres = part.b - part.a
      let (p, q) = isForward ? (part.p, part.q) : (part.q, part.p)
      if let last = steps.last, last.kind == .street, last.name == name {
        steps[steps.count - 1].metres += metres
        steps[steps.count - 1].milliseconds += metres * pace
        steps[steps.count - 1].points.append(q)
      } else {
        steps.append(
          Journey.Step(
            kind: .street, name: name, metres: metres, milliseconds: metres * pace, points: [p, q]))
      }
    }
  }
}
