import ServiceCircles

/// The indicators of a region in a year, as JSON.
struct IndicatorDocument: Encodable {
  struct RuleDocument: Encodable {
    struct Alternative: Encodable {
      var threshold: JSONDecimal
      var conflict: String
      var verdict: String
    }

    var finding: FindingDocument
    /// The value that the statistics give for the rule itself.
    var given_value: JSONDecimal?
    /// Whether that is judged, for its items make no value.
    var given_value_judged: Bool
    var baseline: JSONDecimal?
    var baseline_year: Int?
    var target_year: Int?
    var progress_percent: JSONDecimal?
    var progress: String?
    var alternatives: [Alternative]
    var conflicts: [String: String]

    enum CodingKeys: CodingKey {
      case given_value, given_value_judged
      case baseline, baseline_year, target_year, progress_percent, progress, alternatives, conflicts
    }

    func encode(to encoder: any Encoder) throws {
      try finding.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(given_value, forKey: .given_value)
      try container.encode(given_value_judged, forKey: .given_value_judged)
      try container.encode(baseline, forKey: .baseline)
      try container.encode(baseline_year, forKey: .baseline_year)
      try container.encode(target_year, forKey: .target_year)
      try container.encode(progress_percent, forKey: .progress_percent)
      try container.encode(progress, forKey: .progress)
      try container.encode(alternatives, forKey: .alternatives)
      try container.encode(conflicts, forKey: .conflicts)
    }
  }

  var region: String
  var level: String
  var year: Int
  var rules: [RuleDocument]
  var not_asked: [String]

  init(_ record: RegionRecord, _ findings: [Finding], _ standard: RuleSet) {
    region = record.region.name
    level = record.region.level.rawValue
    year = record.year ?? 0
    not_asked = findings.filter { !$0.isAsked }.map(\.ruleID)
    rules = findings.filter(\.isAsked).compactMap { finding in
      standard.rule(finding.ruleID).map { RuleDocument(finding, $0, standard) }
    }
  }
}

extension IndicatorDocument.RuleDocument {
  init(_ finding: Finding, _ rule: Rule, _ standard: RuleSet) {
    let progress = rule.progress(finding)
    self.init(
      finding: FindingDocument(finding, standard),
      given_value: finding.givenValue.map { JSONDecimal($0) },
      given_value_judged: finding.isGivenValueJudged,
      baseline: rule.baseline.map { JSONDecimal($0.value) }, baseline_year: rule.baseline?.year,
      target_year: rule.targetYear,
      progress_percent: progress?.share?.value(places: 1, .down).map { JSONDecimal($0) },
      progress: progress?.word,
      alternatives: finding.alternatives.map {
        Alternative(
          threshold: JSONDecimal($0.alternative.threshold.number),
          conflict: $0.alternative.conflict, verdict: $0.verdict.rawValue)
      },
      conflicts: Dictionary(
        rule.conflicts.compactMap { id in
          standard.conflicts[id].map { (id, $0.text(in: Interface.language)) }
        }, uniquingKeysWith: { first, _ in first }))
  }
}
