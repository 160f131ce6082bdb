import PlaneGeometry
import Streets
import Synchronization
import TestSupport
import Testing

@testable import ServiceCircles

/// What the homes of new-build projects reach, against assessments of a community with one home.
@Suite struct ProjectCheckTests {
  private static let categories = [
    ServiceCategory.medical, .cultural, .sports, .general, .elderly, .childcare, .education,
    .commercial,
  ]

  private let plane: WorkingPlane
  private let projector: Projector
  /// A corner in the plane, some kilometres from its central meridian.
  private let origin = PlanePoint(510_000, 3_350_000)

  init() throws {
    plane = try WorkingPlane(srid: 4549)
    projector = try Projector(plane)
  }

  /// What is known of a project of one household.
  private static let household = Quantities(["households": .number(ExactDecimal(1))])

  private func position(_ point: PlanePoint) throws -> GeographicPoint {
    try #require(projector.inverse(point))
  }

  private func placed(_ position: GeographicPoint) throws -> PlanePoint {
    try #require(projector.forward(position))
  }

  private func facility(_ id: String, _ category: ServiceCategory, at p: PlanePoint) -> Facility {
    Facility(place: Place(id: id, at: p), kind: FacilityKind(category, "any"), geometry: .point(p))
  }

  private func check(
    _ projects: [BuildProject], on streets: StreetNetwork?, _ facilities: [Facility],
    workers: Int = 1
  ) -> ProjectCheck {
    ProjectCheck(
      inputs: ProjectCheck.Inputs(
        list: "projects.csv", records: projects.map { .project($0) }, streets: streets,
        facilities: facilities, plane: plane),
      options: AssessmentOptions(profiles: ["elderly", "zj-sport"], workers: workers))
  }

