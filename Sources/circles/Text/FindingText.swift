import ServiceCircles

/// What was found of a rule, in lines for people.
struct FindingText {
  let standard: RuleSet
  let rule: Rule
  let finding: Finding

  /// The verdict's word.
  static func word(_ verdict: Verdict?) -> String {
    Interface.text("verdict.\(verdict?.rawValue ?? "none")")
  }

  /// The rule, its verdict, how it comes about, and what would cure it.
  var lines: [String] {
    var lines = [
      Interface.text(
        "check.rule",
        [
          "id": rule.id, "verdict": Self.word(finding.verdict),
          "name": rule.name.text(in: Interface.language),
        ])
    ]
    if let computation { lines.append(computation) }
    lines += Wording(standard).reasons(of: finding, in: Interface.language)
    lines += alternatives
    return lines
  }

  /// What other numbers of the plan say.
  var alternatives: [String] {
    finding.alternatives.map { other in
      Interface.text(
        "check.alternative",
        [
          "name": other.alternative.name.text(in: Interface.language),
          "required": required(other.alternative.threshold),
          "verdict": Self.word(other.verdict),
        ])
    }
  }

  /// The sum that leads to the verdict; nil where something is missing.
  private var computation: String? {
    if case .stages = rule.kind, let met = finding.numerator, let all = finding.denominator {
      return Interface.text("check.stages", ["met": "\(met)", "all": "\(all)"])
    }
    guard let numerator = finding.numerator, let value = finding.shownValue else { return nil }
    let language = Interface.language
    var values = [
      "numerator": counted(numerator), "value": value,
      "unit": rule.unit?.text(in: language) ?? "",
      "required": finding.threshold.map(required) ?? Interface.text("check.nothing_required"),
    ]
    guard let denominator = finding.denominator, let per = finding.per else {
      return Interface.text("check.number", values)
    }
    values["denominator"] = amount(rule.kind.denominator, denominator)
    values["per"] = per.grouped
    return Interface.text(
      per == ExactDecimal(1) ? "check.quotient" : "check.ratio", values)
  }

  /// What is counted, each of several items with its number.
  private func counted(_ number: ExactDecimal) -> String {
    guard finding.terms.count == finding.counted.count, finding.terms.count > 1 else {
      return amount(finding.counted, number)
    }
    let terms = zip(finding.counted, finding.terms).map { item, term in
      "\(standard.item(item)?.name.text(in: Interface.language) ?? item) \(term.grouped)"
    }
    let unit = finding.counted.first.flatMap {
      standard.item($0)?.unit?.text(in: Interface.language)
    }
    return Interface.text(
      "check.sum",
      ["terms": terms.joined(separator: " + "), "number": number.grouped, "unit": unit ?? ""])
  }

  private func amount(_ items: [String], _ number: ExactDecimal) -> String {
    let names = items.map { standard.item($0)?.name.text(in: Interface.language) ?? $0 }
    let list = names.joined(separator: " + ")
    let unit = items.first.flatMap { standard.item($0)?.unit?.text(in: Interface.language) } ?? ""
    return Interface.text(
      unit.isEmpty ? "check.amount_bare" : "check.amount",
      ["names": names.count > 1 ? "(\(list))" : list, "number": number.grouped, "unit": unit])
  }

  private func required(_ threshold: Threshold) -> String {
    Interface.text(
      "comparator.\(threshold.comparator.rawValue)",
      [
        "number": threshold.number.grouped,
        "unit": rule.unit?.text(in: Interface.language) ?? "",
      ])
  }
}
