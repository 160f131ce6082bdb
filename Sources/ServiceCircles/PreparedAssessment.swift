import Foundation
import PlaneGeometry
import Streets

/// An assessment whose homes and facilities are placed and whose fields are searched: it may be run, run for
/// fewer communities, or run with edited facilities, without searching again.
///
/// - Complexity: The memory of a field, 8 bytes a node, for every service and way of travelling.
public struct PreparedAssessment: Sendable {
  /// What is assessed.
  public let assessment: Assessment
  /// Who belongs to which community.
  let placement: Placement
  /// All searches.
  let searches: TravelPasses

  private var standard: RuleSet { assessment.standard }
  private var inputs: AssessmentInputs { assessment.inputs }
  private var options: AssessmentOptions { assessment.options }

  init(
    _ assessment: Assessment, progress: (@Sendable (Assessment.Progress) -> Void)?
  ) async throws {
    self.assessment = assessment
    searches = try await TravelPasses(
      assessment.appliedRules, of: assessment.standard, assessment.inputs, assessment.options
    ) { progress?(.searching($0, of: $1)) }
    placement = try Placement(assessment.inputs)
    if !assessment.options.acceptsLosses { try placement.checkHomes(assessment.inputs) }
  }

  private init(_ assessment: Assessment, _ placement: Placement, _ searches: TravelPasses) {
    self.assessment = assessment
    self.placement = placement
    self.searches = searches
  }

  /// The assessment of edited facilities: what-if without a fresh run.
  ///
  /// A field that only gains facilities is continued; one that loses any is searched anew. The results are
  /// those of a fresh assessment.
  ///
  /// - Throws: `GeometryError`; `CancellationError`.
  public func applying(_ edits: FacilityEdits) async throws -> PreparedAssessment {
    var changed = inputs
    changed.facilities.removeAll { edits.removed.contains($0.id) }
    changed.facilities.append(contentsOf: edits.added)
    let removed = inputs.facilities.filter { edits.removed.contains($0.id) }
    let assessment = Assessment(
      standard: standard, inputs: changed, options: options, startedAt: assessment.startedAt)
    return PreparedAssessment(
      assessment, try Placement(changed),
      try await searches.applying(
        edits, removing: removed, leaving: changed.facilities, of: standard, options))
  }

  /// The assessment of some of the communities.
  ///
  /// - Throws: `GeometryError`; `CancellationError`.
  public func restricted(to communityIDs: Set<String>) throws -> PreparedAssessment {
    var fewer = inputs
    fewer.keep { communityIDs.contains($0.id) }
    fewer.residences.removeAll { home in
      home.communityID.map { !communityIDs.contains($0) } ?? false
    }
    let assessment = Assessment(
      standard: standard, inputs: fewer, options: options, startedAt: assessment.startedAt)
    return PreparedAssessment(
      assessment, try Placement(fewer),
      searches.keeping(assessment.appliedRules, detour: options.detour))
  }

  /// Runs the assessment and keeps all that it finds.
  ///
  /// - Throws: `GeometryError` where a community's polygon cannot be used; `CancellationError`.
  public func run(
    progress: (@Sendable (Assessment.Progress) -> Void)? = nil
  ) async throws -> Assessment.Result {
    let collector = ResultCollector()
    let summary = try await run(into: collector, progress: progress)
    return collector.result(summary)
  }

