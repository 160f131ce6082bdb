/// The legs between a place and the nodes of the network: straight to a street, then along its edge.
///
/// > A place attaches to **every** street in range, not to the nearest node or edge: the minimum decides.
///
/// Legs depend on the place and on the way people travel, not on facilities, so that one set of legs serves
/// every field of the same travel network. Finding the legs of one place after the other in the same value
/// reuses its memory.
package struct AccessLegs: Sendable {
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
    /// The cheapest way over the segment to the edge's beginning. The position is NaN unless the place
    /// is a point.
    var toFrom: Approach
    /// The same to the edge's end.
    var toTo: Approach
    /// The length of the shortest leg to the segment.
    var least: Double
    /// For a point, where along the segment the point lies and how far beside it; otherwise NaN.
    var foot = Double.nan
    var offset = Double.nan
    /// For a place that is more than a point, its contacts with the segment, in ``AccessLegs/contacts``.
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
  var legs: [Leg] { table.legs }
  private var table = LegTable()
  /// The segments in range.
  private(set) var touches: [Touch] = []
  private(set) var outline = Outline()
  /// The contacts of a place that is more than a point: found once, because the outline has many lines.
  private var contacts: [Contact] = []

  /// Segments that may be in range; where the place is more than a point, those that are in range.
  private var candidates: [UInt32] = []
  /// For each candidate its contacts and the length of the shortest leg; empty for a point.
  private var found: [(contacts: Range<Int>, least: Double)] = []

  /// Whether any street lies in range; otherwise the place is off the network.
  package var touchesStreet: Bool { !touches.isEmpty }

  /// Whether the place is a resident's or a facility: decides the sense in which one-way streets are used.
  enum Role {
    case resident
    case facility
  }

  /// No legs yet.
  package init() {}

  /// Finds the legs of a resident's place that is one point.
  mutating func find(of point: PlanePoint, in streets: AccessStreets) {
    outline.become(point)
    find(in: streets, as: .resident)
  }

  mutating func find(of outline: Outline, in streets: AccessStreets, as role: Role) {
    self.outline = outline
    find(in: streets, as: role)
  }

  private mutating func find(in streets: AccessStreets, as role: Role) {
    candidates.removeAll(keepingCapacity: true)
    contacts.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
    if !outline.isEmpty {
      listCandidates(in: streets)
      if !outline.isPoint { findContacts(in: streets) }
    }
    weigh(in: streets, as: role)
  }

  /// Weighs the ways over the streets in range again, for another way of travelling.
  ///
  /// - Precondition: `streets` are the same streets, with the same reach, as those in which the legs were
  ///   found.
  mutating func weigh(in streets: AccessStreets, as role: Role) {
    touches.removeAll(keepingCapacity: true)
    table.removeAll(reserving: 2 * candidates.count)
    let point = outline.isPoint ? outline.points[0] : nil
    let reach = streets.rule.reachMetres
    let perMetre = streets.rule.millisecondsPerMetre
    for (i, candidate) in candidates.enumerated() {
      let line = streets.line(Int(candidate))
      let usable = streets.usableEnds[line.edge]
      if usable.isEmpty { continue }
      let touch =
        if let point {
          Touch(line, from: point, reach: reach, perMetre: perMetre, streets.network)
        } else {
          Touch(line, contacts, found[i].contacts, least: found[i].least, perMetre: perMetre)
        }
      guard let touch else { continue }
      touches.append(touch)
      // A resident leaves towards a usable end; a facility is reached from the opposite end.
      let ends = role == .resident ? usable : usable.opposite
      if ends.contains(.from) {
        table.add(touch.toFrom, to: streets.network.edgeFrom[line.edge], candidate)
      }
      if ends.contains(.to) {
        table.add(touch.toTo, to: streets.network.edgeTo[line.edge], candidate)
      }
    }
    table._checkInvariants()
  }

  /// Calls `body` with the segment of a touch and every contact of the place with it.
  @inline(__always)
  func forEachContact(
    of touch: Touch, in streets: AccessStreets, _ body: (SegmentLine, Contact) -> Void
  ) {
    let line = streets.line(Int(touch.segment))
    if touch.contacts.isEmpty {
      line.forEachContact(with: outline, in: streets) { body(line, $0) }
    } else {
      for i in touch.contacts { body(line, contacts[i]) }
    }
  }

  /// Finds the contacts of a place that is more than a point, and keeps the segments that have some.
  private mutating func findContacts(in streets: AccessStreets) {
    // A segment farther from the middle than the reach plus half the diagonal is out of reach.
    let middle = (outline.low + outline.high) / 2
    let widest = streets.rule.reachMetres + (outline.high - outline.low).length / 2
    var kept = 0
    for candidate in candidates {
      let line = streets.line(Int(candidate))
      let nearest = line.point(
        at: min(max((middle - line.start).dot(line.along), 0), line.length))
      if (nearest - middle).length > widest { continue }
      let first = contacts.count
      line.forEachContact(with: outline, in: streets) { add($0, from: first) }
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

  /// Adds a contact to those of its segment, from `first` on, without those nowhere shorter than another: few
  /// of a house's corners and walls are nearest anywhere.
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

  private mutating func listCandidates(in streets: AccessStreets) {
    let reach = streets.rule.reachMetres
    streets.network.segmentIndex.forEachSegment(
      from: outline.low - reach, to: outline.high + reach, in: streets.network.vertices
    ) { candidates.append(UInt32(truncatingIfNeeded: $0)) }
  }
}

extension AccessLegs {
  /// The straight distance to the nearest street in metres, nil where none is in reach.
  func nearestStreetMetres(in streets: AccessStreets) -> Double? {
    var nearest: Double?
    for touch in touches {
      forEachContact(of: touch, in: streets) { _, contact in
        let metres = contact.distance(at: contact.best(slope: 0, cost: 1))
        nearest = min(nearest ?? .infinity, metres)
      }
    }
    return nearest
  }
}
