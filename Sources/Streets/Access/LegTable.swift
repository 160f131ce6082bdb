/// The cheapest leg found so far to every node: a hash table whose memory serves one place after the other.
struct LegTable {
  typealias Leg = AccessLegs.Leg

  /// The legs, one per node, in the order in which nodes were met.
  private(set) var legs: [Leg] = []
  /// For a slot the number of a leg, counted on from ``base``. Open addressing: a node's leg stands in the
  /// first slot from its hash on that is free or its own. A smaller number was left by an earlier place and
  /// counts as free, so that nothing need be cleared between places.
  private var slots = [UInt32](repeating: 0, count: 256)
  private var base: UInt32 = 1

  /// Removes all legs and makes room for legs to `nodes` nodes.
  mutating func removeAll(reserving nodes: Int) {
    base += UInt32(legs.count)
    legs.removeAll(keepingCapacity: true)
    guard slots.count < 2 * nodes || base > UInt32.max / 2 else { return }
    var size = slots.count
    while size < 2 * nodes { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    base = 1
  }

  /// Adds a way to a node where it is better than the known leg: cheaper, or as cheap with a shorter leg.
  @inline(__always)
  mutating func add(_ approach: AccessLegs.Approach, to node: UInt32, _ segment: UInt32) {
    let slot = slot(of: node)
    if slots[slot] < base {
      slots[slot] = base &+ UInt32(truncatingIfNeeded: legs.count)
      legs.append(
        Leg(cost: approach.cost, metres: approach.metres, node: node, segment: segment))
    } else {
      let known = Int(slots[slot] &- base)
      let cost = legs[known].cost
      if approach.cost < cost || (approach.cost == cost && approach.metres < legs[known].metres) {
        legs[known] = Leg(
          cost: approach.cost, metres: approach.metres, node: node, segment: segment)
      }
    }
  }

  /// The slot of a node's leg, or the free slot for a new one.
  @inline(__always)
  private func slot(of node: UInt32) -> Int {
    let mask = slots.count &- 1
    var slot = Int(node &* 0x9e37_79b1) & mask
    while slots[slot] >= base && legs[Int(slots[slot] &- base)].node != node {
      slot = (slot &+ 1) & mask
    }
    return slot
  }

  #if STREETS_INTERNAL_CHECKS
    /// Every leg is found by its node, and the table is at most half full, so that a search for a slot ends.
    func _checkInvariants() {
      precondition(slots.count.nonzeroBitCount == 1, "the table's size is no power of two")
      precondition(2 * legs.count <= slots.count, "the table is more than half full")
      for (i, leg) in legs.enumerated() {
        precondition(slots[slot(of: leg.node)] == base + UInt32(i), "a node's leg is lost")
        precondition(leg.cost >= 0 && leg.metres >= 0, "a leg with a negative cost")
      }
    }
  #else
    @inline(__always)
    func _checkInvariants() {}
  #endif
}
