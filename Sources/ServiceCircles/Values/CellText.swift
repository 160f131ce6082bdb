/// What a cell of a table says, before anybody asks which column it stands in.
package enum CellText {
  /// Words for a value that is missing, in any column.
  private static let missing: Set<String> = [
    "", "-", "--", "---", "—", "——", "–", "/", "n/a", "na", "null", "none", "缺", "缺失", "暂无", "暂缺",
    "不详", "未知",
  ]
  /// Words for nothing where a cell names something; where it says yes or no, they mean no.
  private static let nothing: Set<String> = ["无"]
  /// No longer text is one of these words, wide letters and blanks around it included.
  private static let mostBytes = 24

  /// Whether a text says that its value is missing.
  ///
  /// - Parameter text: The text narrowed.
  static func isMissing(_ text: String) -> Bool { missing.contains(text.lowercased()) }

  /// The name, id or word that a cell holds, as it stands there; nil where it is empty or says that there is
  /// none.
  package static func named(_ cell: String?) -> String? {
    guard let cell, cell.utf8.count <= mostBytes else { return cell }
    let text = cell.narrowed
    return isMissing(text) || nothing.contains(text) ? nil : cell
  }

  /// The id or code that a cell holds, in the form in which ids are compared; nil where it is empty or says that
  /// there is none.
  ///
  /// Blanks around it, wide letters and digits, and what spreadsheets make of long numbers (`330110001.0`,
  /// `3.30110001E+8`) do not tell ids from each other. Names that are more than letters and digits of ASCII stay
  /// as they are.
  package static func id(_ cell: String?) -> String? {
    guard let cell = named(cell) else { return nil }
    // Nearly all ids are plain, and there are millions of them.
    if cell.utf8.allSatisfy({ isPlain($0) }) { return cell }
    let text = cell.narrowed
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return cell.trimmingBlanks }
    return whole(text) ?? text
  }

  /// Whether an id is a number that a spreadsheet has rounded: `3.30199E+11`, of which nobody knows the last digits.
  package static func hasLostDigits(_ id: String) -> Bool {
    guard id.utf8.contains(UInt8(ascii: "+")) else { return false }
    return id.wholeMatch(of: /[0-9](\.[0-9]+)?[eE]\+[0-9]{1,3}/) != nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// The whole number that a text in ASCII says with a point or an exponent, digit by digit; nil where it says none,
  /// or has lost digits.
  private static func whole(_ text: String) -> String? {
    if let match = text.wholeMatch(of: /([0-9]+)\.0+/) { return String(match.output.1) }
    guard let match = text.wholeMatch(of: /([0-9])(?:\.([0-9]+))?[eE]\+([0-9]{1,3})/),
      let exponent = Int(match.output.3)
    else { return nil }
    let decimals = match.output.2 ?? ""
    guard decimals.count == exponent else { return nil }
    return "\(match.output.1)\(decimals)"
  }
}
