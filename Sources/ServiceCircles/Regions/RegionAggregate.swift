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
  var sides: RatioBounds?
  /// The sums of items that each have a number of their own to reach.
  var parts: [ExactInterval] = []
  /// The items that some unit lacks.
  var missing: Set<String> = []
  /// The first few units of which data is missing, by id.
  var examples: [String] = []
  /// What a register says of the region itself, where the rule judges this region first.
  var own: Finding?

  /// How many units ``examples`` names.
  private static let mostExamples = 3

  /// Adds a community's coverage by a circle rule's service.
  mutating func add(_ coverage: Coverage) {
    units += 1
    households.add(coverage.households)
    threshold = coverage.threshold
    if let verdict = coverage.verdict { count(verdict) }
  }

  /// Adds a community whose record cannot be used, to a circle rule's service.
  mutating func addUnusable() {
    units += 1
    households.uncounted.communities += 1
  }

  /// Adds the finding of a rule that is no circle.
  mutating func add(_ finding: Finding, of kind: RuleKind) {
    units += 1
    if let verdict = finding.verdict { count(verdict) }
    if finding.numerator == nil || (!kind.denominator.isEmpty && finding.denominator == nil) {
      unknown += 1
      missing.formUnion(finding.missing)
      examples.append(finding.subject.id)
      keepFirstExamples()
    }
    add(parts: finding.parts)
    var sides = self.sides ?? RatioBounds(isShare: kind.isShare, hasDenominator: kind.per != nil)
    // What a finding's value is by itself has no denominator to be summed.
    sides.add(
      finding.numeratorInterval, over: kind.per == nil ? nil : finding.denominatorInterval)
    self.sides = sides
  }

  /// Adds the sums of a part of the region.
  mutating func add(_ other: Self) {
    units += other.units
    if let more = other.passing { passing = (passing ?? 0) + more }
    failing += other.failing
    unknown += other.unknown
    households.add(other.households)
    threshold = other.threshold ?? threshold
    if let more = other.sides {
      if sides == nil { sides = more } else { sides?.add(more) }
    }
    missing.formUnion(other.missing)
    examples += other.examples
    keepFirstExamples()
    add(parts: other.parts)
  }

  private mutating func keepFirstExamples() {
    guard examples.count > 1 else { return }
    examples = Array(examples.sorted().prefix(Self.mostExamples))
  }

  private mutating func count(_ verdict: Verdict) {
    passing = (passing ?? 0) + (verdict == .pass ? 1 : 0)
    if verdict == .fail { failing += 1 }
  }

  private mutating func add(parts more: [ExactInterval]) {
    if parts.isEmpty {
      parts = more
    } else {
      for (i, part) in more.enumerated() { parts[i] = parts[i] + part }
    }
  }
}
