/// The sums of a region.
struct RegionSums {
  var numerator = ExactDecimal.zero
  var denominator = ExactDecimal.zero
  /// What may count besides.
  var open = ExactDecimal.zero
  var units = 0
  var passing: Int?
  /// Units of which the data is missing.
  var unknown = 0
  var failing = 0
  /// The sums of items that each have a number to reach.
  var parts: [ExactDecimal] = []
  /// What was found of the region itself, where it is what is judged first.
  var own: Finding?
}

extension RegionSums {
  /// - Parameter hasDenominator: Whether the rule is a ratio, of which both sides have to be known.
  mutating func add(_ found: SubjectFinding, hasDenominator: Bool) {
    let finding = found.finding
    units += 1
    if let verdict = finding.verdict {
      passing = (passing ?? 0) + (verdict == .pass ? 1 : 0)
      if verdict == .fail { failing += 1 }
    }
    open = open + found.open
    add(parts: finding.parts)
    if let value = finding.numerator, finding.denominator != nil || !hasDenominator {
      numerator = numerator + value
      denominator = denominator + (finding.denominator ?? .zero)
    } else {
      unknown += 1
      // What it is counted for is known even where the count is not.
      if found.open > .zero { denominator = denominator + found.open }
    }
  }
}

extension RegionSums {
  /// Adds the sums of a part of the region.
  mutating func add(_ other: Self) {
    numerator = numerator + other.numerator
    denominator = denominator + other.denominator
    open = open + other.open
    units += other.units
    if let more = other.passing { passing = (passing ?? 0) + more }
    unknown += other.unknown
    failing += other.failing
    add(parts: other.parts)
  }

  private mutating func add(parts more: [ExactDecimal]) {
    if parts.isEmpty {
      parts = more
    } else {
      for (i, part) in more.enumerated() { parts[i] = parts[i] + part }
    }
  }
}
