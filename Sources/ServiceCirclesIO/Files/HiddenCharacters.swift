/// Characters that one does not see, but that do something: names of files and texts of records may hold anything,
/// even what moves a terminal's cursor or turns the direction of writing.
package enum HiddenCharacters {
  /// Whether a character is one of them; the end of a line is none.
  private static func contain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
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

  /// JSON with these characters escaped, which says the same: they can stand in its texts only.
  package static func escaped(inJSON json: String) -> String {
    replaced(in: json) { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
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
