import Streets
import TestSupport

/// The random numbers of these tests.
typealias Seeded = SplitMix

extension SplitMix {
  init(_ seed: UInt64) { self.init(state: seed) }
}

/// Made-up streets with everything that real ones have: bends, parallel streets, loops, pieces of length
/// zero, one-way streets, bridges, closed streets, islands and two isolated nodes.
struct RandomStreets {
  var nodes: [StreetNode] = []
  var segments: [StreetSegment] = []

  init(seed: UInt64, nodeCount: Int = 60, size: Double = 1000) {
    var random = Seeded(seed)
    for _ in 0..<nodeCount {
      nodes.append(
        StreetNode(
          PlanePoint(.random(in: 0...size, using: &random), .random(in: 0...size, using: &random))))
    }
    func add(_ a: Int, _ b: Int, _ random: inout Seeded) {
      let d = nodes[b].position - nodes[a].position
      let length = (d.x * d.x + d.y * d.y).squareRoot()
      let both: ModeSet = [ModeSet(.walk), ModeSet(.cycle)]
      let oneWay = Int.random(in: 0..<6, using: &random) == 0
      var traits: StreetSegment.Traits = []
      if Int.random(in: 0..<15, using: &random) == 0 { traits.insert(.noAccess) }
      if Int.random(in: 0..<25, using: &random) == 0 { traits.insert(.restricted) }
      segments.append(
        StreetSegment(
          from: Int32(a), to: Int32(b),
          lengthMetres: length * .random(in: 0.9996...1.001, using: &random),
          forward: both, backward: oneWay ? ModeSet(.walk) : both, traits: traits))
    }
    for a in 0..<(nodeCount - 2) {
      let near = (0..<(nodeCount - 2)).sorted {
        let (p, q) = (
          nodes[$0].position - nodes[a].position, nodes[$1].position - nodes[a].position
        )
        return p.x * p.x + p.y * p.y < q.x * q.x + q.y * q.y
      }
      for b in near.dropFirst().prefix(3) where b > a || Int.random(in: 0..<5, using: &random) == 0
      {
        add(a, b, &random)
      }
    }
    for _ in 0..<2 {
      let a = Int.random(in: 0..<nodeCount - 2, using: &random)
      segments.append(
        StreetSegment(
          from: Int32(a), to: Int32(a), lengthMetres: 0, forward: ModeSet(.walk),
          backward: ModeSet(.walk)))
      nodes.append(nodes[a])
      add(a, nodes.count - 1, &random)
    }
  }

  var network: StreetNetwork {
    get throws { try StreetNetwork(nodes: nodes, edges: segments, coordinateSystem: "test") }
  }
}
