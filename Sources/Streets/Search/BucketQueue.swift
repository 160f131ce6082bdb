/// Dial's bucket queue over whole milliseconds: one list per interval of time, all in one pool.
///
/// Buckets are about as wide as a typical arc is long, so a node may be taken out more than once in its
/// bucket; that is cheaper than keeping order inside it. R. B. Dial, "Algorithm 360: Shortest-Path Forest
/// with Topological Ordering", Communications of the ACM 12 (1969).
struct BucketQueue: ~Copyable {
  /// An interval of labels, as labels: `time << 32`.
  struct Interval {
    var begin: UInt64
  }

  private struct Item {
    var node: UInt32
    var next: UInt32
  }

  private static let none = UInt32.max
  private static let mostBuckets = 4096

  private var heads: UnsafeMutablePointer<UInt32>
  private var pool: UnsafeMutablePointer<Item>
  private var poolCapacity = 1024
  private var poolCount = 0
  private var bucketCount = 0
  private var shift: UInt32 = 0

  init() {
    heads = .allocate(capacity: Self.mostBuckets)
    pool = .allocate(capacity: poolCapacity)
  }

  deinit {
    heads.deallocate()
    pool.deallocate()
  }

  /// Empties the queue and lays out buckets for times up to `limit`.
  mutating func prepare(limit: Milliseconds, meanWeight: Double) {
    shift = 8
    while Double(UInt32(1) << (shift + 1)) < meanWeight, shift < 24 { shift += 1 }
    while Int(limit.value >> shift) >= Self.mostBuckets { shift += 1 }
    bucketCount = Int(limit.value >> shift) + 1
    heads.update(repeating: Self.none, count: bucketCount)
    poolCount = 0
  }

  /// Puts a node in; `time` must not exceed the limit.
  @inline(__always)
  mutating func push(_ node: UInt32, at time: UInt32) {
    if poolCount == poolCapacity { grow() }
    let bucket = Int(time >> shift)
    pool[poolCount] = Item(node: node, next: heads[bucket])
    heads[bucket] = UInt32(truncatingIfNeeded: poolCount)
    poolCount &+= 1
  }

  @inline(never)
  private mutating func grow() {
    precondition(poolCapacity < Int(UInt32.max) / 2, "more than four billion improvements")
    let larger = UnsafeMutablePointer<Item>.allocate(capacity: poolCapacity * 2)
    larger.moveInitialize(from: pool, count: poolCount)
    pool.deallocate()
    pool = larger
    poolCapacity *= 2
  }

  /// Takes nodes out, bucket by bucket, until none is left; `body` may put more in.
  @inline(__always)
  mutating func drain(_ body: (UInt32, Interval, inout BucketQueue) -> Void) {
    for bucket in 0..<bucketCount {
      let interval = Interval(begin: (UInt64(bucket) << UInt64(shift)) << 32)
      while heads[bucket] != Self.none {
        let item = pool[Int(heads[bucket])]
        heads[bucket] = item.next
        body(item.node, interval, &self)
      }
    }
  }
}
