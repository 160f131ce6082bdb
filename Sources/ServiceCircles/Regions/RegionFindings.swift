/// What rules find of townships, counties, prefectures, the province and the whole run.
///
/// > A ratio of a region is the ratio of sums. 100 % means all.
public struct RegionFindings: Sendable {
  /// What a row is about.
  struct Key: Hashable {
    var level: RegionSummary.Level
    var region: String
    var rule: Int
    var profile: String
  }

  /// What the sums of communities of the same township and so on are kept under: adding happens for every
  /// community and rule, so it is done once, not for every level.
  private struct LeafKey: Hashable {
    var region: Int
    var rule: Int
    var profile: String
  }

  /// A row of ``RegionFindings/rows``.
  public struct Row: Hashable, Sendable {
    /// What was found of the region.
    public var finding: SubjectFinding
    /// The region's level.
    public var level: RegionSummary.Level
    /// The region.
    public var region: String
    /// How many communities, or other units that are judged first, the rule applies to.
    public var units: Int
    /// How many of them meet it; nil where they are not judged themselves.
    public var passing: Int?
  }

  private let judge: RuleJudge
  private let covers: PlanLevel?
  /// The regions of communities, each once, and which of them a community belongs to.
  private let regions: [Community.Region]
  private let regionOfCommunity: [String: Int]
  private let numbers: [String: Int]
  /// By rule: whether it is a ratio.
  private let hasDenominator: [Bool]
  private var leaves: [LeafKey: RegionSums] = [:]
  private var sums: [Key: RegionSums] = [:]
  /// The rules that communities are judged by.
  private var judged: Set<String> = []

  /// Nothing found yet of an assessment's regions.
  public init(_ assessment: Assessment) {
    judge = RuleJudge(assessment.standard)
    covers = assessment.options.covers
    var regions: [Community.Region] = []
    var known: [Community.Region: Int] = [:]
    var regionOfCommunity: [String: Int] = [:]
    for community in assessment.inputs.communities {
      let number = known[community.region] ?? regions.count
      if number == regions.count { regions.append(community.region) }
      known[community.region] = number
      regionOfCommunity[community.id] = number
    }
    self.regions = regions
    self.regionOfCommunity = regionOfCommunity
    numbers = Dictionary(
      assessment.standard.rules.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first })
    hasDenominator = assessment.standard.rules.map { !$0.test.denominator.isEmpty }
  }

  /// Adds what was found of some communities to the regions they belong to.
  public mutating func add(_ part: Assessment.Part) {
    for found in part.findings {
      guard case .community(let id) = found.subject, let region = regionOfCommunity[id],
        let number = numbers[found.finding.ruleID]
      else { continue }
      judged.insert(found.finding.ruleID)
      guard isSummed(found, number) else { continue }
      leaves[LeafKey(region: region, rule: number, profile: found.profile), default: RegionSums()]
        .add(found, hasDenominator: hasDenominator[number])
    }
  }

  /// Adds what registers say by rules that no community has data for; after all communities.
  public mutating func addRegisters(of assessment: Assessment, _ placement: Placement) {
    guard !assessment.inputs.registers.isEmpty else { return }
    let facts = CommunityFacts(assessment.standard, assessment.inputs, placement)
    let registers = RegisterFindings(judge, facts, assessment.inputs.registers)
    for (found, regions) in registers.findings(without: judged) { add(found, to: regions) }
  }

  private mutating func add(
    _ found: SubjectFinding, to regions: [(level: RegionSummary.Level, name: String)]
  ) {
    guard let number = numbers[found.finding.ruleID] else { return }
    for (level, name) in regions {
      let key = Key(level: level, region: name, rule: number, profile: found.profile)
      // Of itself a region says all; in sums what does not apply and what is no number has no place.
      if found.subject == .region(level, name) {
        sums[key, default: RegionSums()].own = found.finding
      } else if !isSummed(found, number) {
        continue
      }
      sums[key, default: RegionSums()].add(found, hasDenominator: hasDenominator[number])
    }
  }

  private func isSummed(_ found: SubjectFinding, _ rule: Int) -> Bool {
    if case .flag = judge.standard.rules[rule].test { return false }
    return found.finding.verdict != .notApplicable
  }

  /// The rows by level, region, rule and profile.
  public var rows: [Row] {
    var sums = sums
    for (leaf, own) in leaves {
      for (level, name) in regions[leaf.region].path {
        let key = Key(level: level, region: name, rule: leaf.rule, profile: leaf.profile)
        sums[key, default: RegionSums()].add(own)
      }
    }
    let order = RegionSummary.Level.allCases
    let keys = sums.keys.sorted { a, b in
      let (x, y) = (order.firstIndex(of: a.level) ?? 0, order.firstIndex(of: b.level) ?? 0)
      return (x, a.region, a.rule, a.profile) < (y, b.region, b.rule, b.profile)
    }
    return keys.compactMap { key in
      sums[key].map { sums in
        Row(
          finding: SubjectFinding(
            .region(key.level, key.region), profile: key.profile,
            judge.finding(of: judge.standard.rules[key.rule], sums, key.level, covers: covers),
            open: sums.open),
          level: key.level, region: key.region, units: sums.units, passing: sums.passing)
      }
    }
  }
}
