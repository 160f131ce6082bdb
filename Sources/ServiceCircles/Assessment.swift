import PlaneGeometry
import Streets

/// Answers for every community who reaches which service in time, who does not, and why, and whether the
/// community and the regions it belongs to meet the plan's numbers.
///
/// ## Topics
/// ### What is assessed
/// - ``Inputs``
/// - ``Edits``
/// - ``Options``
/// ### What is found
/// - ``run(progress:)``
/// - ``run(progress:receive:)``
/// - ``Coverage``
/// - ``Gap``
/// - ``SubjectFinding``
/// - ``RegionFindings``
/// - ``Sensitivity``
public struct Assessment: Sendable {
  /// What some communities' rules found.
  public struct Part: Sendable {
    /// How much is reached: a row per community, rule, profile and service.
    public var coverage: [Coverage] = []
    /// Who is not reached and why.
    public var gaps: [Gap] = []
    /// What the rules that are no circles find.
    public var findings: [SubjectFinding] = []
    /// What another meaning of urban and rural would change.
    public var sensitivity: [Sensitivity] = []

    /// What was found.
    public init(
      coverage: [Coverage] = [], gaps: [Gap] = [], findings: [SubjectFinding] = [],
      sensitivity: [Sensitivity] = []
    ) {
      self.coverage = coverage
      self.gaps = gaps
      self.findings = findings
      self.sensitivity = sensitivity
    }

    /// Adds what was found of more communities.
    mutating func append(_ other: Part) {
      coverage += other.coverage
      gaps += other.gaps
      findings += other.findings
      sensitivity += other.sensitivity
    }
  }

  /// What an assessment found.
  public struct Result: Sendable {
    /// Who belongs to which community.
    public var placement: Placement
    /// By community, then by way of travelling, then by rule.
    public var coverage: [Coverage]
    /// In the same order.
    public var gaps: [Gap]
    /// By community, then by rule.
    public var findings: [SubjectFinding]
    /// By community, then by rule.
    public var sensitivity: [Sensitivity]
    /// Of regions, by level, region and rule.
    public var regions: [RegionFindings.Row]
  }

  /// The plan.
  public let standard: RuleSet
  /// What is assessed, edits applied.
  public let inputs: Inputs
  /// How it is run.
  public let options: Options
  /// The rules and the profiles that judge them.
  public let rules: [JudgedRule]
  /// Those of them that apply to a community here.
  let appliedRules: [JudgedRule]
  /// Fields that are kept for edits.
  private(set) var known: [TravelPass.Key: TimeField] = [:]

  /// An assessment of communities by the circle rules of a plan.
  public init(
    standard: RuleSet = .zhejiang14thFiveYearPlan, inputs: Inputs, options: Options = Options()
  ) {
    self.standard = standard
    self.inputs = inputs
    self.options = options
    rules = standard.judged(by: options.profiles)
    let settings = Set(
      inputs.communities.flatMap { community in
        community.settings.bases(against: community.setting).isEmpty
          ? [community.setting] : Setting.allCases
      })
    appliedRules = rules.filter { judged in settings.contains { judged.rule.applies(to: $0) } }
  }

  /// The assessment with the fields of all services searched and kept: what is asked several times, as
  /// coverage and circles, reads the same ones, and edits continue them.
  ///
  /// - Complexity: The memory of a field, 8 bytes a node, for every service and way of travelling.
  public func prepared() -> Assessment {
    var copy = self
    for travel in TravelPass.travels(of: appliedRules) {
      let pass = pass(of: travel)
      for (code, field) in zip(pass.services, pass.fields) {
        copy.known[TravelPass.Key(travel: travel, service: code)] = field
      }
    }
    return copy
  }

  /// The assessment of edited facilities: what-if without a fresh run.
  ///
  /// A kept field that only gains facilities is continued; one that loses any is searched anew when it is
  /// needed. The results are those of a fresh assessment.
  public func applying(_ edits: Edits) -> Assessment {
    var inputs = inputs
    inputs.facilities.removeAll { edits.removed.contains($0.id) }
    inputs.facilities.append(contentsOf: edits.added)
    var copy = Assessment(standard: standard, inputs: inputs, options: options)
    let removed = self.inputs.facilities.filter { edits.removed.contains($0.id) }
    for (key, field) in known {
      guard let service = standard.service(key.service),
        !removed.contains(where: { service.includes($0.kind) })
      else { continue }
      let added = TravelPass.places(of: key.service, in: standard, edits.added)
      copy.known[key] = added.isEmpty ? field : field.adding(added)
    }
    return copy
  }

  /// The assessment of some of the communities, with the fields that are kept.
  public func restricted(to communityIDs: Set<String>) -> Assessment {
    var inputs = inputs
    inputs.communities.removeAll { !communityIDs.contains($0.id) }
    inputs.residences.removeAll { home in
      home.communityID.map { !communityIDs.contains($0) } ?? false
    }
    var copy = Assessment(standard: standard, inputs: inputs, options: options)
    copy.known = known
    return copy
  }

  /// Runs the assessment.
  ///
  /// - Throws: `GeometryError` where a community's polygon cannot be used; `CancellationError`.
  public func run(progress: (@Sendable (Progress) -> Void)? = nil) async throws -> Result {
    var all = Part()
    var regions = RegionFindings(self)
    let placement = try await run(progress: progress) { part in
      all.append(part)
      regions.add(part)
    }
    regions.addRegisters(of: self, placement)
    return Result(
      placement: placement, coverage: all.coverage, gaps: all.gaps, findings: all.findings,
      sensitivity: all.sensitivity, regions: regions.rows)
  }

  /// Runs the assessment and hands over what it finds as it goes, so that nothing grows with the number of
  /// communities.
  ///
  /// - Parameters:
  ///   - progress: Called with how far the run is, after every few communities.
  ///   - receive: Called with the results of a few communities after the other; their order does not depend
  ///     on the number of workers.
  /// - Throws: What `receive` throws; `GeometryError`; `CancellationError`.
  public func run(
    progress: (@Sendable (Progress) -> Void)? = nil, receive: (Part) throws -> Void
  ) async throws -> Placement {
    let placement = try Placement(inputs)
    let land = CommunityLandSource(inputs.land)
    var passes: [TravelPass] = []
    for travel in TravelPass.travels(of: appliedRules) {
      try Task.checkCancellation()
      passes.append(pass(of: travel))
    }
    let waves = CommunityWaves(
      passes: passes, placement: placement, inputs: inputs, land: land, options: options,
      findings: CommunityFindings(standard, inputs, placement))
    try await waves.run(receive: receive) { done in
      progress?(Progress(completed: done, total: placement.communities.count))
    }
    return placement
  }

  /// The pass of one way of travelling.
  func pass(of travel: Travel) -> TravelPass {
    TravelPass(
      travel, appliedRules.filter { $0.travel == travel }, of: standard, inputs, options,
      known: known)
  }
}
