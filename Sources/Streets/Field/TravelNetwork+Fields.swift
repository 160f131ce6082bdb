extension TravelNetwork {
  /// The times to each of several sets of facilities, searched by several workers at once.
  ///
  /// The result is that of ``timeField(to:within:)`` for every set, in their order, whatever the number of
  /// workers.
  ///
  /// - Parameters:
  ///   - sets: The facilities of each field.
  ///   - limit: The longest time of interest; no search goes further.
  ///   - workers: How many tasks share the work.
  ///   - progress: Called with the number of fields finished so far, from any worker.
  /// - Throws: `CancellationError` when the task is cancelled, between two facilities at the latest.
  public func timeFields(
    to sets: [[Place]], within limit: Milliseconds, workers: Int = 1,
    progress: (@Sendable (Int) -> Void)? = nil
  ) async throws -> [TimeField] {
    let chunks = Chunks(count: sets.count)
    let finished = Finished()
    var fields = [TimeField?](repeating: nil, count: sets.count)
    try await withThrowingTaskGroup(of: [(Int, TimeField)].self) { group in
      for _ in 0..<max(1, min(workers, sets.count)) {
        group.addTask {
          var done: [(Int, TimeField)] = []
          while let i = chunks.take() {
            done.append(
              (i, try self.timeField(to: sets[i], within: limit, checking: Task.checkCancellation)))
            progress?(finished.add(1))
          }
          return done
        }
      }
      for try await part in group { for (i, field) in part { fields[i] = field } }
    }
    try Task.checkCancellation()
    return fields.compactMap { $0 }
  }

  /// The times to a set of facilities.
  ///
  /// - Parameter check: Called before every facility; ends the search by throwing.
  func timeField(
    to facilities: [Place], within limit: Milliseconds, checking check: () throws -> Void
  ) rethrows -> TimeField {
    let sorted = facilities.sorted { $0.id < $1.id }
    return TimeField(
      facilities: sorted, limit: limit,
      basis: .streets(
        try StreetField(
          self, labels: nil, stops: [], adding: Array(sorted.enumerated()), limit, checking: check))
    )
  }
}
