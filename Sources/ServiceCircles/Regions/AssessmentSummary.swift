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
      /// The households of these homes.
      public var households: Int
    }

    /// The community's name, where known.
    public var name: String?
    /// The rule's whole result in the community.
    public var coverage: Coverage
    /// What its homes lack, the most households first.
    public var lacks: [Lack]

    /// The households that are not reached for certain.
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
  /// The communities that fall shortest by the leading profile, each by the rule it falls shortest of.
  public internal(set) var worst: [Shortfall] = []
  /// How many records were odd.
  public internal(set) var issues = 0

  /// How many communities ``worst`` lists.
  private static let mostListed = 3

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
          .sorted { ($1.households, $0.service) < ($0.households, $1.service) }
      }
    }
  }

  private static func isWorse(_ a: Shortfall, _ b: Shortfall) -> Bool {
    (-a.missingShare, -a.missing, a.coverage.communityID, a.coverage.ruleID)
      < (-b.missingShare, -b.missing, b.coverage.communityID, b.coverage.ruleID)
  }

  /// Keeps the worst rows, one a community.
  private mutating func consider(
    _ candidate: Shortfall, lacks: () -> [Shortfall.Lack]
  ) {
    let own = worst.firstIndex { $0.coverage.communityID == candidate.coverage.communityID }
    if let own {
      guard Self.isWorse(candidate, worst[own]) else { return }
      worst.remove(at: own)
    } else if worst.count == Self.mostListed, let last = worst.last,
      !Self.isWorse(candidate, last)
    {
      return
    }
    var candidate = candidate
    candidate.lacks = lacks()
    worst.append(candidate)
    worst.sort(by: Self.isWorse)
    if worst.count > Self.mostListed { worst.removeLast() }
  }
}
