import ServiceCircles

/// What was found of a rule, in lines for people.
struct FindingText {
  let standard: RuleSet
  let rule: Rule
  let finding: Finding
  /// Whether it is a plan's indicator, which is met, not a project, which passes.
  var isIndicator = false

  /// The word of an indicator's verdict: a plan's number is met, a project passes.
  static func indicatorWord(_ verdict: Verdict?) -> String {
    Interface.text("indicator.\(verdict?.rawValue ?? "none")")
  }

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
          "id": rule.id, "verdict": word(finding.verdict),
          "name": rule.name.text(in: Interface.language),
        ])
    ]
    if let computation { lines.append(computation) }
    lines += Wording(standard).reasons(of: finding, in: Interface.language)
    lines += alternatives
    return lines
  }

  private func word(_ verdict: Verdict?) -> String {
    isIndicator ? Self.indicatorWord(verdict) : Self.word(verdict)
  }

  /// A small number as a sentence has it.
  private static func inWords(_ number: ExactDecimal) -> String {
    let words = Interface.text("numbers.small").split(separator: " ").map(String.init)
    guard let i = Int(number.description), words.indices.contains(i) else {
      return number.grouped
    }
    return words[i]
  }

  /// Where the data contradicts itself.
  var contradictions: [String] {
    var alone = finding
    alone.reasons = finding.reasons.filter(\.isContradiction)
    return Wording(standard).reasons(of: alone, in: Interface.language)
  }

  /// What other numbers of the plan say.
  var alternatives: [String] {
    finding.alternatives.map { other in
      Interface.text(
        "check.alternative",
        [
          "name": other.alternative.name.text(in: Interface.language),
          "required": required(other.alternative.threshold),
          "verdict": word(other.verdict),
        ])
    }
  }

  /// The sum that leads to the verdict; nil where something is missing.
  private var computation: String? {
    if case .stages = rule.kind, let met = finding.numerator, let all = finding.denominator {
      return Interface.text(
        "check.stages", ["met": Self.inWords(met), "all": Self.inWords(all)])
    }
    guard let numerator = finding.numerator, let value = finding.shownValue else { return nil }
    let language = Interface.language
    var values = [
      "numerator": counted(numerator), "value": Wording.amount(value, rule.unit, in: language),
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
    return Interface.text(
      "check.sum",
      [
        "terms": terms.joined(separator: " + "),
        "amount": amount(number, unit(of: finding.counted)),
      ])
  }

  private func amount(_ items: [String], _ number: ExactDecimal) -> String {
    let names = items.map { standard.item($0)?.name.text(in: Interface.language) ?? $0 }
    let list = names.joined(separator: " + ")
    guard !names.isEmpty else { return amount(number, unit(of: items)) }
    return Interface.text(
      "check.amount",
      [
        "names": names.count > 1 ? "(\(list))" : list, "amount": amount(number, unit(of: items)),
      ])
  }

  private func amount(_ number: ExactDecimal, _ unit: LocalizedText?) -> String {
    Wording.amount(number.grouped, unit, in: Interface.language)
  }

  private func unit(of items: [String]) -> LocalizedText? {
    items.first.flatMap { standard.item($0)?.unit }
  }

  private func required(_ threshold: Threshold) -> String { Self.required(threshold, rule) }

  /// What a rule asks for, in words.
  static func required(_ threshold: Threshold, _ rule: Rule) -> String {
    Interface.text(
      "comparator.\(threshold.comparator.rawValue)",
      ["amount": Wording.amount(threshold.number.grouped, rule.unit, in: Interface.language)])
  }
}
