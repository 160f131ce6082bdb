/// Where facilities touch edges: what is needed for ways that stay on one edge.
///
/// > x and y possibly inside one edge … for every facility in range of that edge, its own term; seeding
/// > edge ends only is wrong by up to an edge length.
struct EdgeStops: Sendable {
  /// A facility's contact with a segment.
  struct Stop: Sendable {
    var line: SegmentLine
    var contact: Contact
    var source: UInt32
  }

  private let stops: [Stop]
  /// For every stop a lower bound on the cost of a way to the facility.
  private let bounds: [Bound]
  /// The edges that have stops, ascending.
  private let edges: [UInt32]
  /// Where the stops of each of ``edges`` begin; one more entry than edges.
  private let first: [UInt32]
  /// A bit for every edge that has stops; empty where edges are not indexed.
  private let isPresent: [UInt64]
  /// For each word of ``isPresent`` the number of bits set in the words before.
  private let presentBefore: [UInt32]

  /// Stops in any order.
  ///
  /// - Parameter indexing: Whether to index the edges, which costs a bit for every edge of the network and
  ///   makes finding an edge O(1) instead of O(log stops).
  init(_ unsorted: [Stop], in streets: AccessStreets, indexing: Bool) {
    stops = unsorted.sorted {
      ($0.line.edge, $0.line.index, $0.source, $0.contact.low, $0.contact.high)
        < ($1.line.edge, $1.line.index, $1.source, $1.contact.low, $1.contact.high)
    }
    let perMetre = streets.rule.millisecondsPerMetre
    bounds = stops.map { Bound($0, perMetre: perMetre) }
    var edges: [UInt32] = []
    var first: [UInt32] = []
    var isPresent = [UInt64](
      repeating: 0, count: indexing ? (streets.network.edgeCount + 63) / 64 : 0)
    for (i, s) in stops.enumerated() where edges.last.map({ Int($0) != s.line.edge }) ?? true {
      edges.append(UInt32(s.line.edge))
      first.append(UInt32(i))
      if indexing { isPresent[s.line.edge >> 6] |= 1 << UInt64(s.line.edge & 63) }
    }
    first.append(UInt32(stops.count))
    var sum: UInt32 = 0
    presentBefore = isPresent.map { word in
      defer { sum += UInt32(word.nonzeroBitCount) }
      return sum
    }
    (self.edges, self.first, self.isPresent) = (edges, first, isPresent)
  }

  /// The indices of the stops on an edge, in the order along the edge.
  @inline(__always)
  func range(ofEdge edge: Int) -> Range<Int> {
    guard edge >> 6 < isPresent.count else { return search(forEdge: edge) }
    let word = isPresent[edge >> 6]
    let bit: UInt64 = 1 << UInt64(edge & 63)
    if word & bit == 0 { return 0..<0 }
    let i = Int(presentBefore[edge >> 6]) &+ (word & (bit &- 1)).nonzeroBitCount
    return Int(first[i])..<Int(first[i &+ 1])
  }

  /// As ``range(ofEdge:)``, by binary search.
  @inline(never)
  private func search(forEdge edge: Int) -> Range<Int> {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(edges[middle]) < edge { low = middle + 1 } else { high = middle }
    }
    guard low < edges.count, Int(edges[low]) == edge else { return 0..<0 }
    return Int(first[low])..<Int(first[low + 1])
  }

  /// A stop by its index.
  subscript(i: Int) -> Stop { stops[i] }

  /// The stops on an edge, in the order along the edge.
  func stops(onEdge edge: Int) -> ArraySlice<Stop> { stops[range(ofEdge: edge)] }

  /// Every edge that facilities touch, ascending.
  var touchedEdges: [UInt32] { edges }

  /// Every stop.
  var all: [Stop] { stops }
}

extension EdgeStops {
  /// A lower bound on the cost of a way to a stop from a place that touches the same edge.
  private struct Bound: Sendable {
    var segment: UInt32
    /// The time of the cheapest way from the edge's beginning along the street to the facility.
    var fromBeginning: Double
    /// Where that way leaves the street, along the segment.
    var fromBeginningPosition: Double
    /// The time of the cheapest way from the edge's end, less the time of the whole edge.
    var fromEnd: Double
    /// Where that way leaves the street, along the segment.
    var fromEndPosition: Double
    /// The length of the facility's shortest leg.
    var least: Double
    /// The contact's foot and offset; NaN where the contact is not with a point.
    var foot = Double.nan
    var offset = Double.nan

    init(_ stop: Stop, perMetre: Double) {
      let (line, contact) = (stop.line, stop.contact)
      segment = UInt32(line.index)
      least = contact.distance(at: contact.best(slope: 0, cost: 1))
      fromBeginningPosition = contact.best(slope: line.slope, cost: perMetre)
      fromBeginning =
        perMetre * contact.distance(at: fromBeginningPosition)
        + line.time(fromBeginningTo: fromBeginningPosition)
      fromEndPosition = contact.best(slope: -line.slope, cost: perMetre)
      fromEnd =
        perMetre * contact.distance(at: fromEndPosition)
        - line.time(fromBeginningTo: fromEndPosition)
      if case .point(let foot, let offset) = contact.shape {
        (self.foot, self.offset) = (foot, offset)
      }
    }
  }

  /// Whether a way along their common edge from a place to a stop may take less than `limit`
  /// milliseconds; true in doubt. Uses sums made in advance: the exact time costs several square roots.
  ///
  /// - Parameter edgeTime: The time of the whole edge.
  @inline(__always)
  func mayTake(
    lessThan limit: Double, from touch: AccessLegs.Touch, toStop i: Int, edgeTime: Double,
    perMetre: Double
  ) -> Bool {
    let bound = bounds[i]
    let towardsEnd = touch.toTo.cost - edgeTime + bound.fromBeginning
    let towardsBeginning = touch.toFrom.cost + bound.fromEnd
    if touch.segment != bound.segment {
      return (touch.segment < bound.segment ? towardsEnd : towardsBeginning) < limit
    }
    // Written so that NaN counts as doubt.
    if !(towardsEnd >= limit), !(touch.toTo.position > bound.fromBeginningPosition) { return true }
    if !(towardsBeginning >= limit), !(touch.toFrom.position < bound.fromEndPosition) {
      return true
    }
    // Across the street the way is no shorter than the shortest legs of both, nor than the straight line to
    // the facility's mirror image.
    if perMetre * (touch.least + bound.least) >= limit { return false }
    let along = touch.foot - bound.foot
    let across = touch.offset + bound.offset
    return !((along * along + across * across) * (perMetre * perMetre) >= limit * limit)
  }
}
