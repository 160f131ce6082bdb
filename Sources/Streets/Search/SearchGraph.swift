/// The arcs along which times spread from facilities, for one mode, speed and direction, as compressed
/// rows with whole milliseconds.
///
/// > Times are integer milliseconds in searches, rounded once per (contracted) edge.
struct SearchGraph: Sendable {
  /// An arc: where it leads and how long it takes.
  struct Arc {
    var to: UInt32
    var weight: UInt32
  }

  /// Where a node's arcs begin in ``arcs``; one more entry than nodes.
  let first: [UInt32]
  let arcs: [Arc]
  /// The mean time of an arc, from which searches choose the width of their buckets.
  let meanWeight: Double

  /// - Parameters:
  ///   - usableEnds: For every edge the ends that people on it may use.
  ///   - edgeTimes: For every edge its time in whole milliseconds.
  /// - Complexity: O(n + m) in nodes and edges.
  init(_ network: StreetNetwork, usableEnds: [EdgeEnds], edgeTimes: [UInt32]) {
    let n = network.nodes.count
    var first = [UInt32](repeating: 0, count: n + 1)
    for (e, ends) in usableEnds.enumerated() {
      if ends.contains(.from) { first[Int(network.edgeFrom[e]) + 1] += 1 }
      if ends.contains(.to) { first[Int(network.edgeTo[e]) + 1] += 1 }
    }
    for i in 0..<n { first[i + 1] += first[i] }
    var arcs = [Arc](repeating: Arc(to: 0, weight: 0), count: Int(first[n]))
    var next = first
    func add(from a: UInt32, to b: UInt32, _ weight: UInt32) {
      arcs[Int(next[Int(a)])] = Arc(to: b, weight: weight)
      next[Int(a)] += 1
    }
    // Whoever may use an edge's end passes it on the way between the edge's two nodes; times spread from
    // that end to the other.
    for (e, ends) in usableEnds.enumerated() {
      let (a, b) = (network.edgeFrom[e], network.edgeTo[e])
      if ends.contains(.from) { add(from: a, to: b, edgeTimes[e]) }
      if ends.contains(.to) { add(from: b, to: a, edgeTimes[e]) }
    }
    self.init(first: first, arcs: arcs)
  }

  /// A graph from its rows.
  ///
  /// - Precondition: `first` ascends from 0 to the number of arcs; every arc leads to a node. Only debug
  ///   builds check it.
  init(first: [UInt32], arcs: [Arc]) {
    self.first = first
    self.arcs = arcs
    meanWeight = arcs.isEmpty ? 1 : arcs.reduce(0) { $0 + Double($1.weight) } / Double(arcs.count)
    _checkInvariants()
  }

  #if STREETS_INTERNAL_CHECKS
    /// Rows ascend and end at the number of arcs, and every arc leads to a node: what the search, which
    /// checks nothing, relies on.
    func _checkInvariants() {
      precondition(first.first == 0, "the first row does not begin at 0")
      precondition(Int(first[first.count - 1]) == arcs.count, "rows do not end with the arcs")
      for (a, b) in zip(first, first.dropFirst()) { precondition(a <= b, "rows do not ascend") }
      for arc in arcs { precondition(Int(arc.to) + 1 < first.count, "an arc leads nowhere") }
    }
  #else
    @inline(__always)
    func _checkInvariants() {}
  #endif
}
