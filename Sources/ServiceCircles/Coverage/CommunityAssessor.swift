import PlaneGeometry
import Streets

/// Assesses communities, one after the other, by the rules of all passes. Not Sendable: every worker has its
/// own.
final class CommunityAssessor {
  private let passes: [TravelPass]
  private let residences: [Residence]
  private let land: CommunityLand
  private let precision: Double
  private let findings: CommunityFindings
  private let engine = GeometryEngine()
  /// The homes' answers, pass by pass.
  private var answers: [HomeAnswers]
  private var legs = AccessLegs()

  init(
    _ passes: [TravelPass], residences: [Residence], land: CommunityLandSource, precision: Double,
    findings: CommunityFindings
  ) {
    self.passes = passes
    self.residences = residences
    self.land = CommunityLand(land)
    self.precision = precision
    self.findings = findings
    answers = passes.map { HomeAnswers(services: $0.services.count) }
  }

  /// What the rules find in a community.
  ///
  /// - Parameter homes: the numbers of its residences.
  func assess(
    _ number: Int, _ community: Community, homes: [Int]
  ) throws(GeometryError) -> Assessment.Part {
    for i in answers.indices { answers[i].removeAll() }
    for home in homes { answer(residences[home].place, in: &answers) }
    var seat: [HomeAnswers]?
    if let point = community.seat {
      var found = passes.map { HomeAnswers(services: $0.services.count) }
      answer(Place(id: "", at: point), in: &found)
      seat = found
    }
    let rings = try land.rings(of: community, engine)
    var part = Assessment.Part()
    for i in passes.indices {
      var meter = rings.map { LandMeter(rings: $0, share: precision) }
      rules(i, community, homes, seat).assess(&meter, into: &part)
    }
    part.findings = findings.findings(of: number, part.coverage, as: community.setting)
    if !community.settings.bases(against: community.setting).isEmpty {
      addSensitivity(number, community, homes, seat, to: &part)
    }
    return part
  }

  private func rules(
    _ pass: Int, _ community: Community, _ homes: [Int], _ seat: [HomeAnswers]?
  ) -> CommunityRules {
    CommunityRules(
      pass: passes[pass], community: community, residences: residences, homes: homes,
      answers: answers[pass], seat: seat?[pass], engine: engine)
  }

  /// Adds what the other reading of urban and rural finds, from the same answers.
  private func addSensitivity(
    _ number: Int, _ community: Community, _ homes: [Int], _ seat: [HomeAnswers]?,
    to part: inout Assessment.Part
  ) {
    var other = community
    other.setting = community.setting == .urban ? .rural : .urban
    var found = Assessment.Part()
    for i in passes.indices {
      var noMeter: LandMeter?
      rules(i, other, homes, seat).assess(&noMeter, into: &found)
    }
    found.findings = findings.findings(of: number, found.coverage, as: other.setting)
    part.sensitivity += Sensitivity.rows(
      of: community, used: part, other: found, findings.judge.standard)
  }

  /// Adds a place's answers to those of every pass; where it touches streets is found once.
  private func answer(_ place: Place, in answers: inout [HomeAnswers]) {
    var isFound = false
    for (i, pass) in passes.enumerated() {
      if let network = pass.network {
        if isFound { legs.weigh(in: network) } else { legs.find(of: place, in: network) }
        isFound = true
      }
      answers[i].append(place, over: legs, pass)
    }
  }
}
