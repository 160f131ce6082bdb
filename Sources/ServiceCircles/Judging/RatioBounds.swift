/// Bounds of the two sides of a ratio, summed over one or more units.
///
/// Sides that are not known make a value between two bounds. In a share, the numerator of every unit is part
/// of its denominator, so that an unknown unit is at most covered whole.
struct RatioBounds: Sendable {
  /// What is counted.
  private(set) var numerator = ExactInterval(.zero)
  /// What the numerator is divided by; nil for a plain number.
  private(set) var denominator: ExactInterval?
  /// Whether the ratio is a share.
  private let isShare: Bool
  /// For a share, the denominator where all that may be covered exists and is covered; nil without bound.
  private var widest: ExactDecimal? = .zero
  /// For a share, the amount that is certainly not covered.
  private var uncovered = ExactDecimal.zero

  /// The sides of no units yet.
  init(isShare: Bool, hasDenominator: Bool) {
    self.isShare = isShare
    denominator = hasDenominator ? ExactInterval(.zero) : nil
  }

  /// The sides of one unit.
  init(_ numerator: ExactInterval, over denominator: ExactInterval?, isShare: Bool) {
    self.init(isShare: isShare, hasDenominator: denominator != nil)
    add(numerator, over: denominator)
  }

  /// Adds a unit.
  mutating func add(_ part: ExactInterval, over whole: ExactInterval?) {
    guard let whole else {
      numerator = numerator + part
      return
    }
    guard isShare else {
      numerator = numerator + part
      denominator = denominator.map { $0 + whole }
      return
    }
    // A part is at most its whole, and a whole at least its part.
    let most = part.high.map { high in whole.high.map { min(high, $0) } ?? high } ?? whole.high
    let all = ExactInterval(from: max(part.low, whole.low), to: whole.high)
    numerator = numerator + ExactInterval(from: part.low, to: most)
    denominator = denominator.map { $0 + all }
    widest = widest.flatMap { sum in most.map { sum + max(all.low, $0) } }
    if let most, most < all.low { uncovered = uncovered + all.low - most }
  }

  /// Adds the units of another part of a region.
  mutating func add(_ other: Self) {
    numerator = numerator + other.numerator
    denominator = denominator.flatMap { own in other.denominator.map { own + $0 } }
    widest = widest.flatMap { sum in other.widest.map { sum + $0 } }
    uncovered = uncovered + other.uncovered
  }

  /// Whether both sides are known.
  var isKnown: Bool {
    numerator.value != nil && (denominator.map { $0.value != nil } ?? true)
  }

  /// The least the value can be; nil where the denominator can be no more than 0.
  func low(per: ExactDecimal) -> ExactRatio? {
    guard let denominator else { return ExactRatio(numerator.low, of: ExactDecimal(1), per: per) }
    // A denominator without bound makes the value as small as one likes.
    guard let most = denominator.high else {
      return ExactRatio(.zero, of: ExactDecimal(1), per: per)
    }
    return most > .zero ? ExactRatio(numerator.low, of: most, per: per) : nil
  }

  /// The most the value can be; nil where nothing bounds it.
  func high(per: ExactDecimal) -> ExactRatio? {
    guard let denominator else {
      return numerator.high.map { ExactRatio($0, of: ExactDecimal(1), per: per) }
    }
    guard isShare else {
      guard let most = numerator.high, denominator.low > .zero else { return nil }
      return ExactRatio(most, of: denominator.low, per: per)
    }
    guard let widest, widest > .zero else {
      return ExactRatio(ExactDecimal(1), of: ExactDecimal(1), per: per)
    }
    return ExactRatio(widest - uncovered, of: widest, per: per)
  }

  /// Whether values approach the highest one and never reach it, because that takes infinitely many units.
  private var isHighOutOfReach: Bool { isShare && widest == nil && uncovered > .zero }

  /// The verdict that every value between the bounds has; UNKNOWN where they do not agree.
  func verdict(_ threshold: Threshold, per: ExactDecimal) -> Verdict {
    // Where the denominator may be 0, the rule may not apply.
    if let denominator, denominator.low == .zero { return .unknown }
    guard let low = low(per: per) else { return .unknown }
    var most = high(per: per)?.compare(with: threshold.number) ?? 1
    if isHighOutOfReach, most == 0 { most = -1 }
    return threshold.verdict(low: low.compare(with: threshold.number), high: most)
  }
}
