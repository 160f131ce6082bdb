import Testing

@testable import ServiceCircles

@Suite struct VerdictTests {
  private func threshold(
    _ percent: String, _ comparator: Threshold.Comparator = .atLeast
  ) throws -> Threshold {
    Threshold(try #require(ExactDecimal(percent)), comparator)
  }

  @Test func `the number itself is enough, or not, as the words say`() throws {
    #expect(try threshold("90").verdict(covered: 9, unknown: 0, of: 10) == .pass)
    #expect(try threshold("90", .moreThan).verdict(covered: 9, unknown: 0, of: 10) == .fail)
    // 1/3 against 33.333…: no binary number can tell.
    #expect(try threshold("33.333333333").verdict(covered: 1, unknown: 0, of: 3) == .pass)
    #expect(try threshold("33.333333334").verdict(covered: 1, unknown: 0, of: 3) == .fail)
    #expect(
      try threshold("0.1").verdict(covered: 1 << 50, unknown: 0, of: 1000 << 50) == .pass)
    #expect(
      try threshold("0.1").verdict(covered: (1 << 50) - 1, unknown: 0, of: 1000 << 50) == .fail)
  }

  @Test func `what is open decides only where it could`() throws {
    #expect(try threshold("90").verdict(covered: 8, unknown: 1, of: 10) == .unknown)
    #expect(try threshold("90").verdict(covered: 7, unknown: 1, of: 10) == .fail)
    #expect(try threshold("90").verdict(covered: 9, unknown: 1, of: 10) == .pass)
    #expect(try threshold("100").verdict(covered: 9, unknown: 0, of: 10) == .fail)
    #expect(try threshold("100").verdict(covered: 0, unknown: 0, of: 0) == .notApplicable)
  }

  @Test func `bounds of land decide where both agree`() throws {
    #expect(try threshold("50").verdict(low: 51, high: 51.1, of: 100) == .pass)
    #expect(try threshold("50").verdict(low: 49.9, high: 50.1, of: 100) == .unknown)
    #expect(try threshold("50").verdict(low: 49, high: 49.1, of: 100) == .fail)
    #expect(try threshold("100").verdict(low: 100, high: 100, of: 100) == .pass)
    #expect(try threshold("50").verdict(low: 0, high: 0, of: 0) == .notApplicable)
  }

  @Test(arguments: ["", "-", ".5", "5.", "1e3", "٣", "1.0000000001", "1234567890123456789", "1,5"])
  func `what is no decimal number is none`(text: String) { #expect(ExactDecimal(text) == nil) }

  @Test func `decimals are kept as they are written`() throws {
    for text in ["0", "12", "0.85", "-3.50", "0.000000001", "-0.5"] {
      #expect(try #require(ExactDecimal(text)).description == text)
    }
    #expect(ExactDecimal("0.50") == ExactDecimal("0.5"))
    #expect(ExactDecimal("0.50").hashValue == ExactDecimal("0.5").hashValue)
    #expect(try #require(ExactDecimal("-1.5")) < #require(ExactDecimal("-1.49")))
    #expect(ExactDecimal("0") == ExactDecimal("-0.0"))
  }

  @Test func `a threshold gives verdicts, its absence none`() async throws {
    var town = MainStreet()
    town.community("a", from: 0, to: 3000)
    town.homes(at: [0, 1000, 2000])
    town.facility("clinic", .medical, at: 0)
    #expect(try await town.run().coverage.allSatisfy { $0.verdict == nil && $0.threshold == nil })
    town.standard.circleRules = town.standard.circleRules.map {
      var rule = $0
      rule.threshold = try? threshold("42.857")
      return rule
    }
    // Three of seven households are 42.857142… %.
    let result = try await town.run()
    #expect(result.row("a", "C-3")?.verdict == .pass)
    #expect(result.row("a", "C-4")?.verdict == .fail)
    // One service of several is not the rule.
    #expect(try #require(result.row("a", "C-1", "MED")).verdict == nil)
    #expect(result.row("a", "C-1", "*")?.verdict == .fail)
    town.standard.circleRules = town.standard.circleRules.map {
      var rule = $0
      rule.threshold = try? threshold("42.858")
      return rule
    }
    #expect(try await town.run().row("a", "C-3")?.verdict == .fail)
  }
}
