import ServiceCircles

/// Which columns of a table hold which items.
struct ItemColumns {
  /// By column: the items it holds; several where a plan splits one by urban and rural.
  private(set) var items: [[Item]]
  /// Columns that hold nothing that is known.
  private(set) var unknown: [Int]
  /// Columns that say again what an earlier one says, or what two items say together: left out.
  private(set) var ambiguous: [Ambiguity] = []

  /// A column that is left out, and why.
  struct Ambiguity {
    var column: Int
    /// The earlier column that holds one of its items; nil where it stands for several items.
    var other: Int?
    /// The items that it stands for.
    var items: [Item]

    /// What to say of it.
    func note(_ columns: [String], file: String) -> Message {
      if let other {
        return Message(
          "table.ambiguous_column",
          ["file": file, "column": columns[column], "other": columns[other]])
      }
      return Message(
        "table.several_items",
        [
          "file": file, "column": columns[column],
          "items": items.map(\.id).joined(separator: ", "),
        ])
    }
  }

  /// - Parameters:
  ///   - columns: The names of the columns.
  ///   - others: The positions of columns that are known otherwise.
  ///   - isSplit: Whether one column may hold two items, split by the setting of each record.
  init(
    _ columns: [String], of standard: RuleSet, others: Set<Int> = [], isSplit: Bool = true
  ) {
    let names = Self.names(of: standard)
    items = columns.enumerated().map { i, column in
      others.contains(i) ? [] : names[column.lowercased()] ?? []
    }
    unknown = columns.indices.filter { !others.contains($0) }
    unknown.removeAll { !items[$0].isEmpty || columns[$0].isEmpty }
    var columnOfItem: [String: Int] = [:]
    for i in columns.indices where !items[i].isEmpty {
      let other = items[i].lazy.compactMap { columnOfItem[$0.id] }.first
      if other != nil || (!isSplit && items[i].count > 1) {
        ambiguous.append(Ambiguity(column: i, other: other, items: items[i]))
        items[i] = []
      } else {
        for item in items[i] { columnOfItem[item.id] = i }
      }
    }
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

  /// What to say of the columns that are left out.
  func notes(_ columns: [String], file: String, known: [String]) -> [(column: String, Message)] {
    unknown.map { (columns[$0], Self.note(unknown: columns[$0], file: file, known: known)) }
      + ambiguous.map { (columns[$0.column], $0.note(columns, file: file)) }
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
