import PlaneGeometry
import Streets
import Synchronization
import TestSupport
import Testing

@testable import ServiceCircles

@Suite struct AssessmentTests {
  @Test func `a sum of households names the homes that are reached`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    town.homes(at: [0, 299.9, 300, 1500, 2299, 2300, 2700, 2701])
    town.facility("clinic", .medical, at: 1500)
    town.facility("library", .cultural, at: 0)
    town.facility("pitch", .sports, at: 1500)
    let result = try await town.run()
    // Fifteen minutes are 1200 m, ten 800 m; both limits inclusive.
    let medical = try #require(result.row("a", "C-3"))
    #expect(medical.households.all == 0b1111_1111)
    #expect(medical.households.covered == 0b0111_1100)
    #expect(result.row("a", "C-4")?.households.covered == 0b0000_0111)
    #expect(result.row("a", "C-5")?.households.covered == 0b0011_1000)
    #expect(medical.residences.all == 8 && medical.residences.covered == 5)
    #expect(medical.households.unknown == 0 && medical.residences.unknown == 0)
    #expect(medical.householdShare == 124.0 / 255)
    #expect(result.recordIssues.isEmpty)
  }

  @Test func `a rule of the other setting has no row`() async throws {
    var town = MainStreet()
    town.community("rural", from: 0, to: 1000, .rural)
    town.community("empty", from: 1000, to: 2000)
    town.community("urban", from: 2001, to: 3000)
    town.homes(at: [500, 2500])
    town.facility("pitch", .sports, at: 2400)
    let result = try await town.run()
    #expect(
      result.single.map { "\($0.communityID) \($0.ruleID)" } == [
        "empty C-3", "empty C-4", "empty C-5", "rural C-3", "rural C-4", "rural C-6", "urban C-3",
        "urban C-4", "urban C-5",
      ])
    #expect(result.row("urban", "C-5")?.households.covered == 2)
    // A community without homes may have any households: it has a row and no share.
    #expect(result.row("empty", "C-5")?.households.uncounted == .init(communities: 1))
    #expect(result.row("empty", "C-5")?.householdShare == nil)
    // Without any facility of a service nobody is reached.
    #expect(
      result.row("urban", "C-3")?.households == Coverage.Count(all: 2, covered: 0, unknown: 0))
  }

  @Test func `what the data's edge leaves open is unknown, not uncovered`() async throws {
    var town = MainStreet()
    town.goesOnEast = true
    town.community("a", from: 0, to: 3000)
    town.homes(at: [100, 1300, 1799, 1800, 2100, 3000])
    town.facility("clinic", .medical, at: 1000)
    let households = try await town.run().row("a", "C-3")?.households
    // Reached are 100 … 2200; 1800 … 3000 might be from beyond the end, where not reached already.
    #expect(households?.covered == 0b011111)
    #expect(households?.unknown == 0b100000)
    let culture = try await town.run().row("a", "C-4")
    #expect(culture?.households.covered == 0 && culture?.households.unknown == 0b111000)
    #expect(culture?.residences.unknown == 3)
    town.goesOnEast = false
    #expect(try await town.run().row("a", "C-4")?.households.unknown == 0)
  }

  @Test func `population is null as soon as one home's is missing`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 1500)
    town.community("b", from: 1501, to: 3000)
    town.homes(at: [100, 1400, 1600, 2900])
    town.facility("clinic", .medical, at: 1500)
    for (i, people) in [3, 5, 7, nil].enumerated() { town.residences[i].population = people }
    let result = try await town.run()
    #expect(
      result.row("a", "C-3")?.population == Coverage.Count(all: 8, covered: 5, unknown: 0))
    #expect(try #require(result.row("b", "C-3")).population == nil)
    #expect(result.row("b", "C-3")?.households.all == 12)
    town.residences[3].population = 0
    #expect(
      try await town.run().row("b", "C-3")?.population
        == Coverage.Count(all: 7, covered: 7, unknown: 0))
  }

  @Test func `the order of the inputs does not matter`() async throws {
    var random = SplitMix(state: 5)
    var town = MainStreet()
    for i in 0..<5 {
      let setting: Setting = i % 2 == 0 ? .urban : .rural
      town.community("c\(i)", from: Double(i) * 500, to: Double(i) * 500 + 500, setting)
    }
    // Some lie on the boundary of two communities, some outside all.
    town.homes(at: (0..<31).map { Double($0) * 100 })
    for (i, category) in [ServiceCategory.medical, .cultural, .sports, .medical].enumerated() {
      town.facility("f\(i)", category, at: Double(i) * 700 + 50)
    }
    let result = try await town.run()
    for _ in 0..<5 {
      var other = town
      other.communities.shuffle(using: &random)
      other.residences.shuffle(using: &random)
      other.facilities.shuffle(using: &random)
      let again = try await other.run()
      #expect(again.coverage == result.coverage)
      #expect(again.gaps == result.gaps)
      #expect(again.communities.map(\.id) == result.communities.map(\.id))
      #expect(Set(again.issues) == Set(result.issues))
      func homes(_ town: MainStreet) throws -> [String: Int?] {
        Dictionary(
          uniqueKeysWithValues: zip(
            town.residences.map(\.id), try town.placement().communityOfResidence))
      }
      func places(_ town: MainStreet) throws -> [String: Int?] {
        Dictionary(
          uniqueKeysWithValues: zip(
            town.facilities.map(\.id), try town.placement().communityOfFacility))
      }
      #expect(again.facilities.map(\.communityID) == result.facilities.map(\.communityID))
      #expect(try homes(other) == homes(town))
      #expect(try places(other) == places(town))
    }
  }

  @Test func `workers change nothing`() async throws {
    var town = MainStreet()
    town.goesOnEast = true
    for i in 0..<6 { town.community("c\(i)", from: Double(i) * 500, to: Double(i) * 500 + 500) }
    // More than one worker's share; weights repeat.
    for i in 0..<5000 {
      town.residences.append(
        Residence(
          place: Place(id: "h\(i)", at: [Double(i) * 0.61, Double(i % 7) * 30]),
          households: 1 << (i % 40), population: i))
    }
    for (i, category) in [ServiceCategory.medical, .cultural, .sports].enumerated() {
      town.facility("f\(i)", category, at: Double(i) * 700 + 50)
    }
    let one = try await town.run()
    #expect(one.coverage.contains { $0.households.covered > 0 && $0.households.unknown > 0 })
    for workers in [2, 5] {
      let many = try await town.run(workers: workers)
      #expect(many.coverage == one.coverage && many.gaps == one.gaps)
      #expect(many.communities == one.communities && many.facilities == one.facilities)
      #expect(many.issues == one.issues)
    }
  }

  /// A run that is not wanted any more ends soon, and says so.
  @Test func `a run that is cancelled throws`() async throws {
    var town = MainStreet()
    for i in 0..<600 {
      town.community("c\(i)", from: Double(i) * 5, to: Double(i) * 5 + 5)
    }
    town.homes(at: (0..<40).map { Double($0) * 70 })
    town.facility("clinic", .medical, at: 1000)
    let assessment = try town.assessment()
    let run = Task {
      try await assessment.run(progress: { progress in
        if case .assessing = progress { withUnsafeCurrentTask { $0?.cancel() } }
      })
    }
    await #expect(throws: CancellationError.self) { try await run.value }
    // Progress counts communities to their end.
    let seen = Mutex<[Assessment.Progress]>([])
    _ = try await assessment.run(progress: { progress in seen.withLock { $0.append(progress) } })
    let progress = seen.withLock { $0 }
    let communities = progress.compactMap { progress -> Int? in
      guard case .assessing(let done, of: let all) = progress, all == 600 else { return nil }
      return done
    }
    #expect(communities.last == 600 && progress.last == .assessing(600, of: 600))
    #expect(communities == communities.sorted() && communities.count > 1)
  }
}
