/// The results of an assessment that people ask for first: regions, and the communities that fall shortest.
public struct AssessmentSummary: Sendable, Codable {
  /// A community that falls short of a circle rule.
  public struct Shortfall: Sendable, Codable {
    /// A service that homes lack, and why.
    public struct Lack: Hashable, Sendable, Codable {
      /// The service's code.
      public var service: String
      /// Why the homes do not reach it.
      public var cause: Gap.Cause
      /// The households of these homes; nil where the number of some home is not known.
      public var households: Int?
    }

    /// The community's name, where known.
    public var name: String?
    /// The rule's whole result in the community.
    public var coverage: Coverage
    /// What its homes lack, the most households first.
    public var lacks: [Lack]

    /// The households that are certainly not reached, of the homes whose number is known.
    package var missing: Int { coverage.households.uncovered }

    fileprivate var missingShare: Double {
      Double(missing) / Double(max(1, coverage.households.all))
    }
  }

  /// How many communities were assessed.
  public internal(set) var communities: Int
  /// The profile whose results people see first.
  public internal(set) var profile: String
  /// Every rule in every region, circle rules first.
  public internal(set) var regions: [RegionResult] = []
  /// How many communities are urban by one meaning and rural by another.
  public internal(set) var ambiguousCommunities = 0
  /// How many verdicts depend on which of these meanings is used.
  public internal(set) var flips = 0
  /// The communities that fall shortest of each circle rule by the leading profile: rules of one service
  /// first, then those of several together, in the order of the plan.
  public internal(set) var worst: [Shortfall] = []
  /// The layers of which records were not used.
  public internal(set) var losses: [InputSource] = []
  /// What is odd about layers, or the run, as a whole; the gravest first.
  public internal(set) var remarks: [RecordIssue] = []
  /// The ids of the plan's rules for communities and regions that no data was there for.
  public internal(set) var rulesWithoutData: [String] = []
  /// The layers of which something is odd that was used.
  public internal(set) var doubtful: [InputSource] = []
  /// How many facilities leave open what homes reach, for their records cannot be used.
  public internal(set) var unusableFacilities = 0
  /// How many circles were drawn.
  public internal(set) var circles = 0
  /// How many of them reach an end of the data where streets go on, and may be larger.
  public internal(set) var circlesAtEdge = 0
  /// How many records were odd.
  public internal(set) var issues = 0
  /// How many of them are of each severity.
  public internal(set) var issuesOfSeverity: [RecordIssue.Severity: Int] = [:]

  /// How many communities ``worst`` lists of a rule.
  private static let mostListed = 3

  /// The households of a township by circle rule, by the leading profile.
  package struct Township: Sendable {
    package var region: Region
    /// By rule: what reaches its service, or all its services together.
    package var households: [String: Coverage.Count]

    /// The lowest share of any rule, of those that are known.
    fileprivate var lowestShare: Double? { households.values.compactMap(\.lowestShare).min() }
  }

  /// The townships, those with the lowest share of any circle rule first, those of which none is known last.
  package func townships(_ standard: RuleSet) -> [Township] {
    var townships: [Region: Township] = [:]
    for row in regions where row.region.level == .township && row.profile == profile {
      guard let n = row.households, !n.isEmpty,
        standard.circleRule(row.ruleID)?.isWholeResult(row.service) == true
      else { continue }
      townships[row.region, default: Township(region: row.region, households: [:])]
        .households[row.ruleID] = n
    }
    return townships.values.sorted { a, b in
      let (first, second) = (a.lowestShare ?? .infinity, b.lowestShare ?? .infinity)
      return first != second ? first < second : a.region < b.region
    }
  }

  /// A summary of an assessment that has no results yet.
  init(_ standard: RuleSet, communities: Int, _ options: AssessmentOptions) {
    self.communities = communities
    profile = options.profiles.first ?? standard.profiles.first?.id ?? "standard"
  }

  /// Adds the results of some communities; those of one community come together.
  mutating func add(_ results: CommunityResults, of standard: RuleSet) {
    var ambiguous: Set<String> = []
    for row in results.sensitivity {
      ambiguous.insert(row.communityID)
      if row.flips { flips += 1 }
    }
    ambiguousCommunities += ambiguous.count
    let names = Dictionary(
      results.communities.compactMap { c in c.name.map { (c.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    var gaps: [String: [Gap]] = [:]
    for gap in results.gaps where gap.profile == profile && gap.service != Service.joint {
      gaps[gap.communityID, default: []].append(gap)
    }
    for row in results.coverage {
      guard row.profile == profile, row.households.uncovered > 0,
        standard.circleRule(row.ruleID)?.isWholeResult(row.service) == true
      else { continue }
      let candidate = Shortfall(name: names[row.communityID], coverage: row, lacks: [])
      consider(candidate) {
        (gaps[row.communityID] ?? []).filter { $0.ruleID == row.ruleID }
          .map { Shortfall.Lack(service: $0.service, cause: $0.cause, households: $0.households) }
          .sorted { a, b in
            (b.households ?? .max, a.service) < (a.households ?? .max, b.service)
          }
      }
    }
  }

  private static func isWorse(_ a: Shortfall, _ b: Shortfall) -> Bool {
    (-a.missingShare, -a.missing, a.coverage.communityID, a.coverage.ruleID)
      < (-b.missingShare, -b.missing, b.coverage.communityID, b.coverage.ruleID)
  }

  /// Keeps the worst rows of a rule.
  private mutating func consider(
    _ candidate: Shortfall, lacks: () -> [Shortfall.Lack]
  ) {
    let same = worst.indices.filter { worst[$0].coverage.ruleID == candidate.coverage.ruleID }
    if same.count == Self.mostListed, let last = same.last {
      guard Self.isWorse(candidate, worst[last]) else { return }
      worst.remove(at: last)
    }
    var candidate = candidate
    candidate.lacks = lacks()
    // Rows of a rule stand together; which rule comes first is decided at the end.
    let after = worst.lastIndex {
      $0.coverage.ruleID == candidate.coverage.ruleID && Self.isWorse($0, candidate)
    }
    let first = worst.firstIndex { $0.coverage.ruleID == candidate.coverage.ruleID }
    worst.insert(candidate, at: after.map { $0 + 1 } ?? first ?? worst.endIndex)
  }

  /// Brings ``worst`` in order: rules of one service first, for where many are asked for together nearly every
  /// community lacks one of them.
  mutating func finish(_ standard: RuleSet, _ issues: [RecordIssue]) {
    self.issues = issues.count
    remarks = issues.remarks
    let judged = Set(regions.map(\.ruleID))
    rulesWithoutData = standard.rules.filter { rule in
      if case .circle = rule.kind { return false }
      if case .flag = rule.kind { return false }
      return rule.stage != .newBuild && !judged.contains(rule.id)
    }.map(\.id)
    issuesOfSeverity = issues.reduce(into: [:]) { $0[$1.severity, default: 0] += 1 }
    var place: [String: (Int, Int)] = [:]
    for (i, rule) in standard.circleRules.enumerated() {
      place[rule.id] = (rule.services.count > 1 ? 1 : 0, i)
    }
    let last = (2, 0)
    worst = worst.enumerated().sorted { a, b in
      let (first, second) = (
        place[a.element.coverage.ruleID] ?? last, place[b.element.coverage.ruleID] ?? last
      )
      return (first.0, first.1, a.offset) < (second.0, second.1, b.offset)
    }.map(\.element)
  }
}
