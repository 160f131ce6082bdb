/// What is known of a quantity that is never negative: its least and its most.
///
/// > Missing is missing. An empty cell is unknown, and a sum with an unknown part is unknown unless the known
/// > part decides it alone.
public struct ExactInterval: Hashable, Sendable, Codable {
  /// What it is at least.
  public var low: ExactDecimal
  /// What it is at most; nil where nothing bounds it.
  public var high: ExactDecimal?

  /// A quantity of which nothing is known.
  static let unknown = ExactInterval(from: .zero, to: nil)

  /// A quantity between two bounds, inclusive.
  init(from low: ExactDecimal, to high: ExactDecimal?) {
    self.low = low
    self.high = high
  }

  /// A quantity that is known.
  init(_ number: ExactDecimal) { self.init(from: number, to: number) }

  /// The quantity, where its bounds leave one.
  public var value: ExactDecimal? { low == high ? low : nil }

  static func + (a: Self, b: Self) -> Self {
    ExactInterval(from: a.low + b.low, to: a.high.flatMap { high in b.high.map { high + $0 } })
  }

  static func * (a: Self, factor: Int) -> Self {
    let factor = ExactDecimal(factor)
    return ExactInterval(from: a.low * factor, to: a.high.map { $0 * factor })
  }

  /// The part of it that counts, where no more than `most` does.
  func credited(upTo most: ExactDecimal) -> Self {
    ExactInterval(from: min(low, most), to: min(high ?? most, most))
  }
}
