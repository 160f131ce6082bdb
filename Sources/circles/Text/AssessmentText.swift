import ServiceCircles

/// What an assessment found, in lines for people.
struct AssessmentText {
  let summary: AssessmentSummary
  let standard: RuleSet
  let report: String

  /// How many townships are listed.
  private static let mostTownships = 10
  /// How many rules without data are listed.
  private static let mostRules = 24

  private var language: Language { Interface.language }

  /// The services of every circle, the indicators by part of the plan, townships and communities that fall
  /// shortest with what they lack and why, what was odd, and where the report is.
  var text: String {
    let profile = standard.profiles.first { $0.id == summary.profile }
    var lines = [
      Interface.text(
        "assess.headline",
        [
          "communities": "\(summary.communities)",
          "profile": profile?.name.text(in: language) ?? summary.profile,
        ])
    ]
    lines += passMark + circleLines + findingLines + townshipLines + worstLines
    if summary.ambiguousCommunities > 0 {
      lines.append(
        Interface.text(
          "assess.sensitivity",
          ["communities": "\(summary.ambiguousCommunities)", "flips": "\(summary.flips)"]))
    }
    lines += withoutData
    lines += LossText.lines(losing: summary.losses, doubtful: summary.doubtful)
    lines += RemarkText.lines(of: summary.remarks)
    if summary.circlesAtEdge > 0 {
      lines.append(
        Interface.text(
          "command.circles_at_edge",
          [
            "count": ExactDecimal(summary.circlesAtEdge).grouped,
            "all": ExactDecimal(summary.circles).grouped,
          ]))
    }
    lines.append(Interface.text("assess.written", ["file": report]))
    if summary.issues > 0 {
      func count(_ severity: RecordIssue.Severity) -> String {
        "\(summary.issuesOfSeverity[severity] ?? 0)"
      }
      lines.append(
        Interface.text(
          "assess.issues",
          [
            "issues": "\(summary.issues)", "errors": count(.error), "warnings": count(.warning),
            "notes": count(.note),
          ]))
    }
    return lines.joined(separator: "\n")
  }

  /// The rules that no data was there for.
  private var withoutData: [String] {
    let all = summary.rulesWithoutData
    if all.isEmpty { return [] }
    let listed = all.prefix(Self.mostRules).joined(separator: language == .chinese ? "、" : ", ")
    return [
      Interface.text(
        all.count > Self.mostRules ? "assess.without_data_more" : "assess.without_data",
        ["count": "\(all.count)", "rules": listed])
    ]
  }

  /// The pass mark of circles, where the user set one.
  private var passMark: [String] {
    standard.options.filter { $0.isPassMark && $0.chosen != $0.standard }.map { option in
      Interface.text("assess.pass_mark", ["mark": option.chosenName.text(in: language)])
    }
  }

  /// Each circle rule of the whole run: its services one by one, then all together.
  private var circleLines: [String] {
    let rows = summary.regions.filter {
      $0.region == .run && $0.profile == summary.profile && $0.households != nil
    }
    var lines: [String] = []
    for rule in standard.circleRules {
      let own = rows.filter { $0.ruleID == rule.id }
      guard let whole = own.first(where: { rule.isWholeResult($0.service) }) else { continue }
      let hasHomes = whole.households.map { !$0.isEmpty } ?? false
      lines.append(
        Interface.text(
          hasHomes ? "assess.rule" : "assess.rule_without_homes",
          [
            "rule": rule.id, "name": rule.rule.name.text(in: language),
            "communities": "\(whole.units)",
          ]))
      guard hasHomes else { continue }
      let services = rule.services.compactMap { code in own.first { $0.service == code } }
      let joint = own.filter { $0.service == Service.joint }
      lines += TextColumns.lines((services + joint).map { cells(of: $0, rule) }).map {
        "      " + $0
      }
    }
    return lines.isEmpty ? [] : [Interface.text("assess.circles_headline")] + lines
  }

