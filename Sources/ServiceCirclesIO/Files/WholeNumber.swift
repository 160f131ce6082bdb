import Foundation
import ServiceCircles

/// Numbers as people write them in tables, full-width digits among them, read strictly.
enum WholeNumber {
  private static let most = 1_000_000_000_000

  /// A count of 0 or more: digits, perhaps with zeros behind a decimal point, as spreadsheets write
  /// whole numbers; nil for anything else, and for more than a trillion: sums of all records stay exact.
  static func parse(_ text: String) -> Int? {
    let parts = trimmed(text).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, isDigits(whole),
      parts.count == 1 || parts[1].allSatisfy({ $0 == "0" })
    else { return nil }
    return Int(whole).flatMap { $0 <= most ? $0 : nil }
  }

  /// A finite decimal number; nil for anything else, `0x78`, `nan` and `inf` among it.
  static func decimal(_ text: String) -> Double? {
    let plain = trimmed(text)
    guard plain.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
      let number = Double(plain), number.isFinite
    else { return nil }
    return number
  }

  /// The text without blanks at its ends, in ASCII where that is what it is but for the width of its letters.
  private static func trimmed(_ text: String) -> String {
    // Nearly all texts are plain, and there are millions of them.
    text.utf8.allSatisfy { $0 < 0x80 } ? text.trimmingCharacters(in: .whitespaces) : text.narrowed
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
