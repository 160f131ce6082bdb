import Yams

/// Texts that people read, in Chinese and English, by key.
///
/// The library's own are compiled in from `messages.yaml`. A program with further texts makes a
/// catalogue that extends it.
package struct Catalogue: Sendable {
  /// The texts of this library: issues, errors and reasons of verdicts.
  package static let library = Catalogue(
    yaml: String(decoding: PackageResources.messages_yaml, as: UTF8.self))

  private var patterns: [String: [Language: String]] = [:]

  /// Reads `key: { en: …, zh: … }`; an entry of another form is left out.
  ///
  /// - Parameters:
  ///   - yaml: The texts.
  ///   - base: A catalogue whose texts hold for keys that `yaml` lacks.
  package init(yaml: String, extending base: Catalogue? = nil) {
    patterns = base?.patterns ?? [:]
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
  package var keys: [String] { patterns.keys.sorted() }

  /// The text of a key before its values are put in.
  package func pattern(_ key: String, in language: Language) -> String? { patterns[key]?[language] }
}
