import ServiceCircles
import ServiceCirclesIO

/// What a check says of one project, as JSON.
struct CheckDocument: Encodable {
  struct RuleDocument: Encodable {
    var rule_id: String
    @OrNull var name: String?
    @OrNull var verdict: String?
    @OrNull var numerator: JSONDecimal?
    @OrNull var denominator: JSONDecimal?
    @OrNull var per: JSONDecimal?
    @OrNull var value: JSONDecimal?
    @OrNull var comparator: String?
    @OrNull var threshold: JSONDecimal?
    @OrNull var unit: String?
    @OrNull var margin: JSONDecimal?
    var note: String
    var missing: [String]
  }

  struct ReadingDocument: Encodable {
    var rule_id: String
    var option: String
    var choice: String
    var verdict: String
  }

  var project: String
  @OrNull var name: String?
  var verdict: String
  var rules: [RuleDocument]
  var not_asked: [String]
  var errors: [String]
  var options: [String: String]
  var other_readings: [ReadingDocument]
  var circles: [ProjectReach.Document]

  init(_ result: CheckResult, _ standard: RuleSet) {
    project = result.id
    name = result.name
    verdict = result.verdict
    errors = result.issues.map { issue in
      (issue.field.isEmpty ? "" : issue.field + ": ")
        + issue.problem.text(in: Interface.language)
    }
    not_asked = result.findings.filter { !$0.isAsked }.map(\.ruleID)
    options = standard.chosenOptions
    other_readings = result.otherReadings.map {
      ReadingDocument(
        rule_id: $0.ruleID, option: $0.option, choice: $0.choice.id, verdict: $0.verdict.rawValue)
    }
    circles = result.reach?.documents ?? []
    if result.project == nil {
      let reason = errors.joined(separator: "; ")
      rules = standard.newBuildRules.map {
        RuleDocument(
          rule_id: $0.id, name: $0.name.text(in: Interface.language), verdict: "ERROR",
          note: reason,
          missing: [])
      }
    } else {
      rules = result.findings.filter(\.isAsked).map {
        RuleDocument($0, standard.rule($0.ruleID))
      }
    }
  }
}

extension CheckDocument.RuleDocument {
  init(_ finding: Finding, _ rule: Rule?) {
    let language = Interface.language
    self.init(
      rule_id: finding.ruleID, name: rule?.name.text(in: language),
      verdict: finding.verdict?.rawValue,
      numerator: finding.numerator.map { JSONDecimal($0) },
      denominator: finding.denominator.map { JSONDecimal($0) },
      per: finding.denominator == nil ? nil : finding.per.map { JSONDecimal($0) },
      value: finding.value.map { JSONDecimal($0) },
      comparator: finding.threshold?.comparator.rawValue,
      threshold: finding.threshold.map { JSONDecimal($0.number) },
      unit: rule?.unit?.text(in: language), margin: finding.margin.map { JSONDecimal($0) },
      note: finding.note(in: language), missing: finding.missing)
  }
}
