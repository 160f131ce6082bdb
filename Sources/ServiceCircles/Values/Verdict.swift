/// Whether a rule is met.
///
/// > Any FAIL → FAIL; else any UNKNOWN → UNKNOWN; else PASS. No threshold → no verdict.
public enum Verdict: String, Hashable, Sendable, CaseIterable, Codable {
  case pass = "PASS"
  case fail = "FAIL"
  /// The rule does not apply.
  case notApplicable = "N/A"
  /// Data is missing.
  case unknown = "UNKNOWN"

  /// The verdict of several rules together; those that do not apply are left out, and so are nils, which
  /// stand for rules without a verdict.
  package static func together(_ verdicts: some Sequence<Verdict?>) -> Verdict {
    var result = Verdict.pass
    for verdict in verdicts {
      if verdict == .fail { return .fail }
      if verdict == .unknown { result = .unknown }
    }
    return result
  }
}
