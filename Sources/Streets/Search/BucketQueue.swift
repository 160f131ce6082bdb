/// Dial's bucket queue over whole milliseconds: one list per interval of time, all in one pool.
///
/// Buckets are about as wide as a typical arc is long, so a node may be taken out more than once in its
/// bucket; that is cheaper than keeping the bucket sorted. R. B. Dial, "Algorithm 360: Shortest-Path Forest
/// with Topological Ordering", Communications of the ACM 12 (1969).
///
/// Unchecked access is justified by construction: every time pushed is at most the limit, so its bucket
/// exists; links lead to items pushed before.
struct BucketQueue: ~Copyable {
  /// The labels of one bucket.
  struct Interval {
    /// The least of these labels: the bucket's first time as `time << 32`.
    var begin: UInt64
  }

  /// A node in a bucket. Not private: the compiler fails on debug information of private elements.
  struct Item {
    var node: UInt32
    /// The number of the bucket's next item in the pool, or ``none``.
    var next: UInt32
  }

  private static let none = UInt32.max
  private static let mostBuckets = 4096

  /// For every bucket the number of its first item in the pool, or ``none``.
  private var heads = Memory<UInt32>(capacity: BucketQueue.mostBuckets)
  private var pool = Memory<Item>()
  private var shift: UInt32 = 0
  private var limit: UInt32 = 0

  /// Empties the queue and lays out buckets for times up to `limit`.
  mutating func prepare(limit: Milliseconds, meanWeight: Double) {
    shift = 8
    while Double(UInt32(1) << (shift + 1)) < meanWeight, shift < 24 { shift += 1 }
    while Int(limit.value >> shift) >= Self.mostBuckets { shift += 1 }
    self.limit = limit.value
    heads.fill(with: Self.none, count: Int(limit.value >> shift) + 1)
    pool.removeAll()
  }

  /// Puts a node in.
  ///
  /// - Precondition: `time` is at most the limit.
  @inline(__always)
  mutating func push(_ node: UInt32, at time: UInt32) {
    assert(time <= limit, "a time beyond the limit has no bucket")
    let bucket = Int(time >> shift)
    pool.append(Item(node: node, next: heads[bucket]))
    heads[bucket] = UInt32(truncatingIfNeeded: pool.count &- 1)
  }

  /// Takes nodes out, bucket by bucket, until none is left.
  ///
  /// - Parameter body: Called with every node, the interval of its bucket, and the queue, into which it may
  ///   put nodes at times of that interval or later.
  @inline(__always)
  mutating func drain(_ body: (UInt32, Interval, inout BucketQueue) -> Void) {
    for bucket in 0..<heads.count {
      let interval = Interval(begin: (UInt64(bucket) << UInt64(shift)) << 32)
      while heads[bucket] != Self.none {
        let item = pool[Int(heads[bucket])]
        heads[bucket] = item.next
        body(item.node, interval, &self)
      }
    }
    precondition(pool.count < Int(Self.none), "more than four billion improvements")
    _checkIsEmpty()
  }

  #if STREETS_INTERNAL_CHECKS
    /// Every item of a bucket links to an item pushed before, so that walking a bucket ends; no item is in two
    /// buckets.
    func _checkInvariants() {
      var seen = [Bool](repeating: false, count: pool.count)
      for bucket in 0..<heads.count {
        var item = heads[bucket]
        while item != Self.none {
          precondition(Int(item) < pool.count, "a link leads out of the pool")
          precondition(!seen[Int(item)], "an item stands in two buckets")
          seen[Int(item)] = true
          let next = pool[Int(item)].next
          precondition(next == Self.none || next < item, "a link leads to a later item")
          item = next
        }
      }
      precondition(
        Int(limit >> shift) + 1 == heads.count || heads.count == 0, "buckets do not reach the limit"
      )
    }

    /// Every bucket is empty: no node was put into a bucket already drained.
    private func _checkIsEmpty() {
      _checkInvariants()
      for bucket in 0..<heads.count {
        precondition(heads[bucket] == Self.none, "an item was put into a bucket that was done")
      }
    }
  #else
    @inline(__always)
    func _checkInvariants() {}

    @inline(__always)
    private func _checkIsEmpty() {}
  #endif
}
