/// Draws the circles of many facilities with several workers, in the order of the facilities.
package struct CircleBatch: Sendable {
  private let travel: TravelNetwork
  private let toleranceMetres: Double
  private let workers: Int

  /// Facilities drawn before their circles are handed over; bounds the memory.
  private static let waveSize = 1024

  /// A batch over a network.
  package init(_ travel: TravelNetwork, toleranceMetres: Double = 2, workers: Int = 1) {
    self.travel = travel
    self.toleranceMetres = toleranceMetres
    self.workers = max(1, workers)
  }

  /// Calls `body` with every facility's number and its circles, one for each of the times; a circle is
  /// empty where no street is in reach.
  ///
  /// The number of workers changes nothing in what `body` sees.
  ///
  /// - Throws: `CancellationError` when the task is cancelled; what `body` throws.
  package func forEachFacility(
    of facilities: [Place], within times: [Milliseconds],
    _ body: (Int, [[PlanePolygon]]) throws -> Void
  ) async throws {
    for first in stride(from: 0, to: facilities.count, by: Self.waveSize) {
      try Task.checkCancellation()
      let wave = facilities[first..<min(first + Self.waveSize, facilities.count)]
      let chunks = Chunks(count: wave.count)
      var drawn = [[[PlanePolygon]]](repeating: [], count: wave.count)
      await withTaskGroup(of: [(Int, [[PlanePolygon]])].self) { group in
        for _ in 0..<min(workers, wave.count) {
          group.addTask {
            let engine = CircleEngine(travel, toleranceMetres: toleranceMetres)
            var done: [(Int, [[PlanePolygon]])] = []
            while !Task.isCancelled, let i = chunks.take() {
              done.append((i, engine.circles(of: [wave[first + i]], within: times)))
            }
            return done
          }
        }
        for await part in group { for (i, circles) in part { drawn[i] = circles } }
      }
      try Task.checkCancellation()
      for (i, circles) in drawn.enumerated() { try body(first + i, circles) }
    }
  }
}