  /// Runs the assessment and hands results over as they are found.
  ///
  /// - Throws: What the receiver throws; `GeometryError`; `CancellationError`.
  @discardableResult
  public func run(
    into receiver: some AssessmentReceiver,
    progress: (@Sendable (Assessment.Progress) -> Void)? = nil
  ) async throws -> AssessmentSummary {
    var run = record
    try receiver.begin(
      Assessment.Opening(
        run: run, sources: sources,
        rules: standard.applied(assessment.judgedRules, options)))
    let judge = CommunityJudge(standard, inputs, placement)
    var regions = RegionAggregator(
      standard, inputs.communities, unusable: inputs.unusableCommunities, covers: options.covers)
    var summary = AssessmentSummary(
      standard, communities: placement.communities.count, options)
    let waves = CommunityWaves(
      passes: searches.passes, placement: placement, inputs: inputs,
      land: CommunityLandSource(inputs.land), options: options, judge: judge)
    var impossible: [RecordIssue] = []
    var told: Set<RecordIssue> = []
    func note(_ finding: Finding) {
      // Several rules may ask for the same numbers.
      guard let issue = finding.impossibility(standard), told.insert(issue).inserted else { return }
      impossible.append(issue)
    }
    try await waves.run { results in
      regions.add(results)
      results.findings.forEach(note)
      summary.add(results, of: standard)
      try receiver.receive(results)
    } progress: {
      progress?(.assessing($0, of: placement.communities.count))
    }
    let registers = RegisterJudge(judge.judge, judge.facts, inputs.registers)
    for (finding, path) in registers.findings(without: regions.judgedRules) {
      regions.add(finding, to: path)
      note(finding)
    }
    summary.regions = regions.results
    try await draw(into: receiver, progress) {
      summary.circles += 1
      if $0.reachesEdge { summary.circlesAtEdge += 1 }
    }
    let conflicts = judge.facts.conflicts() + registers.sums.conflicts()
    let issues =
      inputs.issues + (inputs.issues + conflicts).contradictions + remarks + judge.facts.remarks()
      + placement.issues + conflicts
      + impossible
    summary.finish(standard, issues)
    summary.losses = sources.filter { ($0.rejected ?? 0) > 0 }
    summary.unusableFacilities = inputs.unusableFacilities.count
    summary.doubtful = sources.filter { !$0.doubts.isEmpty }
    run.finishedAt = Date()
    try receiver.end(
      Assessment.Ending(run: run, facilities: facilities, issues: issues, summary: summary))
    return summary
  }

  /// What is odd about the run as a whole.
  private var remarks: [RecordIssue] {
    func remark(
      _ severity: RecordIssue.Severity, _ role: String, _ problem: Message, _ action: String
    )
      -> RecordIssue
    {
      RecordIssue(
        severity, role: role, layer: inputs.path(ofRole: role), feature: "", problem: problem,
        action: Message(action))
    }
    var remarks: [RecordIssue] = []
    if inputs.streets == nil {
      remarks.append(remark(.warning, "streets", Message("run.no_streets"), "run.straight_lines"))
    }
    remarks += [
      inputs.unusableFacilities.remark(layer: inputs.path(ofRole: "facilities")),
      inputs.facilities.remarkOffStreets(
        searches.walk, layer: inputs.path(ofRole: "facilities")),
      placement.unlocatedResidences.values.flatMap { $0 }
        .remark(layer: inputs.path(ofRole: "residences")),
    ].compactMap { $0 }
    let bare = searches.servicesWithoutFacility
    let names = standard.services.filter { bare.contains($0.code) }.map(\.name)
    if !names.isEmpty {
      remarks.append(
        remark(
          .warning, "facilities",
          Message("run.no_facility", names: ["services": .list(names)]), "run.nobody_reaches"))
    }
    return remarks
  }

  /// The layers, with the homes that belong to no community among what was not used.
  private var sources: [InputSource] {
    var sources = inputs.sources
    guard let row = sources.firstIndex(where: { $0.role == "residences" }) else { return sources }
    var tally = LossTally()
    for issue in placement.issues where issue.action.key == "residence.not_counted" {
      tally.add(issue.problem)
    }
    for loss in tally.reasons { sources[row].lose(loss.count, loss.problem) }
    return sources
  }

  private func draw(
    into receiver: some AssessmentReceiver,
    _ progress: (@Sendable (Assessment.Progress) -> Void)?, counting count: (ServiceCircle) -> Void
  ) async throws {
    let plan = CirclePlan(searches.passes, of: standard, inputs.facilities, placement)
    let drawing = CircleDrawing(plan: plan, facilities: inputs.facilities, options: options)
    let total = options.circles == .all ? plan.facilityCircleCount : 0
    var batch: [ServiceCircle] = []
    try await drawing.draw {
      progress?(.drawing($0, of: total))
    } receive: { circle in
      count(circle)
      batch.append(circle)
      guard batch.count == 512 else { return }
      try receiver.receive(batch)
      batch.removeAll(keepingCapacity: true)
    }
    if !batch.isEmpty { try receiver.receive(batch) }
  }

