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

  /// A segment in range, with what is needed to rule out facilities on the same edge.
  struct Touch {
    var segment: UInt32
    var edge: UInt32
    /// The cheapest way over the segment to the edge's beginning, and to its end; as positions are known
    /// only to points, a place that is more than a point has none that is better than others.
    var toFrom: Approach
    var toTo: Approach
    /// The length of the shortest leg to the segment.
    var least: Double
    /// Where the place lies beside the segment: not a number where it is more than a point.
    var foot = Double.nan
    var offset = Double.nan
    /// Of a place that is more than a point, its contacts with the segment, in ``AccessLegs/contacts``.
    var contacts = 0..<0
  }

  /// The cheapest way from a place over a segment to one end of its edge.
  struct Approach {
    /// Milliseconds, leg and street.
    var cost = Double.infinity
    /// The straight length of the leg.
    var metres = 0.0
    /// Where the leg meets the segment.
    var position = Double.nan
  }

  /// The cheapest leg to every node, each node once.
  private(set) var legs: [Leg] = []
  /// The segments in range.
  private(set) var touches: [Touch] = []
  private(set) var outline = Outline()
  /// The contacts of a place that is more than a point: many lines each, so they are found once.
  private var contacts: [Contact] = []

  /// Segments that may be in range; for a place that is more than a point those that are.
  private var candidates: [UInt32] = []
  /// For each of them, where its contacts stand, and the shortest leg; empty for a point.
  private var found: [(contacts: Range<Int>, least: Double)] = []
  /// Where a node's leg stands in ``legs``, counted on from ``before``: open addressing; what is less was
  /// left by earlier places and is free.
  private var table = [UInt32](repeating: 0, count: 256)
  private var before: UInt32 = 1

  /// Whether any street lies in range: else the place is off the network.
  public var touchesStreet: Bool { !touches.isEmpty }

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

  /// Finds the legs of a resident's place that is one point.
  mutating func find(of point: PlanePoint, in travel: TravelNetwork) {
    outline.become(point)
    find(in: travel, as: .resident)
  }

  mutating func find(of outline: Outline, in travel: TravelNetwork, as role: Role) {
    self.outline = outline
    find(in: travel, as: role)
  }

  private mutating func find(in travel: TravelNetwork, as role: Role) {
    candidates.removeAll(keepingCapacity: true)
    contacts.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
    if !outline.isEmpty {
      listCandidates(in: travel)
      if !outline.isPoint { findContacts(in: travel) }
    }
    weigh(in: travel, as: role)
  }

  /// The legs of the same resident's place for people who travel otherwise: what does not depend on how is
  /// kept.
  ///
  /// - Precondition: `travel` is a network over the same streets with the same reach as the one they were
  ///   found in.
  /// - Complexity: O(segments within reach).
  public mutating func weigh(in travel: TravelNetwork) { weigh(in: travel, as: .resident) }

  private mutating func weigh(in travel: TravelNetwork, as role: Role) {
    before += UInt32(legs.count)
    legs.removeAll(keepingCapacity: true)
    touches.removeAll(keepingCapacity: true)
    reserveTable(nodes: 2 * candidates.count)
    let point = outline.isPoint ? outline.points[0] : nil
    let reach = travel.access.reachMetres
    let perMetre = travel.access.millisecondsPerMetre
    for (i, candidate) in candidates.enumerated() {
      let line = travel.line(Int(candidate))
      let usable = travel.graph.usableEnds[line.edge]
      if usable == 0 { continue }
      let touch =
        if let point {
          Touch(line, from: point, reach: reach, perMetre: perMetre, travel.network)
        } else {
          Touch(line, contacts, found[i].contacts, least: found[i].least, perMetre: perMetre)
        }
      guard let touch else { continue }
      touches.append(touch)
      // A resident leaves towards a node that may be used; a facility is reached from the other one.
      let ends = role == .resident ? usable : (usable & 1) << 1 | usable >> 1
      if ends & SearchGraph.viaFrom != 0 {
        add(touch.toFrom, to: travel.network.edgeFrom[line.edge], candidate)
      }
      if ends & SearchGraph.viaTo != 0 {
        add(touch.toTo, to: travel.network.edgeTo[line.edge], candidate)
      }
    }
  }

  /// Calls `body` with the segment of a touch and every contact of the place with it.
  @inline(__always)
  func forEachContact(
    of touch: Touch, in travel: TravelNetwork, _ body: (SegmentLine, Contact) -> Void
  ) {
    let line = travel.line(Int(touch.segment))
    if touch.contacts.isEmpty {
      line.forEachContact(with: outline, in: travel) { body(line, $0) }
    } else {
      for i in touch.contacts { body(line, contacts[i]) }
    }
  }

  /// Finds the contacts of a place that is more than a point, and keeps the segments that have some.
  private mutating func findContacts(in travel: TravelNetwork) {
    // What is farther from the middle than reach and half the diagonal is out of reach.
    let middle = (outline.low + outline.high) / 2
    let widest = travel.access.reachMetres + (outline.high - outline.low).length / 2
    var kept = 0
    for candidate in candidates {
      let line = travel.line(Int(candidate))
      let nearest = line.point(
        at: min(max((middle - line.start).dot(line.along), 0), line.length))
      if (nearest - middle).length > widest { continue }
      let first = contacts.count
      line.forEachContact(with: outline, in: travel) { add($0, from: first) }
      if contacts.count == first { continue }
      var least = Double.infinity
      for contact in contacts[first...] {
        least = min(least, contact.distance(at: contact.best(slope: 0, cost: 1)))
      }
      candidates[kept] = candidate
      found.append((first..<contacts.count, least))
      kept += 1
    }
    candidates.removeLast(candidates.count - kept)
  }

  /// Adds a contact to those of its segment, from `first` on; of a house's many corners and walls few are
  /// nearest anywhere.
  private mutating func add(_ contact: Contact, from first: Int) {
    var i = first
    while i < contacts.count {
      if contacts[i].isNowhereLonger(than: contact) { return }
      if contact.isNowhereLonger(than: contacts[i]) {
        contacts.swapAt(i, contacts.count - 1)
        contacts.removeLast()
      } else {
        i += 1
      }
    }
    contacts.append(contact)
  }

  private mutating func listCandidates(in travel: TravelNetwork) {
    let reach = travel.access.reachMetres
    travel.network.segmentIndex.forEachSegment(
      from: outline.low - reach, to: outline.high + reach, in: travel.network.vertices
    ) { candidates.append(UInt32(truncatingIfNeeded: $0)) }
  }

  @inline(__always)
  private mutating func add(_ approach: Approach, to node: UInt32, _ segment: UInt32) {
    let slot = slot(of: node)
    if table[slot] < before {
      table[slot] = before &+ UInt32(truncatingIfNeeded: legs.count)
      legs.append(
        Leg(cost: approach.cost, metres: approach.metres, node: node, segment: segment))
    } else {
      let known = Int(table[slot] &- before)
      let cost = legs[known].cost
      if approach.cost < cost || (approach.cost == cost && approach.metres < legs[known].metres) {
        legs[known] = Leg(
          cost: approach.cost, metres: approach.metres, node: node, segment: segment)
      }
    }
  }

  /// The slot where a node stands, or the free one where it would.
  @inline(__always)
  private func slot(of node: UInt32) -> Int {
    let mask = table.count &- 1
    var slot = Int(node &* 0x9e37_79b1) & mask
    while table[slot] >= before && legs[Int(table[slot] &- before)].node != node {
      slot = (slot &+ 1) & mask
    }
    return slot
  }

  /// Makes the table twice as large as the nodes to come.
  private mutating func reserveTable(nodes: Int) {
    guard table.count < 2 * nodes || before > UInt32.max / 2 else { return }
    var size = table.count
    while size < 2 * nodes { size *= 2 }
    table = [UInt32](repeating: 0, count: size)
    before = 1
  }
}

