import PlaneGeometry
import Streets

/// Assesses communities, one after the other, by the rules of all passes. Not Sendable: every worker has its
/// own.
final class CommunityAssessor {
  private let passes: [TravelPass]
  private let placement: Placement
  private let residences: [Residence]
  private let land: CommunityLand
  private let precision: Double
  private let judge: CommunityJudge
  private let engine = GeometryEngine()
  private let points: HomePoints
  /// The homes' answers, pass by pass.
  private var answers: [HomeAnswers]
  private var legs = AccessLegs()
  /// Where the streets are known; nil where nothing states it.
  private let extent: PlanePolygon?

  init(
    _ passes: [TravelPass], _ placement: Placement, residences: [Residence],
    land: CommunityLandSource, precision: Double, judge: CommunityJudge
  ) {
    self.passes = passes
    self.placement = placement
    self.residences = residences
    self.land = CommunityLand(land)
    self.precision = precision
    self.judge = judge
    points = HomePoints(engine)
    answers = passes.map { HomeAnswers(services: $0.services.count) }
    extent = passes.lazy.compactMap { $0.network?.network.extent }.first
  }

  /// The results of a community, by its number in the placement.
  func assess(_ number: Int) throws(GeometryError) -> CommunityResults {
    let community = placement.communities[number]
    let homes = placement.residences(of: number).map { residences[$0] }
    points.begin(homes)
    for i in answers.indices { answers[i].removeAll() }
    for home in homes { legs.answer(home.place, in: &answers, passes) }
    var seat: [HomeAnswers]?
    if let point = community.seat {
      var found = passes.map { HomeAnswers(services: $0.services.count) }
      legs.answer(Place(id: "", at: point), in: &found, passes)
      seat = found
    }
    // Where no homes are given at all nothing is said of what they reach.
    let stated = residences.isEmpty ? nil : judge.facts.numbers(of: number)
    let area = try land.polygons(of: community, engine)
    let areaBeyondData = try land.beyondData(area ?? [], extent, engine)
    func rules(_ pass: Int, _ setting: Setting) -> CommunityRules {
      CommunityRules(
        pass: passes[pass], communityID: community.id, setting: setting, homes: homes,
        unlocated: placement.unlocatedResidences[number] ?? [], stated: stated,
        answers: answers[pass], seat: seat?[pass], points: points,
        landBeyondData: areaBeyondData)
    }
    var results = CommunityResults()
    for i in passes.indices {
      var meter = area.map { LandMeter(land: $0, share: precision) }
      rules(i, community.setting).assess(&meter, into: &results)
    }
    results.findings = judge.findings(of: number, results.coverage, as: community.setting)
    results.communities = [judge.facts.record(of: number)]
    guard !community.settings.bases(against: community.setting).isEmpty else { return results }
    // The other reading of urban and rural, from the same answers.
    let otherSetting: Setting = community.setting == .urban ? .rural : .urban
    var other = CommunityResults()
    for i in passes.indices {
      var noMeter: LandMeter?
      rules(i, otherSetting).assess(&noMeter, into: &other)
    }
    other.findings = judge.findings(of: number, other.coverage, as: otherSetting)
    results.sensitivity = Sensitivity.rows(
      of: community, used: results, other: other, judge.standard)
    return results
  }
}

extension AccessLegs {
  /// Adds a place's answers to those of every pass; where the place touches streets is found once.
  mutating func answer(_ place: Place, in answers: inout [HomeAnswers], _ passes: [TravelPass]) {
    var isFound = false
    for (i, pass) in passes.enumerated() {
      if let network = pass.network {
        if isFound { weigh(in: network) } else { find(of: place, in: network) }
        isFound = true
      }
      answers[i].append(place, over: self, pass)
    }
  }
}
