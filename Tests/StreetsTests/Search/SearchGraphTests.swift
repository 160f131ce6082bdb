import Testing

@_spi(Benchmarks) @testable import Streets

@Suite struct SearchGraphTests {
  private typealias Arc = SearchGraph.Arc

  /// Rows of random graphs, searched from random seeds: every label is the least time and source that
  /// relaxing every arc until nothing changes gives.
  @Test(arguments: 0..<10)
  func labelsAreThoseOfRelaxingEveryArc(seed: Int) {
    var random = Seeded(UInt64(seed) + 400)
    let count = 40 + seed * 20
    var arcs: [(from: Int, to: Int, weight: UInt32)] = []
    // The last two nodes have no arcs.
    for _ in 0..<(count * 3) {
      arcs.append(
        (
          .random(in: 0..<count - 2, using: &random), .random(in: 0..<count - 2, using: &random),
          [0, 1, .random(in: 0...90_000, using: &random)].randomElement(using: &random) ?? 0
        ))
    }
    arcs.sort { $0.from < $1.from }
    let graph = SearchGraph(
      first: (0...count).map { node in UInt32(arcs.count { $0.from < node }) },
      arcs: arcs.map { Arc(to: UInt32($0.to), weight: $0.weight) })
    let workspace = SearchWorkspace(nodeCount: count)
    for _ in 0..<3 {
      let limit = UInt32.random(in: 0...200_000, using: &random)
      let seeds = (0..<4).map { source in
        SearchWorkspace.Seed(
          node: .random(in: 0..<UInt32(count), using: &random),
          time: Milliseconds(.random(in: 0...50_000, using: &random)), source: UInt32(9 - source))
      }
      var best = [(time: UInt32, source: UInt32)?](repeating: nil, count: count)
      func offer(_ node: Int, _ time: UInt32, _ source: UInt32) -> Bool {
        guard time <= limit, best[node].map({ (time, source) < $0 }) ?? true else { return false }
        best[node] = (time, source)
        return true
      }
      for seed in seeds { _ = offer(Int(seed.node), seed.time.value, seed.source) }
      var isChanging = true
      while isChanging {
        isChanging = false
        for arc in arcs {
          guard let (time, source) = best[arc.from] else { continue }
          if offer(arc.to, time + arc.weight, source) { isChanging = true }
        }
      }
      // All at once, and one after the other: the result does not depend on the order.
      for isOneByOne in [false, true] {
        workspace.reset()
        if isOneByOne {
          for seed in seeds {
            workspace.spread(CollectionOfOne(seed), over: graph, within: Milliseconds(limit))
          }
        } else {
          workspace.spread(seeds, over: graph, within: Milliseconds(limit))
        }
        for node in 0..<count {
          let found = workspace.label(of: node)
          #expect(found?.time.value == best[node]?.time && found?.source == best[node]?.source)
        }
      }
    }
  }
}
