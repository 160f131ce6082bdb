import Synchronization

/// Counts what any number of workers have finished.
final class Finished: Sendable {
  private let count = Atomic<Int>(0)

  /// Adds to the count; returns the new count.
  func add(_ more: Int) -> Int { count.wrappingAdd(more, ordering: .relaxed).newValue }
}
