import TestSupport
import Testing

@testable import ServiceCircles

@Suite struct ExactArithmeticTests {
  private func decimal(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

  @Test func `decimals add as on paper`() throws {
    #expect(try (decimal("11209.99") + decimal("550.00")).description == "11759.99")
    #expect(try (decimal("1") - decimal("0.000001")).description == "0.999999")
    #expect(try (decimal("0.1") + decimal("0.2")) == decimal("0.3"))
    #expect(try decimal("-3.50").trimmed.description == "-3.5")
    #expect(try decimal("12.0").isWhole && !decimal("12.01").isWhole)
    #expect(try decimal("1234567.5").grouped == "1,234,567.5")
    #expect(try decimal("-123").grouped == "-123")
    #expect(try decimal("0.05").grouped == "0.05")
  }

  /// Hundredths as whole numbers, cross-multiplied in 128 bits: another way to the same verdicts.
  @Test func `random ratios compare as whole hundredths do`() throws {
    var random = SplitMix(state: 20_261_126)
    for _ in 0..<20_000 {
      let n = Int.random(in: 0...100_000_000, using: &random)
      let d = Int.random(in: 1...100_000_000, using: &random)
      let t = Int.random(in: 0...10_000, using: &random)
      let per = [1, 100, 500, 1000, 10_000].randomElement(using: &random) ?? 1
      let ratio = ExactRatio(
        ExactDecimal(digits: Int128(n), places: 2), of: ExactDecimal(digits: Int128(d), places: 2),
        per: ExactDecimal(per))
      let threshold = ExactDecimal(digits: Int128(t), places: 2)
      let left = Int128(n) * Int128(per) * 100
      let right = Int128(t) * Int128(d)
      #expect(ratio.compare(with: threshold) == (left < right ? -1 : left == right ? 0 : 1))
      // What the numerator has to be is exact: there, and nowhere else, the ratio equals the number.
      let needed = try #require(ratio.numerator(for: threshold))
      #expect(
        ExactRatio(needed, of: ratio.denominator, per: ratio.per).compare(with: threshold) == 0)
      let value = try #require(ratio.value(places: 6, .down))
      let quotient = Int128(n) * Int128(per) * 1_000_000 / Int128(d)
      #expect(value.digits == quotient && value.places == 6)
      let up = try #require(ratio.value(places: 6, .up))
      #expect(
        up.digits == quotient + (Int128(n) * Int128(per) * 1_000_000 % Int128(d) == 0 ? 0 : 1))
    }
  }

  /// The largest numbers that data may have, summed over a million records.
  @Test func `sums of a million large areas stay exact`() throws {
    let largest = try decimal("999999999999.999999")
    let sum = ExactDecimal(digits: largest.digits * 1_000_000, places: 6)
    let ratio = ExactRatio(sum, of: sum, per: ExactDecimal(10_000))
    #expect(ratio.compare(with: ExactDecimal(10_000)) == 0)
    #expect(ratio.value(places: 6)?.trimmed.description == "10000")
    let almost = ExactRatio(
      sum - (try decimal("0.000001")), of: sum, per: ExactDecimal(10_000))
    #expect(almost.compare(with: ExactDecimal(10_000)) == -1)
  }

  @Test(arguments: [
    (">=", -1, false), (">=", 0, true), (">", 0, false), (">", 1, true), ("<=", 0, true),
    ("<=", 1, false), ("<", 0, false), ("<", -1, true), ("=", 0, true), ("=", 1, false),
    ("=", -1, false),
  ])
  func `comparators include the number or not`(text: String, side: Int, isMet: Bool) throws {
    let comparator = try #require(Threshold.Comparator(rawValue: text))
    let threshold = Threshold(ExactDecimal(5), comparator)
    #expect(threshold.verdict(on: ExactDecimal(5 + side)) == (isMet ? .pass : .fail))
  }

  /// Of two bounds the verdict is what every value between them gives, and UNKNOWN where they differ.
  @Test func `a verdict on bounds is that of all values between them`() {
    for comparator in Threshold.Comparator.allCases {
      let threshold = Threshold(ExactDecimal(0), comparator)
      for low in -1...1 {
        for high in low...1 {
          let all = Set((low...high).map { threshold.isMet($0) })
          let expected: Verdict = all == [true] ? .pass : all == [false] ? .fail : .unknown
          #expect(
            threshold.verdict(low: low, high: high) == expected, "\(comparator) \(low) \(high)")
        }
      }
    }
  }

  @Test func `several verdicts together`() {
    #expect(Verdict.together([.pass, nil, .notApplicable]) == .pass)
    #expect(Verdict.together([.pass, .unknown]) == .unknown)
    #expect(Verdict.together([.unknown, .fail, .pass]) == .fail)
    #expect(Verdict.together([]) == .pass)
  }
}
