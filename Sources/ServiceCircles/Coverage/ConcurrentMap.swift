import Synchronization

/// Numbers from a first one up, each taken once by one of several workers.
final class NumberDispenser: Sendable {
  private let next: Atomic<Int>
  private let end: Int

  init(_ range: Range<Int>) {
    next = Atomic(range.lowerBound)
    end = range.upperBound
  }

  /// The next number; nil when all are taken.
  func take() -> Int? {
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < end ? number : nil
  }
}

/// The results of a range of numbers, in their order, computed by several workers, each with a state of its
/// own.
///
/// - Throws: What `body` throws; `CancellationError`, looked for before every number.
func concurrentMap<State, Result: Sendable>(
  _ range: Range<Int>, workers: Int, state: @escaping @Sendable () throws -> State,
  _ body: @escaping @Sendable (inout State, Int) throws -> Result
) async throws -> [Result] {
  let numbers = NumberDispenser(range)
  var results = [Result?](repeating: nil, count: range.count)
  try await withThrowingTaskGroup(of: [(Int, Result)].self) { group in
    for _ in 0..<min(max(1, workers), range.count) {
      group.addTask {
        var own = try state()
        var done: [(Int, Result)] = []
        while true {
          try Task.checkCancellation()
          guard let i = numbers.take() else { return done }
          done.append((i, try body(&own, i)))
        }
      }
    }
    for try await done in group {
      for (i, result) in done { results[i - range.lowerBound] = result }
    }
  }
  return results.compactMap { $0 }
}
