/// Finds the chains of segments between junctions that become the edges of a network.
///
/// A node is passed over when exactly two segments meet there, they carry the same modes in the same
/// sense and the same restriction, and the data does not end there. Everything else stays a node. A ring
/// without a junction keeps one node: the one with the smallest coordinates, so that the order of input
/// does not matter.
struct ChainContraction {
  /// A chain: its segments in order, and whether each is gone through from its ``StreetSegment/from``.
  struct Chain {
    var steps: [Step] = []
  }

  /// One segment of a chain and the sense in which it is gone through.
  struct Step {
    var segment: Int32
    var isForward: Bool
  }

  private(set) var chains: [Chain] = []

  private let segments: [StreetSegment]
  private var first: [Int32]
  private var incident: [Int32]
  private var isKept: [Bool]
  private var isUsed: [Bool]

  /// - Complexity: O(n) in nodes and segments.
  init(nodes: [StreetNode], segments: [StreetSegment]) {
    self.segments = segments
    first = [Int32](repeating: 0, count: nodes.count + 1)
    incident = [Int32](repeating: 0, count: 2 * segments.count)
    isKept = [Bool](repeating: false, count: nodes.count)
    isUsed = [Bool](repeating: false, count: segments.count)
    listIncidentSegments()
    for n in nodes.indices { isKept[n] = nodes[n].isCut || !isPassedOver(n) }
    for n in nodes.indices where isKept[n] {
      for i in first[n]..<first[n + 1] where !isUsed[Int(incident[Int(i)])] {
        chains.append(walk(from: Int32(n), along: incident[Int(i)]))
      }
    }
    closeRings(nodes)
  }

  private mutating func listIncidentSegments() {
    for s in segments {
      first[Int(s.from) + 1] += 1
      first[Int(s.to) + 1] += 1
    }
    for n in 1..<first.count { first[n] += first[n - 1] }
    var next = first
    for (i, s) in segments.enumerated() {
      for n in [Int(s.from), Int(s.to)] {
        incident[Int(next[n])] = Int32(i)
        next[n] += 1
      }
    }
  }

  private func isPassedOver(_ n: Int) -> Bool {
    guard first[n + 1] - first[n] == 2 else { return false }
    let a = segments[Int(incident[Int(first[n])])]
    let b = segments[Int(incident[Int(first[n]) + 1])]
    guard a.from != a.to, b.from != b.to else { return false }
    let (inA, outA) = a.to == n ? (a.forward, a.backward) : (a.backward, a.forward)
    let (outB, inB) = b.from == n ? (b.forward, b.backward) : (b.backward, b.forward)
    return inA == outB && outA == inB
      && a.traits.contains(.restricted) == b.traits.contains(.restricted)
  }

  private mutating func walk(from start: Int32, along first: Int32) -> Chain {
    var chain = Chain()
    var node = start
    var segment = first
    while true {
      isUsed[Int(segment)] = true
      let s = segments[Int(segment)]
      let isForward = s.from == node
      chain.steps.append(Step(segment: segment, isForward: isForward))
      node = isForward ? s.to : s.from
      if isKept[Int(node)] { return chain }
      let i = Int(self.first[Int(node)])
      segment = incident[i] == segment ? incident[i + 1] : incident[i]
    }
  }

  /// What is left after the walks from kept nodes are rings of passed-over nodes.
  private mutating func closeRings(_ nodes: [StreetNode]) {
    for i in segments.indices where !isUsed[i] {
      var best = segments[i].from
      var node = segments[i].to
      var segment = Int32(i)
      while node != segments[i].from {
        let (p, q) = (nodes[Int(node)].position, nodes[Int(best)].position)
        if (p.x, p.y) < (q.x, q.y) { best = node }
        let k = Int(first[Int(node)])
        segment = incident[k] == segment ? incident[k + 1] : incident[k]
        let s = segments[Int(segment)]
        node = s.from == node ? s.to : s.from
      }
      isKept[Int(best)] = true
      chains.append(walk(from: best, along: incident[Int(first[Int(best)])]))
    }
  }
}
