/// The memory of one worker's searches: labels, touched nodes and buckets, kept from search to search.
///
/// A label is `time << 32 | source`, so that one comparison decides by time and, of equal times, by the
/// smaller source; `UInt64.max` is "not reached". Resetting costs only what the search touched.
///
/// Not Sendable: every worker has its own.
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

  static let unreached = UInt64.max

  let nodeCount: Int
  let labels: UnsafeMutablePointer<UInt64>
  private(set) var touched: UnsafeMutablePointer<UInt32>
  private(set) var touchedCount = 0
  private var queue = BucketQueue()
  /// The number of arcs looked at since the workspace was made.
  public private(set) var relaxedArcs = 0

  /// Memory for searches in networks of `nodeCount` nodes.
  public init(nodeCount: Int) {
    self.nodeCount = nodeCount
    labels = .allocate(capacity: max(nodeCount, 1))
    labels.initialize(repeating: Self.unreached, count: max(nodeCount, 1))
    touched = .allocate(capacity: max(nodeCount, 1))
  }

  /// Memory that begins with the labels of a finished search, to continue it.
  convenience init(continuing finished: [UInt64]) {
    self.init(nodeCount: finished.count)
    for (i, label) in finished.enumerated() where label != Self.unreached {
      labels[i] = label
      touched[touchedCount] = UInt32(i)
      touchedCount += 1
    }
  }

  deinit {
    labels.deallocate()
    touched.deallocate()
  }

  /// Forgets the labels of the nodes that were touched.
  public func reset() {
    for i in 0..<touchedCount { labels[Int(touched[i])] = Self.unreached }
    touchedCount = 0
  }

  /// The nodes that have a label.
  var touchedNodes: UnsafeBufferPointer<UInt32> { .init(start: touched, count: touchedCount) }

  /// The time and the source of a node, nil where it was not reached.
  public func label(of node: Int) -> (time: Milliseconds, source: UInt32)? {
    precondition(node >= 0 && node < nodeCount, "no such node")
    let label = labels[node]
    guard label != Self.unreached else { return nil }
    return (Milliseconds(UInt32(label >> 32)), UInt32(truncatingIfNeeded: label))
  }

  /// Spreads times from seeds over a graph, as far as `limit`, keeping the labels that are there.
  ///
  /// A later search continues only where it improves on what is known; so a search over many sources
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
        if labels[node] == Self.unreached {
          touched[touchedCount] = seed.node
          touchedCount += 1
        }
        labels[node] = label
        queue.push(seed.node, at: seed.time.value)
      }
    }
    settle(graph, within: limit)
  }

  /// The inner loop: Dial's buckets, labels corrected within a bucket until it is empty.
  ///
  /// Unchecked access is justified by construction: ``SearchGraph`` makes `first` ascending with its
  /// last entry the number of arcs and every `to` below the number of nodes; nodes enter the queue only
  /// from there or from checked seeds; `touched` has room for every node once.
  private func settle(_ graph: SearchGraph, within limit: Milliseconds) {
    let labels = self.labels
    let touched = self.touched
    var count = touchedCount
    var relaxed = 0
    let bound = UInt64(limit.value) << 32 | UInt64(UInt32.max)
    graph.first.withUnsafeBufferPointer { first in
      graph.arcs.withUnsafeBufferPointer { arcs in
        queue.drain { node, bucketEnd, queue in
          let v = Int(node)
          let label = labels[v]
          // Reached earlier by a better label: its bucket is done, or it stands in this one again.
          if label < bucketEnd.begin { return }
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
    touchedCount = count
    relaxedArcs &+= relaxed
  }
}
