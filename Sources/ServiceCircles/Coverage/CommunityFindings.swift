import Streets

/// Judges communities by the rules that are no circles.
struct CommunityFindings: Sendable {
  let judge: RuleJudge
  let facts: CommunityFacts
  /// The rules that some data is there for, in the order of the plan.
  let rules: [Rule]

  /// The circle rules of one service, whose only row is the whole result.
  private let single: Set<String>

  init(_ standard: RuleSet, _ inputs: Assessment.Inputs, _ placement: Placement) {
    let judge = RuleJudge(standard)
    let facts = CommunityFacts(standard, inputs, placement)
    self.judge = judge
    self.facts = facts
    single = Set(standard.circleRules.filter { $0.services.count == 1 }.map(\.id))
    let hasPeople = inputs.residences.contains { $0.population != nil }
    // What one community has no column for may stand in another's register.
    var known: Set<String> = []
    for (c, community) in placement.communities.enumerated() {
      known.formUnion(facts.given(c, as: community.setting).items)
    }
    let probe = Quantities(
      Dictionary(known.map { ($0, .missing) }, uniquingKeysWith: { first, _ in first }))
    rules = standard.rules.filter { rule in
      guard rule.stage != .newBuild else { return false }
      switch rule.test {
      case .circle: return false
      case .coverage(let test) where !test.circles.isEmpty: return hasPeople
      case .coverage(let test) where test.among != nil:
        return standard.quantity(test.among ?? "", in: probe) != nil
      default: return rule.items.contains { standard.quantity($0, in: probe) != nil }
      }
    }
  }

  /// What the rules find of a community, given what its circles do.
  func findings(of number: Int, _ coverage: [Coverage], as setting: Setting) -> [SubjectFinding] {
    let community = facts.placement.communities[number]
    let given = facts.given(number, as: setting)
    let all = facts.all(number, given: given, as: setting)
    var found: [SubjectFinding] = []
    for rule in rules where rule.applies(to: setting) {
      let subject = SubjectFinding.Subject.community(community.id)
      if case .coverage(let test) = rule.test, !test.circles.isEmpty {
        found += inside(test, rule, subject, coverage)
        continue
      }
      if case .coverage(let test) = rule.test, let among = test.among {
        if let finding = passing(test, among, rule, all, setting) {
          found.append(SubjectFinding(subject, finding))
        }
        continue
      }
      let isGiven = rule.items.contains {
        judge.standard.quantity($0, in: given) != nil
      }
      guard isGiven else { continue }
      let finding = judge.finding(of: rule, on: all, level: .community, setting: setting)
      guard case .coverage(let test) = rule.test, let reach = test.reach else {
        found.append(SubjectFinding(subject, finding, open: rule.open(finding)))
        continue
      }
      found.append(
        SubjectFinding(subject, profile: SubjectFinding.own, finding, open: rule.open(finding)))
      found += reached(reach, rule, subject, community, coverage)
    }
    return found
  }

  /// Who is inside the circles of some rules; an answer for every profile.
  private func inside(
    _ test: RuleTest.FullCoverage, _ rule: Rule, _ subject: SubjectFinding.Subject,
    _ coverage: [Coverage]
  ) -> [SubjectFinding] {
    coverage.compactMap { row in
      guard test.circles.contains(row.ruleID), isWhole(row) else { return nil }
      let count: Coverage.Count? =
        switch test.measure {
        case .population: row.population
        case .residences: row.residences
        // Land is refused when the rule is read.
        case .households, .land: row.households
        }
      var finding = Finding(ruleID: rule.id)
      finding.threshold = rule.threshold
      finding.per = rule.test.per
      finding.counted = test.numerator
      finding.numerator = count.map { ExactDecimal($0.covered) }
      finding.denominator = count.map { ExactDecimal($0.all) }
      if count == nil { finding.missing = test.denominator }
      judge.conclude(rule, test.denominator, &finding)
      let open = ExactDecimal(count?.unknown ?? 0)
      judge.leaveOpen(open, rule, &finding)
      return SubjectFinding(subject, profile: row.profile, finding, open: open)
    }
  }

