/// A decimal number as it is written: compared and multiplied without rounding.
///
/// > Comparisons are exact decimals or integers by cross-multiplication, never binary floating point.
public struct ExactDecimal: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The digits as one whole number.
  let digits: Int64
  /// How many of them stand behind the point, 0…9.
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
      let digits = Int64(parts.joined()), parts.joined().count <= 18
    else { return nil }
    places = parts.count > 1 ? parts[1].count : 0
    guard places <= 9 else { return nil }
    self.digits = isNegative ? -digits : digits
  }

  /// A whole number.
  public init(_ number: Int) {
    digits = Int64(number)
    places = 0
  }

  private init(digits: Int64, places: Int) {
    (self.digits, self.places) = (digits, places)
  }

  private static func power(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(1) { product, _ in product * 10 }
  }

  /// Equal numbers, however they are written.
  public static func == (a: Self, b: Self) -> Bool { !(a < b) && !(b < a) }

  /// The same for equal numbers.
  public func hash(into hasher: inout Hasher) {
    // Equal numbers may be written differently.
    var (digits, places) = (digits, places)
    while places > 0, digits % 10 == 0 { (digits, places) = (digits / 10, places - 1) }
    hasher.combine(digits)
    hasher.combine(places)
  }

  /// Exact, whatever the places.
  public static func < (a: Self, b: Self) -> Bool {
    Int128(a.digits) * power(b.places) < Int128(b.digits) * power(a.places)
  }

  /// How `part / whole`, in hundredths, compares with this number: negative below it, 0 equal.
  ///
  /// - Precondition: `whole` is greater than 0.
  func comparePercentage(of part: Int, in whole: Int) -> Int {
    precondition(whole > 0, "a share of nothing")
    let left = Int128(part) * 100 * Self.power(places)
    let right = Int128(digits) * Int128(whole)
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// The nearest binary number.
  public var double: Double { Double(digits) / Double(Self.power(places)) }

  /// The number as it was written.
  public var description: String {
    let sign = digits < 0 ? "-" : ""
    let text = String(digits.magnitude)
    guard places > 0 else { return sign + text }
    let padded = String(repeating: "0", count: max(0, places + 1 - text.count)) + text
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
