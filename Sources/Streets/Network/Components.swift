/// Numbers the connected components of a graph.
enum Components {
  /// The component of every node, numbered by falling size (of equal size: the smaller first node
  /// first), and the components' sizes.
  ///
  /// - Complexity: O((n + m) α(n)).
  static func number(
    nodeCount: Int, from: [UInt32], to: [UInt32], joins: (Int) -> Bool
  ) -> (component: [UInt32], sizes: [Int]) {
    var parent = (0..<nodeCount).map { UInt32($0) }
    func root(_ n: UInt32) -> UInt32 {
      var n = n
      while parent[Int(n)] != n {
        parent[Int(n)] = parent[Int(parent[Int(n)])]
        n = parent[Int(n)]
      }
      return n
    }
    for e in from.indices where joins(e) {
      let (a, b) = (root(from[e]), root(to[e]))
      // The smaller number becomes the root: a component is named by its first node.
      if a < b { parent[Int(b)] = a } else { parent[Int(a)] = b }
    }
    var size = [Int](repeating: 0, count: nodeCount)
    for n in 0..<nodeCount { size[Int(root(UInt32(n)))] += 1 }
    let roots = (0..<nodeCount).filter { size[$0] > 0 }.sorted {
      (size[$1], $0) < (size[$0], $1)
    }
    var rank = [UInt32](repeating: 0, count: nodeCount)
    for (i, r) in roots.enumerated() { rank[r] = UInt32(i) }
    return ((0..<nodeCount).map { rank[Int(root(UInt32($0)))] }, roots.map { size[$0] })
  }
}
