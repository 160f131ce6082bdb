import Foundation
import PlaneGeometry
import Streets
import Synchronization
import TestSupport
import Testing

@testable import ServiceCircles

/// Results that are handed over as they are found, against those that a run keeps.
@Suite struct StreamedRunTests {
  /// Keeps what is handed over, and in which order.
  private final class Keeper: AssessmentReceiver {
    var calls: [String] = []
    var opening: Assessment.Opening?
    var results = CommunityResults()
    var circles: [ServiceCircle] = []
    var ending: Assessment.Ending?

    func begin(_ opening: Assessment.Opening) {
      calls.append("begin")
      self.opening = opening
    }

    func receive(_ results: CommunityResults) {
      calls.append("results")
      self.results.append(results)
    }

    func receive(_ circles: [ServiceCircle]) {
      calls.append("circles")
      self.circles += circles
    }

    func end(_ ending: Assessment.Ending) {
      calls.append("end")
      self.ending = ending
    }
  }

  private struct Refusal: Error {}

  /// Refuses circles.
  private final class Refuser: AssessmentReceiver {
    func begin(_ opening: Assessment.Opening) {}
    func receive(_ results: CommunityResults) {}
    func receive(_ circles: [ServiceCircle]) throws { throw Refusal() }
    func end(_ ending: Assessment.Ending) {}
  }

  private func town() -> MainStreet {
    var town = MainStreet()
    town.goesOnEast = true
    for i in 0..<4 {
      town.community(
        "3301060010\(i < 2 ? "0" : "2")\(i)", from: Double(i) * 700, to: Double(i) * 700 + 700,
        i < 2 ? .urban : .rural)
    }
    town.communities[3].settings = SettingReadings([.committee: .rural, .statisticalClass: .urban])
    town.communities[0].quantities["social_work_room"] = .number(ExactDecimal(1))
    town.communities[1].quantities["social_work_room"] = .missing
    // One lies beyond all communities.
    town.homes(at: [10, 300, 720, 900, 1500, 2100, 2790, 2900])
    for i in town.residences.indices { town.residences[i].population = 3 * i }
    for (i, category) in [ServiceCategory.medical, .cultural, .sports, .general].enumerated() {
      town.facility("f\(i)", category, at: Double(i) * 700 + 50)
    }
    return town
  }

  private func isSame(_ kept: Keeper, _ result: Assessment.Result) throws {
    let opening = try #require(kept.opening)
    let ending = try #require(kept.ending)
    #expect(opening.sources == result.sources && opening.rules == result.rules)
    #expect(kept.results.communities == result.communities)
    #expect(kept.results.coverage == result.coverage && kept.results.gaps == result.gaps)
    #expect(kept.results.findings == result.findings)
    #expect(kept.results.sensitivity == result.sensitivity)
    #expect(kept.circles == result.circles)
    #expect(ending.facilities == result.facilities && ending.issues == result.issues)
    #expect(ending.summary.regions == result.regions)
    #expect(ending.summary.communities == result.summary.communities)
    #expect(ending.summary.flips == result.summary.flips)
    #expect(ending.summary.issues == result.issues.count)
    #expect(
      ending.summary.worst.map(\.coverage) == result.summary.worst.map(\.coverage))
    #expect(kept.calls.first == "begin" && kept.calls.last == "end")
    #expect(kept.calls.count { $0 == "begin" || $0 == "end" } == 2)
    let rest = kept.calls.dropFirst().dropLast()
    #expect(rest.drop { $0 == "results" }.allSatisfy { $0 == "circles" }, "circles come last")
  }

  @Test(arguments: [1, 3])
  func `a receiver gets what a run keeps`(workers: Int) async throws {
    let assessment = try town().assessment(circles: .all, workers: workers)
    let prepared = try await assessment.prepared()
    let result = try await prepared.run()
    // Nothing of which there is none would be compared.
    #expect(!result.gaps.isEmpty && !result.findings.isEmpty && !result.sensitivity.isEmpty)
    #expect(!result.circles.isEmpty && !result.issues.isEmpty && !result.summary.worst.isEmpty)
    let kept = Keeper()
    let summary = try await prepared.run(into: kept)
    try isSame(kept, result)
    #expect(summary.regions == result.regions)
    var run = try #require(kept.ending).run
    #expect(run.finishedAt >= run.startedAt && kept.opening?.run.finishedAt == run.startedAt)
    run.finishedAt = result.run.finishedAt
    #expect(run == result.run)
    let again = Keeper()
    _ = try await assessment.run(into: again)
    try isSame(again, result)
  }

  @Test func `a result is replayed as it was found`() async throws {
    let result = try await town().assessment(circles: .all).run()
    let kept = Keeper()
    try result.replay(into: kept)
    try isSame(kept, result)
    #expect(kept.opening?.run == result.run && kept.ending?.run == result.run)
  }

  @Test func `what a receiver throws ends the run`() async throws {
    let assessment = try town().assessment(circles: .service)
    await #expect(throws: Refusal.self) { try await assessment.run(into: Refuser()) }
    let result = try await assessment.run()
    #expect(throws: Refusal.self) { try result.replay(into: Refuser()) }
  }

  private enum Step: CaseIterable { case searching, assessing, drawing }

  /// A task that is cancelled while a step goes on; each step has more of its work before it.
  @Test(arguments: Step.allCases)
  private func `a run that is cancelled at any step throws`(step: Step) async throws {
    var town = town()
    for i in 0..<600 {
      town.community("c\(i)", from: Double(i) * 5, to: Double(i) * 5 + 5)
      if i % 20 == 0 { town.facility("m\(i)", .medical, at: Double(i) * 5) }
    }
    let assessment = try town.assessment(circles: .all)
    let task = Mutex<Task<Assessment.Result, any Error>?>(nil)
    let running = Task {
      while task.withLock({ $0 == nil }) { await Task.yield() }
      return try await assessment.run { progress in
        let now: Step =
          switch progress {
          case .searching: .searching
          case .assessing: .assessing
          case .drawing: .drawing
          }
        if now == step { task.withLock { $0?.cancel() } }
      }
    }
    task.withLock { $0 = running }
    await #expect(throws: CancellationError.self) { try await running.value }
  }
}
