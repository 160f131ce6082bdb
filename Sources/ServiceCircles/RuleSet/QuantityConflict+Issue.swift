extension QuantityConflict {
  /// What is to be said of it.
  ///
  /// - Parameters:
  ///   - layer: Where the value that counts is from.
  ///   - source: Where the other value is from.
  ///   - key: The key of the problem.
  ///   - action: What was done; nil where the value was taken in every rule.
  package func issue(
    _ standard: RuleSet, role: String, layer: String, feature: String, other source: Message,
    key: String = "value.conflict", action: Message? = nil
  ) -> RecordIssue {
    RecordIssue(
      .warning, role: role, layer: layer, feature: feature, field: item,
      problem: Message(
        key, ["taken": taken.text, "other": other.text], parts: ["source": source],
        names: ["item": standard.item(item)?.name ?? LocalizedText(item)]),
      action: action ?? Message("value.taken", ["value": taken.text]))
  }
}

extension Quantity {
  /// The value as it is written.
  fileprivate var text: String {
    switch self {
    case .number(let number): number.trimmed.description
    case .atLeast(let number): "≥ \(number.trimmed)"
    case .day(let day): day.description
    case .missing: "–"
    }
  }
}
