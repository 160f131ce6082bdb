/// A text for people, by its key in the catalogue and the values it takes; rendered in a ``Language``
/// only where it is shown.
public struct Message: Hashable, Sendable {
  /// The key in the catalogue.
  public let key: String
  /// The values that stand for `{name}` in the text.
  public let values: [String: String]

  /// A message of the catalogue.
  public init(_ key: String, _ values: [String: String] = [:]) {
    self.key = key
    self.values = values
  }
}

/// A language of the catalogue.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}
