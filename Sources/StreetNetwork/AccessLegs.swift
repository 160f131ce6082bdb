/// The legs between a place and the nodes of the network: straight to a street, then along its edge.
///
/// > A place attaches to **every** street in range, not to the nearest node or edge: the minimum decides.
///
/// They depend on the place alone, so that one set of legs serves every field of the same travel network.
/// Finding the legs of one place after the other in the same value uses its memory again.
public struct AccessLegs {
  /// A way to a node over one street segment.
  struct Leg {
    /// Milliseconds from the place to the node, leg and street.
    var cost: Double
    /// The straight length of the leg.
    var metres: Double
    var node: UInt32
    /// The segment where the leg meets the street.
    var segment: UInt32
  }

  /// The cheapest leg to every node, each node once.
  private(set) var legs: [Leg] = []
  /// Where a node's leg stands in ``legs``: open addressing, 0 is free, else one more than the place.
  private var table = [UInt32](repeating: 0, count: 256)
  /// The segments in range.
  private(set) var segments: [UInt32] = []
  private(set) var outline = Outline()

  /// Whether any street lies in range: else the place is off the network.
  public var touchesStreet: Bool { !segments.isEmpty }

  /// Who stands at the place: decides in which sense one-way streets are used.
  enum Role {
    case resident
    case facility
  }

  /// No legs yet.
  public init() {}

  /// The legs of a resident's place.
  public init(of place: Place, in travel: TravelNetwork) { find(of: place, in: travel) }

  /// Finds the legs of a resident's place.
  ///
  /// - Complexity: O(segments within reach × points of the place's outline).
  public mutating func find(of place: Place, in travel: TravelNetwork) {
    find(of: Outline(place), in: travel, as: .resident)
  }

  mutating func find(of outline: Outline, in travel: TravelNetwork, as role: Role) {
    self.outline = outline
    for leg in legs { clear(leg.node) }
    legs.removeAll(keepingCapacity: true)
    segments.removeAll(keepingCapacity: true)
    guard !outline.isEmpty else { return }
    let reach = travel.access.reachMetres
    let isPoint = outline.isPoint
    travel.network.segmentIndex.forEachSegment(
      from: outline.low - reach, to: outline.high + reach, in: travel.network.vertices
    ) { i in
      let edge = Int(travel.network.segmentEdge[i])
      let usable = travel.graph.usableEnds[edge]
      guard usable != 0 else { return }
      if isPoint && !travel.isInReach(outline.points[0], segment: i) { return }
      // A resident leaves towards a node that may be used; a facility is reached from the other one.
      let swapped = (usable & 1) << 1 | usable >> 1
      add(travel.line(i), travel, ends: role == .resident ? usable : swapped)
    }
  }

  @inline(__always)
  private mutating func add(_ line: SegmentLine, _ travel: TravelNetwork, ends: UInt8) {
    var from = Best()
    var to = Best()
    let cost = travel.access.millisecondsPerMetre
    line.forEachContact(with: outline, in: travel) { contact in
      from.consider(line.timeBefore, line.slope, contact, cost)
      to.consider(line.time(toEndFrom: 0), -line.slope, contact, cost)
    }
    guard from.cost < .infinity else { return }
    segments.append(UInt32(line.index))
    if ends & SearchGraph.viaFrom != 0 {
      append(from, to: travel.network.edgeFrom[line.edge], line)
    }
    if ends & SearchGraph.viaTo != 0 { append(to, to: travel.network.edgeTo[line.edge], line) }
  }

  @inline(__always)
  private mutating func append(_ best: Best, to node: UInt32, _ line: SegmentLine) {
    if legs.count * 2 > table.count { enlarge() }
    let leg = Leg(cost: best.cost, metres: best.metres, node: node, segment: UInt32(line.index))
    let slot = slot(of: node)
    if table[slot] == 0 {
      legs.append(leg)
      table[slot] = UInt32(legs.count)
    } else {
      let known = Int(table[slot]) - 1
      if leg.cost < legs[known].cost
        || (leg.cost == legs[known].cost && leg.metres < legs[known].metres)
      {
        legs[known] = leg
      }
    }
  }

  /// The slot where a node stands, or the free one where it would.
  @inline(__always)
  private func slot(of node: UInt32) -> Int {
    var slot = Int(node &* 0x9e37_79b1) & (table.count - 1)
    while table[slot] != 0 && legs[Int(table[slot]) - 1].node != node {
      slot = (slot + 1) & (table.count - 1)
    }
    return slot
  }

  /// Frees the slots a node may stand in; all nodes are cleared together.
  @inline(__always)
  private mutating func clear(_ node: UInt32) {
    var slot = Int(node &* 0x9e37_79b1) & (table.count - 1)
    while table[slot] != 0 {
      table[slot] = 0
      slot = (slot + 1) & (table.count - 1)
    }
  }

  private mutating func enlarge() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    for (i, leg) in legs.enumerated() { table[slot(of: leg.node)] = UInt32(i + 1) }
  }

  /// The cheapest way over a segment to one end of its edge.
  private struct Best {
    var cost = Double.infinity
    var metres = 0.0

    @inline(__always)
    mutating func consider(
      _ base: Double, _ slope: Double, _ contact: Contact, _ costPerMetre: Double
    ) {
      let s = contact.best(slope: slope, cost: costPerMetre)
      let d = contact.distance(at: s)
      let total = base + slope * s + costPerMetre * d
      if total < cost || (total == cost && d < metres) { (cost, metres) = (total, d) }
    }
  }
}

extension AccessLegs {
  /// The straight distance to the nearest street in metres, nil where none is in reach.
  public func nearestStreetMetres(in travel: TravelNetwork) -> Double? {
    var nearest: Double?
    for segment in segments {
      travel.line(Int(segment)).forEachContact(with: outline, in: travel) { contact in
        let metres = contact.distance(at: contact.best(slope: 0, cost: 1))
        nearest = min(nearest ?? .infinity, metres)
      }
    }
    return nearest
  }
}

extension TravelNetwork {
  /// Whether a point may be in reach of a segment's line; no root, no division.
  @inline(__always)
  func isInReach(_ p: PlanePoint, segment i: Int) -> Bool {
    let a = network.vertices[i]
    let v = network.vertices[i + 1] - a
    let c = v.cross(p - a)
    let square = v.dot(v)
    // A little wide: the exact test follows.
    return c * c <= access.reachMetres * access.reachMetres * square * 1.000_001 || square == 0
  }
}

extension SegmentLine {
  /// Calls `body` with every contact of a place's outline with the segment.
  @inline(__always)
  func forEachContact(
    with outline: Outline, in travel: TravelNetwork, _ body: (Contact) -> Void
  ) {
    let reach = travel.access.reachMetres
    func pass(_ contact: Contact) {
      if travel.network.legIsClear(
        outline.nearestPoint(to: point(at: contact.low)), point(at: contact.low))
      {
        body(contact)
      }
    }
    for p in outline.points {
      if let contact = contact(with: p, reach: reach) { pass(contact) }
    }
    if outline.isPoint { return }
    for (p, q) in outline.lines { forEachContact(withLineFrom: p, to: q, reach: reach, pass) }
    for rings in outline.areas { forEachContact(inside: rings, pass) }
  }
}
