/// Sums what communities' circles and ratios find, up to townships, counties, prefectures, the province and
/// the whole run.
///
/// Sums are kept once for the communities of the same regions and summed up to every level at the end, so
/// that adding a row costs one look-up.
struct RegionAggregator {
  /// A rule of a profile and a service, as numbered in ``rows``.
  private struct Row: Hashable {
    var rule: Int
    var profile: String
    /// Nil for a rule that is no circle.
    var service: String?
  }

  private struct Key: Hashable {
    /// A number in ``paths``.
    var path: Int
    /// A number in ``rows``.
    var row: Int
  }

  struct RegionKey: Hashable {
    var region: Region
    var row: Int
  }

  private let judge: RuleJudge
  private let covers: PlanLevel?
  /// Communities whose records cannot be used.
  private let unusable: [UnusableCommunity]
  /// The regions of communities, each combination once.
  private let paths: [RegionPath]
  private let pathOfCommunity: [String: Int]
  private var rows: [Row] = []
  private var numberOfRow: [Row: Int] = [:]
  /// The sums of communities of the same regions.
  private var leaves: [Key: RegionAggregate] = [:]
  /// The sums of registers, by region.
  private var ofRegisters: [RegionKey: RegionAggregate] = [:]
  /// The rules that communities are judged by.
  private(set) var judgedRules: Set<String> = []

  /// An aggregator without sums yet.
  init(
    _ standard: RuleSet, _ communities: [Community], unusable: [UnusableCommunity] = [],
    covers: PlanLevel?
  ) {
    judge = RuleJudge(standard)
    self.unusable = unusable
    self.covers = covers
    var paths: [RegionPath] = []
    var known: [RegionPath: Int] = [:]
    var pathOfCommunity: [String: Int] = [:]
    for community in communities {
      let number = known[community.regions] ?? paths.count
      if number == paths.count { paths.append(community.regions) }
      known[community.regions] = number
      pathOfCommunity[community.id] = number
    }
    self.paths = paths
    self.pathOfCommunity = pathOfCommunity
  }

  /// Adds the results of some communities to the regions they belong to.
  mutating func add(_ results: CommunityResults) {
    for row in results.coverage {
      guard let path = pathOfCommunity[row.communityID],
        let rule = judge.standard.number(ofRule: row.ruleID)
      else { continue }
      let number = number(of: Row(rule: rule, profile: row.profile, service: row.service))
      leaves[Key(path: path, row: number), default: RegionAggregate()].add(row)
    }
    for finding in results.findings {
      guard case .community(let id) = finding.subject, let path = pathOfCommunity[id],
        let rule = judge.standard.number(ofRule: finding.ruleID)
      else { continue }
      judgedRules.insert(finding.ruleID)
      guard isSummed(finding, rule) else { continue }
      let number = number(of: Row(rule: rule, profile: finding.profile, service: nil))
      leaves[Key(path: path, row: number), default: RegionAggregate()]
        .add(finding, of: judge.standard.rules[rule].kind)
    }
  }

  /// Adds what a register says of a region, to the region and to those it belongs to.
  mutating func add(_ finding: Finding, to regions: [Region]) {
    guard let rule = judge.standard.number(ofRule: finding.ruleID) else { return }
    let number = number(of: Row(rule: rule, profile: finding.profile, service: nil))
    for region in regions {
      let key = RegionKey(region: region, row: number)
      if finding.subject == .region(region) {
        ofRegisters[key, default: RegionAggregate()].own = finding
      } else if !isSummed(finding, rule) {
        continue
      }
      ofRegisters[key, default: RegionAggregate()]
        .add(finding, of: judge.standard.rules[rule].kind)
    }
  }

  /// The sums of a region leave out units to which the rule does not apply, and values that are no numbers.
  private func isSummed(_ finding: Finding, _ rule: Int) -> Bool {
    if case .flag = judge.standard.rules[rule].kind { return false }
    return finding.verdict != .notApplicable
  }

  private mutating func number(of row: Row) -> Int {
    if let known = numberOfRow[row] { return known }
    numberOfRow[row] = rows.count
    rows.append(row)
    return rows.count - 1
  }

  /// The results: circle rules first, by region, rule, profile and service; then the other rules in the order
  /// of the plan.
  var results: [RegionResult] {
    var sums = ofRegisters
    for (leaf, aggregate) in leaves {
      for region in paths[leaf.path].all {
        sums[RegionKey(region: region, row: leaf.row), default: RegionAggregate()].add(aggregate)
      }
    }
    addUnusable(to: &sums)
    var circles: [RegionResult] = []
    var others: [(rule: Int, result: RegionResult)] = []
    for (key, aggregate) in sums {
      let row = rows[key.row]
      if let service = row.service {
        circles.append(circle(aggregate, key.region, row, service))
      } else {
        others.append((row.rule, other(aggregate, key.region, row)))
      }
    }
    circles.sort { a, b in
      if a.region != b.region { return a.region < b.region }
      return (a.ruleID, a.profile, a.service) < (b.ruleID, b.profile, b.service)
    }
    others.sort { a, b in
      if a.result.region != b.result.region { return a.result.region < b.result.region }
      return (a.rule, a.result.profile) < (b.rule, b.result.profile)
    }
    return circles + others.map(\.result)
  }

  /// Adds the communities whose records cannot be used to the rows that communities have.
  private func addUnusable(to sums: inout [RegionKey: RegionAggregate]) {
    if unusable.isEmpty { return }
    let units = UnusableUnits(
      unusable,
      over: Set(leaves.keys.map(\.row)).sorted().map {
        ($0, judge.standard.rules[rows[$0].rule], rows[$0].service != nil)
      }, judge)
    for (key, part) in units.named { sums[key, default: RegionAggregate()].add(part) }
    let isOfCommunities = Set(units.named.keys.map(\.row))
    for key in sums.keys where isOfCommunities.contains(key.row) {
      if let part = units.anywhere(key) { sums[key]?.add(part) }
    }
  }

  private func circle(
    _ sums: RegionAggregate, _ region: Region, _ row: Row, _ service: String
  ) -> RegionResult {
    let n = sums.households
    var result = RegionResult(
      region: region, ruleID: judge.standard.rules[row.rule].id, profile: row.profile,
      service: service, units: sums.units)
    result.passing = sums.passing
    result.households = n
    result.value = n.share
    if sums.passing != nil, let threshold = sums.threshold {
      result.verdict = threshold.verdict(of: n)
    }
    return result
  }

  private func other(_ sums: RegionAggregate, _ region: Region, _ row: Row) -> RegionResult {
    let rule = judge.standard.rules[row.rule]
    var finding = judge.finding(of: rule, sums, region, covers: covers)
    finding.profile = row.profile
    var result = RegionResult(
      region: region, ruleID: rule.id, profile: row.profile, service: Service.joint,
      units: sums.units)
    result.passing = sums.passing
    result.value = finding.value?.double
    result.verdict = finding.verdict
    result.finding = finding
    return result
  }
}
