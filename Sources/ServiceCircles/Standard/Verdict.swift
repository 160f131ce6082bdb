/// Whether a rule is met.
///
/// > Any FAIL → FAIL; else any UNKNOWN → UNKNOWN; else PASS. No threshold → no verdict.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  case pass = "PASS"
  case fail = "FAIL"
  /// The rule does not apply.
  case notApplicable = "N/A"
  /// Data is missing.
  case unknown = "UNKNOWN"
}

/// A number that a share has to reach.
public struct Threshold: Hashable, Sendable {
  /// How the share is compared with it.
  public enum Comparator: String, Hashable, Sendable, CaseIterable {
    /// 以上, 不低于: the number itself is enough.
    case atLeast = ">="
    /// 超过: the number itself is not enough.
    case moreThan = ">"
  }

  /// The number, in per cent.
  public var percent: ExactDecimal
  /// How the share is compared with it.
  public var comparator: Comparator

  /// A threshold.
  public init(percent: ExactDecimal, comparator: Comparator = .atLeast) {
    self.percent = percent
    self.comparator = comparator
  }

  private func isMet(_ comparison: Int) -> Bool {
    comparator == .atLeast ? comparison >= 0 : comparison > 0
  }

  /// The verdict on a share that is not known to the last one: at least `covered`, at most `covered +
  /// unknown` of `all`.
  public func verdict(covered: Int, unknown: Int, of all: Int) -> Verdict {
    guard all > 0 else { return .notApplicable }
    if isMet(percent.comparePercentage(of: covered, in: all)) { return .pass }
    return isMet(percent.comparePercentage(of: covered + unknown, in: all)) ? .unknown : .fail
  }

  /// The verdict on a share between two bounds: PASS and FAIL only where both agree, whatever the rounding
  /// of binary numbers.
  public func verdict(low: Double, high: Double, of all: Double) -> Verdict {
    guard all > 0 else { return .notApplicable }
    let mark = percent.double / 100
    let slack = 1e-12
    if low / all - slack >= mark { return .pass }
    // A whole is a whole.
    if low >= all, percent <= ExactDecimal(100), comparator == .atLeast { return .pass }
    return high / all + slack < mark ? .fail : .unknown
  }
}
