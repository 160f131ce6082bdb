import Foundation
import Testing

@testable import ServiceCircles

/// Binary numbers as people read them.
@Suite struct DoubleTextTests {
  @Test func `a number is rounded from its exact binary value`() {
    #expect(12.25.text(places: 1) == "12.2")
    #expect(12.35.text(places: 1) == "12.3")
    #expect(12.75.text(places: 1) == "12.8")
    #expect(0.0.text(places: 2) == "0.00")
    #expect((-1.005).text(places: 2) == "-1.00")
    #expect(1234567.891.text(places: 0) == "1234568")
  }

  @Test func `significant digits drop the noise of binary numbers`() {
    #expect(0.1.text(significantDigits: 17) == "0.10000000000000001")
    #expect((0.1 + 0.2).text(significantDigits: 15) == "0.3")
    #expect(1e22.text(significantDigits: 15) == "1e+22")
  }

  @Test func `the longest number has all its digits`() {
    let text = (-Double.greatestFiniteMagnitude).text(places: 20)
    #expect(text.count == 1 + 309 + 1 + 20)
    #expect(Double(text) == -Double.greatestFiniteMagnitude)
  }

  /// Against Foundation's own formatting, on numbers of every size.
  @Test func `it agrees with Foundation`() {
    var random = SystemRandomNumberGenerator()
    let posix = Locale(identifier: "en_US_POSIX")
    for _ in 0..<2_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let expected = String(format: "%.15g", number)
      #expect(number.text(significantDigits: 15) == expected)
      let small = Double.random(in: -1e6...1e6, using: &random)
      #expect(small.text(places: 3) == String(format: "%.3f", locale: posix, small))
    }
  }

  nonisolated(unsafe) private static let comma = newlocale(1 << LC_NUMERIC, "de_DE.UTF-8", nil)

  @Test(.enabled(if: DoubleTextTests.comma != nil, "needs the German locale"))
  func `the point stays a point where a thread writes commas`() throws {
    let comma = try #require(Self.comma)
    let before = uselocale(comma)
    defer { uselocale(before) }
    #expect(1.5.text(places: 1) == "1.5")
    #expect(uselocale(nil) == comma)
  }
}
