/// A name in both languages.
public struct LocalizedText: Hashable, Sendable, Codable {
  /// In Chinese.
  public var chinese: String
  /// In English.
  public var english: String

  private enum CodingKeys: String, CodingKey {
    case chinese = "zh"
    case english = "en"
  }

  /// A name in both languages.
  package init(chinese: String, english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// A text that is the same in both.
  package init(_ text: String) { self.init(chinese: text, english: text) }

  /// The name in a language.
  public func text(in language: Language) -> String {
    language == .chinese ? chinese : english
  }

  /// Several names as a list.
  static func list(_ names: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      chinese: names.map(\.chinese).joined(separator: "、"),
      english: names.map(\.english).joined(separator: ", "))
  }
}
