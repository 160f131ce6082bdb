import Geometry
import ServiceCircles
import StreetNetwork

extension ReportStore {
  /// The one profile there is: the plan's own minutes on foot.
  private static let profile = "standard"

  /// Writes the rules, communities, facilities and coverage of an assessment.
  ///
  /// - Throws: ``ReportError``.
  public func write(
    _ result: Assessment.Result, of assessment: Assessment, language: Language
  ) throws(ReportError) {
    let inputs = assessment.inputs
    try append(assessment.rules.map { rule(of: $0, inputs.travel) })
    try append(communities(result, inputs))
    try append(facilities(result, inputs))
    try append(result.coverage.map(coverage))
    try append(issues: result.issues, language: language)
  }

  /// Writes issues, in a language.
  public func append(issues: [RecordIssue], language: Language) throws(ReportError) {
    try append(
      issues.map { issue in
        IssueRow(
          severity: issue.severity.rawValue, role: issue.role, layer: issue.layer,
          feature: issue.feature, field: issue.field, problem: issue.problem.text(in: language),
          action: issue.action.text(in: language))
      })
  }

  /// Draws and writes the circles of an assessment's facilities: one for every facility of a rule's
  /// service and its minutes; facilities without a street in reach have none.
  ///
  /// - Throws: ``ReportError``; `CancellationError`.
  public func writeCircles(
    of assessment: Assessment, workers: Int, progress: ((Int) -> Void)? = nil
  ) async throws {
    let travel = assessment.inputs.travel
    let batch = CircleBatch(travel, workers: workers)
    var done = 0
    for rule in assessment.rules {
      let facilities = assessment.inputs.facilities
        .filter { $0.kind.category == rule.service }.sorted { $0.id < $1.id }
      var circles: [CircleRow] = []
      var links: [CircleRuleRow] = []
      try await batch.forEachFacility(of: facilities.map(\.place), within: [rule.time]) {
        i, drawn in
        done += 1
        progress?(done)
        guard let polygons = drawn.first, !polygons.isEmpty else { return }
        let id = "\(facilities[i].id)|\(rule.service.rawValue)|\(Self.text(rule.minutes))"
        var row = CircleRow(
          circleID: id, facilityID: facilities[i].id, minutes: rule.minutes,
          geometry: polygons.geometry)
        row.service = rule.service.rawValue
        row.profile = Self.profile
        row.mode = travel.mode.name
        row.speedKilometresPerHour = travel.speed.kilometresPerHour
        circles.append(row)
        links.append(CircleRuleRow(circleID: id, ruleID: rule.id))
        if circles.count >= 512 {
          try append(circles)
          circles.removeAll(keepingCapacity: true)
        }
      }
      try append(circles)
      try append(links)
    }
  }

  private static func text(_ minutes: Double) -> String {
    minutes == minutes.rounded() ? "\(Int(minutes))" : "\(minutes)"
  }

  private func rule(of rule: CircleRule, _ travel: TravelNetwork) -> RuleRow {
    var row = RuleRow(ruleID: rule.id, profile: Self.profile, kind: "circle")
    row.nameChinese = rule.nameChinese
    row.nameEnglish = rule.nameEnglish
    row.appliesTo = rule.setting?.rawValue
    row.services = [rule.service.rawValue]
    row.required = "any"
    row.measure = "households"
    row.minutes = rule.minutes
    row.mode = travel.mode.name
    row.speedKilometresPerHour = travel.speed.kilometresPerHour
    row.accessMetres = travel.access.reachMetres
    row.detour = travel.access.detour
    return row
  }

  private func communities(
    _ result: Assessment.Result, _ inputs: Assessment.Inputs
  ) -> [CommunityRow] {
    var households = [Int](repeating: 0, count: result.communities.count)
    var residences = households
    var population = [Int?](repeating: 0, count: result.communities.count)
    for (residence, community) in zip(inputs.residences, result.communityOfResidence) {
      guard let community else { continue }
      households[community] += residence.households
      residences[community] += 1
      population[community] = residence.population.flatMap { n in
        population[community].map { $0 + n }
      }
    }
    return result.communities.enumerated().map { i, community in
      var row = CommunityRow(
        communityID: community.id, name: community.name,
        geometry: .multiPolygon(community.polygons))
      row.setting = community.setting.rawValue
      row.households = households[i]
      row.residences = residences[i]
      row.population = residences[i] > 0 ? population[i] : nil
      return row
    }
  }

  private func facilities(
    _ result: Assessment.Result, _ inputs: Assessment.Inputs
  ) -> [FacilityRow] {
    var legs = AccessLegs()
    let rows = zip(inputs.facilities, result.communityOfFacility).map { facility, community in
      var row = FacilityRow(
        facilityID: facility.id, kind: facility.kind.description, name: facility.name,
        geometry: facility.geometry)
      row.floorAreaSquareMetres = facility.floorArea.flatMap(Double.init)
      row.communityID = community.map { result.communities[$0].id }
      legs.find(of: facility.place, in: inputs.travel)
      row.accessMetres = legs.nearestStreetMetres(in: inputs.travel)
      row.status = legs.touchesStreet ? "used" : "off_network"
      return row
    }
    return rows.sorted { $0.facilityID < $1.facilityID }
  }

  private func coverage(_ coverage: Coverage) -> CoverageRow {
    var row = CoverageRow(
      communityID: coverage.communityID, ruleID: coverage.rule.id, profile: Self.profile,
      service: coverage.rule.service.rawValue)
    row.households = coverage.households.all
    row.householdsCovered = coverage.households.covered
    row.householdsUnknown = coverage.households.unknown
    row.population = coverage.population?.all
    row.populationCovered = coverage.population?.covered
    row.populationUnknown = coverage.population?.unknown
    row.residences = coverage.residences.all
    row.residencesCovered = coverage.residences.covered
    row.residencesUnknown = coverage.residences.unknown
    row.householdShare = coverage.householdShare
    return row
  }
}
