/// The nodes from which a facility can be reached in any time at all.
///
/// Tells a place that is too far away from one that is cut off.
package struct Reachability: Sendable {
  private var bits: [UInt64]

  /// The nodes from which a facility of a field can be reached; every one for a straight-line field.
  ///
  /// - Complexity: O(n + m) in nodes and arcs.
  package init(_ field: TimeField) {
    guard case .streets(let field) = field.basis else {
      bits = []
      return
    }
    let graph = field.travel.graph
    let count = field.travel.network.nodes.count
    bits = [UInt64](repeating: 0, count: (count + 63) / 64)
    var open: [UInt32] = []
    // Every node that the search reached, by whatever facility: what it reaches is reached too.
    for (node, label) in field.labels.enumerated()
    where label != SearchWorkspace.unreached
      && UInt32(truncatingIfNeeded: label) < StreetField.cutSource
    {
      bits[node >> 6] |= 1 << UInt64(node & 63)
      open.append(UInt32(node))
    }
    while let node = open.popLast() {
      for i in Int(graph.first[Int(node)])..<Int(graph.first[Int(node) + 1]) {
        let to = Int(graph.arcs[i].to)
        if bits[to >> 6] & 1 << UInt64(to & 63) == 0 {
          bits[to >> 6] |= 1 << UInt64(to & 63)
          open.append(UInt32(to))
        }
      }
    }
  }

  /// Whether a facility can be reached over legs, in any time.
  package func reaches(over legs: AccessLegs, in field: TimeField) -> Bool {
    guard case .streets(let streets) = field.basis else { return !field.facilities.isEmpty }
    return legs.legs.contains { bits[Int($0.node) >> 6] & 1 << UInt64($0.node & 63) != 0 }
      || streets.label(over: legs, .longest).label != SearchWorkspace.unreached
  }
}
