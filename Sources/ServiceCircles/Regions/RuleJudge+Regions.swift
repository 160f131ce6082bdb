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
    let lack = Reason.unitsUnknown(
      sums.unknown, of: sums.units, missing: rule.items.filter(sums.missing.contains),
      examples: sums.examples)
    switch rule.kind {
    case .ratio, .coverage:
      conclude(
        rule, sums.sides ?? RatioBounds(.unknown, over: .unknown, isShare: false), because: lack,
        &finding)
    case .count(let test):
      let counted = sums.sides ?? RatioBounds(.unknown, over: nil, isShare: false)
      conclude(
        rule, test.each.isEmpty ? counted : credit(sums.parts, test, &finding), because: lack,
        &finding)
    case .circle, .floor, .stages, .stepped, .flag: judgeUnits(sums, lack, &finding)
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
  private func judgeUnits(_ sums: RegionAggregate, _ lack: Reason, _ finding: inout Finding) {
    finding.counted = []
    finding.threshold = nil
    finding.per = nil
    finding.verdict = sums.failing > 0 ? .fail : sums.unknown > 0 ? .unknown : .pass
    if sums.passing == nil { finding.verdict = nil }
    finding.reasons.append(.unitsPassing(sums.passing ?? 0, of: sums.units))
    if sums.unknown > 0 { finding.reasons.append(lack) }
  }
}