  /// The coverage of communities with one home each, one for every project.
  private func coverage(
    _ projects: [BuildProject], on streets: StreetNetwork, _ facilities: [Facility]
  ) async throws -> [Coverage] {
    let communities = projects.map {
      Community(id: $0.id, setting: $0.setting ?? .urban, polygons: [])
    }
    let homes = try projects.map { project in
      Residence(
        place: Place(id: project.id, at: try placed(#require(project.position))), households: 1,
        communityID: project.id)
    }
    return try await Assessment(
      inputs: AssessmentInputs(
        streets: streets, communities: communities, residences: homes, facilities: facilities),
      options: AssessmentOptions(profiles: ["elderly", "zj-sport"], circles: .none)
    ).run().coverage
  }

  /// What tells rows of one project apart.
  private static func key(_ row: Coverage) -> String {
    "\(row.ruleID) \(row.profile) \(row.service)"
  }

  private static func byKey(_ rows: [Coverage]) -> [String: Coverage] {
    Dictionary(rows.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: 0..<6)
  func `before and after are what fresh assessments find`(seed: Int) async throws {
    var random = SplitMix(state: UInt64(seed) + 2000)
    let grid = RandomGrid(side: 9, step: 250, origin: origin)
    let streets = try grid.streets(&random)
    let facilities = (0..<(seed * 3)).map { i in
      facility(
        "f\(i)", Self.categories[i % 8], at: grid.somewhere(&random))
    }
    let projects = try (0..<5).map { i in
      BuildProject(
        id: "p\(i)", setting: [.urban, .rural, nil][(i + seed) % 3],
        position: try position(grid.somewhere(&random)), quantities: Self.household,
        facilities: try (0..<(i == 4 ? 0 : 1 + 2 * i)).map { _ in
          BuildProject.Facility(
            kind: FacilityKind(Self.categories.randomElement(using: &random) ?? .medical, "any"),
            position: Bool.random(using: &random)
              ? nil : try position(grid.somewhere(&random)))
        })
    }
    let result = try await check(projects, on: streets, facilities).run()
    let three = try await check(projects, on: streets, facilities, workers: 3).run()
    #expect(three.projects.map(\.reach) == result.projects.map(\.reach))
    let base = try await coverage(projects, on: streets, facilities)
    var gains = 0
    for project in projects {
      let found = try #require(result.projects.first { $0.id == project.id })
      let reach = try #require(found.reach)
      #expect(found.position == (try placed(#require(project.position))))
      #expect(reach.isSettingKnown == (project.setting != nil))
      #expect(reach.plannedFacilities == project.facilities.count)
      let before = Self.byKey(base.filter { $0.communityID == project.id })
      #expect(Self.byKey(reach.before) == before)
      // In the order in which an assessment of this project alone has them, whatever the others are.
      let alone = try await coverage([project], on: streets, facilities)
      #expect(reach.before.map(Self.key) == alone.map(Self.key))
      #expect(reach.after.map(Self.key) == alone.map(Self.key))
      #expect(Set(reach.before.map(\.profile)).isSuperset(of: ["standard", "strict", "elderly"]))
      let home = try #require(project.position)
      let planned = try project.facilities.enumerated().map { i, own in
        facility("new\(i)", own.kind.category, at: try placed(own.position ?? home))
      }
      let fresh = try await coverage(projects, on: streets, facilities + planned)
      let after = Self.byKey(fresh.filter { $0.communityID == project.id })
      #expect(Self.byKey(reach.after) == after)
      if reach.after != reach.before { gains += 1 }
      if project.facilities.isEmpty { #expect(reach.after == reach.before) }
    }
    #expect(gains > 0, "some planned facility changes something")
  }

  @Test func `an edge beyond the limit may be nearer than what is known`() async throws {
    let both = ModeSet(.walk)
    let streets = try StreetNetwork(
      nodes: [StreetNode(origin, isCut: true), StreetNode(origin + PlanePoint(6000, 0))],
      edges: [StreetSegment(from: 0, to: 1, lengthMetres: 6000, forward: both, backward: both)],
      coordinateSystem: "drawn")
    let project = BuildProject(
      id: "p", setting: .urban, position: try position(origin + PlanePoint(1600, 0)),
      quantities: Self.household)
    func row(_ x: Double) async throws -> Coverage {
      let facilities = [facility("known", .medical, at: origin + PlanePoint(x, 0))]
      let reach = try await check([project], on: streets, facilities).run().projects[0].reach
      return try #require(
        reach?.before.first { $0.ruleID == "C-3" && $0.profile == "standard" })
    }
    // The edge is 20 minutes away; 15 are asked for.
    let far = try await row(4000)
    #expect(far.residences == Coverage.Count(all: 1, covered: 0, unknown: 0))
    #expect(far.medianTime == nil)
    #expect(abs(Double(far.medianTimeAtMost?.value ?? 0) / 60_000 - 30) < 0.01)
    let near = try await row(3120)
    #expect(near.medianTime == near.medianTimeAtMost)
    #expect(abs(Double(near.medianTime?.value ?? 0) / 60_000 - 19) < 0.01)
  }

  @Test func `a clinic of its own is what a project lacked`() async throws {
    let both = ModeSet(.walk)
    let streets = try StreetNetwork(
      nodes: [StreetNode(origin), StreetNode(origin + PlanePoint(3000, 0))],
      edges: [StreetSegment(from: 0, to: 1, lengthMetres: 3000, forward: both, backward: both)],
      coordinateSystem: "drawn")
    let project = BuildProject(
      id: "p", setting: .urban, position: try position(origin + PlanePoint(500, 0)),
      quantities: Quantities([
        "households": .number(ExactDecimal(1250)), "population": .number(ExactDecimal(3000)),
      ]),
      facilities: [
        BuildProject.Facility(
          kind: FacilityKind(.medical, "clinic"),
          position: try position(origin + PlanePoint(1300, 0)))
      ])
    let old = facility("old", .medical, at: origin + PlanePoint(2100, 0))
    let result = try await check([project], on: streets, [old]).run()
    let reach = try #require(result.projects[0].reach)
    func row(_ rows: [Coverage]) -> Coverage? {
      rows.first { $0.ruleID == "C-3" && $0.profile == "standard" }
    }
    // 1600 m are 20 minutes, 800 m are 10; 15 are asked for.
    #expect(row(reach.before)?.households == Coverage.Count(all: 1250, covered: 0, unknown: 0))
    #expect(row(reach.after)?.households == Coverage.Count(all: 1250, covered: 1250, unknown: 0))
    #expect(row(reach.after)?.population == Coverage.Count(all: 3000, covered: 3000, unknown: 0))
    #expect(row(reach.after)?.residences == Coverage.Count(all: 1, covered: 1, unknown: 0))
    let several = try #require(
      reach.after.first { $0.ruleID == "C-1" && $0.service == Service.joint })
    #expect(several.reached?.first == 1250 && several.reached?.last == 0)
    func seconds(_ row: Coverage?) -> Double { Double(row?.medianTime?.value ?? 0) / 1000 }
    #expect(abs(seconds(row(reach.before)) - 1200) < 0.01)
    #expect(abs(seconds(row(reach.after)) - 600) < 0.01)
    #expect(result.issues.isEmpty && result.run.plane == plane)
    // Of an unknown number of households the times are known, and which services are reached.
    var unknown = project
    unknown.quantities = Quantities(["households": .missing])
    let open = try await check([unknown], on: streets, [old]).run().projects[0].reach
    let openRow = row(open?.after ?? [])
    #expect(openRow?.households.whole == nil && openRow?.population == nil)
    #expect(openRow?.medianTime == row(reach.after)?.medianTime && openRow != nil)
    #expect(open?.rows == reach.rows)
    #expect(open?.after.allSatisfy { $0.reached == nil } == true)
    // As the option says, households are planned dwellings or those who live there.
    var lived = project
    lived.quantities["resident_households"] = .number(ExactDecimal(900))
    let resident = try await ProjectCheck(
      standard: RuleSet.zhejiang14thFiveYearPlan.choosing("households_basis", "resident"),
      inputs: ProjectCheck.Inputs(
        list: "l", records: [.project(lived)], streets: streets, facilities: [old], plane: plane)
    ).run()
    #expect(row(resident.projects[0].reach?.before ?? [])?.households.all == 900)
  }

  @Test func `without a place there is no reach, and a place off the plane is an issue`()
    async throws
  {
    var random = SplitMix(state: 4)
    let streets = try RandomGrid(side: 4, origin: origin).streets(&random)
    let here = try position(origin + PlanePoint(100, 100))
    let nowhere = GeographicPoint(longitude: 300, latitude: 95)
    let kind = FacilityKind(.medical, "clinic")
    let projects = [
      BuildProject(id: "here", position: here, quantities: Quantities()),
      BuildProject(id: "unplaced", quantities: Quantities()),
      BuildProject(
        id: "far facility", position: here, quantities: Quantities(),
        facilities: [
          BuildProject.Facility(kind: kind), BuildProject.Facility(kind: kind, position: nowhere),
        ]),
      BuildProject(id: "far", position: nowhere, quantities: Quantities()),
    ]
    let result = try await check(projects, on: streets, []).run()
    #expect(result.projects.map(\.id) == projects.map(\.id))
    #expect(result.projects.map { $0.reach != nil } == [true, false, false, false])
    #expect(result.projects.map { $0.position != nil } == [true, false, true, false])
    #expect(
      result.issues.map { "\($0.feature): \($0.problem.key)" } == [
        "unplaced: project.no_position", "far facility: layer.outside_world",
        "far: layer.outside_world",
      ])
    #expect(result.projects.map { $0.unplaced != nil } == [false, true, true, true])
    #expect(result.issues.allSatisfy { $0.layer == "projects.csv" && $0.severity == .warning })
    // Without streets nobody asks for places.
    let plain = try await check(projects, on: nil, []).run()
    #expect(plain.projects.allSatisfy { $0.reach == nil } && plain.issues.isEmpty)
    #expect(plain.run.profiles.isEmpty)
  }

  @Test func `a record that cannot be judged is the gravest`() async throws {
    func project(_ id: String, _ area: Int?) -> ProjectRecord {
      .project(
        BuildProject(
          id: id,
          quantities: Quantities([
            "largest_centre_m2": area.map { .number(ExactDecimal($0)) } ?? .missing
          ])))
    }
    func result(_ records: [ProjectRecord]) async throws -> ProjectCheck.Result {
      try await ProjectCheck(
        inputs: ProjectCheck.Inputs(list: "l", records: records), rules: ["N-3"]
      ).run()
    }
    let issue = RecordIssue(
      .error, role: "projects", layer: "l", feature: "r", problem: Message("cell.negative"),
      action: Message("layer.skipped"))
    let good = project("good", 350)
    let bad = project("bad", 349)
    let open = project("open", nil)
    let rejected = ProjectRecord.rejected(id: "r", issues: [issue])
    for (records, gravest) in [
      ([good], Verdict.pass), ([good, open], .unknown), ([bad, open, good], .fail),
      ([bad, rejected, good], nil), ([rejected], nil), ([], .pass),
    ] as [([ProjectRecord], Verdict?)] {
      let found = try await result(records)
      #expect(found.gravest == gravest)
      #expect(found.projects.map(\.id) == records.map(\.id))
    }
    let found = try await result([good, rejected]).projects
    #expect(found[0].verdict == .pass && !found[0].isRejected && found[0].issues.isEmpty)
    #expect(found[0].finding(of: "N-3")?.subject == .project("good"))
    #expect(found[0].findings.count == 1)
    // Without narrowing, what the other hard rules ask for is missing.
    let whole = try await ProjectCheck(
      inputs: ProjectCheck.Inputs(list: "l", records: [good])
    ).run().projects[0]
    #expect(whole.verdict == .unknown)
    #expect(whole.findings.count == RuleSet.zhejiang14thFiveYearPlan.newBuildRules.count)
    #expect(found[1].verdict == nil && found[1].isRejected && found[1].findings.isEmpty)
    #expect(found[1].issues == [issue] && found[1].finding(of: "N-3") == nil)
  }

  @Test func `projects are handed over in the order of the list, and a cancelled check throws`()
    async throws
  {
    let projects = (0..<700).map {
      BuildProject(
        id: "p\($0)", quantities: Quantities(["households": .number(ExactDecimal($0))]))
    }
    let prepared = try await check(projects, on: nil, [], workers: 3).prepared()
    var ids: [String] = []
    let seen = Mutex<[ProjectCheck.Progress]>([])
    try await prepared.run(progress: { progress in seen.withLock { $0.append(progress) } }) {
      ids.append($0.id)
    }
    #expect(ids == projects.map(\.id))
    #expect(
      seen.withLock { $0 }
        == [.judging(256, of: 700), .judging(512, of: 700), .judging(700, of: 700)])
    let cancelled = Task {
      try await prepared.run(progress: { _ in withUnsafeCurrentTask { $0?.cancel() } })
    }
    await #expect(throws: CancellationError.self) { try await cancelled.value }
  }
}
