extension RuleJudge {
  /// What a rule that is no circle finds of a region's sums.
  ///
  /// - Parameter covers: The largest region that the communities make up whole.
  func finding(
    of rule: Rule, _ sums: RegionAggregate, _ region: Region, covers: PlanLevel?
  ) -> Finding {
    if let own = sums.own { return own }
    var finding = Finding(.region(region), of: rule)
    finding.counted = rule.kind.numerator
    finding.numerator = sums.numerator
    switch rule.kind {
    case .ratio, .coverage:
      finding.denominator = sums.denominator
      conclude(rule, &finding)
      if case .coverage = rule.kind {
        leaveOpen(sums.open, rule, &finding)
      } else if sums.unknown > 0, finding.verdict != .notApplicable {
        leaveUnknown(sums, rule, &finding)
      }
    case .count(let test):
      if !test.each.isEmpty { credit(sums.parts, test, &finding) }
      conclude(rule, &finding)
      // A missing number can only add to the sum.
      if sums.unknown > 0, let threshold = rule.threshold, let ratio = finding.ratio {
        let known = ratio.compare(with: threshold.number)
        if threshold.verdict(low: known, high: max(known, 1)) == .unknown {
          leaveUnknown(sums, rule, &finding)
        }
      }
    case .circle, .floor, .stages, .stepped, .flag: judgeUnits(sums, &finding)
    }
    // The whole run is the region that the communities make up, where that is stated.
    let level = region.level == .run ? covers : region.level
    leaveToHigherLevel(rule, level ?? .prefecture, &finding)
    if case .count = rule.kind, finding.verdict != nil, region.level != .run,
      covers.map({ region.level > $0 }) ?? true
    {
      finding.verdict = nil
      finding.margin = nil
      finding.alternatives = []
      finding.reasons = [.notWholeRegion(units: sums.units)]
    }
    return finding
  }

  /// A least number of each unit is no sum: a region keeps the rule where all of its units do.
  private func judgeUnits(_ sums: RegionAggregate, _ finding: inout Finding) {
    finding.counted = []
    finding.threshold = nil
    finding.per = nil
    finding.numerator = nil
    finding.verdict = sums.failing > 0 ? .fail : sums.unknown > 0 ? .unknown : .pass
    if sums.passing == nil { finding.verdict = nil }
    finding.reasons.append(.unitsPassing(sums.passing ?? 0, of: sums.units))
  }

  private func leaveUnknown(_ sums: RegionAggregate, _ rule: Rule, _ finding: inout Finding) {
    finding.verdict = rule.threshold == nil ? nil : .unknown
    finding.margin = nil
    finding.alternatives = []
    finding.reasons = [.unitsUnknown(sums.unknown, of: sums.units)]
  }
}
