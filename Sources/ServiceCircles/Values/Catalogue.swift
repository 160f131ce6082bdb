import Yams

/// Every text that people read, in Chinese and English, compiled in from `messages.yaml`.
public struct Catalogue: Sendable {
  /// The catalogue of this library.
  public static let shared = Catalogue(
    yaml: String(decoding: PackageResources.messages_yaml, as: UTF8.self))

  private var patterns: [String: [Language: String]] = [:]

  /// Reads `key: { en: …, zh: … }`; what is not of that form is left out, and the tests find it.
  init(yaml: String) {
    guard let root = try? Yams.compose(yaml: yaml), let mapping = root.mapping else { return }
    for (key, value) in mapping {
      guard let key = key.string, let texts = value.mapping else { continue }
      for language in Language.allCases {
        if let text = texts[Node(language.rawValue)]?.string {
          patterns[key, default: [:]][language] = text
        }
      }
    }
  }

  /// The keys, sorted.
  public var keys: [String] { patterns.keys.sorted() }

  /// The text of a key before its values are put in.
  public func pattern(_ key: String, in language: Language) -> String? { patterns[key]?[language] }
}
