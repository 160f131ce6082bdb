import Foundation
import ServiceCircles

/// What an assessment found, in a few lines or as JSON.
struct AssessmentSummary {
  /// The sums of a rule over all communities.
  private struct Row {
    var rule: CircleRule
    var all: Int
    var covered: Int
    var unknown: Int
    var share: Double? { all > 0 ? Double(covered) / Double(all) : nil }
    /// The community with the smallest share, the smallest id of several; nil where nobody is missing.
    var worst: Coverage?
  }

  private let result: Assessment.Result
  private let report: String
  private let issueCount: Int
  private let rows: [Row]

  init(_ result: Assessment.Result, report: String, issueCount: Int) {
    self.result = result
    self.report = report
    self.issueCount = issueCount
    rows = Set(result.coverage.map(\.rule)).sorted { $0.id < $1.id }.map { rule in
      let coverage = result.coverage.filter { $0.rule == rule }
      return Row(
        rule: rule, all: coverage.reduce(0) { $0 + $1.households.all },
        covered: coverage.reduce(0) { $0 + $1.households.covered },
        unknown: coverage.reduce(0) { $0 + $1.households.unknown },
        worst: coverage.filter { $0.households.covered < $0.households.all }.min {
          ($0.householdShare ?? 1, $0.communityID) < ($1.householdShare ?? 1, $1.communityID)
        })
    }
  }

  /// A line for every rule, for each the community that falls shortest, and where the report is.
  var text: String {
    var lines = [
      Interface.text("assess.headline", ["communities": "\(result.communities.count)"])
    ]
    for row in rows {
      lines.append(
        Interface.text(
          "assess.rule",
          [
            "rule": row.rule.id, "name": name(of: row.rule), "covered": "\(row.covered)",
            "all": "\(row.all)", "unknown": "\(row.unknown)",
            "share": row.share.map { Decimals.text(100 * $0, places: 1) } ?? "–",
          ]))
      if let worst = row.worst {
        lines.append(
          Interface.text(
            "assess.worst",
            [
              "community": name(of: worst) ?? worst.communityID,
              "missing": "\(worst.households.all - worst.households.covered)",
              "all": "\(worst.households.all)",
            ]))
      }
    }
    lines.append(Interface.text("assess.written", ["file": report, "issues": "\(issueCount)"]))
    return lines.joined(separator: "\n")
  }

  private func name(of rule: CircleRule) -> String {
    Interface.language == .chinese ? rule.nameChinese : rule.nameEnglish
  }

  private func name(of coverage: Coverage) -> String? {
    result.communities.first { $0.id == coverage.communityID }?.name
  }
}

extension AssessmentSummary {
  /// The summary as JSON shows it.
  private struct Document: Codable {
    var report: String
    var communities: Int
    var issues: Int
    var rules: [RuleDocument]
  }

  private struct RuleDocument: Codable {
    var rule_id: String
    var name_zh: String
    var name_en: String
    var service: String
    var minutes: Double
    var households: Int
    var households_covered: Int
    var households_unknown: Int
    var household_share: Double?
    var worst: CommunityDocument?
  }

  private struct CommunityDocument: Codable {
    var community_id: String
    var name: String?
    var households: Int
    var households_covered: Int
    var households_unknown: Int
  }

  /// The same for programs; names are those of the report's columns.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      report: report, communities: result.communities.count, issues: issueCount,
      rules: rows.map { row in
        RuleDocument(
          rule_id: row.rule.id, name_zh: row.rule.nameChinese, name_en: row.rule.nameEnglish,
          service: row.rule.service.rawValue, minutes: row.rule.minutes, households: row.all,
          households_covered: row.covered, households_unknown: row.unknown,
          household_share: row.share,
          worst: row.worst.map { worst in
            CommunityDocument(
              community_id: worst.communityID, name: name(of: worst),
              households: worst.households.all, households_covered: worst.households.covered,
              households_unknown: worst.households.unknown)
          })
      })
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }
}
