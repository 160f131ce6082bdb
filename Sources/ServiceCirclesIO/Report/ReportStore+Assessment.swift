import PlaneGeometry
import ServiceCircles
import Streets

extension ReportStore {
  /// Writes a whole assessment that was kept in memory.
  ///
  /// - Throws: ``ReportError``.
  public func write(
    _ result: Assessment.Result, of assessment: Assessment, language: Language
  ) throws(ReportError) {
    try append(rules: assessment)
    try append(
      Assessment.Part(
        coverage: result.coverage, gaps: result.gaps, findings: result.findings,
        sensitivity: result.sensitivity), of: assessment, language: language)
    try append(regions: result.regions, language: language)
    try append(result.placement, of: assessment)
    try append(issues: result.placement.issues, language: language)
  }

  /// Writes the rules of an assessment.
  public func append(rules assessment: Assessment) throws(ReportError) {
    let profiles = Set(assessment.rules.map(\.profile)).sorted()
    let others = assessment.standard.rules.flatMap { rule -> [RuleRow] in
      switch rule.test {
      case .circle: return []
      case .coverage(let test) where !test.circles.isEmpty:
        return profiles.map { RuleRow(rule, profile: $0) }
      case .coverage(let test) where test.reach != nil:
        return ([SubjectFinding.own] + profiles).map { RuleRow(rule, profile: $0) }
      default: return [RuleRow(rule)]
      }
    }
    try append(assessment.rules.map { Self.row(of: $0, assessment.options) } + others)
  }

  /// Writes what was found of regions: to `ratio` and to `region_summary`.
  public func append(
    regions: [RegionFindings.Row], language: Language
  ) throws(ReportError) {
    try append(regions.map { RatioRow($0.finding, language: language) })
    try append(regions.map { RegionSummaryRow($0) })
  }

  /// Writes what an assessment found in some communities.
  public func append(
    _ part: Assessment.Part, of assessment: Assessment, language: Language
  ) throws(ReportError) {
    let hasHomes = !assessment.inputs.residences.isEmpty
    try append(part.coverage.map { Self.row(of: $0, hasHomes: hasHomes) })
    try append(part.gaps.map(Self.row))
    try append(part.findings.map { RatioRow($0, language: language) })
    try append(part.sensitivity.map { SensitivityRow($0) })
  }

  /// Writes what the homes of a project reach.
  ///
  /// - Parameters:
  ///   - coverage: What they reach.
  ///   - id: The project's id.
  ///   - suffix: Stands behind the profile, where there are several answers for one.
  public func append(
    coverage: [Coverage], ofProject id: String, suffix: String
  ) throws(ReportError) {
    try append(
      coverage.map { coverage in
        var row = Self.row(of: coverage, hasHomes: true)
        row.profile += suffix
        return row
      })
  }