extension AccessLegs {
  /// The straight distance to the nearest street in metres, nil where none is in reach.
  public func nearestStreetMetres(in travel: TravelNetwork) -> Double? {
    var nearest: Double?
    for touch in touches {
      forEachContact(of: touch, in: travel) { _, contact in
        let metres = contact.distance(at: contact.best(slope: 0, cost: 1))
        nearest = min(nearest ?? .infinity, metres)
      }
    }
    return nearest
  }
}

extension AccessLegs.Touch {
  /// The ways of a point, as most homes are: what ``Contact`` says, for both ends at once.
  @inline(__always)
  fileprivate init?(
    _ line: SegmentLine, from p: PlanePoint, reach: Double, perMetre: Double,
    _ network: StreetNetwork
  ) {
    guard let contact = line.contact(with: p, reach: reach),
      case .point(let foot, let offset) = contact.shape,
      network.legIsClear(p, line.point(at: contact.low))
    else { return nil }
    let m = line.slope / perMetre
    let square = 1 - m * m
    var (s, t) = (contact.low, contact.high)
    if square > 0 {
      let lead = offset * m / square.squareRoot()
      s = min(max(foot - lead, contact.low), contact.high)
      t = min(max(foot + lead, contact.low), contact.high)
    } else if m < 0 {
      (s, t) = (t, s)
    }
    let (c, d) = (contact.distance(at: s), contact.distance(at: t))
    self.init(
      segment: UInt32(truncatingIfNeeded: line.index), edge: UInt32(truncatingIfNeeded: line.edge),
      toFrom: AccessLegs.Approach(
        cost: line.timeBefore + line.slope * s + perMetre * c, metres: c, position: s),
      toTo: AccessLegs.Approach(
        cost: line.time(toEndFrom: 0) - line.slope * t + perMetre * d, metres: d, position: t),
      least: contact.distance(at: contact.best(slope: 0, cost: 1)), foot: foot, offset: offset)
  }

