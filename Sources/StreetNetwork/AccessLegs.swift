/// The legs between a place and the nodes of the network: straight to a street, then along its edge.
///
/// > A place attaches to **every** street in range, not to the nearest node or edge: the minimum decides.
///
/// They depend on the place alone, so that one set of legs serves every field of the same travel network.
public struct AccessLegs {
  /// A way to a node over one street segment.
  struct Leg {
    var node: UInt32
    /// Milliseconds from the place to the node, leg and street.
    var cost: Double
    /// The straight length of the leg.
    var metres: Double
    /// Where the leg meets the street: the segment and the position along it.
    var segment: UInt32
    var position: Double
  }

  /// A contact on an edge on which facilities may lie themselves.
  struct Stop {
    var line: SegmentLine
    var contact: Contact
  }

  private(set) var legs: [Leg] = []
  private(set) var stops: [Stop] = []
  /// Whether any street segment lies in range: else the place is off the network.
  private(set) var touchesStreet = false

  /// Who stands at the place: decides in which sense one-way streets are used.
  enum Role {
    case resident
    case facility
  }

  /// The legs of a resident's place.
  ///
  /// - Complexity: O(segments within reach × points of the place's outline).
  public init(of place: Place, in travel: TravelNetwork) {
    self.init(of: Outline(place), in: travel, as: .resident, keepsStops: { _ in true })
  }

  init(
    of outline: Outline, in travel: TravelNetwork, as role: Role, keepsStops: (Int) -> Bool
  ) {
    refill(of: outline, in: travel, as: role, keepsStops: keepsStops)
  }

  init() {}

  /// Finds the legs anew in the memory that is there.
  mutating func refill(
    of outline: Outline, in travel: TravelNetwork, as role: Role, keepsStops: (Int) -> Bool
  ) {
    legs.removeAll(keepingCapacity: true)
    stops.removeAll(keepingCapacity: true)
    touchesStreet = false
    guard !outline.isEmpty else { return }
    let network = travel.network
    let reach = travel.access.reachMetres
    network.segmentIndex.forEachSegment(
      from: outline.low - reach, to: outline.high + reach, in: network.vertices
    ) { i in
      let usable = travel.graph.usableEnds[Int(network.segmentEdge[i])]
      guard usable != 0 else { return }
      // A resident leaves towards a node that may be used; a facility is reached from the other one.
      let swapped = (usable & 1) << 1 | usable >> 1
      add(
        travel.line(i), outline, travel, ends: role == .resident ? usable : swapped,
        keepsStop: keepsStops(Int(network.segmentEdge[i])))
    }
  }

  @inline(__always)
  private mutating func add(
    _ line: SegmentLine, _ outline: Outline, _ travel: TravelNetwork, ends: UInt8, keepsStop: Bool
  ) {
    let reach = travel.access.reachMetres
    var from = Best()
    var to = Best()
    var found = false
    let cost = travel.access.millisecondsPerMetre
    func consider(_ contact: Contact) {
      guard
        travel.network.legIsClear(
          outline.nearestPoint(to: line.point(at: contact.low)), line.point(at: contact.low))
      else { return }
      found = true
      from.consider(line.timeBefore, line.slope, contact, cost)
      to.consider(line.time(toEndFrom: 0), -line.slope, contact, cost)
      if keepsStop { stops.append(Stop(line: line, contact: contact)) }
    }
    for p in outline.points {
      if let contact = line.contact(with: p, reach: reach) { consider(contact) }
    }
    for (p, q) in outline.lines {
      line.forEachContact(withLineFrom: p, to: q, reach: reach, consider)
    }
    for rings in outline.areas { line.forEachContact(inside: rings, consider) }
    guard found else { return }
    touchesStreet = true
    let network = travel.network
    if ends & SearchGraph.viaFrom != 0 {
      append(from, to: network.edgeFrom[line.edge], line)
    }
    if ends & SearchGraph.viaTo != 0 { append(to, to: network.edgeTo[line.edge], line) }
  }

  private mutating func append(_ best: Best, to node: UInt32, _ line: SegmentLine) {
    legs.append(
      Leg(
        node: node, cost: best.cost, metres: best.metres, segment: UInt32(line.index),
        position: best.position))
  }

  /// The cheapest way over a segment to one end of its edge.
  private struct Best {
    var cost = Double.infinity
    var metres = 0.0
    var position = 0.0

    @inline(__always)
    mutating func consider(
      _ base: Double, _ slope: Double, _ contact: Contact, _ costPerMetre: Double
    ) {
      let s = contact.best(slope: slope, cost: costPerMetre)
      let d = contact.distance(at: s)
      let total = base + slope * s + costPerMetre * d
      if (total, d) < (cost, metres) || cost == .infinity {
        (cost, metres, position) = (total, d, s)
      }
    }
  }
}
