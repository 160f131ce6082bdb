import Foundation

/// Numbers as people write them in tables, read strictly.
enum WholeNumber {
  private static let most = 1_000_000_000_000

  /// A count of 0 or more: digits, perhaps with zeros behind a decimal point, as spreadsheets write
  /// whole numbers; nil for anything else, and for more than a trillion: sums of all records stay exact.
  static func parse(_ text: String) -> Int? {
    let parts = text.trimmingCharacters(in: .whitespaces)
      .split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, isDigits(whole),
      parts.count == 1 || parts[1].allSatisfy({ $0 == "0" })
    else { return nil }
    return Int(whole).flatMap { $0 <= most ? $0 : nil }
  }

  /// A finite decimal number; nil for anything else, `0x78`, `nan` and `inf` among it.
  static func decimal(_ text: String) -> Double? {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    guard trimmed.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
      let number = Double(trimmed), number.isFinite
    else { return nil }
    return number
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
