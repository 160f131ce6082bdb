/// A text for people, by its key in a catalogue and the values it takes; put into words only where it
/// is shown.
public struct Message: Hashable, Sendable, Codable {
  /// The key in the catalogue.
  package let key: String
  /// The values that stand for `{name}` in the text.
  package let values: [String: String]
  /// Messages that stand for `{name}` in the text.
  package let parts: [String: Message]
  /// Names, as a rule set gives them, that stand for `{name}` in the text.
  package let names: [String: LocalizedText]

  /// A message of a catalogue.
  package init(
    _ key: String, _ values: [String: String] = [:], parts: [String: Message] = [:],
    names: [String: LocalizedText] = [:]
  ) {
    self.key = key
    self.values = values
    self.parts = parts
    self.names = names
  }

  /// Names one after the other; of very many the first, and how many more there are; nothing in words.
  package static func list(_ names: [String], most: Int = 20) -> Message {
    if names.isEmpty { return Message("list.empty") }
    let shown = names.prefix(most).joined(separator: ", ")
    return names.count > most
      ? Message("list.some", ["shown": shown, "count": "\(names.count - most)"])
      : Message("list.all", ["shown": shown])
  }

  /// The text in a language.
  public func text(in language: Language) -> String { text(in: language, from: .library) }

  /// The text in a language by a catalogue that extends the library's.
  ///
  /// Of a key that the catalogue lacks, the key and the values, so that nothing is lost.
  package func text(in language: Language, from catalogue: Catalogue) -> String {
    guard let pattern = catalogue.pattern(key, in: language) else {
      let list = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return ([key] + list).joined(separator: " ")
    }
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      text += rest[..<open]
      text +=
        values[name] ?? parts[name]?.text(in: language, from: catalogue)
        ?? names[name]?.text(in: language)
        ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
