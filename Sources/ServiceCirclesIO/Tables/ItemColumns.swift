import ServiceCircles

/// Which columns of a table hold which items.
struct ItemColumns {
  /// By column: the items it holds; several where a plan splits one by urban and rural.
  private(set) var items: [[Item]]
  /// Columns that hold nothing that is known.
  private(set) var unknown: [Int]

  /// - Parameters:
  ///   - columns: The names of the columns.
  ///   - others: The positions of columns that are known otherwise.
  init(_ columns: [String], of standard: RuleSet, others: Set<Int> = []) {
    let names = Self.names(of: standard)
    items = columns.enumerated().map { i, column in
      others.contains(i) ? [] : names[column.lowercased()] ?? []
    }
    unknown = columns.indices.filter { !others.contains($0) }
    unknown.removeAll { !items[$0].isEmpty || columns[$0].isEmpty }
  }

  /// The items by the names of their columns, in lower case.
  static func names(of standard: RuleSet) -> [String: [Item]] {
    var names: [String: [Item]] = [:]
    for item in standard.items {
      for name in Set(item.columns.map { $0.lowercased() }) {
        names[name, default: []].append(item)
      }
    }
    // The item of that very name means itself alone.
    for item in standard.items { names[item.id.lowercased()] = [item] }
    return names
  }

  /// What to say of a column that nobody knows.
  static func note(
    unknown column: String, file: String, known: [String]
  ) -> Message {
    if let nearest = NearestName.of(column, in: known) {
      return Message(
        "table.unknown_column_nearest", ["file": file, "column": column, "nearest": nearest])
    }
    return Message("table.unknown_column", ["file": file, "column": column])
  }
}
