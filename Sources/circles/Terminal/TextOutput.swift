import Foundation
import ServiceCirclesIO

/// Texts of a CSV file.
enum CSVText {
  /// A field, quoted where it has to be (RFC 4180), with hidden characters made visible: none may act on a
  /// terminal that shows the table.
  static func field(_ text: String) -> String {
    let text = HiddenCharacters.shown(in: text)
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}

/// Rows of cells as lines; every column but the last is padded to its widest cell.
enum TextColumns {
  static func lines(_ cells: [[String]]) -> [String] {
    let rows = cells.map { $0.map(HiddenCharacters.shownInLine) }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? width(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (i, cell) in row.enumerated() {
        line += cell
        if i < row.count - 1 {
          line += String(repeating: " ", count: widths[i] - width(of: cell) + 2)
        }
      }
      return line
    }
  }

  /// How many columns of a terminal a text takes: Chinese characters and their punctuation take two.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
        sum + 2
      default: sum + 1
      }
    }
  }
}
