/// Characters that one does not see, but that do something: names of files and texts of records may hold anything,
/// even what moves a terminal's cursor or turns the direction of writing.
package enum HiddenCharacters {
  /// Whether a character is one of them: a control character, one that only says how others are written, such as
  /// the marks of direction, or the end of a line that no keyboard makes. The end of a line is none.
  private static func contain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 && scalar.value != 0x0A }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// A text for people, and for tables of text, with these characters in sight: `␛`, `U+202E`.
  package static func shown(in text: String) -> String {
    replaced(in: text) { scalar in
      // The pictures of control characters stand in their order.
      if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
        return String(Character(picture))
      }
      return "U+\(String(scalar.value, radix: 16, uppercase: true))"
    }
  }

  /// The same for what stands within a line: ends of lines are in sight, too.
  package static func shownInLine(_ text: String) -> String {
    let text = shown(in: text)
    guard text.utf8.contains(0x0A) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" ? "\u{240A}" : $0 }))
  }

  /// JSON with these characters escaped, which says the same: they can stand in its texts only.
  package static func escaped(inJSON json: String) -> String {
    replaced(in: json) { scalar in
      // JSON knows the numbers of half a character of the rarer ones only.
      String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
  }

  private static func replaced(
    in text: String, by replacement: (Unicode.Scalar) -> String
  ) -> String {
    guard text.unicodeScalars.contains(where: contain) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if contain(scalar) {
        result.append(contentsOf: replacement(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
