import Streets

/// The results of a range of numbers, in their order, computed by several workers, each with a state of its
/// own.
///
/// - Throws: What `body` throws; `CancellationError`, looked for before every number.
func concurrentMap<State, Result: Sendable>(
  _ range: Range<Int>, workers: Int, state: @escaping @Sendable () throws -> State,
  _ body: @escaping @Sendable (inout State, Int) throws -> Result
) async throws -> [Result] {
  let numbers = Chunks(count: range.count)
  var results = [Result?](repeating: nil, count: range.count)
  try await withThrowingTaskGroup(of: [(Int, Result)].self) { group in
    for _ in 0..<min(max(1, workers), range.count) {
      group.addTask {
        var own = try state()
        var done: [(Int, Result)] = []
        while true {
          try Task.checkCancellation()
          guard let i = numbers.take() else { return done }
          done.append((i, try body(&own, range.lowerBound + i)))
        }
      }
    }
    for try await done in group {
      for (i, result) in done { results[i] = result }
    }
  }
  return results.compactMap { $0 }
}
