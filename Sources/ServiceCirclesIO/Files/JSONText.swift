/// Pieces of JSON.
enum JSONText {
  /// A text in quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for c in text.unicodeScalars {
      switch c {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(c)
      }
    }
    return HiddenCharacters.escaped(inJSON: quoted) + "\""
  }

  /// A number, whole ones without decimal point; `null` where it is not finite.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return "\(Int64(value))" }
    return "\(value)"
  }
}