  /// Writes the communities and facilities of an assessment.
  public func append(
    _ placement: Placement, of assessment: Assessment
  ) throws(ReportError) {
    let areas = placement.floorAreas(of: assessment.inputs.facilities)
    for first in stride(from: 0, to: placement.communities.count, by: Self.batch) {
      let range = first..<min(first + Self.batch, placement.communities.count)
      try append(
        range.map {
          Self.row(ofCommunity: $0, placement, assessment.inputs, area: areas[$0]?.double)
        })
    }
    try append(Self.facilities(placement, assessment))
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

  /// Draws and writes circles.
  ///
  /// - Parameters:
  ///   - assessment: What was assessed.
  ///   - plan: Which circles.
  ///   - facilities: Whether those of single facilities are drawn; those of services always are.
  ///   - progress: Called with the number of circles of facilities that are done.
  /// - Throws: ``ReportError``; `CancellationError`.
  public func writeCircles(
    of assessment: Assessment, _ plan: CirclePlan, facilities: Bool,
    progress: ((Int) -> Void)? = nil
  ) async throws {
    var circles: [CircleRow] = []
    var links: [CircleRuleRow] = []
    func flush() throws(ReportError) {
      try append(circles)
      try append(links)
      circles.removeAll(keepingCapacity: true)
      links.removeAll(keepingCapacity: true)
    }
    try await assessment.drawCircles(plan, facilities: facilities, progress: progress) { drawn in
      let row = Self.row(of: drawn)
      links.append(
        contentsOf: drawn.ruleIDs.map { CircleRuleRow(circleID: row.circleID, ruleID: $0) })
      circles.append(row)
      if circles.count >= Self.batch { try flush() }
    }
    try flush()
  }

  private static let batch = 512
}

extension ReportStore {
  private static func row(of drawn: Assessment.DrawnCircle) -> CircleRow {
    // Of a facility one circle per profile, way of travelling and minutes; of a service likewise.
    let id = [
      drawn.facilityID ?? "*\(drawn.service)", drawn.profile, drawn.travel.mode.name,
      number(drawn.travel.speed.kilometresPerHour), number(drawn.minutes),
    ].joined(separator: "|")
    var row = CircleRow(
      circleID: id, facilityID: drawn.facilityID, minutes: drawn.minutes,
      geometry: drawn.polygons.geometry)
    row.service = drawn.service
    row.profile = drawn.profile
    row.mode = drawn.travel.mode.name
    row.speedKilometresPerHour = drawn.travel.speed.kilometresPerHour
    return row
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  private static func row(of judged: JudgedRule, _ options: Assessment.Options) -> RuleRow {
    let rule = judged.rule
    var row = RuleRow(ruleID: rule.id, profile: judged.profile, kind: "circle")
    row.nameChinese = rule.name.chinese
    row.nameEnglish = rule.name.english
    row.sourceText = rule.source
    row.appliesTo = rule.setting?.rawValue ?? "all"
    row.services = rule.services
    row.required = rule.required.description
    row.measure = rule.measure.rawValue
    row.minutes = rule.minutes
    row.mode = judged.travel.mode.name
    row.speedKilometresPerHour = judged.travel.speed.kilometresPerHour
    row.accessMetres = options.accessMetres
    row.detour = options.detour
    row.comparator = rule.threshold?.comparator.rawValue
    row.threshold = rule.threshold?.number.description
    row.unit = rule.threshold == nil ? nil : "%"
    row.nature = rule.nature.rawValue
    return row
  }

  private static func row(
    ofCommunity number: Int, _ placement: Placement, _ inputs: Assessment.Inputs, area: Double?
  ) -> CommunityRow {
    let community = placement.communities[number]
    var row = CommunityRow(
      communityID: community.id, name: community.name,
      geometry: .multiPolygon(community.polygons))
    row.setting = community.setting.rawValue
    row.township = community.region.township
    row.county = community.region.county
    row.prefecture = community.region.prefecture
    row.province = community.region.province
    let numbers = placement.numbers(of: number, inputs)
    row.households = numbers.households
    row.residences = inputs.residences.isEmpty ? nil : placement.residences(of: number).count
    row.population = numbers.population
    row.floorAreaSquareMetres = area
    return row
  }

  private static func facilities(
    _ placement: Placement, _ assessment: Assessment
  ) -> [FacilityRow] {
    var legs = AccessLegs()
    // Who may walk there, whatever profile judges it.
    let walk = assessment.inputs.streets.map {
      TravelNetwork(
        $0, by: .walk,
        access: AccessRule(
          detour: assessment.options.detour, reachMetres: assessment.options.accessMetres))
    }
    let rows = zip(assessment.inputs.facilities, placement.communityOfFacility).map {
      facility, community in
      var row = FacilityRow(
        facilityID: facility.id, kind: facility.kind.description, name: facility.name,
        geometry: facility.geometry)
      row.floorAreaSquareMetres = facility.floorArea.flatMap(Double.init)
      row.communityID = community.map { placement.communities[$0].id }
      guard let walk else {
        row.status = "straight_line"
        return row
      }
      legs.find(of: facility.place, in: walk)
      row.accessMetres = legs.nearestStreetMetres(in: walk)
      row.status = legs.touchesStreet ? "used" : "off_network"
      return row
    }
    return rows.sorted { $0.facilityID < $1.facilityID }
  }

  private static func row(of coverage: Coverage, hasHomes: Bool) -> CoverageRow {
    var row = CoverageRow(
      communityID: coverage.communityID, ruleID: coverage.ruleID, profile: coverage.profile,
      service: coverage.service)
    if hasHomes {
      row.households = coverage.households.all
      row.householdsCovered = coverage.households.covered
      row.householdsUnknown = coverage.households.unknown
      row.residences = coverage.residences.all
      row.residencesCovered = coverage.residences.covered
      row.residencesUnknown = coverage.residences.unknown
      row.reachedK = coverage.reached
    }
    row.population = coverage.population?.all
    row.populationCovered = coverage.population?.covered
    row.populationUnknown = coverage.population?.unknown
    row.landSquareMetres = coverage.land?.all
    row.landCoveredLowSquareMetres = coverage.land?.covered.low
    row.landCoveredHighSquareMetres = coverage.land?.covered.high
    row.householdShare = coverage.householdShare
    row.landShare = coverage.landShare
    row.seatMinutes = coverage.seatTime?.minutes
    row.medianMinutes = coverage.medianTime?.minutes
    row.p90Minutes = coverage.ninetiethTime?.minutes
    row.threshold = coverage.threshold?.number.description
    row.verdict = coverage.verdict?.rawValue
    return row
  }

  private static func row(of gap: Gap) -> GapRow {
    GapRow(
      communityID: gap.communityID, ruleID: gap.ruleID, profile: gap.profile, service: gap.service,
      cause: gap.cause.rawValue, households: gap.households, residences: gap.residences,
      nearestFacilityID: gap.nearestFacilityID, nearestMinutes: gap.nearestTime?.minutes,
      points: gap.points)
  }
}
