/// Coverage rolled up to townships, counties, prefectures, the province and the whole run.
///
/// > A ratio of a region is the ratio of sums.
public struct RegionSummary: Sendable {
  /// A level of regions.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    case run, province, prefecture, county, township
  }

  /// What a row is about.
  public struct Key: Hashable, Sendable {
    /// The level.
    public var level: Level
    /// The region's name or code; `*` for the whole run.
    public var region: String
    /// The rule's id.
    public var ruleID: String
    /// The profile's id.
    public var profile: String
    /// The service's code, or ``Coverage/joint``.
    public var service: String
  }

  /// The sums of a region.
  public struct Row: Hashable, Sendable {
    /// What it is about.
    public var key: Key
    /// How many communities the rule applies to.
    public var communities = 0
    /// How many of them meet the rule; nil where it gives no number.
    public var passing: Int?
    /// Their households.
    public var households = Coverage.Count()
    /// What the rule asks for.
    public var threshold: Threshold?

    /// The share of households that are covered; nil without households.
    public var share: Double? {
      households.all > 0 ? Double(households.covered) / Double(households.all) : nil
    }

    /// Whether the region as a whole meets the rule; nil where it gives no number, or none of households.
    public var verdict: Verdict? {
      guard passing != nil, let threshold else { return nil }
      return threshold.verdict(
        covered: households.covered, unknown: households.unknown, of: households.all)
    }
  }

  private let regions: [String: Community.Region]
  private var sums: [Key: Row] = [:]

  /// An empty summary of an assessment's communities.
  public init(_ communities: [Community]) {
    regions = Dictionary(
      communities.map { ($0.id, $0.region) }, uniquingKeysWith: { first, _ in first })
  }

  /// Adds a community's coverage to every region it belongs to.
  public mutating func add(_ coverage: Coverage) {
    let region = regions[coverage.communityID] ?? Community.Region()
    let names: [(Level, String?)] = [
      (.run, "*"), (.province, region.province), (.prefecture, region.prefecture),
      (.county, region.county), (.township, region.township),
    ]
    for case (let level, let name?) in names {
      let key = Key(
        level: level, region: name, ruleID: coverage.ruleID, profile: coverage.profile,
        service: coverage.service)
      var row = sums[key] ?? Row(key: key)
      row.communities += 1
      row.households.add(coverage.households)
      row.threshold = coverage.threshold
      if let verdict = coverage.verdict {
        row.passing = (row.passing ?? 0) + (verdict == .pass ? 1 : 0)
      }
      sums[key] = row
    }
  }

  /// The rows by level, region, rule, profile and service.
  public var rows: [Row] {
    let order = Level.allCases
    return sums.values.sorted { a, b in
      let (x, y) = (order.firstIndex(of: a.key.level) ?? 0, order.firstIndex(of: b.key.level) ?? 0)
      return (x, a.key.region, a.key.ruleID, a.key.profile, a.key.service)
        < (y, b.key.region, b.key.ruleID, b.key.profile, b.key.service)
    }
  }
}

extension Coverage.Count {
  fileprivate mutating func add(_ other: Self) {
    all += other.all
    covered += other.covered
    unknown += other.unknown
  }
}
