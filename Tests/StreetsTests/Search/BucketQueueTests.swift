import Testing

@testable import Streets

@Suite struct BucketQueueTests {
  /// Nodes come out bucket by bucket, each as often as it was put in, whatever is put in on the way.
  @Test(arguments: 0..<10)
  func nodesComeOutByTime(seed: Int) {
    var random = Seeded(UInt64(seed))
    let limit = Milliseconds(.random(in: 1...5_000_000, using: &random))
    var queue = BucketQueue()
    // Twice, in the same memory.
    for _ in 0..<2 {
      queue.prepare(limit: limit, meanWeight: .random(in: 1...50_000, using: &random))
      var times: [UInt32] = []
      func newTime(_ least: UInt32) -> UInt32 {
        times.append(.random(in: least...limit.value, using: &random))
        return times[times.count - 1]
      }
      for node in 0..<3000 { queue.push(UInt32(node), at: newTime(0)) }
      queue._checkInvariants()
      var out: [Int] = []
      var begin: UInt64 = 0
      queue.drain { node, bucket, queue in
        out.append(Int(node))
        #expect(bucket.begin >= begin && UInt64(times[Int(node)]) << 32 >= bucket.begin)
        begin = bucket.begin
        if out.count % 3 == 0, out.count < 3000 {
          queue.push(UInt32(times.count), at: newTime(times[Int(node)]))
        }
      }
      #expect(out.sorted() == Array(times.indices))
    }
  }
}
