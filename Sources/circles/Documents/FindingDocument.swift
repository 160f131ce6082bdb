import ServiceCircles

/// What a rule found, as JSON; names are those of the report's columns.
struct FindingDocument: Encodable {
  var rule_id: String
  @OrNull var name: String?
  @OrNull var verdict: String?
  @OrNull var numerator: JSONDecimal?
  @OrNull var denominator: JSONDecimal?
  @OrNull var per: JSONDecimal?
  @OrNull var value: JSONDecimal?
  @OrNull var value_low: JSONDecimal?
  @OrNull var value_high: JSONDecimal?
  @OrNull var comparator: String?
  @OrNull var threshold: JSONDecimal?
  @OrNull var unit: String?
  @OrNull var margin: JSONDecimal?
  var note: String
  var missing: [String]
}

extension FindingDocument {
  init(_ finding: Finding, _ standard: RuleSet) {
    let language = Interface.language
    let rule = standard.rule(finding.ruleID)
    self.init(
      rule_id: finding.ruleID, name: rule?.name.text(in: language),
      verdict: finding.verdict?.rawValue,
      numerator: finding.numerator.map { JSONDecimal($0) },
      denominator: finding.denominator.map { JSONDecimal($0) },
      per: finding.denominator == nil ? nil : finding.per.map { JSONDecimal($0) },
      value: finding.value.map { JSONDecimal($0) },
      value_low: finding.valueBounds.map { JSONDecimal($0.low) },
      value_high: finding.valueBounds?.high.map { JSONDecimal($0) },
      comparator: finding.threshold?.comparator.rawValue,
      threshold: finding.threshold.map { JSONDecimal($0.number) },
      unit: rule?.unit?.text(in: language), margin: finding.margin.map { JSONDecimal($0) },
      note: Wording(standard).note(of: finding, in: language), missing: finding.missing)
  }
}
