import Synchronization

/// Hands out the numbers below a count, one after the other, to any number of workers.
package final class Chunks: Sendable {
  private let next = Atomic<Int>(0)
  let count: Int

  /// The numbers 0 ..< `count`, none of them taken.
  package init(count: Int) { self.count = count }

  /// The next number, nil when all are taken.
  package func take() -> Int? {
    let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return chunk < count ? chunk : nil
  }
}
