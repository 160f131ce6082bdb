/// A name in both languages.
public struct LocalizedText: Hashable, Sendable {
  /// In Chinese.
  public var chinese: String
  /// In English.
  public var english: String

  /// A name in both languages.
  public init(chinese: String, english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The name in a language.
  public func text(in language: Language) -> String {
    language == .chinese ? chinese : english
  }
}
