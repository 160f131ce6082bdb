extension RuleJudge {
  /// What a rule finds of a region's sums.
  func finding(
    of rule: Rule, _ sums: RegionSums, _ level: RegionSummary.Level, covers: PlanLevel?
  ) -> Finding {
    if let own = sums.own { return own }
    var finding = Finding(ruleID: rule.id)
    finding.threshold = rule.threshold
    finding.per = rule.test.per
    finding.counted = rule.test.numerator
    finding.numerator = sums.numerator
    switch rule.test {
    case .ratio, .coverage:
      finding.denominator = sums.denominator
      conclude(rule, rule.test.denominator, &finding)
      if case .coverage = rule.test {
        leaveOpen(sums.open, rule, &finding)
      } else if sums.unknown > 0, finding.verdict != .notApplicable {
        leaveUnknown(sums, rule, &finding)
      }
    case .count(let test):
      if !test.each.isEmpty { credit(sums.parts, test, &finding) }
      conclude(rule, [], &finding)
      // What is not known can only add to the sum.
      if sums.unknown > 0, let threshold = rule.threshold, let ratio = finding.ratio {
        let known = ratio.compare(with: threshold.number)
        if threshold.verdict(low: known, high: max(known, 1)) == .unknown {
          leaveUnknown(sums, rule, &finding)
        }
      }
    case .circle, .floor, .stages, .stepped, .flag:
      // A least number of each is no sum: what is said of a region is whether all of its units keep it.
      finding.counted = []
      finding.threshold = nil
      finding.per = nil
      finding.numerator = nil
      finding.verdict = sums.failing > 0 ? .fail : sums.unknown > 0 ? .unknown : .pass
      if sums.passing == nil { finding.verdict = nil }
      finding.notes.append(
        Message(
          "check.units_judged", ["passing": "\(sums.passing ?? 0)", "units": "\(sums.units)"]))
    }
    leaveToHigherLevel(rule, level.planLevel ?? covers ?? .prefecture, &finding)
    if case .count = rule.test, finding.verdict != nil, level != .run,
      covers.map({ level.planLevel ?? $0 > $0 }) ?? true
    {
      finding.verdict = nil
      finding.margin = nil
      finding.alternatives = []
      finding.notes = [Message("check.not_whole", ["units": "\(sums.units)"])]
    }
    return finding
  }

  private func leaveUnknown(_ sums: RegionSums, _ rule: Rule, _ finding: inout Finding) {
    finding.verdict = rule.threshold == nil ? nil : .unknown
    finding.margin = nil
    finding.alternatives = []
    finding.notes = [
      Message("check.units_unknown", ["unknown": "\(sums.unknown)", "units": "\(sums.units)"])
    ]
  }

  /// Takes a verdict back that what is left open might change.
  func leaveOpen(_ open: ExactDecimal, _ rule: Rule, _ finding: inout Finding) {
    guard open > .zero, let threshold = rule.threshold, let ratio = finding.ratio else { return }
    let most = ExactRatio(ratio.numerator + open, of: ratio.denominator, per: ratio.per)
    finding.verdict = threshold.verdict(
      low: ratio.compare(with: threshold.number), high: most.compare(with: threshold.number))
    guard finding.verdict == .unknown else { return }
    finding.margin = nil
    finding.alternatives = []
    finding.notes = [Message("check.open", ["open": open.grouped])]
  }
}

extension RegionSummary.Level {
  /// The level as rules name it; nil for the whole run.
  var planLevel: PlanLevel? { PlanLevel(rawValue: rawValue) }
}
