import ServiceCircles

/// Rows of a table that add up the other rows (合计, total): no project, no community and no place.
///
/// The word stands alone in the cell of the id or of the name; where a row has neither, in the first cell that
/// holds anything. A Latin word is a name, too, of shops and towns: it counts only beside no other id or name.
struct TotalRow {
  private static let chinese: Set<String> = [
    "合计", "总计", "小计", "共计", "总和", "总数", "累计", "合計", "總計", "小計", "共計",
  ]
  private static let latin: Set<String> = [
    "total", "totals", "subtotal", "sub-total", "grandtotal", "sum",
  ]
  /// No longer cell is one of these words.
  private static let mostBytes = 48

  /// The word, as it stands in the cell.
  let word: String
  /// Whether nothing else is called so.
  let isCertain: Bool

  /// - Returns: Nil for a row that is no total.
  init?(id: String?, name: String?, cells: [String?]) {
    let own = [CellText.named(id), CellText.named(name)].compactMap { $0 }
    let told = own.isEmpty ? [cells.lazy.compactMap(CellText.named).first].compactMap { $0 } : own
    let words = told.map(Self.plain)
    if let i = words.firstIndex(where: Self.chinese.contains) {
      (word, isCertain) = (told[i].narrowed, true)
    } else if let first = told.first, words.allSatisfy(Self.latin.contains) {
      (word, isCertain) = (first.narrowed, false)
    } else {
      return nil
    }
  }

  /// What to say of it.
  func problem(row: String) -> Message { Message("table.total_row", ["row": row, "text": word]) }

  /// The cell without what people put into the word and behind it: 合　计：
  private static func plain(_ cell: String) -> String {
    guard cell.utf8.count <= mostBytes else { return "" }
    let text = cell.narrowed.lowercased().filter { !$0.isWhitespace }
    return text.hasSuffix(":") ? String(text.dropLast()) : text
  }
}
