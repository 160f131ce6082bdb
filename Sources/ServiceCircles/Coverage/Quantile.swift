import Streets

/// Lower quantiles of times, weighted.
enum Quantile {
  /// The smallest time that at least `percent` hundredths of the weight keep; nil where that is more than
  /// what is known, or there is no weight.
  ///
  /// - Parameters:
  ///   - times: Times and weights in any order; nil beyond the search.
  /// - Complexity: O(n log n).
  static func lower(
    _ percent: Int, of times: [(time: Milliseconds?, weight: Int)]
  ) -> Milliseconds? {
    let total = times.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    var sum = 0
    for (time, weight) in times.sorted(by: { ($0.time ?? .never) < ($1.time ?? .never) }) {
      sum += weight
      if Int128(sum) * 100 >= Int128(percent) * Int128(total) { return time }
    }
    return nil
  }
}

extension Milliseconds {
  /// Later than every time that a search can find.
  fileprivate static let never = Milliseconds(.max)
}