  /// The run, not ended yet.
  private var record: RunRecord {
    RunRecord(
      startedAt: assessment.startedAt, finishedAt: assessment.startedAt, standard: standard,
      profiles: Set(assessment.judgedRules.map(\.profile)).sorted(), plane: inputs.plane,
      parameters: RunParameters(
        access_m: options.accessMetres, detour: options.detour, direction: "to",
        field: inputs.streets == nil ? "straight_line" : "streets", land: inputs.landLabel,
        land_precision: options.landPrecision, only: inputs.onlyRegion,
        setting: inputs.setting?.rawValue, circles: options.circles.rawValue,
        circle_tolerance_m: options.circleTolerance.metres, standard_version: standard.version,
        options: standard.chosenOptions, covers: options.covers?.rawValue))
  }

  /// The facilities as a report lists them, by id.
  private var facilities: [FacilityRecord] {
    var legs = AccessLegs()
    let records = zip(inputs.facilities, placement.communityOfFacility).map {
      facility, community in
      var record = FacilityRecord(
        id: facility.id, kind: facility.kind, name: facility.name, floorArea: facility.floorArea,
        communityID: community.map { placement.communities[$0].id }, accessMetres: nil,
        status: .straightLine, geometry: facility.geometry)
      // Whether walkers get there, whatever way of travelling a profile has.
      guard let walk = searches.walk else { return record }
      legs.find(of: facility.place, in: walk)
      record.accessMetres = legs.nearestStreetMetres(in: walk)
      record.status = legs.touchesStreet ? .used : .offNetwork
      return record
    }
    return records.sorted { $0.id < $1.id }
  }
}

extension [RecordIssue] {
  /// That sources contradict each other, that registers of regions contradict the sums of their parts, and that
  /// sources together give parts larger than their whole, each counted; none where they do not.
  fileprivate var contradictions: [RecordIssue] {
    [
      counted("value.conflict", as: "value.conflicts", "value.conflicts_settled"),
      counted("value.sum_conflict", as: "value.sum_conflicts", "value.sum_kept"),
      filter { $0.action.key == "value.excess_unknown" }
        .counted("table.parts_exceed_whole", as: "value.excesses", "value.excess_unknown"),
    ].compactMap { $0 }
  }

  /// One issue of the run for all issues of a problem; nil where there are none.
  private func counted(_ problem: String, as all: String, _ action: String) -> RecordIssue? {
    let issues = filter { $0.problem.key == problem }
    return issues.first.map { first in
      RecordIssue(
        .warning, role: first.role, layer: "", feature: "",
        problem: Message(
          all, ["count": ExactDecimal(issues.count).grouped, "feature": first.feature],
          parts: ["first": first.problem]), action: Message(action))
    }
  }
}

/// Keeps all results of an assessment.
private final class ResultCollector: AssessmentReceiver {
  private var opening: Assessment.Opening?
  private var results = CommunityResults()
  private var circles: [ServiceCircle] = []
  private var ending: Assessment.Ending?

  func begin(_ opening: Assessment.Opening) { self.opening = opening }
  func receive(_ results: CommunityResults) { self.results.append(results) }
  func receive(_ circles: [ServiceCircle]) { self.circles += circles }
  func end(_ ending: Assessment.Ending) { self.ending = ending }

  func result(_ summary: AssessmentSummary) -> Assessment.Result {
    guard let opening, let ending else { preconditionFailure("the run has ended") }
    return Assessment.Result(
      run: ending.run, sources: opening.sources, rules: opening.rules,
      communities: results.communities, facilities: ending.facilities,
      coverage: results.coverage, gaps: results.gaps, findings: results.findings,
      sensitivity: results.sensitivity, circles: circles, issues: ending.issues,
      summary: summary)
  }
}