  private func cells(of row: RegionResult, _ rule: CircleRule) -> [String] {
    guard let n = row.households else { return [] }
    let name: String
    if row.service == Service.joint {
      let count = rule.rule.kind.requiredServices
      name =
        count == rule.services.count
        ? Interface.text("assess.service_joint")
        : Interface.text("assess.service_any", ["count": "\(count)"])
    } else {
      name = standard.service(row.service)?.name.text(in: language) ?? row.service
    }
    var cells = [
      name, Self.percent(of: n),
      Interface.text(
        n.isWhole ? "assess.service_share" : "assess.service_share_known",
        ["covered": ExactDecimal(n.covered).grouped, "all": ExactDecimal(n.all).grouped]),
    ]
    if let verdict = row.verdict { cells.append(FindingText.indicatorWord(verdict)) }
    if n.uncounted.homes > 0 {
      cells.append(
        Interface.text(
          "assess.service_uncounted", ["homes": ExactDecimal(n.uncounted.homes).grouped]))
    }
    if n.uncounted.communities > 0 {
      cells.append(
        Interface.text(
          "assess.service_without_homes",
          ["communities": ExactDecimal(n.uncounted.communities).grouped]))
    }
    let open = n.unknown - n.withoutHomes
    let reason = summary.unusableFacilities > 0 ? "open" : "unknown"
    for (key, unknown) in [(reason, open), ("unlocated", n.withoutHomes)] where unknown > 0 {
      cells.append(
        Interface.text("assess.service_\(key)", ["unknown": ExactDecimal(unknown).grouped]))
    }
    return cells
  }

  /// A line for every rule that is no circle, of the whole run, by part of the plan.
  private var findingLines: [String] {
    let shown = [Finding.anyProfile, Finding.ownFacilities, summary.profile]
    let rows = summary.regions.filter { row in
      row.region == .run && row.finding != nil && shown.contains(row.profile)
    }
    guard !rows.isEmpty else { return [] }
    let header = ["rule", "value", "target", "verdict", "units", "name"].map {
      Interface.text("assess.finding_\($0)")
    }
    let table = TextColumns.lines([header] + rows.compactMap(cells))
    var lines = [Interface.text("assess.findings_headline"), "  " + table[0]]
    var part: String?
    for (row, line) in zip(rows, table.dropFirst()) {
      let own = standard.rule(row.ruleID).flatMap { PlanPart.heading(of: $0, standard) }
      if own != part, let own { lines.append("  " + own) }
      part = own
      lines.append("  " + line)
    }
    return lines
  }

  private func cells(of row: RegionResult) -> [String]? {
    guard let finding = row.finding, let rule = standard.rule(row.ruleID) else { return nil }
    return [
      rule.id,
      finding.shownValue(places: 2).map { Wording.amount($0, rule.percentUnit, in: language) }
        ?? "–",
      finding.threshold.map { FindingText.required($0, rule) } ?? "–",
      FindingText.indicatorWord(finding.verdict),
      row.passing.map { "\($0) / \(row.units)" } ?? "\(row.units)", name(of: rule, row.profile),
    ]
  }

  /// A rule's name with what it was judged on, where the plan leaves two ways.
  private func name(of rule: Rule, _ profile: String) -> String {
    let name = rule.name.text(in: language)
    guard profile != Finding.anyProfile else { return name }
    if profile == Finding.ownFacilities {
      return Interface.text("assess.basis_own", ["name": name])
    }
    guard case .coverage(let test) = rule.kind, let reach = test.reach,
      let circle = standard.circleRule(reach.rule)
    else { return Interface.text("assess.basis_circles", ["name": name]) }
    return Interface.text(
      "assess.basis_reach",
      ["name": name, "minutes": circle.minutes.text(places: 0)])
  }

