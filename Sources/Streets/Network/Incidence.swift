/// The edges that meet at every node, as compressed rows; a loop stands twice at its node.
struct Incidence: Sendable {
  /// Where a node's edges begin in ``edges``; one more entry than nodes.
  let first: [UInt32]
  let edges: [UInt32]

  /// The edges of a network that some end of may be used.
  init(_ network: StreetNetwork, usableEnds: [EdgeEnds]) {
    var first = [UInt32](repeating: 0, count: network.nodes.count + 1)
    for e in usableEnds.indices where !usableEnds[e].isEmpty {
      first[Int(network.edgeFrom[e]) + 1] += 1
      first[Int(network.edgeTo[e]) + 1] += 1
    }
    for i in network.nodes.indices { first[i + 1] += first[i] }
    var edges = [UInt32](repeating: 0, count: Int(first[network.nodes.count]))
    var next = first
    for e in usableEnds.indices where !usableEnds[e].isEmpty {
      for node in [Int(network.edgeFrom[e]), Int(network.edgeTo[e])] {
        edges[Int(next[node])] = UInt32(e)
        next[node] += 1
      }
    }
    self.first = first
    self.edges = edges
  }
}
