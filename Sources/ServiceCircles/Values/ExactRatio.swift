/// `numerator × per ÷ denominator`, never divided but to be shown.
public struct ExactRatio: Hashable, Sendable {
  /// What is counted.
  public var numerator: ExactDecimal
  /// What it is counted for, more than 0.
  public var denominator: ExactDecimal
  /// For how many of the denominator's units: 100 for a percentage.
  public var per: ExactDecimal

  /// A ratio.
  ///
  /// - Precondition: `denominator` is more than 0.
  public init(_ numerator: ExactDecimal, of denominator: ExactDecimal, per: ExactDecimal) {
    precondition(denominator > .zero, "a share of nothing")
    self.numerator = numerator
    self.denominator = denominator
    self.per = per
  }

  /// How the ratio compares with a number: negative below it, 0 equal.
  func compare(with number: ExactDecimal) -> Int {
    ExactDecimal.order(
      (numerator.digits * per.digits).multipliedFullWidth(
        by: ExactDecimal.power(denominator.places + number.places)),
      (number.digits * denominator.digits).multipliedFullWidth(
        by: ExactDecimal.power(numerator.places + per.places)))
  }

  /// Whether a number is the ratio but for its rounding, which changes it by no more than `most`.
  func rounds(to number: ExactDecimal, by most: ExactDecimal) -> Bool {
    compare(with: number - most) >= 0 && compare(with: number + most) <= 0
  }

  /// How a quotient is shown.
  public enum Rounding: Sendable {
    case down, up, halfUp
  }

  /// The quotient with so many decimals; nil where that has more digits than can be shown.
  ///
  /// - Precondition: the numerator is not negative.
  public func value(places: Int, _ rounding: Rounding = .halfUp) -> ExactDecimal? {
    precondition(numerator >= .zero, "a negative share")
    let scaled = denominator.digits.multipliedReportingOverflow(
      by: ExactDecimal.power(numerator.places + per.places))
    guard !scaled.overflow, scaled.partialValue > 0 else { return nil }
    let divisor = UInt128(scaled.partialValue)
    let dividend = (numerator.digits * per.digits).multipliedFullWidth(
      by: ExactDecimal.power(denominator.places + places))
    guard UInt128(dividend.high) < divisor else { return nil }
    var (quotient, rest) = divisor.dividingFullWidth((UInt128(dividend.high), dividend.low))
    switch rounding {
    case .down: break
    case .up: if rest > 0 { quotient += 1 }
    case .halfUp: if rest >= divisor - rest { quotient += 1 }
    }
    rest = 0
    return Int128(exactly: quotient).map { ExactDecimal(digits: $0, places: places) }
  }

  /// What the numerator has to be for the ratio to equal a number; nil where that is no decimal, or one
  /// too long.
  func numerator(for number: ExactDecimal) -> ExactDecimal? {
    let product = number.digits.multipliedReportingOverflow(by: denominator.digits)
    guard !product.overflow else { return nil }
    var digits = product.partialValue
    var places = number.places + denominator.places - per.places
    var more = 0
    while digits % per.digits != 0 || places < 0 {
      let next = digits.multipliedReportingOverflow(by: 10)
      guard !next.overflow, more < 12 else { return nil }
      digits = next.partialValue
      places += 1
      more += 1
    }
    return ExactDecimal(digits: digits / per.digits, places: places).trimmed
  }
}
