/// A number that a value has to reach, or must not exceed.
public struct Threshold: Hashable, Sendable, Codable {
  /// How the value is compared with it.
  public enum Comparator: String, Hashable, Sendable, CaseIterable, Codable {
    /// 以上, 不低于: the number itself is enough.
    case atLeast = ">="
    /// 超过: the number itself is not enough.
    case moreThan = ">"
    /// 以内, 不超过: the number itself is allowed.
    case atMost = "<="
    /// 不满: the number itself is not allowed.
    case lessThan = "<"
    /// 全部, 清零: the number and no other.
    case equal = "="
  }

  /// The number, in the rule's unit.
  public var number: ExactDecimal
  /// How the value is compared with it.
  public var comparator: Comparator

  /// A threshold.
  public init(_ number: ExactDecimal, _ comparator: Comparator = .atLeast) {
    self.number = number
    self.comparator = comparator
  }

  /// Whether a value that compares so with the number meets it: negative below the number, 0 equal.
  func isMet(_ comparison: Int) -> Bool {
    switch comparator {
    case .atLeast: comparison >= 0
    case .moreThan: comparison > 0
    case .atMost: comparison <= 0
    case .lessThan: comparison < 0
    case .equal: comparison == 0
    }
  }

  /// The verdict on a value of which only two bounds are known.
  func verdict(low: Int, high: Int) -> Verdict {
    if isMet(low), isMet(high) { return .pass }
    switch comparator {
    case .atLeast, .moreThan: return isMet(high) ? .unknown : .fail
    case .atMost, .lessThan: return isMet(low) ? .unknown : .fail
    case .equal: return low <= 0 && high >= 0 ? .unknown : .fail
    }
  }

  /// The verdict on a number.
  public func verdict(on value: ExactDecimal) -> Verdict {
    let comparison = value < number ? -1 : value == number ? 0 : 1
    return isMet(comparison) ? .pass : .fail
  }

  /// The verdict on a ratio.
  public func verdict(on ratio: ExactRatio) -> Verdict {
    isMet(ratio.compare(with: number)) ? .pass : .fail
  }

  /// The verdict on a share, in per cent, that is not known to the last one: at least `covered`, at most
  /// `covered + unknown` of `all`.
  func verdict(covered: Int, unknown: Int, of all: Int) -> Verdict {
    guard all > 0 else { return .notApplicable }
    func compare(_ part: Int) -> Int {
      ExactRatio(ExactDecimal(part), of: ExactDecimal(all), per: ExactDecimal(100))
        .compare(with: number)
    }
    return verdict(low: compare(covered), high: compare(covered + unknown))
  }

  /// The verdict on a share, in per cent, between two bounds: PASS and FAIL only where both agree, whatever
  /// the rounding of binary numbers.
  func verdict(low: Double, high: Double, of all: Double) -> Verdict {
    guard all > 0 else { return .notApplicable }
    let mark = number.double / 100
    let slack = 1e-12
    // A whole is a whole.
    let lowest = low >= all ? 1 : low / all - slack
    let highest = min(1, high / all + slack)
    func compare(_ share: Double) -> Int { share < mark ? -1 : share == mark ? 0 : 1 }
    return verdict(low: compare(lowest), high: compare(highest))
  }
}
