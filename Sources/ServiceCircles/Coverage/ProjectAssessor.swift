import PlaneGeometry
import Streets

/// A new-build project with its places in the working plane.
struct PlacedProject: Sendable {
  let id: String
  let setting: Setting?
  let home: PlanePoint
  /// The facilities that come with it.
  let facilities: [(kind: FacilityKind, place: Place)]
  /// How many households it will have; nil where that is not known.
  let households: Int?
  /// How many people will live there; nil where that is not known.
  let population: Int?
}

/// Finds what the homes of new-build projects reach, before and after the facilities that come with them, one
/// project after the other. Not Sendable: every worker has its own.
///
/// > The field of a union of facilities is the minimum of their fields.
///
/// Before, the base fields answer; after, the minimum of that and a search from the project's own facilities
/// alone, which looks at nothing beyond the limit.
struct ProjectAssessor {
  private let passes: [TravelPass]
  private let standard: RuleSet
  /// The passes that have a rule for a setting, in the order of the first such rule in the plan.
  private let order: [Setting: [Int]]
  private let points = HomePoints(GeometryEngine())
  private let search = LocalSearch()
  private var legs = AccessLegs()

  init(_ passes: [TravelPass], _ standard: RuleSet) {
    self.passes = passes
    self.standard = standard
    var order: [Setting: [Int]] = [:]
    for setting in Setting.allCases {
      let first = passes.map { pass in
        pass.rules.filter { $0.judged.rule.applies(to: setting) }
          .map { standard.position(of: $0.judged) }.min()
      }
      order[setting] = passes.indices.filter { first[$0] != nil }
        .sorted { (first[$0] ?? 0) < (first[$1] ?? 0) }
    }
    self.order = order
  }

  /// What a project's homes reach.
  mutating func reach(of project: PlacedProject) -> ProjectReach {
    let home = Place(id: project.id, at: project.home)
    // One home stands for all: they have one place, and the times do not depend on how many they are.
    let residence = Residence(place: home, households: 1)
    points.begin([residence])
    var answers = passes.map { HomeAnswers(services: $0.services.count) }
    legs.answer(home, in: &answers, passes)
    let before = coverage(of: project, residence, answers)
    var after = before
    if !project.facilities.isEmpty {
      improve(&answers, home, project)
      after = coverage(of: project, residence, answers)
    }
    return ProjectReach(
      before: before, after: after, plannedFacilities: project.facilities.count,
      isSettingKnown: project.setting != nil)
  }

  private func coverage(
    of project: PlacedProject, _ residence: Residence, _ answers: [HomeAnswers]
  ) -> [Coverage] {
    var results = CommunityResults()
    let setting = project.setting ?? .urban
    for i in order[setting] ?? [] {
      var noMeter: LandMeter?
      CommunityRules(
        pass: passes[i], communityID: project.id, setting: setting,
        homes: [residence], stated: nil, answers: answers[i], seat: nil, points: points
      ).assess(&noMeter, into: &results)
    }
    return results.coverage.map { row in
      var row = row
      row.settle(project, by: standard.circleRule(row.ruleID)?.circle.measure ?? .households)
      return row
    }
  }

  /// Lowers the home's times to those to the project's own facilities.
  private mutating func improve(
    _ answers: inout [HomeAnswers], _ home: Place, _ project: PlacedProject
  ) {
    for (i, pass) in passes.enumerated() {
      guard let network = pass.network else { continue }
      legs.find(of: home, in: network)
      for (k, own) in pass.services.enumerated() {
        guard let service = standard.service(own.code) else { continue }
        let planned = project.facilities.filter { service.includes($0.kind) }.map(\.place)
        if planned.isEmpty { continue }
        if let arrival = search.arrival(
          over: legs, to: planned, in: network, within: own.field.limit)
        {
          answers[i].improve(home: 0, service: k, to: arrival.time)
        }
      }
    }
  }
}

extension Coverage {
  /// Counts the households and people of a project, who all live in the one home of the row.
  fileprivate mutating func settle(
    _ project: PlacedProject, by measure: RuleKind.Circle.Measure
  ) {
    let state: State =
      residences.covered > 0 ? .covered : residences.unknown > 0 ? .unknown : .uncovered
    households = Count()
    households.add(project.households, state)
    population = project.population.map { people in
      var count = Count()
      count.add(people, state)
      return count
    }
    reached = project.households.flatMap { n in reached?.map { $0 * n } }
    if verdict != nil, let threshold { verdict = verdict(threshold, by: measure) }
  }
}