  /// The townships by their lowest share of any circle rule, the lowest first.
  private var townshipLines: [String] {
    let sorted = summary.townships(standard)
    guard sorted.count > 1 else { return [] }
    let shown = standard.circleRules.filter { rule in
      sorted.contains { $0.households[rule.id] != nil }
    }
    let header = [Interface.text("assess.township")] + shown.map(\.id)
    let rows = sorted.prefix(Self.mostTownships).map { township in
      [Interface.singleLine(township.region.name)]
        + shown.map { rule in township.households[rule.id].map { Self.share(of: $0) } ?? "–" }
    }
    var lines = [Interface.text("assess.townships_headline")]
    lines += TextColumns.lines([header] + rows).map { "  " + $0 }
    if sorted.count > Self.mostTownships {
      lines.append(
        "  "
          + Interface.text(
            "assess.townships_more", ["count": "\(sorted.count - Self.mostTownships)"]))
    }
    return lines
  }

  private var worstLines: [String] {
    guard !summary.worst.isEmpty else { return [] }
    var lines = [Interface.text("assess.worst_headline")]
    var rule: String?
    for shortfall in summary.worst {
      let id = shortfall.coverage.ruleID
      if id != rule {
        lines.append(
          Interface.text(
            "assess.worst_rule",
            ["rule": id, "name": standard.rule(id)?.name.text(in: language) ?? ""]))
      }
      rule = id
      lines.append(line(of: shortfall))
    }
    return lines
  }

  private func line(of shortfall: AssessmentSummary.Shortfall) -> String {
    let coverage = shortfall.coverage
    let lacks = shortfall.lacks.prefix(3).map { lack in
      Interface.text(
        "assess.lack",
        [
          "service": standard.service(lack.service)?.name.text(in: language) ?? lack.service,
          "households": lack.households.map { ExactDecimal($0).grouped } ?? "–",
          "cause": Interface.text("cause.\(lack.cause.rawValue)"),
        ])
    }
    let separator = language == .chinese ? "；" : "; "
    let colon = Interface.text("check.colon")
    return Interface.text(
      coverage.households.isWhole ? "assess.worst" : "assess.worst_known",
      [
        "community": Interface.singleLine(shortfall.name ?? coverage.communityID),
        "missing": ExactDecimal(shortfall.missing).grouped,
        "all": ExactDecimal(coverage.households.all).grouped,
        "share": Self.percent(of: coverage.households),
        "lacks": lacks.isEmpty ? "" : colon + lacks.joined(separator: separator),
      ])
  }

  /// A share with the sign of per cent.
  private static func percent(of count: Coverage.Count) -> String {
    guard count.isWhole else { return "–" }
    return Wording.amount(share(of: count), LocalizedText("%"), in: Interface.language)
  }

  /// A share in per cent, its least and its most where some homes cannot be judged; never 100 where one is
  /// missing, never 0 where one is there.
  private static func share(of count: Coverage.Count) -> String {
    guard count.isWhole else { return "–" }
    let least = share(count.covered, of: count.all)
    let most = share(count.covered + count.unknown, of: count.all)
    return least == most ? least : "\(least)–\(most)"
  }

  private static func share(_ part: Int, of all: Int) -> String {
    let share = 100 * Double(part) / Double(max(1, all))
    if part < all, share > 99.9 { return "99.9" }
    if part > 0, share < 0.1 { return "0.1" }
    return share.text(places: 1)
  }
}

extension Rule {
  /// The unit that is written at a value in a table: that of shares.
  fileprivate var percentUnit: LocalizedText? {
    unit.flatMap { ["%", "‰"].contains($0.chinese) ? $0 : nil }
  }
}

/// The parts of the plan that indicators are listed by.
enum PlanPart {
  /// The heading of a rule's part with the year that it is about; nil where the plan has no parts.
  static func heading(of rule: Rule, _ standard: RuleSet) -> String? {
    guard let part = standard.parts.first(where: { $0.id == rule.part }) else { return nil }
    let name = part.name.text(in: Interface.language)
    let years = Set(standard.rules.filter { $0.part == part.id }.compactMap(\.targetYear))
    guard years.count == 1, let year = years.first else { return name }
    return Interface.text("part.of_year", ["part": name, "year": "\(year)"])
  }
}