  /// Whether a row is a rule's whole result, not one service of several.
  private func isWhole(_ row: Coverage) -> Bool {
    row.service == Coverage.joint || single.contains(row.ruleID)
  }

  /// Whether a unit that is among those counted passes some rules; nil where it is not among them.
  private func passing(
    _ test: RuleTest.FullCoverage, _ among: String, _ rule: Rule, _ all: Quantities,
    _ setting: Setting
  ) -> Finding? {
    guard let flag = judge.standard.quantity(among, in: all), flag != .number(.zero) else {
      return nil
    }
    var finding = Finding(ruleID: rule.id)
    finding.threshold = rule.threshold
    finding.per = rule.test.per
    finding.denominator = ExactDecimal(1)
    guard flag != .missing else {
      finding.missing = [among]
      finding.denominator = nil
      judge.conclude(rule, test.denominator, &finding)
      return finding
    }
    let verdicts = test.passing.compactMap { judge.standard.rule($0) }.map { other in
      (other, judge.finding(of: other, on: all, level: .community, setting: setting))
    }
    let together = Verdict.together(
      verdicts.map { $0.1.isAsked ? $0.1.verdict : .unknown })
    for (other, own) in verdicts
    where !own.isAsked || own.verdict == .fail || own.verdict == .unknown {
      finding.notes.append(
        Message(
          "check.passing", ["rule": other.id],
          parts: [
            "verdict": Message("verdict.\((own.isAsked ? own.verdict : .unknown)?.rawValue ?? "")")
          ]
        ))
      finding.missing += own.verdict == .unknown ? own.missing : []
    }
    switch together {
    case .pass, .notApplicable: finding.numerator = ExactDecimal(1)
    case .fail: finding.numerator = .zero
    case .unknown: break
    }
    if together == .unknown {
      finding.verdict = .unknown
    } else {
      finding.missing = []
      judge.conclude(rule, test.denominator, &finding)
    }
    return finding
  }

  /// Whether a community is reached without its own facility: from its seat, else by half of its households.
  private func reached(
    _ reach: RuleTest.FullCoverage.Reach, _ rule: Rule, _ subject: SubjectFinding.Subject,
    _ community: Community, _ coverage: [Coverage]
  ) -> [SubjectFinding] {
    guard let circle = judge.standard.circleRules.first(where: { $0.id == reach.rule }) else {
      return []
    }
    return coverage.compactMap { row in
      guard row.ruleID == reach.rule, row.service == reach.service else { return nil }
      var finding = Finding(ruleID: rule.id)
      finding.threshold = rule.threshold
      finding.per = rule.test.per
      finding.denominator = ExactDecimal(1)
      let n = row.households
      var isOpen = false
      if community.seat != nil {
        let time = row.seatTime
        finding.numerator = ExactDecimal(time.map { $0 <= circle.time ? 1 : 0 } ?? 0)
        isOpen = row.isSeatOpen
        finding.notes.append(
          time.map { Message("check.seat_minutes", ["minutes": Self.text($0)]) }
            ?? Message("check.seat_beyond"))
      } else {
        finding.numerator = ExactDecimal(2 * n.covered >= n.all && n.all > 0 ? 1 : 0)
        isOpen = n.all == 0 || (2 * n.covered < n.all && 2 * (n.covered + n.unknown) >= n.all)
        finding.notes.append(
          Message("check.half_reached", ["covered": "\(n.covered)", "all": "\(n.all)"]))
      }
      judge.conclude(rule, rule.test.denominator, &finding)
      let open = ExactDecimal(isOpen ? 1 : 0)
      judge.leaveOpen(open, rule, &finding)
      return SubjectFinding(subject, profile: row.profile, finding, open: open)
    }
  }

  private static func text(_ time: Milliseconds) -> String {
    ExactDecimal(digits: Int128(time.value) * 10 / 60_000, places: 1).description
  }
}
