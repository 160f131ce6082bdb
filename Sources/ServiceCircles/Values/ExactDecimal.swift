/// A decimal number as it is written: added, multiplied and compared without rounding.
///
/// > Comparisons are exact decimals or integers by cross-multiplication, never binary floating point.
///
/// Numbers of data stay below a trillion with six decimals (``ItemType/quantity(of:)``), those of rules have
/// at most nine digits; sums of millions of records and their products with a rule's numbers then fit.
public struct ExactDecimal: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The digits as one whole number.
  let digits: Int128
  /// How many of them stand behind the point.
  let places: Int

  /// A number from its text, such as `12`, `0.85` or `-3.50`; nil where it is none, or has more than
  /// eighteen digits, or nine behind the point.
  public init?(_ text: String) {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative { rest = rest.dropFirst() }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let digits = Int128(parts.joined()), parts.joined().count <= 18
    else { return nil }
    places = parts.count > 1 ? parts[1].count : 0
    guard places <= 9 else { return nil }
    self.digits = isNegative ? -digits : digits
  }

  /// A whole number.
  public init(_ number: Int) {
    digits = Int128(number)
    places = 0
  }

  init(digits: Int128, places: Int) {
    (self.digits, self.places) = (digits, places)
  }

  /// The number 0.
  public static let zero = ExactDecimal(0)

  static func power(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(1) { product, _ in product * 10 }
  }

  /// Equal numbers, however they are written.
  public static func == (a: Self, b: Self) -> Bool { compare(a, b) == 0 }

  /// The same for equal numbers.
  public func hash(into hasher: inout Hasher) {
    // Equal numbers may be written differently.
    var (digits, places) = (digits, places)
    while places > 0, digits % 10 == 0 { (digits, places) = (digits / 10, places - 1) }
    hasher.combine(digits)
    hasher.combine(places)
  }

  /// Exact, whatever the places.
  public static func < (a: Self, b: Self) -> Bool { compare(a, b) < 0 }

  /// The exact sum.
  public static func + (a: Self, b: Self) -> Self {
    let places = max(a.places, b.places)
    return Self(
      digits: a.digits * power(places - a.places) + b.digits * power(places - b.places),
      places: places)
  }

  /// The exact difference.
  public static func - (a: Self, b: Self) -> Self { a + Self(digits: -b.digits, places: b.places) }

  /// The exact product.
  public static func * (a: Self, b: Self) -> Self {
    Self(digits: a.digits * b.digits, places: a.places + b.places)
  }

  private static func compare(_ a: Self, _ b: Self) -> Int {
    order(
      a.digits.multipliedFullWidth(by: power(b.places)),
      b.digits.multipliedFullWidth(by: power(a.places)))
  }

  static func order(
    _ a: (high: Int128, low: UInt128), _ b: (high: Int128, low: UInt128)
  ) -> Int {
    a.high != b.high ? (a.high < b.high ? -1 : 1) : a.low == b.low ? 0 : a.low < b.low ? -1 : 1
  }

  /// The nearest binary number.
  public var double: Double { Double(description) ?? Double(digits) / Double(Self.power(places)) }

  /// Whether nothing but zeros stands behind the point.
  package var isWhole: Bool { digits % Self.power(places) == 0 }

  /// The whole number that it is; nil where it is none, or too large for a machine's word.
  package var wholeNumber: Int? { isWhole ? Int(exactly: digits / Self.power(places)) : nil }

  /// The least whole number that is not below it.
  var roundedUp: Self {
    let unit = Self.power(places)
    let (quotient, rest) = digits.quotientAndRemainder(dividingBy: unit)
    return Self(digits: quotient + (rest > 0 ? 1 : 0), places: 0)
  }

  /// The greatest whole number that is not above it.
  var roundedDown: Self { Self.zero - (Self.zero - self).roundedUp }

  /// Half a unit of its last decimal: by how much it may have been rounded.
  package var halfOfLastPlace: Self { Self(digits: 5, places: places + 1) }

  /// The number without zeros at the end of its decimals.
  var trimmed: Self {
    var (digits, places) = (digits, places)
    while places > 0, digits % 10 == 0 { (digits, places) = (digits / 10, places - 1) }
    return Self(digits: digits, places: places)
  }

  /// The number without its sign.
  package var magnitude: Self { Self(digits: abs(digits), places: places) }

  /// The number as it was written.
  public var description: String {
    let sign = digits < 0 ? "-" : ""
    let text = String(digits.magnitude)
    guard places > 0 else { return sign + text }
    let padded = String(repeating: "0", count: max(0, places + 1 - text.count)) + text
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
