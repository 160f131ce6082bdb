import Streets

/// Judges communities by the rules that are no circles.
struct CommunityJudge: Sendable {
  let judge: RuleJudge
  let facts: CommunityFacts
  /// The rules that some data is there for, in the order of the plan.
  let rules: [Rule]

  var standard: RuleSet { judge.standard }

  init(_ standard: RuleSet, _ inputs: AssessmentInputs, _ placement: Placement) {
    let judge = RuleJudge(standard)
    let facts = CommunityFacts(standard, inputs, placement)
    self.judge = judge
    self.facts = facts
    let hasPeople = inputs.residences.contains { $0.population != nil }
    // A rule is judged where any community has an entry: what one lacks may stand in another's register.
    var known: Set<String> = []
    for (c, community) in placement.communities.enumerated() {
      known.formUnion(facts.given(c, as: community.setting).items)
    }
    let entries = Quantities(
      Dictionary(known.map { ($0, .missing) }, uniquingKeysWith: { first, _ in first }))
    rules = standard.rules.filter { rule in
      guard rule.stage != .newBuild else { return false }
      switch rule.kind {
      case .circle: return false
      case .coverage(let test) where !test.circles.isEmpty: return hasPeople
      case .coverage(let test):
        return standard.hasEntry(ofAny: test.among.map { [$0] } ?? rule.items, in: entries)
      default: return standard.hasEntry(ofAny: rule.items, in: entries)
      }
    }
  }

  /// What the rules find of a community, given the coverage by its circles.
  func findings(of number: Int, _ coverage: [Coverage], as setting: Setting) -> [Finding] {
    let community = facts.placement.communities[number]
    let subject = Finding.Subject.community(community.id)
    let given = facts.given(number, as: setting)
    let all = facts.all(number, given: given, as: setting)
    var found: [Finding] = []
    for rule in rules where rule.applies(to: setting) {
      if case .coverage(let test) = rule.kind, !test.circles.isEmpty {
        found += inside(test, rule, subject, coverage)
        continue
      }
      if case .coverage(let test) = rule.kind, let among = test.among {
        if let finding = passing(test, among, rule, all, subject, setting) {
          found.append(finding)
        }
        continue
      }
      guard standard.hasEntry(ofAny: rule.items, in: given) else { continue }
      var finding = judge.finding(of: rule, on: all, about: subject, setting: setting)
      finding.open = rule.openUnits(finding)
      if case .coverage(let test) = rule.kind, let reach = test.reach {
        finding.profile = Finding.ownFacilities
        found.append(finding)
        found += reached(reach, rule, subject, community, coverage)
      } else {
        found.append(finding)
      }
    }
    return found
  }

  /// The homes inside the circles of some rules; a finding for every profile.
  private func inside(
    _ test: RuleKind.FullCoverage, _ rule: Rule, _ subject: Finding.Subject,
    _ coverage: [Coverage]
  ) -> [Finding] {
    coverage.compactMap { row in
      guard test.circles.contains(row.ruleID),
        standard.circleRule(row.ruleID)?.isWholeResult(row.service) == true
      else { return nil }
      let count: Coverage.Count? =
        switch test.measure {
        case .population: row.population
        case .residences: row.residences
        // Land is refused when the rule is read.
        case .households, .land: row.households
        }
      var finding = Finding(subject, of: rule)
      finding.profile = row.profile
      finding.counted = test.numerator
      finding.numerator = count.map { ExactDecimal($0.covered) }
      finding.denominator = count.map { ExactDecimal($0.all) }
      if count == nil { finding.missing = test.denominator }
      judge.conclude(rule, &finding)
      judge.leaveOpen(ExactDecimal(count?.unknown ?? 0), rule, &finding)
      return finding
    }
  }

  /// Whether a unit that is among those counted passes some rules; nil where it is not among them.
  private func passing(
    _ test: RuleKind.FullCoverage, _ among: String, _ rule: Rule, _ all: Quantities,
    _ subject: Finding.Subject, _ setting: Setting
  ) -> Finding? {
    guard let flag = standard.quantity(among, in: all), flag != .number(.zero) else { return nil }
    var finding = Finding(subject, of: rule)
    guard flag != .missing else {
      finding.missing = [among]
      judge.conclude(rule, &finding)
      return finding
    }
    finding.denominator = ExactDecimal(1)
    var verdicts: [Verdict?] = []
    for other in test.passing.compactMap({ standard.rule($0) }) {
      let own = judge.finding(of: other, on: all, about: subject, setting: setting)
      let verdict = own.isAsked ? own.verdict : .unknown
      verdicts.append(verdict)
      guard let verdict, verdict == .fail || verdict == .unknown else { continue }
      finding.reasons.append(.passes(rule: other.id, verdict))
      if own.verdict == .unknown { finding.missing += own.missing }
    }
    switch Verdict.together(verdicts) {
    case .unknown:
      finding.verdict = .unknown
      return finding
    case .pass, .notApplicable: finding.numerator = ExactDecimal(1)
    case .fail: finding.numerator = .zero
    }
    finding.missing = []
    judge.conclude(rule, &finding)
    return finding
  }

  /// Whether a community is reached without a facility of its own: from its seat, else by half of its
  /// households; a finding for every profile.
  private func reached(
    _ reach: RuleKind.FullCoverage.Reach, _ rule: Rule, _ subject: Finding.Subject,
    _ community: Community, _ coverage: [Coverage]
  ) -> [Finding] {
    guard let circle = standard.circleRule(reach.rule) else { return [] }
    return coverage.compactMap { row in
      guard row.ruleID == reach.rule, row.service == reach.service else { return nil }
      var finding = Finding(subject, of: rule)
      finding.profile = row.profile
      finding.denominator = ExactDecimal(1)
      let n = row.households
      var isOpen = false
      if community.seat != nil {
        let time = row.seatTime
        finding.numerator = ExactDecimal(time.map { $0 <= circle.time ? 1 : 0 } ?? 0)
        isOpen = row.isSeatOpen
        finding.reasons.append(time.map { .seatTime($0) } ?? .seatBeyondSearch)
      } else {
        finding.numerator = ExactDecimal(2 * n.covered >= n.all && n.all > 0 ? 1 : 0)
        isOpen = n.all == 0 || (2 * n.covered < n.all && 2 * (n.covered + n.unknown) >= n.all)
        finding.reasons.append(.householdsReached(n.covered, of: n.all))
      }
      judge.conclude(rule, &finding)
      judge.leaveOpen(ExactDecimal(isOpen ? 1 : 0), rule, &finding)
      return finding
    }
  }
}

extension Rule {
  /// The units of a full-coverage rule of which it is not known whether they have what all should have:
  /// they may yet count.
  func openUnits(_ finding: Finding) -> ExactDecimal {
    guard case .coverage = kind, finding.numerator == nil else { return .zero }
    return finding.denominator ?? .zero
  }
}
