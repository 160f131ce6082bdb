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

  /// Every small count, with homes that may count for 0, 1, 2 or very many.
  @Test(arguments: ["50", "90", "100"], Threshold.Comparator.allCases)
  func `homes without a number leave open what any number of theirs could change`(
    percent: String, comparator: Threshold.Comparator
  ) throws {
    let threshold = try threshold(percent, comparator)
    let mark = try #require(Int(percent))
    let weights = [0, 1, 2, 100_000]
    func verdict(_ covered: Int, of all: Int) -> Verdict {
      if all == 0 { return .notApplicable }
      let (a, b) = (100 * covered, mark * all)
      let isMet =
        switch comparator {
        case .atLeast: a >= b
        case .moreThan: a > b
        case .atMost: a <= b
        case .lessThan: a < b
        case .equal: a == b
        }
      return isMet ? .pass : .fail
    }
    for known in 0..<27 {
      let (covered, open, missing) = (known % 3, known / 3 % 3, known / 9)
      for homes in 1..<8 {
        let uncounted = (covered: homes & 1, open: homes >> 1 & 1, missing: homes >> 2)
        var possible: Set<Verdict> = []
        for a in uncounted.covered > 0 ? weights : [0] {
          for b in uncounted.open > 0 ? weights : [0] {
            for c in uncounted.missing > 0 ? weights : [0] {
              let all = covered + open + missing + a + b + c
              for reached in 0...open {
                possible.insert(verdict(covered + a + reached, of: all))
                possible.insert(verdict(covered + a + reached + b, of: all))
              }
            }
          }
        }
        let count = Coverage.Count(
          all: covered + open + missing, covered: covered, unknown: open,
          uncounted: .init(
            covered: uncounted.covered, unknown: uncounted.open, uncovered: uncounted.missing))
        let expected: Verdict = possible.count == 1 ? try #require(possible.first) : .unknown
        let found = threshold.verdict(of: count)
        // That an exact number in the middle of what is possible cannot be hit is not found out.
        if comparator == .equal, found == .unknown, expected == .fail { continue }
        #expect(found == expected, "\(count) \(possible)")
      }
    }
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
