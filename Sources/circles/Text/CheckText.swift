import ServiceCircles

/// What a check found, for people: a table of all projects, then each with its reasons.
struct CheckText {
  let standard: RuleSet
  let file: String
  /// The rules that the check was narrowed to; nil for all.
  let onlyRules: [String]?
  let results: [ProjectCheck.ProjectResult]
  /// The layers that were read.
  let sources: [InputSource]
  /// What is odd about layers as a whole.
  let remarks: [RecordIssue]

  var text: String {
    var lines = [
      Interface.text(
        "check.title",
        [
          "file": file, "standard": standard.name.text(in: Interface.language),
          "version": "\(standard.version)",
        ])
    ]
    if let onlyRules {
      let separator = Interface.language == .chinese ? "、" : ", "
      lines.append(
        Interface.text(
          "check.only_rules",
          [
            "rules": onlyRules.joined(separator: separator),
            "others": rules.map(\.id).filter { !onlyRules.contains($0) }
              .joined(separator: separator),
          ]))
    }
    lines += readings
    lines.append("")
    lines += TextColumns.lines(table)
    for result in results {
      lines.append("")
      lines += details(of: result)
    }
    if !notAsked.isEmpty {
      lines.append("")
      lines.append(Interface.text("check.not_asked"))
      lines += notAsked.map { rule in
        Interface.text(
          "check.not_asked_rule",
          [
            "id": rule.id, "name": rule.name.text(in: Interface.language),
            "columns": rule.items.map { item in
              Interface.text(
                "check.column",
                ["id": item, "name": standard.name(ofItem: item).text(in: Interface.language)])
            }.joined(separator: Interface.language == .chinese ? "、" : ", "),
          ])
      }
    }
    if !notes.isEmpty { lines += ["", Interface.text("check.notes")] + notes }
    lines.append("")
    lines += LossText.lines(of: sources) + RemarkText.lines(of: remarks)
    if let unplaced { lines.append(unplaced) }
    lines.append(totals)
    return lines.joined(separator: "\n")
  }

  /// What was chosen where the plan leaves something open that a project is judged by.
  private var readings: [String] {
    let language = Interface.language
    let hasCircles = results.contains { $0.reach != nil }
    let options = standard.options.filter { option in
      standard.newBuildRules.contains(where: option.touches)
        || (hasCircles
          && standard.rules.contains { $0.kind.name == "circle" && option.touches($0) })
    }
    guard !options.isEmpty else { return [] }
    return [Interface.text("check.readings")]
      + options.map { option in
        Interface.text(
          "check.reading",
          [
            "option": option.name.text(in: language),
            "choice": option.chosenName.text(in: language), "id": option.id,
            "value": option.chosen,
          ])
      }
  }

  /// Whether a rule is asked of any project; where all records are rejected, nobody knows which rules they would
  /// have been asked about, and none is said to lack its columns.
  private func asked(_ rule: Rule) -> Bool {
    guard results.contains(where: { !$0.isRejected }) else {
      return onlyRules?.contains(rule.id) ?? true
    }
    return results.contains { $0.finding(of: rule.id)?.isAsked == true }
  }

  private var rules: [Rule] { standard.newBuildRules }

  private var notAsked: [Rule] {
    rules.filter { !asked($0) && (onlyRules?.contains($0.id) ?? true) }
  }

  /// What is to be known of the rules, once for all projects.
  private var notes: [String] {
    rules.filter(asked).compactMap { rule in
      rule.note.map {
        Interface.text(
          "check.rule_note", ["id": rule.id, "note": $0.text(in: Interface.language)])
      }
    }
  }

  private var table: [[String]] {
    let rules = standard.newBuildRules.filter(asked)
    let header =
      [Interface.text("check.project")] + rules.map(\.id) + [Interface.text("check.overall")]
    return [header]
      + results.map { result in
        [Interface.singleLine(result.id)]
          + rules.map { rule in
            guard let finding = result.finding(of: rule.id) else {
              return Interface.text("verdict.ERROR")
            }
            return finding.isAsked
              ? FindingText.word(finding.verdict) : Interface.text("check.not_asked_short")
          } + [Self.word(result.verdict)]
      }
  }

