/// A language of the catalogue.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// The language an environment asks for: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is
  /// set decides; Chinese where it begins with `zh`, else English.
  package init(environment: [String: String]) {
    let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    self = asked?.lowercased().hasPrefix("zh") == true ? .chinese : .english
  }
}
