import ServiceCircles

/// What was left out of the input, by layer and reason.
enum LossText {
  /// How many reasons are listed of a layer.
  private static let mostReasons = 3

  /// A headline and a line for every layer that lost records; nothing where none did.
  static func lines(of sources: [InputSource]) -> [String] {
    let losing = sources.filter { ($0.rejected ?? 0) > 0 }
    if losing.isEmpty { return [] }
    return [Interface.text("assess.losses_headline")] + losing.map { "  " + line(of: $0) }
  }

  /// One layer: how many of its records are used, how many are not, and why.
  static func line(of source: InputSource) -> String {
    let all = source.features ?? 0
    let rejected = source.rejected ?? 0
    var reasons = source.losses.prefix(mostReasons).map { loss in
      Interface.text(
        "assess.loss_reason",
        ["reason": Interface.text(loss.problem), "count": ExactDecimal(loss.count).grouped])
    }
    let others = rejected - source.losses.prefix(mostReasons).reduce(0) { $0 + $1.count }
    if others > 0 {
      reasons.append(
        Interface.text("assess.loss_others", ["count": ExactDecimal(others).grouped]))
    }
    return Interface.singleLine(
      Interface.text(
        "assess.loss",
        [
          "role": Interface.text("role.\(source.role)"),
          "file": source.name,
          "all": ExactDecimal(all).grouped, "used": ExactDecimal(max(0, all - rejected)).grouped,
          "rejected": ExactDecimal(rejected).grouped,
          "reasons": reasons.joined(separator: Interface.language == .chinese ? "；" : "; "),
        ]))
  }
}
