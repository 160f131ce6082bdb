/// Whether a community counts as urban or rural; decides the minutes of its circles.
public enum Setting: String, Hashable, Sendable, CaseIterable {
  case urban
  case rural
}
