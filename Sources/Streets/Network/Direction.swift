/// Which way the measured trip goes.
public enum Direction: String, Hashable, Sendable, CaseIterable, Codable {
  /// From the resident to the facility.
  case to
  /// From the facility to the resident.
  case from
}
