import Foundation
import ServiceCircles

/// Indicators for people: a table for every region and year, then the reasons.
struct IndicatorText {
  let standard: RuleSet
  let file: String
  let results: [(record: RegionRecord, findings: [Finding])]
  /// The table that was read.
  let input: InputSource

  var text: String {
    var lines = [
      Interface.text(
        "check.title",
        [
          "file": file, "standard": standard.name.text(in: Interface.language),
          "version": "\(standard.version)",
        ])
    ]
    for (record, findings) in results {
      lines.append("")
      lines += region(record, findings.filter(\.isAsked))
    }
    let asked = Set(results.flatMap(\.findings).filter(\.isAsked).map(\.ruleID))
    let others = results.first?.findings.map(\.ruleID).filter { !asked.contains($0) } ?? []
    if !others.isEmpty {
      lines.append("")
      lines.append(
        Interface.text("indicators.not_asked", ["rules": others.joined(separator: ", ")]))
    }
    // Where the plan contradicts itself is said once, not for every region and year.
    let conflicts = standard.rules.filter { asked.contains($0.id) }.flatMap(\.conflicts)
    let told = Set(conflicts)
    if !told.isEmpty {
      lines.append("")
      lines.append(Interface.text("indicators.conflicts_headline"))
      lines += standard.conflicts.filter { told.contains($0.key) }
        .sorted { $0.key.compare($1.key, options: .numeric) == .orderedAscending }
        .map { id, text in
          "  "
            + Interface.text(
              "indicators.conflict", ["id": id, "text": text.text(in: Interface.language)])
        }
    }
    lines += LossText.lines(of: [input])
    return lines.joined(separator: "\n")
  }

  private func region(_ record: RegionRecord, _ findings: [Finding]) -> [String] {
    var lines = [
      Interface.text(
        "indicators.region",
        [
          "region": Interface.singleLine(record.region.name),
          "level": Interface.text("level_name.\(record.region.level)"),
          "year": record.year.map { "\($0)" } ?? "",
        ])
    ]
    let header = ["rule", "value", "baseline", "target", "verdict", "progress", "name"].map {
      Interface.text("indicators.\($0)")
    }
    let pairs = findings.compactMap { finding in
      standard.rule(finding.ruleID).map { (rule: $0, finding: finding) }
    }
    let table = TextColumns.lines([header] + pairs.map(row))
    lines.append("  " + table[0])
    var part: String?
    for (pair, line) in zip(pairs, table.dropFirst()) {
      let own = PlanPart.heading(of: pair.rule, standard)
      if own != part, let own { lines.append("  " + own) }
      part = own
      lines.append("  " + line)
    }
    for (rule, finding) in pairs {
      lines += remarks(rule, finding)
    }
    let count = { (verdict: Verdict) in "\(pairs.count { $0.finding.verdict == verdict })" }
    lines.append(
      Interface.text(
        "indicators.totals",
        [
          "pass": count(.pass), "fail": count(.fail), "unknown": count(.unknown),
          "none": "\(pairs.count { $0.finding.verdict == nil })",
        ]))
    return lines
  }

  private func row(_ rule: Rule, _ finding: Finding) -> [String] {
    let language = Interface.language
    func figure(_ number: String?) -> String {
      number.map { Wording.amount($0, rule.unit, in: language) } ?? "–"
    }
    return [
      rule.id, figure(finding.shownValue), figure(rule.baseline?.value.grouped),
      figure(rule.threshold?.number.grouped), FindingText.indicatorWord(finding.verdict),
      progress(rule, finding),
      rule.name.text(in: language),
    ]
  }

  private func progress(_ rule: Rule, _ finding: Finding) -> String {
    switch rule.progress(finding) {
    case nil: "–"
    case .belowBaseline: Interface.text("indicators.below_baseline")
    // A share of more than all says nothing more.
    case .beyondTarget: Interface.text("indicators.beyond")
    case .towardsTarget(let share):
      share.value(places: 1, .down).map {
        Wording.amount($0.description, LocalizedText("%"), in: Interface.language)
      } ?? "–"
    }
  }

  /// Why a rule is not met, other numbers of the plan, and its contradictions.
  private func remarks(_ rule: Rule, _ finding: Finding) -> [String] {
    let text = FindingText(
      standard: standard, rule: rule, finding: finding, isIndicator: true)
    var remarks: [String] = []
    if finding.verdict != .pass {
      // The sum, and what would cure it or is missing.
      remarks += text.lines.dropFirst()
    } else {
      remarks += text.contradictions + text.alternatives
    }
    return remarks.map { "  \(rule.id)  \($0)" }
  }
}
