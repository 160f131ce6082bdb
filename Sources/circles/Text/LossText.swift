import ServiceCircles

/// What was left out of the input, and what is odd in what was used, by layer and reason.
enum LossText {
  /// How many reasons are listed of a layer.
  private static let mostReasons = 3

  /// What was left out of some layers, and what is odd about them.
  static func lines(of sources: [InputSource]) -> [String] {
    lines(losing: sources.filter { ($0.rejected ?? 0) > 0 }, doubtful: sources)
  }

  /// A headline and a line for every layer that lost records, and for every layer with something odd; nothing
  /// where there is none.
  static func lines(losing: [InputSource], doubtful: [InputSource]) -> [String] {
    var lines: [String] = []
    if !losing.isEmpty {
      lines.append(Interface.text("assess.losses_headline"))
      lines += losing.map { "  " + line(of: $0) }
    }
    let doubts = doubtful.compactMap(doubt)
    if !doubts.isEmpty {
      lines.append(Interface.text("assess.doubts_headline"))
      lines += doubts.map { "  " + $0 }
    }
    return lines
  }

  /// One layer: how many of its records are used, how many are not, and why.
  static func line(of source: InputSource) -> String {
    let all = source.features ?? 0
    let rejected = source.rejected ?? 0
    return line(
      "assess.loss", source, reasons(source.losses, of: rejected),
      [
        "all": ExactDecimal(all).grouped, "used": ExactDecimal(max(0, all - rejected)).grouped,
        "rejected": ExactDecimal(rejected).grouped,
      ])
  }

  /// One layer: what is odd about what is used of it; nil where nothing is.
  static func doubt(of source: InputSource) -> String? {
    if source.doubts.isEmpty { return nil }
    let all = source.doubts.reduce(0) { $0 + $1.count }
    return line("assess.doubt", source, reasons(source.doubts, of: all))
  }

  private static func line(
    _ key: String, _ source: InputSource, _ reasons: [String], _ counts: [String: String] = [:]
  ) -> String {
    let values = [
      "role": Interface.text("role.\(source.role)"),
      "file": source.name,
      "reasons": reasons.joined(separator: Interface.language == .chinese ? "；" : "; "),
    ]
    return Interface.singleLine(
      Interface.text(key, values.merging(counts) { first, _ in first }))
  }

  /// The most frequent reasons, and how many of all have others.
  private static func reasons(_ counts: [InputSource.ProblemCount], of all: Int) -> [String] {
    var reasons = counts.prefix(mostReasons).map { count in
      Interface.text(
        "assess.loss_reason",
        [
          "reason": Interface.text(count.problem), "count": ExactDecimal(count.count).grouped,
        ])
    }
    let others = all - counts.prefix(mostReasons).reduce(0) { $0 + $1.count }
    if others > 0 {
      reasons.append(
        Interface.text("assess.loss_others", ["count": ExactDecimal(others).grouped]))
    }
    return reasons
  }
}
