/// What statistics say of a region in a year.
public struct RegionStatistics: Hashable, Sendable {
  /// Which region and year.
  public struct Key: Hashable, Sendable, Comparable {
    /// The region's level.
    public var level: PlanLevel
    /// Its code or name.
    public var region: String
    /// The year.
    public var year: Int

    /// A region in a year.
    public init(level: PlanLevel, region: String, year: Int) {
      self.level = level
      self.region = region
      self.year = year
    }

    /// The larger regions first, then by name and year.
    public static func < (a: Self, b: Self) -> Bool {
      a.level != b.level ? a.level > b.level : (a.region, a.year) < (b.region, b.year)
    }
  }

  /// Which region and year.
  public var key: Key
  /// The items.
  public var quantities: Quantities
  /// Rules whose value is given as such, by id.
  public var values: [String: ExactDecimal]

  /// Statistics of a region; none yet.
  public init(
    _ key: Key, quantities: Quantities = Quantities(), values: [String: ExactDecimal] = [:]
  ) {
    self.key = key
    self.quantities = quantities
    self.values = values
  }
}

extension RuleJudge {
  /// What every rule but those of new-build projects and the circles finds in a region's statistics.
  public func findings(in statistics: RegionStatistics) -> [Finding] {
    standard.rules.compactMap { rule in
      if case .circle = rule.test { return nil }
      guard rule.stage != .newBuild else { return nil }
      let level = statistics.key.level
      let found = finding(of: rule, on: statistics.quantities, level: level)
      guard let value = statistics.values[rule.id], found.numerator == nil else { return found }
      return finding(of: rule, value: value, level: level)
    }
  }

  /// What a rule finds of a value that is given as such, in the rule's unit.
  func finding(of rule: Rule, value: ExactDecimal, level: PlanLevel) -> Finding {
    var finding = Finding(ruleID: rule.id)
    finding.numerator = value
    finding.threshold = rule.threshold
    conclude(rule, [], &finding)
    leaveToHigherLevel(rule, level, &finding)
    return finding
  }
}

extension Rule {
  /// How far a value has come from the baseline to the threshold, in per cent; nil without a baseline, or
  /// where it began at the threshold.
  public func progress(_ finding: Finding) -> ExactRatio? {
    guard let ratio = finding.ratio, let baseline, let threshold,
      threshold.number > baseline.value
    else { return nil }
    let gone = ratio.numerator * ratio.per - baseline.value * ratio.denominator
    guard gone >= .zero else { return nil }
    return ExactRatio(
      gone, of: (threshold.number - baseline.value) * ratio.denominator, per: ExactDecimal(100))
  }
}
