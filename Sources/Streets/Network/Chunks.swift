import Synchronization

/// Hands out the numbers below a count, one after the other, to any number of workers.
final class Chunks: Sendable {
  private let next = Atomic<Int>(0)
  let count: Int

  init(count: Int) { self.count = count }

  /// The next number, nil when all are taken.
  func take() -> Int? {
    let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return chunk < count ? chunk : nil
  }
}
