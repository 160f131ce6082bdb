import ServiceCircles

/// What an assessment found, in lines for people.
struct AssessmentText {
  let summary: AssessmentSummary
  let standard: RuleSet
  let report: String

  /// A line for every rule, the communities that fall shortest with what they lack and why, and where the
  /// report is.
  var text: String {
    let profile = standard.profiles.first { $0.id == summary.profile }
    var lines = [
      Interface.text(
        "assess.headline",
        [
          "communities": "\(summary.communities)",
          "profile": profile?.name.text(in: Interface.language) ?? summary.profile,
        ])
    ]
    lines += circleLines + findingLines
    if summary.ambiguousCommunities > 0 {
      lines.append(
        Interface.text(
          "assess.sensitivity",
          ["communities": "\(summary.ambiguousCommunities)", "flips": "\(summary.flips)"]))
    }
    if !summary.worst.isEmpty { lines.append(Interface.text("assess.worst_headline")) }
    for shortfall in summary.worst { lines += self.lines(of: shortfall) }
    lines.append(
      Interface.text("assess.written", ["file": report, "issues": "\(summary.issues)"]))
    return lines.joined(separator: "\n")
  }

  /// A line for every circle rule's whole result in the run.
  private var circleLines: [String] {
    summary.regions.compactMap { row in
      guard row.region == .run, row.profile == summary.profile, let n = row.households,
        let rule = standard.circleRule(row.ruleID), rule.isWholeResult(row.service)
      else { return nil }
      return Interface.text(
        n.all > 0 ? "assess.rule" : "assess.rule_without_homes",
        [
          "rule": rule.id, "name": rule.rule.name.text(in: Interface.language),
          "communities": "\(row.units)", "covered": "\(n.covered)", "all": "\(n.all)",
          "unknown": "\(n.unknown)", "share": Self.percent(of: n),
        ])
    }
  }

  /// A line for every rule that is no circle, of the whole run.
  private var findingLines: [String] {
    let shown = [Finding.anyProfile, Finding.ownFacilities, summary.profile]
    let rows = summary.regions.filter { row in
      row.region == .run && row.finding != nil && shown.contains(row.profile)
    }
    guard !rows.isEmpty else { return [] }
    let header = ["rule", "value", "target", "verdict", "units", "name"].map {
      Interface.text("assess.finding_\($0)")
    }
    return [Interface.text("assess.findings_headline")]
      + TextColumns.lines([header] + rows.compactMap(cells)).map { "  " + $0 }
  }

  private func cells(of row: RegionResult) -> [String]? {
    guard let finding = row.finding, let rule = standard.rule(row.ruleID) else { return nil }
    let language = Interface.language
    let unit = rule.unit?.text(in: language) ?? ""
    return [
      rule.id + (row.profile == Finding.anyProfile ? "" : " (\(row.profile))"),
      finding.shownValue ?? "–",
      finding.threshold.map { "\($0.comparator.rawValue) \($0.number.grouped) \(unit)" } ?? "–",
      FindingText.word(finding.verdict),
      row.passing.map { "\($0) / \(row.units)" } ?? "\(row.units)",
      rule.name.text(in: language),
    ]
  }

  private func lines(of shortfall: AssessmentSummary.Shortfall) -> [String] {
    let coverage = shortfall.coverage
    let headline = Interface.text(
      "assess.worst",
      [
        "community": shortfall.name ?? coverage.communityID, "rule": coverage.ruleID,
        "missing": "\(shortfall.missing)", "all": "\(coverage.households.all)",
        "share": Self.percent(of: coverage.households),
      ])
    return [headline]
      + shortfall.lacks.prefix(3).map { lack in
        Interface.text(
          "assess.lack",
          [
            "service": standard.service(lack.service)?.name.text(in: Interface.language)
              ?? lack.service,
            "households": "\(lack.households)",
            "cause": Interface.text("cause.\(lack.cause.rawValue)"),
          ])
      }
  }

  /// A share in per cent; never 100 where one is missing, never 0 where one is there.
  private static func percent(of count: Coverage.Count) -> String {
    let share = 100 * Double(count.covered) / Double(max(1, count.all))
    if count.covered < count.all, share > 99.9 { return "99.9" }
    if count.covered > 0, share < 0.1 { return "0.1" }
    return Decimals.text(share, places: 1)
  }
}
