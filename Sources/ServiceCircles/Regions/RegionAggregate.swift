/// The sums of one rule over the units of a region: of a circle rule's service, or of a rule that is no
/// circle.
struct RegionAggregate {
  /// The units that the rule applies to.
  var units = 0
  /// Those that meet it; nil where none is judged.
  var passing: Int?
  /// Those that fail it.
  var failing = 0
  /// Those of which data is missing.
  var unknown = 0
  /// The households of a circle rule.
  var households = Coverage.Count()
  /// What a circle rule asks for.
  var threshold: Threshold?
  /// The sums of other rules.
  var numerator = ExactDecimal.zero
  var denominator = ExactDecimal.zero
  /// The open quantity: how much may count besides the numerator.
  var open = ExactDecimal.zero
  /// The sums of items that each have a number of their own to reach.
  var parts: [ExactDecimal] = []
  /// What a register says of the region itself, where the rule judges this region first.
  var own: Finding?

  /// Adds a community's coverage by a circle rule's service.
  mutating func add(_ coverage: Coverage) {
    units += 1
    households.add(coverage.households)
    threshold = coverage.threshold
    if let verdict = coverage.verdict { count(verdict) }
  }

  /// Adds the finding of a rule that is no circle.
  ///
  /// - Parameter hasDenominator: Whether the rule is a ratio, of which both sides have to be known.
  mutating func add(_ finding: Finding, hasDenominator: Bool) {
    units += 1
    if let verdict = finding.verdict { count(verdict) }
    open = open + finding.open
    add(parts: finding.parts)
    if let value = finding.numerator, finding.denominator != nil || !hasDenominator {
      numerator = numerator + value
      denominator = denominator + (finding.denominator ?? .zero)
    } else {
      unknown += 1
      // The units that may yet count are known, even where how many of them count is not.
      if finding.open > .zero { denominator = denominator + finding.open }
    }
  }

  /// Adds the sums of a part of the region.
  mutating func add(_ other: Self) {
    units += other.units
    if let more = other.passing { passing = (passing ?? 0) + more }
    failing += other.failing
    unknown += other.unknown
    households.add(other.households)
    threshold = other.threshold ?? threshold
    numerator = numerator + other.numerator
    denominator = denominator + other.denominator
    open = open + other.open
    add(parts: other.parts)
  }

  private mutating func count(_ verdict: Verdict) {
    passing = (passing ?? 0) + (verdict == .pass ? 1 : 0)
    if verdict == .fail { failing += 1 }
  }

  private mutating func add(parts more: [ExactDecimal]) {
    if parts.isEmpty {
      parts = more
    } else {
      for (i, part) in more.enumerated() { parts[i] = parts[i] + part }
    }
  }
}
