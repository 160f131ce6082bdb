import PlaneGeometry
import Streets
import Synchronization

/// Assesses communities with several workers and hands the results over in their order, a bounded number at
/// a time.
struct CommunityWaves: Sendable {
  let passes: [TravelPass]
  let placement: Placement
  let inputs: Assessment.Inputs
  let land: CommunityLandSource
  let options: Assessment.Options
  let findings: CommunityFindings

  /// Communities assessed before their results are handed over.
  private static let size = 256

  func run(
    receive: (Assessment.Part) throws -> Void, progress: (Int) -> Void
  ) async throws {
    let count = placement.communities.count
    for first in stride(from: 0, to: count, by: Self.size) {
      let wave = first..<min(first + Self.size, count)
      for part in try await parts(of: wave) { try receive(part) }
      progress(wave.upperBound)
    }
  }

  private func parts(of wave: Range<Int>) async throws -> [Assessment.Part] {
    let next = Counter(from: wave.lowerBound)
    var parts = [Assessment.Part](repeating: Assessment.Part(), count: wave.count)
    try await withThrowingTaskGroup(of: [(Int, Assessment.Part)].self) { group in
      for _ in 0..<min(max(1, options.workers), wave.count) {
        group.addTask {
          let assessor = CommunityAssessor(
            passes, residences: inputs.residences, land: land, precision: options.landPrecision,
            findings: findings)
          var done: [(Int, Assessment.Part)] = []
          while true {
            try Task.checkCancellation()
            let c = next.take()
            guard c < wave.upperBound else { return done }
            done.append(
              (
                c,
                try assessor.assess(
                  c, placement.communities[c], homes: placement.residences(of: c))
              ))
          }
        }
      }
      for try await done in group {
        for (c, part) in done { parts[c - wave.lowerBound] = part }
      }
    }
    return parts
  }

  /// Numbers, each taken once by one of the workers.
  private final class Counter: Sendable {
    private let next: Atomic<Int>

    init(from first: Int) { next = Atomic(first) }

    func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
  }
}
