import Streets

/// Judges communities by the rules that are no circles.
struct CommunityJudge: Sendable {
  let judge: RuleJudge
  let facts: CommunityFacts
  /// The rules that some data is there for, in the order of the plan.
  let rules: [Rule]
  /// The items of these rules.
  private let itemsAskedFor: Set<String>

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
    itemsAskedFor = Set(rules.flatMap(\.items))
  }

  /// What the rules find of a community, given the coverage by its circles.
  ///
  /// A rule that some community has data for is asked of all: one that has none leaves it open.
  func findings(of number: Int, _ coverage: [Coverage], as setting: Setting) -> [Finding] {
    let community = facts.placement.communities[number]
    let subject = Finding.Subject.community(community.id)
    let given = facts.given(number, as: setting)
    let all = facts.all(number, given: given, askedFor: itemsAskedFor, as: setting)
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
      var finding = judge.finding(of: rule, on: all, about: subject, setting: setting)
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
      guard let count else {
        finding.missing = test.denominator
        judge.conclude(
          rule, RatioBounds(.unknown, over: .unknown, isShare: true), &finding)
        return finding
      }
      let covered = ExactDecimal(count.covered)
      let open = ExactDecimal(count.unknown)
      var bounds = RatioBounds(
        ExactInterval(from: covered, to: covered + open),
        over: ExactInterval(ExactDecimal(count.all)), isShare: true)
      guard count.isWhole else {
        let uncounted = count.uncounted
        if uncounted.covered + uncounted.unknown + uncounted.communities > 0 {
          bounds.add(.unknown, over: .unknown)
        }
        if uncounted.uncovered > 0 { bounds.add(ExactInterval(.zero), over: .unknown) }
        finding.missing = test.denominator
        judge.conclude(rule, bounds, &finding)
        return finding
      }
      judge.conclude(rule, bounds, because: .open(open), &finding)
      return finding
    }
  }

  /// Whether a unit that is among those counted passes some rules; nil where it is not among them.
  private func passing(
    _ test: RuleKind.FullCoverage, _ among: String, _ rule: Rule, _ all: Quantities,
    _ subject: Finding.Subject, _ setting: Setting
  ) -> Finding? {
    let flag = standard.quantity(among, in: all) ?? .missing
    guard flag != .number(.zero) else { return nil }
    var finding = Finding(subject, of: rule)
    let one = ExactInterval(ExactDecimal(1))
    let either = ExactInterval(from: .zero, to: one.high)
    guard flag != .missing else {
      finding.missing = [among]
      judge.conclude(rule, RatioBounds(either, over: either, isShare: true), &finding)
      return finding
    }
    var verdicts: [Verdict?] = []
    for other in test.passing.compactMap({ standard.rule($0) }) {
      let own = judge.finding(of: other, on: all, about: subject, setting: setting)
      let verdict = own.isAsked ? own.verdict : .unknown
      verdicts.append(verdict)
      guard let verdict, verdict == .fail || verdict == .unknown else { continue }
      finding.reasons.append(.passes(rule: other.id, verdict))
      if own.verdict == .unknown { finding.missing += own.missing }
    }
    let counted: ExactInterval
    switch Verdict.together(verdicts) {
    case .unknown: counted = either
    case .pass, .notApplicable: counted = one
    case .fail: counted = ExactInterval(.zero)
    }
    // What is missing of a unit that fails anyhow is no matter.
    if counted != either { finding.missing = [] }
    judge.conclude(rule, RatioBounds(counted, over: one, isShare: true), &finding)
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
      let n = row.households
      let isReached: Bool
      let isOpen: Bool
      if community.seat != nil {
        let time = row.seatTime
        isReached = time.map { $0 <= circle.time } ?? false
        isOpen = row.isSeatOpen
        finding.reasons.append(time.map { .seatTime($0) } ?? .seatBeyondSearch)
      } else if !n.isWhole {
        (isReached, isOpen) = (false, true)
        finding.missing = [Item.Source.households.rawValue]
      } else {
        isReached = 2 * n.covered >= n.all && n.all > 0
        isOpen = n.all == 0 || (2 * n.covered < n.all && 2 * (n.covered + n.unknown) >= n.all)
        finding.reasons.append(.householdsReached(n.covered, of: n.all))
      }
      let one = ExactDecimal(1)
      judge.conclude(
        rule,
        RatioBounds(
          ExactInterval(from: isReached ? one : .zero, to: isReached || isOpen ? one : .zero),
          over: ExactInterval(one), isShare: true),
        because: .open(one), &finding)
      return finding
    }
  }
}