  private func details(of result: ProjectCheck.ProjectResult) -> [String] {
    let name = result.name.map { " " + Interface.singleLine($0) } ?? ""
    var lines = [
      Interface.singleLine(result.id) + name + Interface.text("check.colon")
        + Self.word(result.verdict) + partly(result)
    ]
    if let rejection = rejection(of: result) { lines.append("  " + rejection) }
    lines += result.remarks.map { "  " + line(of: $0, result) }
    for finding in result.findings where finding.isAsked {
      guard let rule = standard.rule(finding.ruleID) else { continue }
      let text = FindingText(standard: standard, rule: rule, finding: finding).lines
      lines.append("  " + text[0])
      lines += text.dropFirst().map { "      " + $0 }
      lines.append(
        "      "
          + Interface.text(
            "check.source",
            ["text": rule.source, "place": rule.place?.text(in: Interface.language) ?? ""]))
      for other in result.otherReadings where other.ruleID == rule.id {
        lines.append(
          "      "
            + Interface.text(
              "check.other_reading",
              [
                "choice": other.name.text(in: Interface.language), "option": other.option,
                "id": other.choice, "verdict": FindingText.word(other.verdict),
              ]))
      }
    }
    if let issue = result.unplaced {
      lines.append(
        "  "
          + Interface.text(
            "check.no_circles",
            ["problem": Interface.text(issue.problem), "action": Interface.text(issue.action)]))
    }
    lines += (result.reach.map { ProjectReachText(reach: $0, standard: standard).lines } ?? []).map
    { "  " + $0 }
    return lines
  }

  /// How many reasons are listed of a record that cannot be judged.
  private static let mostReasons = 3

  /// Why a record cannot be judged, in one line; nil for one that can.
  private func rejection(of result: ProjectCheck.ProjectResult) -> String? {
    guard let first = result.issues.first else { return nil }
    if result.issues.count == 1 { return line(of: first, result) }
    var reasons = result.issues.prefix(Self.mostReasons).map { issue in
      issue.field.isEmpty
        ? Interface.text(issue.problem)
        : Interface.text(
          "check.reason_column",
          ["column": issue.field, "problem": Interface.text(issue.problem)])
    }
    let others = result.issues.count - reasons.count
    if others > 0 {
      reasons.append(Interface.text("check.more_reasons", ["count": "\(others)"]))
    }
    return Interface.singleLine(
      Interface.text(
        "check.problem",
        [
          "feature": first.feature, "action": Interface.text(first.action),
          "problem": reasons.joined(separator: Interface.language == .chinese ? "；" : "; "),
        ]))
  }

  /// What is odd in a project's record, or with what it plans.
  private func line(of issue: RecordIssue, _ result: ProjectCheck.ProjectResult) -> String {
    let key =
      issue.feature == result.id
      ? issue.field == "lon" ? "check.problem_place" : "check.problem_planned"
      : issue.field.isEmpty ? "check.problem" : "check.problem_column"
    return Interface.singleLine(
      Interface.text(
        key,
        [
          "feature": issue.feature, "column": issue.field,
          "problem": Interface.text(issue.problem), "action": Interface.text(issue.action),
        ]))
  }

  /// Which rules a verdict rests on, where some are not asked.
  private func partly(_ result: ProjectCheck.ProjectResult) -> String {
    let others = result.findings.filter { !$0.isAsked }.map(\.ruleID)
    if others.isEmpty { return "" }
    let separator = Interface.language == .chinese ? "、" : ", "
    return Interface.text(
      "check.partly",
      [
        "asked": result.findings.filter(\.isAsked).map(\.ruleID).joined(separator: separator),
        "others": others.joined(separator: separator),
      ])
  }

  /// The word of a verdict; a record without one cannot be judged.
  private static func word(_ verdict: Verdict?) -> String {
    verdict.map { FindingText.word($0) } ?? Interface.text("verdict.ERROR")
  }

  /// How many of the projects that are judged have no minutes; nil where all have, and without streets.
  private var unplaced: String? {
    let judged = results.filter { !$0.isRejected }
    let count = judged.count { $0.unplaced != nil }
    if count == 0 { return nil }
    return Interface.text(
      "check.unplaced", ["count": "\(count)", "all": "\(judged.count)"])
  }

  private var totals: String {
    func count(_ verdict: Verdict?) -> String {
      "\(results.count { $0.verdict == verdict })"
    }
    return Interface.text(
      "check.totals",
      [
        "all": "\(results.count)", "pass": count(.pass), "fail": count(.fail),
        "unknown": count(.unknown), "error": count(nil),
      ])
  }
}