  /// The ways of a place that is more than a point: the best of its contacts.
  fileprivate init?(
    _ line: SegmentLine, _ all: [Contact], _ contacts: Range<Int>, least: Double,
    perMetre: Double
  ) {
    var (toFrom, toTo) = (AccessLegs.Approach(), AccessLegs.Approach())
    for contact in all[contacts] {
      toFrom.consider(line.timeBefore, line.slope, contact, perMetre)
      toTo.consider(line.time(toEndFrom: 0), -line.slope, contact, perMetre)
    }
    guard toFrom.cost < .infinity else { return nil }
    self.init(
      segment: UInt32(line.index), edge: UInt32(line.edge), toFrom: toFrom, toTo: toTo,
      least: least, contacts: contacts)
  }
}

extension AccessLegs.Approach {
  fileprivate mutating func consider(
    _ base: Double, _ slope: Double, _ contact: Contact, _ costPerMetre: Double
  ) {
    let s = contact.best(slope: slope, cost: costPerMetre)
    let d = contact.distance(at: s)
    let total = base + slope * s + costPerMetre * d
    if total < cost || (total == cost && d < metres) { (cost, metres) = (total, d) }
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
    let end = point(at: length)
    for (i, p) in outline.points.enumerated()
    where !outline.isBehindItsArms(i, from: start, to: end) {
      if let contact = contact(with: p, reach: reach) { pass(contact) }
    }
    if outline.isPoint { return }
    for (p, q) in outline.lines { forEachContact(withLineFrom: p, to: q, reach: reach, pass) }
    let (low, high) = (PlanePoint.lower(start, end), PlanePoint.upper(start, end))
    guard low.x <= outline.high.x, low.y <= outline.high.y, high.x >= outline.low.x,
      high.y >= outline.low.y
    else { return }
    for rings in outline.areas { forEachContact(inside: rings, pass) }
  }
}
