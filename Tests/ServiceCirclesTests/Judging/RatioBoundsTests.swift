import TestSupport
import Testing

@testable import ServiceCircles

/// The bounds of sums with unknown parts, against every way in which small whole numbers could fill them.
@Suite struct RatioBoundsTests {
  private struct Unit {
    var part: ClosedRange<Int>
    var whole: ClosedRange<Int>
  }

  private func unit(_ random: inout SplitMix, isShare: Bool) -> Unit {
    func range(_ most: Int) -> ClosedRange<Int> {
      let low = Int.random(in: 0...most, using: &random)
      return Bool.random(using: &random)
        ? low...low : low...(low + .random(in: 0...2, using: &random))
    }
    while true {
      let unit = Unit(part: range(3), whole: range(3))
      // A share of which the least is more than the whole there is cannot be read.
      if !isShare || unit.part.lowerBound <= unit.whole.upperBound { return unit }
    }
  }

  /// All pairs of sums that the units could have.
  private func sums(_ units: [Unit], isShare: Bool) -> [(part: Int, whole: Int)] {
    units.reduce([(0, 0)]) { sums, unit in
      sums.flatMap { sum in
        unit.part.flatMap { part in
          unit.whole.compactMap { whole in
            isShare && part > whole ? nil : (sum.0 + part, sum.1 + whole)
          }
        }
      }
    }
  }

  private func interval(_ range: ClosedRange<Int>) -> ExactInterval {
    ExactInterval(from: ExactDecimal(range.lowerBound), to: ExactDecimal(range.upperBound))
  }

  @Test(arguments: [false, true])
  func `verdicts are those that every filling has`(isShare: Bool) {
    var random = SplitMix(state: 44)
    for _ in 0..<3000 {
      let units = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        unit(&random, isShare: isShare)
      }
      var bounds = RatioBounds(isShare: isShare, hasDenominator: true)
      // In two parts, as regions are summed from smaller ones.
      var rest = RatioBounds(isShare: isShare, hasDenominator: true)
      for (i, unit) in units.enumerated() {
        if i == 0 {
          bounds.add(interval(unit.part), over: interval(unit.whole))
        } else {
          rest.add(interval(unit.part), over: interval(unit.whole))
        }
      }
      bounds.add(rest)
      let sums = sums(units, isShare: isShare)
      let percent = Int.random(in: 0...10, using: &random) * 10
      let threshold = Threshold(
        ExactDecimal(percent), Threshold.Comparator.allCases.randomElement(using: &random) ?? .equal
      )
      let verdicts = Set(
        sums.map { sum -> Bool? in
          if sum.whole == 0 { return nil }
          let (a, b) = (100 * sum.part, percent * sum.whole)
          return switch threshold.comparator {
          case .atLeast: a >= b
          case .moreThan: a > b
          case .atMost: a <= b
          case .lessThan: a < b
          case .equal: a == b
          }
        })
      let found = bounds.verdict(threshold, per: ExactDecimal(100))
      // Between the extremes a sum may jump over the one number that is asked for.
      if threshold.comparator == .equal, found == .unknown { continue }
      let expected: Verdict =
        verdicts.count > 1
        ? .unknown : verdicts == [true] ? .pass : verdicts == [false] ? .fail : .unknown
      #expect(found == expected, "\(units) \(threshold)")
    }
  }

  @Test func `what nothing bounds is never decided but by the known part`() {
    let hundred = ExactDecimal(100)
    let full = Threshold(hundred, .equal)
    let one = ExactInterval(ExactDecimal(1))
    var share = RatioBounds(isShare: true, hasDenominator: true)
    share.add(one, over: one)
    share.add(.unknown, over: .unknown)
    #expect(share.verdict(full, per: hundred) == .unknown)
    share.add(ExactInterval(.zero), over: one)
    #expect(share.verdict(full, per: hundred) == .fail)
    #expect(share.verdict(Threshold(ExactDecimal(90)), per: hundred) == .unknown)
    let count = RatioBounds(
      ExactInterval(from: ExactDecimal(12), to: nil), over: nil, isShare: false)
    #expect(count.verdict(Threshold(ExactDecimal(12)), per: ExactDecimal(1)) == .pass)
    #expect(count.verdict(Threshold(ExactDecimal(13)), per: ExactDecimal(1)) == .unknown)
  }
}
