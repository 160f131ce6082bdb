import Streets

/// Why an assessment, a check or a question cannot be answered.
public enum AssessmentError: Error, Hashable, Sendable {
  /// No street of a file may be used by a mode.
  case noStreets(file: String, mode: Mode)
  /// No street lies within so many metres of any place of a layer: the layer, not the places, is wrong.
  case allOffNetwork(file: String, metres: Double)
  /// More than half of the homes of a layer belong to no community.
  case homesOutside(Int, of: Int, file: String)

  /// What is wrong and what to do, for people.
  public var message: Message {
    switch self {
    case .noStreets(let file, let mode):
      Message(
        "assessment.no_streets", ["file": file],
        parts: ["mode": Message("mode.\(mode.name)")])
    case .allOffNetwork(let file, let metres):
      Message(
        "assessment.all_off_network", ["file": file, "metres": "\(Int(metres.rounded()))"])
    case .homesOutside(let count, let all, let file):
      Message(
        "assessment.homes_outside",
        [
          "file": file, "count": ExactDecimal(count).grouped, "all": ExactDecimal(all).grouped,
        ])
    }
  }
}
