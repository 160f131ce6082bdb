import ArgumentParser
import Foundation
import ServiceCircles

/// What the argument parser says, in the language of this run.
///
/// The parser speaks English only. Every entry `parser.` of the catalogue has its words as the
/// English text; where they are met, the text in the run's language takes their place.
enum ParserTexts {
  /// The parser's text in a language.
  static func localized(_ text: String, to language: Language) -> String {
    if language == .english { return text }
    return Interface.catalogue.keys.filter { $0.hasPrefix("parser.") }.compactMap { Phrase($0) }
      // What begins like another and goes on comes first.
      .sorted { ($0.english.count, $0.key) > ($1.english.count, $1.key) }
      .reduce(text) { $1.replaced(in: $0, language) }
  }

  /// An entry of the catalogue, with the expression that finds its English text.
  private struct Phrase {
    let key: String
    let english: String
    private let names: [String]
    private let expression: Regex<AnyRegexOutput>

    init?(_ key: String) {
      guard let english = Interface.catalogue.pattern(key, in: .english) else { return nil }
      // What stands in parentheses ends with them.
      let value = english.hasPrefix("(") ? "([^()]+?)" : "(.+?)"
      var pattern = ""
      var names: [String] = []
      var rest = english[...]
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        pattern += Phrase.literal(rest[..<open]) + value
        names.append(String(rest[rest.index(after: open)..<close]))
        rest = rest[rest.index(after: close)...]
      }
      guard let expression = try? Regex(pattern + Phrase.literal(rest)) else { return nil }
      self.key = key
      self.english = english
      self.names = names
      self.expression = expression.dotMatchesNewlines()
    }

    /// The parser breaks lines between any two words.
    private static func literal(_ text: Substring) -> String {
      NSRegularExpression.escapedPattern(for: String(text)).replacing(" ", with: #"\s+"#)
    }

    func replaced(in text: String, _ language: Language) -> String {
      text.replacing(expression) { match in
        var values: [String: String] = [:]
        for (i, name) in names.enumerated() {
          let words = match.output[i + 1].substring?.split(whereSeparator: \.isWhitespace) ?? []
          values[name] = words.joined(separator: " ")
        }
        return Message(key, values).text(in: language, from: Interface.catalogue)
      }
    }
  }
}
