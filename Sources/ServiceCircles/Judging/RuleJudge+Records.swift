extension RuleJudge {
  /// The findings of all new-build rules, except circles, for a project; rules that are not asked are
  /// included.
  ///
  /// > A new-build project passes only if every *hard* rule was judged.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - rules: The ids of the only rules that are judged; nil for all.
  public func findings(of project: BuildProject, by rules: [String]? = nil) -> [Finding] {
    standard.newBuildRules.filter { rules?.contains($0.id) ?? true }.map { rule in
      var quantities = project.quantities
      // A hard rule is asked of every project: what the list has no column for is missing.
      if rule.nature == .hard {
        for item in rule.items where quantities[item] == nil { quantities[item] = .missing }
      }
      return finding(
        of: rule, on: quantities, about: .project(project.id), setting: project.setting)
    }
  }

  /// The findings of all rules, except new-build rules and circles, from a region's statistics.
  ///
  /// > What a rule's items make counts before a value that is given for the rule itself: it is exact.
  ///
  /// Where the two differ by more than the rounding of the given one, a reason says so.
  public func findings(in record: RegionRecord) -> [Finding] {
    standard.rules.compactMap { rule in
      if case .circle = rule.kind { return nil }
      guard rule.stage != .newBuild else { return nil }
      var found = finding(of: rule, on: record.quantities, about: .region(record.region))
      guard let value = record.values[rule.id] else { return found }
      guard found.numerator != nil && found.missing.isEmpty || found.isContradictory else {
        return finding(of: rule, value: value, about: .region(record.region))
      }
      found.givenValue = value
      let rounding = record.roundings[rule.id] ?? value.halfOfLastPlace
      if !found.isContradictory, !found.makes(value, roundedBy: rounding) {
        found.reasons.append(.givenDiffers(value))
      }
      return found
    }
  }

  /// The finding of a rule whose value the data gives, in the rule's unit.
  private func finding(
    of rule: Rule, value: ExactDecimal, about subject: Finding.Subject
  ) -> Finding {
    var finding = Finding(subject, ruleID: rule.id)
    finding.threshold = rule.threshold
    finding.givenValue = value
    if standard.exceedsAll(value, rule) {
      finding.verdict = rule.threshold == nil ? nil : .unknown
      finding.reasons = [.valueExceedsAll(value)]
    } else {
      finding.isGivenValueJudged = true
      let sides = RatioBounds(ExactInterval(value), over: nil, isShare: false)
      conclude(rule, sides, &finding)
    }
    leaveToHigherLevel(rule, subject.level, &finding)
    return finding
  }
}

extension Finding {
  /// Whether a reason says that the numbers are contradictory or impossible.
  fileprivate var isContradictory: Bool { reasons.contains(where: \.isContradiction) }

  /// Whether the items make a value, to within its rounding.
  fileprivate func makes(_ value: ExactDecimal, roundedBy most: ExactDecimal) -> Bool {
    if let ratio, ratio.rounds(to: value, by: most) { return true }
    // What one item has beyond its own number does not count, but people add it.
    let known = parts.compactMap(\.value)
    guard !known.isEmpty, known.count == parts.count else { return false }
    return ExactRatio(known.reduce(.zero, +), of: ExactDecimal(1), per: ExactDecimal(1))
      .rounds(to: value, by: most)
  }
}

extension Rule {
  /// How far a value has come from the baseline to the target.
  public enum Progress: Hashable, Sendable {
    /// It has fallen below the baseline.
    case belowBaseline
    /// The part of the way covered, in per cent: from 0 to 100.
    case towardsTarget(ExactRatio)
    /// It has passed the target; the part of the way covered, in per cent: above 100.
    case beyondTarget(ExactRatio)

    /// The part of the way, in per cent; nil below the baseline.
    package var share: ExactRatio? {
      switch self {
      case .belowBaseline: nil
      case .towardsTarget(let share), .beyondTarget(let share): share
      }
    }

    /// Its name in documents.
    package var word: String {
      switch self {
      case .belowBaseline: "below_baseline"
      case .towardsTarget: "towards_target"
      case .beyondTarget: "beyond_target"
      }
    }
  }

  /// How far a value has come from the baseline to the target; nil without a baseline, and where a value above
  /// it has no target beyond it.
  public func progress(_ finding: Finding) -> Progress? {
    guard let ratio = finding.ratio, let baseline else { return nil }
    let gone = ratio.numerator * ratio.per - baseline.value * ratio.denominator
    guard gone >= .zero else { return .belowBaseline }
    guard let threshold, threshold.number > baseline.value else { return nil }
    let share = ExactRatio(
      gone, of: (threshold.number - baseline.value) * ratio.denominator, per: ExactDecimal(100))
    return share.compare(with: ExactDecimal(100)) > 0 ? .beyondTarget(share) : .towardsTarget(share)
  }
}
