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
}
