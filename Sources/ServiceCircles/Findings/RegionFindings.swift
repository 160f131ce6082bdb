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

  /// The sums of a region.
  struct Sums {
    var numerator = ExactDecimal.zero
    var denominator = ExactDecimal.zero
    /// What may count besides.
    var open = ExactDecimal.zero
    var units = 0
    var passing: Int?
    /// Units of which the data is missing.
    var unknown = 0
    var failing = 0
    /// The sums of items that each have a number to reach.
    var parts: [ExactDecimal] = []
    /// What was found of the region itself, where it is what is judged first.
    var own: Finding?
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
  private var leaves: [LeafKey: Sums] = [:]
  private var sums: [Key: Sums] = [:]
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
      leaves[LeafKey(region: region, rule: number, profile: found.profile), default: Sums()]
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
        sums[key, default: Sums()].own = found.finding
      } else if !isSummed(found, number) {
        continue
      }
      sums[key, default: Sums()].add(found, hasDenominator: hasDenominator[number])
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
        sums[key, default: Sums()].add(own)
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

extension RegionFindings.Sums {
  /// - Parameter hasDenominator: Whether the rule is a ratio, of which both sides have to be known.
  mutating func add(_ found: SubjectFinding, hasDenominator: Bool) {
    let finding = found.finding
    units += 1
    if let verdict = finding.verdict {
      passing = (passing ?? 0) + (verdict == .pass ? 1 : 0)
      if verdict == .fail { failing += 1 }
    }
    open = open + found.open
    add(parts: finding.parts)
    if let value = finding.numerator, finding.denominator != nil || !hasDenominator {
      numerator = numerator + value
      denominator = denominator + (finding.denominator ?? .zero)
    } else {
      unknown += 1
      // What it is counted for is known even where the count is not.
      if found.open > .zero { denominator = denominator + found.open }
    }
  }
}

extension RegionFindings.Sums {
  /// Adds the sums of a part of the region.
  mutating func add(_ other: Self) {
    numerator = numerator + other.numerator
    denominator = denominator + other.denominator
    open = open + other.open
    units += other.units
    if let more = other.passing { passing = (passing ?? 0) + more }
    unknown += other.unknown
    failing += other.failing
    add(parts: other.parts)
  }

  private mutating func add(parts more: [ExactDecimal]) {
    if parts.isEmpty {
      parts = more
    } else {
      for (i, part) in more.enumerated() { parts[i] = parts[i] + part }
    }
  }
}

extension RuleJudge {
  /// What a rule finds of a region's sums.
  func finding(
    of rule: Rule, _ sums: RegionFindings.Sums, _ level: RegionSummary.Level, covers: PlanLevel?
  ) -> Finding {
    if let own = sums.own { return own }
    var finding = Finding(ruleID: rule.id)
    finding.threshold = rule.threshold
    finding.per = rule.test.per
    finding.counted = rule.test.numerator
    finding.numerator = sums.numerator
    switch rule.test {
    case .ratio, .coverage:
      finding.denominator = sums.denominator
      conclude(rule, rule.test.denominator, &finding)
      if case .coverage = rule.test {
        leaveOpen(sums.open, rule, &finding)
      } else if sums.unknown > 0, finding.verdict != .notApplicable {
        leaveUnknown(sums, rule, &finding)
      }
    case .count(let test):
      if !test.each.isEmpty { credit(sums.parts, test, &finding) }
      conclude(rule, [], &finding)
      // What is not known can only add to the sum.
      if sums.unknown > 0, let threshold = rule.threshold, let ratio = finding.ratio {
        let known = ratio.compare(with: threshold.number)
        if threshold.verdict(low: known, high: max(known, 1)) == .unknown {
          leaveUnknown(sums, rule, &finding)
        }
      }
    case .circle, .floor, .stages, .stepped, .flag:
      // A least number of each is no sum: what is said of a region is whether all of its units keep it.
      finding.counted = []
      finding.threshold = nil
      finding.per = nil
      finding.numerator = nil
      finding.verdict = sums.failing > 0 ? .fail : sums.unknown > 0 ? .unknown : .pass
      if sums.passing == nil { finding.verdict = nil }
      finding.notes.append(
        Message(
          "check.units_judged", ["passing": "\(sums.passing ?? 0)", "units": "\(sums.units)"]))
    }
    leaveToHigherLevel(rule, level.planLevel ?? covers ?? .prefecture, &finding)
    if case .count = rule.test, finding.verdict != nil, level != .run,
      covers.map({ level.planLevel ?? $0 > $0 }) ?? true
    {
      finding.verdict = nil
      finding.margin = nil
      finding.alternatives = []
      finding.notes = [Message("check.not_whole", ["units": "\(sums.units)"])]
    }
    return finding
  }

  private func leaveUnknown(_ sums: RegionFindings.Sums, _ rule: Rule, _ finding: inout Finding) {
    finding.verdict = rule.threshold == nil ? nil : .unknown
    finding.margin = nil
    finding.alternatives = []
    finding.notes = [
      Message("check.units_unknown", ["unknown": "\(sums.unknown)", "units": "\(sums.units)"])
    ]
  }

  /// Takes a verdict back that what is left open might change.
  func leaveOpen(_ open: ExactDecimal, _ rule: Rule, _ finding: inout Finding) {
    guard open > .zero, let threshold = rule.threshold, let ratio = finding.ratio else { return }
    let most = ExactRatio(ratio.numerator + open, of: ratio.denominator, per: ratio.per)
    finding.verdict = threshold.verdict(
      low: ratio.compare(with: threshold.number), high: most.compare(with: threshold.number))
    guard finding.verdict == .unknown else { return }
    finding.margin = nil
    finding.alternatives = []
    finding.notes = [Message("check.open", ["open": open.grouped])]
  }
}

extension RegionSummary.Level {
  /// The level as rules name it; nil for the whole run.
  var planLevel: PlanLevel? { PlanLevel(rawValue: rawValue) }
}
