import Streets

/// Why an assessment or a check cannot be run.
public enum AssessmentError: Error, Hashable, Sendable {
  /// No street of a file may be used by a mode.
  case noStreets(file: String, mode: Mode)

  /// What is wrong and what to do, for people.
  public var message: Message {
    switch self {
    case .noStreets(let file, let mode):
      Message(
        "assessment.no_streets", ["file": file],
        parts: ["mode": Message("mode.\(mode.name)")])
    }
  }
}
