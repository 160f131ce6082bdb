/// The memory of one worker's searches: labels, touched nodes and buckets, reused between searches.
///
/// A label is `time << 32 | source`, so that one comparison decides by time and, of equal times, by the
/// smaller source; `UInt64.max` is "not reached". Resetting costs only what the search touched.
///
/// Not Sendable: every worker has its own workspace.
@_spi(Benchmarks)
public final class SearchWorkspace {
  /// A node where a search begins, with the time already spent and the number of the source.
  public struct Seed: Hashable, Sendable {
    /// The node.
    public var node: UInt32
    /// The time it takes from the source to the node.
    public var time: Milliseconds
    /// The number of the source; of equal times the smaller number wins.
    public var source: UInt32

    /// A seed of a search.
    public init(node: UInt32, time: Milliseconds, source: UInt32) {
      self.node = node
      self.time = time
      self.source = source
    }
  }

  /// The label of a node that was not reached.
  static let unreached = UInt64.max

  /// The number of nodes of the networks searched.
  let nodeCount: Int
  /// The label of every node.
  private var labels: Memory<UInt64>
  /// The nodes that have a label, each once, in the order in which they were reached.
  private var touched: Memory<UInt32>
  private var queue = BucketQueue()
  /// The number of arcs looked at since the workspace was made.
  public private(set) var relaxedArcs = 0

  /// Memory for searches in networks of `nodeCount` nodes.
  public init(nodeCount: Int) {
    self.nodeCount = nodeCount
    labels = Memory(capacity: nodeCount)
    labels.fill(with: Self.unreached, count: nodeCount)
    touched = Memory(capacity: nodeCount)
  }

  /// Memory that begins with the labels of a finished search, to continue that search.
  convenience init(continuing finished: [UInt64]) {
    self.init(nodeCount: finished.count)
    for (i, label) in finished.enumerated() where label != Self.unreached {
      labels[i] = label
      touched.append(UInt32(i))
    }
  }

  /// Forgets the labels of the nodes that were touched.
  public func reset() {
    _checkInvariants()
    for i in 0..<touched.count { labels[Int(touched[i])] = Self.unreached }
    touched.removeAll()
  }

  /// The labels of all nodes and the nodes that have one, until the next search.
  var result: (labels: ElementReader<UInt64>, touched: ElementReader<UInt32>) {
    (labels.reader, touched.reader)
  }

  /// A copy of the labels of all nodes.
  var allLabels: [UInt64] {
    var copy: [UInt64] = []
    copy.reserveCapacity(nodeCount)
    labels.append(0..<nodeCount, to: &copy)
    return copy
  }

  /// The time and the source of a node, nil where it was not reached.
  public func label(of node: Int) -> (time: Milliseconds, source: UInt32)? {
    precondition(node >= 0 && node < nodeCount, "no such node")
    let label = labels[node]
    guard label != Self.unreached else { return nil }
    return (Milliseconds(UInt32(label >> 32)), UInt32(truncatingIfNeeded: label))
  }

  /// Spreads times from seeds over a graph, as far as `limit`, replacing only labels that are worse.
  ///
  /// A later call spreads only where it improves a label; so a search over many sources
  /// is quickest as one call per source, in the order of a Hilbert curve: buckets and labels then stay
  /// in the cache. The result does not depend on the order.
  func spread(_ seeds: some Sequence<Seed>, over graph: SearchGraph, within limit: Milliseconds) {
    precondition(graph.first.count == nodeCount + 1, "the workspace is for another network")
    queue.prepare(limit: limit, meanWeight: graph.meanWeight)
    for seed in seeds where seed.time <= limit {
      let label = UInt64(seed.time.value) << 32 | UInt64(seed.source)
      let node = Int(seed.node)
      precondition(node < nodeCount, "no such node")
      if label < labels[node] {
        if labels[node] == Self.unreached { touched.append(seed.node) }
        labels[node] = label
        queue.push(seed.node, at: seed.time.value)
      }
    }
    settle(graph, within: limit)
  }

  /// The inner loop: Dial's buckets, with labels corrected within a bucket until the bucket is empty.
  ///
  /// Unchecked access is justified by construction: ``SearchGraph`` makes `first` ascending with its
  /// last entry the number of arcs and every `to` below the number of nodes; nodes enter the queue only
  /// from there or from checked seeds; `touched` has room for every node once.
  private func settle(_ graph: SearchGraph, within limit: Milliseconds) {
    let labels = labels.handle
    let touched = touched.room(after: 0)
    var count = self.touched.count
    var relaxed = 0
    let bound = UInt64(limit.value) << 32 | UInt64(UInt32.max)
    graph.first.withReader { first in
      graph.arcs.withReader { arcs in
        queue.drain { node, bucket, queue in
          let v = Int(node)
          let label = labels[v]
          // A stale item: the node's label improved, and the node was settled in an earlier bucket.
          if label < bucket.begin { return }
          let (from, to) = (Int(first[v]), Int(first[v + 1]))
          relaxed &+= to &- from
          for i in from..<to {
            let arc = arcs[i]
            let candidate = label &+ UInt64(arc.weight) << 32
            let old = labels[Int(arc.to)]
            if candidate < old && candidate <= bound {
              if old == Self.unreached {
                touched[count] = arc.to
                count &+= 1
              }
              labels[Int(arc.to)] = candidate
              queue.push(arc.to, at: UInt32(truncatingIfNeeded: candidate >> 32))
            }
          }
        }
      }
    }
    self.touched.resize(to: count)
    relaxedArcs &+= relaxed
  }

  #if STREETS_INTERNAL_CHECKS
    /// The nodes that have a label are those that were touched, each once.
    func _checkInvariants() {
      precondition(labels.count == nodeCount && touched.count <= nodeCount)
      var isTouched: Set<UInt32> = []
      for i in 0..<touched.count {
        precondition(isTouched.insert(touched[i]).inserted, "a node was touched twice")
        precondition(labels[Int(touched[i])] != Self.unreached, "a touched node has no label")
      }
    }
  #else
    @inline(__always)
    func _checkInvariants() {}
  #endif
}
