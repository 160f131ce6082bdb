import Foundation
import ServiceCircles

/// What an assessment found, in a few lines or as JSON: gathered as the run goes.
struct AssessmentSummary {
  /// Sums by region.
  private(set) var regions: RegionSummary
  /// What rules that are no circles find of regions.
  var findings: RegionFindings
  /// How many communities have two meanings of urban and rural, and how many verdicts that decides.
  private var ambiguous: Set<String> = []
  private var flips = 0
  /// How many records were odd.
  var issueCount = 0

  private let report: String
  private let standard: RuleSet
  private let names: [String: String]
  private let communityCount: Int
  /// The profile whose results people see first.
  private let profile: String
  private var worst: [Shortfall] = []

  /// A community that falls short of a rule.
  struct Shortfall {
    var coverage: Coverage
    /// The services that homes lack and why, the most households first.
    var lacks: [(service: String, cause: Gap.Cause, households: Int)]

    /// The households that are not reached for certain.
    var missing: Int { Self.missing(coverage) }
    var missingShare: Double { Double(missing) / Double(max(1, coverage.households.all)) }

    static func missing(_ coverage: Coverage) -> Int {
      let n = coverage.households
      return n.all - n.covered - n.unknown
    }
  }

  private static let shown = 3

  init(_ assessment: Assessment, report: String) {
    self.report = report
    standard = assessment.standard
    regions = RegionSummary(assessment.inputs.communities)
    findings = RegionFindings(assessment)
    communityCount = assessment.inputs.communities.count
    names = Dictionary(
      assessment.inputs.communities.compactMap { c in c.name.map { (c.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    profile =
      assessment.options.profiles.first ?? assessment.standard.profiles.first?.id ?? "standard"
  }

  /// Adds what was found in some communities.
  mutating func add(_ part: Assessment.Part) {
    findings.add(part)
    for row in part.sensitivity {
      ambiguous.insert(row.communityID)
      if row.flips { flips += 1 }
    }
    for row in part.coverage {
      regions.add(row)
      guard row.profile == profile, isWhole(row), Shortfall.missing(row) > 0 else {
        continue
      }
      let lacks = part.gaps.filter {
        $0.communityID == row.communityID && $0.ruleID == row.ruleID && $0.profile == profile
          && ($0.service != Coverage.joint)
      }
      consider(
        Shortfall(
          coverage: row,
          lacks: lacks.map { ($0.service, $0.cause, $0.households) }
            .sorted { ($1.households, $0.service) < ($0.households, $1.service) }))
    }
  }

  /// Whether a row is a rule's whole result, not one service of several.
  private func isWhole(_ row: Coverage) -> Bool {
    row.service == Coverage.joint
      || standard.circleRules.first { $0.id == row.ruleID }?.services.count == 1
  }

  /// Keeps the worst rows, one a community.
  private mutating func consider(_ candidate: Shortfall) {
    func isWorse(_ a: Shortfall, _ b: Shortfall) -> Bool {
      (-a.missingShare, -a.missing, a.coverage.communityID, a.coverage.ruleID)
        < (-b.missingShare, -b.missing, b.coverage.communityID, b.coverage.ruleID)
    }
    if let own = worst.firstIndex(where: {
      $0.coverage.communityID == candidate.coverage.communityID
    }) {
      if isWorse(candidate, worst[own]) { worst[own] = candidate }
    } else {
      worst.append(candidate)
    }
    worst.sort(by: isWorse)
    if worst.count > Self.shown { worst.removeLast() }
  }

  private var wholes: [RegionSummary.Row] {
    regions.rows.filter { row in
      row.key.level == .run && row.key.profile == profile
        && (row.key.service == Coverage.joint
          || standard.circleRules.first { $0.id == row.key.ruleID }?.services.count == 1)
    }
  }

  /// A share in per cent; never 100 where one is missing, never 0 where one is there.
  private static func percent(of count: Coverage.Count) -> String {
    let share = 100 * Double(count.covered) / Double(max(1, count.all))
    if count.covered < count.all, share > 99.9 { return "99.9" }
    if count.covered > 0, share < 0.1 { return "0.1" }
    return Decimals.text(share, places: 1)
  }

  private func name(ofRule id: String) -> String {
    standard.circleRules.first { $0.id == id }?.name.text(in: Interface.language) ?? id
  }

  private func name(ofService code: String) -> String {
    standard.service(code)?.name.text(in: Interface.language) ?? code
  }

  /// A line for every rule that is no circle, of the whole run.
  private var findingLines: [String] {
    let rows = findings.rows.filter { row in
      row.level == .run
        && [SubjectFinding.anyProfile, SubjectFinding.own, profile].contains(row.finding.profile)
    }
    guard !rows.isEmpty else { return [] }
    let header = ["rule", "value", "target", "verdict", "units", "name"].map {
      Interface.text("assess.finding_\($0)")
    }
    let cells = rows.compactMap { row -> [String]? in
      guard let rule = standard.rule(row.finding.finding.ruleID) else { return nil }
      let finding = row.finding.finding
      let language = Interface.language
      let unit = rule.unit?.text(in: language) ?? ""
      let profile =
        row.finding.profile == SubjectFinding.anyProfile ? "" : " (\(row.finding.profile))"
      return [
        rule.id + profile, finding.shownValue ?? "–",
        finding.threshold.map {
          "\($0.comparator.rawValue) \($0.number.grouped) \(unit)"
        } ?? "–", FindingText.word(finding.verdict),
        row.passing.map { "\($0) / \(row.units)" } ?? "\(row.units)", rule.name.text(in: language),
      ]
    }
    return [Interface.text("assess.findings_headline")]
      + TextColumns.lines([header] + cells).map { "  " + $0 }
  }

  /// A line for every rule, the communities that fall shortest with what they lack and why, and where the
  /// report is.
  var text: String {
    let profileName =
      standard.profiles.first { $0.id == profile }?.name.text(in: Interface.language) ?? profile
    var lines = [
      Interface.text(
        "assess.headline", ["communities": "\(communityCount)", "profile": profileName])
    ]
    for row in wholes {
      lines.append(
        Interface.text(
          row.households.all > 0 ? "assess.rule" : "assess.rule_without_homes",
          [
            "rule": row.key.ruleID, "name": name(ofRule: row.key.ruleID),
            "communities": "\(row.communities)", "covered": "\(row.households.covered)",
            "all": "\(row.households.all)", "unknown": "\(row.households.unknown)",
            "share": Self.percent(of: row.households),
          ]))
    }
    lines += findingLines
    if !ambiguous.isEmpty {
      lines.append(
        Interface.text(
          "assess.sensitivity", ["communities": "\(ambiguous.count)", "flips": "\(flips)"]))
    }
    if !worst.isEmpty { lines.append(Interface.text("assess.worst_headline")) }
    for shortfall in worst {
      lines.append(
        Interface.text(
          "assess.worst",
          [
            "community": names[shortfall.coverage.communityID] ?? shortfall.coverage.communityID,
            "rule": shortfall.coverage.ruleID, "missing": "\(shortfall.missing)",
            "all": "\(shortfall.coverage.households.all)",
            "share": Self.percent(of: shortfall.coverage.households),
          ]))
      for lack in shortfall.lacks.prefix(3) {
        lines.append(
          Interface.text(
            "assess.lack",
            [
              "service": name(ofService: lack.service), "households": "\(lack.households)",
              "cause": Interface.text("cause.\(lack.cause.rawValue)"),
            ]))
      }
    }
    lines.append(Interface.text("assess.written", ["file": report, "issues": "\(issueCount)"]))
    return lines.joined(separator: "\n")
  }
}

extension AssessmentSummary {
  private struct Document: Encodable {
    var report: String
    var communities: Int
    var issues: Int
    var rules: [RuleDocument]
    var findings: [FindingDocument]
    var ambiguous_communities: Int
    var flips: Int
    var worst: [CommunityDocument]
  }

  private struct FindingDocument: Encodable {
    var level: String
    var region: String
    var profile: String
    var communities: Int
    var communities_passing: Int?
    var finding: CheckDocument.RuleDocument

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

  private struct RuleDocument: Codable {
    var rule_id: String
    var profile: String
    var service: String
    var communities: Int
    var households: Int
    var households_covered: Int
    var households_unknown: Int
    var household_share: Double?
  }

  private struct CommunityDocument: Codable {
    var community_id: String
    var name: String?
    var rule_id: String
    var households: Int
    var households_covered: Int
    var households_unknown: Int
    var lacks: [LackDocument]
  }

  private struct LackDocument: Codable {
    var service: String
    var cause: String
    var households: Int
  }

  /// The same for programs; names are those of the report's columns.
  func json() throws -> String {
    let document = Document(
      report: report, communities: communityCount, issues: issueCount,
      rules: regions.rows.filter { $0.key.level == .run }.map { row in
        RuleDocument(
          rule_id: row.key.ruleID, profile: row.key.profile, service: row.key.service,
          communities: row.communities, households: row.households.all,
          households_covered: row.households.covered, households_unknown: row.households.unknown,
          household_share: row.share)
      },
      findings: findings.rows.map { row in
        FindingDocument(
          level: row.level.rawValue, region: row.region, profile: row.finding.profile,
          communities: row.units, communities_passing: row.passing,
          finding: CheckDocument.RuleDocument(
            row.finding.finding, standard.rule(row.finding.finding.ruleID)))
      },
      ambiguous_communities: ambiguous.count, flips: flips,
      worst: worst.map { shortfall in
        CommunityDocument(
          community_id: shortfall.coverage.communityID,
          name: names[shortfall.coverage.communityID], rule_id: shortfall.coverage.ruleID,
          households: shortfall.coverage.households.all,
          households_covered: shortfall.coverage.households.covered,
          households_unknown: shortfall.coverage.households.unknown,
          lacks: shortfall.lacks.map {
            LackDocument(service: $0.service, cause: $0.cause.rawValue, households: $0.households)
          })
      })
    return try JSONOutput.text(document)
  }
}
