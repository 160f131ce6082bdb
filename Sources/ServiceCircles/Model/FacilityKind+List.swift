extension FacilityKind {
  /// The codes that a text lists, between commas, semicolons, slashes or 、, whole or half as wide.
  package static func codes(in text: String) -> [String] {
    text.split(whereSeparator: isSeparator).map { String($0).narrowed }.filter { !$0.isEmpty }
  }

  /// Whether a character stands between the codes of a list, and so in no code.
  static func isSeparator(_ character: Character) -> Bool {
    switch character {
    case ",", "，", "、", ";", "；", "/", "／", "\n", "\r\n": true
    default: false
    }
  }
}
