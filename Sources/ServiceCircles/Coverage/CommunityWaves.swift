import PlaneGeometry
import Streets

/// Assesses communities with several workers and hands the results over in their order, a bounded number of
/// communities at a time.
struct CommunityWaves: Sendable {
  let passes: [TravelPass]
  let placement: Placement
  let inputs: AssessmentInputs
  let land: CommunityLandSource
  let options: AssessmentOptions
  let judge: CommunityJudge

  /// Communities assessed before their results are handed over.
  private static let size = 256

  /// Assesses all communities.
  ///
  /// - Parameters:
  ///   - receive: Called with the results of some communities.
  ///   - progress: Called with the number of communities that are done.
  /// - Throws: What `receive` throws; `GeometryError`; `CancellationError`.
  func run(
    receive: (CommunityResults) throws -> Void, progress: (Int) -> Void
  ) async throws {
    let count = placement.communities.count
    for first in stride(from: 0, to: count, by: Self.size) {
      let wave = first..<min(first + Self.size, count)
      let parts = try await concurrentMap(wave, workers: options.workers) {
        CommunityAssessor(
          passes, placement, residences: inputs.residences, land: land,
          precision: options.landPrecision, judge: judge)
      } _: { assessor, c in
        try assessor.assess(c)
      }
      var results = CommunityResults()
      for part in parts { results.append(part) }
      try receive(results)
      progress(wave.upperBound)
    }
  }
}
