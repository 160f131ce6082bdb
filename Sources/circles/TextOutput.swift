import Foundation

/// Texts of a CSV file.
enum CSVText {
  /// A field, quoted where it has to be (RFC 4180).
  static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}

/// Numbers as text.
enum Decimals {
  /// A number with so many decimals, whatever the locale.
  static func text(_ value: Double, places: Int) -> String {
    String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), value)
  }
}
