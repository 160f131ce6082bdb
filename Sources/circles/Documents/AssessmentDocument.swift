import ServiceCircles

/// What an assessment found, as JSON; names are those of the report's columns.
struct AssessmentDocument: Encodable {
  struct RegionDocument: Encodable {
    var level: String
    var region: String
    var profile: String
    var communities: Int
    var communities_passing: Int?
    var finding: FindingDocument

    enum CodingKeys: CodingKey { case level, region, profile, communities, communities_passing }

    func encode(to encoder: any Encoder) throws {
      try finding.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(level, forKey: .level)
      try container.encode(region, forKey: .region)
      try container.encode(profile, forKey: .profile)
      try container.encode(communities, forKey: .communities)
      try container.encode(communities_passing, forKey: .communities_passing)
    }
  }

  struct CircleDocument: Encodable {
    var rule_id: String
    var profile: String
    var service: String
    var communities: Int
    @OrNull var households: Int?
    @OrNull var households_covered: Int?
    @OrNull var households_unknown: Int?
    @OrNull var households_without_homes: Int?
    var homes_without_number: Int
    var communities_unknown: Int
    @OrNull var household_share: Double?
    @OrNull var household_share_low: Double?
    @OrNull var household_share_high: Double?
  }

  struct TownshipDocument: Encodable {
    var township: String
    var rule_id: String
    @OrNull var households: Int?
    @OrNull var households_covered: Int?
    @OrNull var households_unknown: Int?
    @OrNull var households_without_homes: Int?
    var homes_without_number: Int
    var communities_unknown: Int
  }

  struct CommunityDocument: Encodable {
    var community_id: String
    var name: String?
    var rule_id: String
    @OrNull var households: Int?
    @OrNull var households_covered: Int?
    @OrNull var households_unknown: Int?
    @OrNull var households_without_homes: Int?
    var homes_without_number: Int
    var lacks: [LackDocument]
  }

  struct LackDocument: Encodable {
    var service: String
    var cause: String
    @OrNull var households: Int?
  }

  struct LossDocument: Encodable {
    struct Reason: Encodable {
      var problem: String
      var records: Int

      init(_ count: InputSource.ProblemCount) {
        problem = count.problem.text(in: Interface.language)
        records = count.count
      }
    }

    var role: String
    var path: String
    var layer: String?
    var features: Int?
    var rejected: Int?
    var reasons: [Reason]

    init(_ source: InputSource) {
      role = source.role
      path = source.path
      layer = source.layer
      features = source.features
      rejected = source.rejected
      reasons = source.losses.map(Reason.init)
    }
  }

  struct DoubtDocument: Encodable {
    var role: String
    var path: String
    var layer: String?
    var features: Int?
    var values_ignored: Int?
    var reasons: [LossDocument.Reason]

    init(_ source: InputSource) {
      role = source.role
      path = source.path
      layer = source.layer
      features = source.features
      values_ignored = source.valuesIgnored
      reasons = source.doubts.map(LossDocument.Reason.init)
    }
  }

  struct RemarkDocument: Encodable {
    var severity: String
    var role: String
    var layer: String
    var field: String
    var problem: String
    var action: String

    init(_ issue: RecordIssue) {
      severity = issue.severity.rawValue
      role = issue.role
      layer = issue.layer
      field = issue.field
      problem = Interface.text(issue.problem)
      action = Interface.text(issue.action)
    }
  }

  var report: String
  var communities: Int
  var issues: Int
  var left_out: [LossDocument]
  /// What is odd about layers as a whole.
  var remarks: [RemarkDocument]
  var rules_without_data: [String]
  var doubtful: [DoubtDocument]
  var rules: [CircleDocument]
  var findings: [RegionDocument]
  /// Those with the lowest share of any rule first.
  var townships: [TownshipDocument]
  var circles: Int
  /// Those that reach an end of the data where streets go on, and may be larger.
  var circles_at_edge: Int
  var ambiguous_communities: Int
  var flips: Int
  var worst: [CommunityDocument]

  init(_ summary: AssessmentSummary, _ standard: RuleSet, report: String) {
    self.report = report
    communities = summary.communities
    issues = summary.issues
    left_out = summary.losses.map { LossDocument($0) }
    remarks = summary.remarks.map { RemarkDocument($0) }
    rules_without_data = summary.rulesWithoutData
    doubtful = summary.doubtful.map { DoubtDocument($0) }
    circles = summary.circles
    circles_at_edge = summary.circlesAtEdge
    ambiguous_communities = summary.ambiguousCommunities
    flips = summary.flips
    rules = summary.regions.filter { $0.region == .run }.compactMap { row in
      row.households.map { n in
        CircleDocument(
          rule_id: row.ruleID, profile: row.profile, service: row.service,
          communities: row.units, households: n.whole?.all,
          households_covered: n.whole?.covered, households_unknown: n.whole?.unknown,
          households_without_homes: n.whole?.withoutHomes,
          homes_without_number: n.uncounted.homes,
          communities_unknown: n.uncounted.communities, household_share: row.value,
          household_share_low: n.lowestShare,
          household_share_high: n.highestShare)
      }
    }
    townships = summary.townships(standard).flatMap { township in
      standard.circleRules.compactMap { rule in
        township.households[rule.id].map { n in
          TownshipDocument(
            township: township.region.name, rule_id: rule.id, households: n.whole?.all,
            households_covered: n.whole?.covered, households_unknown: n.whole?.unknown,
            households_without_homes: n.whole?.withoutHomes,
            homes_without_number: n.uncounted.homes,
            communities_unknown: n.uncounted.communities)
        }
      }
    }
    findings = summary.regions.compactMap { row in
      row.finding.map { finding in
        RegionDocument(
          level: row.region.level.rawValue, region: row.region.name, profile: row.profile,
          communities: row.units, communities_passing: row.passing,
          finding: FindingDocument(finding, standard))
      }
    }
    worst = summary.worst.map { shortfall in
      let n = shortfall.coverage.households
      return CommunityDocument(
        community_id: shortfall.coverage.communityID, name: shortfall.name,
        rule_id: shortfall.coverage.ruleID, households: n.whole?.all,
        households_covered: n.whole?.covered, households_unknown: n.whole?.unknown,
        households_without_homes: n.whole?.withoutHomes,
        homes_without_number: n.uncounted.homes,
        lacks: shortfall.lacks.map {
          LackDocument(
            service: $0.service, cause: $0.cause.rawValue, households: $0.households)
        })
    }
  }
}
