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

  private var stops: [Stop]
  private var edges: [UInt32]
  private var first: [UInt32]
  private var isPresent: [UInt64]

  /// Stops in any order.
  init(_ unsorted: [Stop], edgeCount: Int) {
    stops = unsorted.sorted {
      ($0.line.edge, $0.line.index, $0.source, $0.contact.low, $0.contact.high)
        < ($1.line.edge, $1.line.index, $1.source, $1.contact.low, $1.contact.high)
    }
    edges = []
    first = []
    isPresent = [UInt64](repeating: 0, count: (edgeCount + 63) / 64)
    for (i, s) in stops.enumerated() where edges.last.map({ Int($0) != s.line.edge }) ?? true {
      edges.append(UInt32(s.line.edge))
      first.append(UInt32(i))
      isPresent[s.line.edge >> 6] |= 1 << UInt64(s.line.edge & 63)
    }
    first.append(UInt32(stops.count))
  }

  /// Whether any facility touches the edge.
  @inline(__always)
  func contains(edge: Int) -> Bool { isPresent[edge >> 6] & (1 << UInt64(edge & 63)) != 0 }

  /// The facilities' contacts with an edge, along it.
  func stops(onEdge edge: Int) -> ArraySlice<Stop> {
    guard contains(edge: edge) else { return [] }
    var (low, high) = (0, edges.count)
    while low < high {
      let mid = (low + high) >> 1
      if Int(edges[mid]) < edge { low = mid + 1 } else { high = mid }
    }
    return stops[Int(first[low])..<Int(first[low + 1])]
  }

  /// Every edge that facilities touch, ascending.
  var touchedEdges: [UInt32] { edges }

  /// Every stop.
  var all: [Stop] { stops }
}
