import ServiceCircles

/// Which columns of a table hold which items.
struct ItemColumns {
  /// What is to be said of a column.
  struct Remark {
    /// The column's name.
    var column: String
    var problem: Message
    var action: Message

    /// The remark where nothing else names the file.
    func note(of file: String) -> Message {
      Message("table.note", ["file": file], parts: ["problem": problem, "action": action])
    }
  }

  /// By column: the items it holds; several where a plan splits one by urban and rural.
  private(set) var items: [[Item]]
  /// Columns that hold nothing that is known.
  private(set) var unknown: [Int]
  /// Columns that say again what an earlier one says: of a record the first of them that says something counts.
  private(set) var repeated: [(column: Int, other: Int)] = []
  /// Columns that stand for several items where one is meant: left out.
  private(set) var ambiguous: [(column: Int, items: [Item])] = []

  /// - Parameters:
  ///   - columns: The names of the columns.
  ///   - others: The positions of columns that are known otherwise.
  ///   - isSplit: Whether one column may hold two items, split by the setting of each record.
  init(
    _ columns: [String], of standard: RuleSet, others: Set<Int> = [], isSplit: Bool = true
  ) {
    let names = Self.names(of: standard)
    items = columns.enumerated().map { i, column in
      others.contains(i) ? [] : names[ColumnNames.bare(column)] ?? []
    }
    unknown = columns.indices.filter { !others.contains($0) }
    unknown.removeAll { !items[$0].isEmpty || columns[$0].isEmpty }
    var columnOfItem: [String: Int] = [:]
    for i in columns.indices where !items[i].isEmpty {
      if !isSplit && items[i].count > 1 {
        ambiguous.append((i, items[i]))
        items[i] = []
        continue
      }
      if let other = items[i].lazy.compactMap({ columnOfItem[$0.id] }).first {
        repeated.append((i, other))
      }
      for item in items[i] where columnOfItem[item.id] == nil { columnOfItem[item.id] = i }
    }
  }

  /// The items by what is common to the names of their columns.
  static func names(of standard: RuleSet) -> [String: [Item]] {
    var names: [String: [Item]] = [:]
    for item in standard.items {
      for name in Set(item.columns.map(ColumnNames.bare)) {
        names[name, default: []].append(item)
      }
    }
    // The item of that very name means itself alone.
    for item in standard.items { names[ColumnNames.bare(item.id)] = [item] }
    return names
  }

  /// What to say of the columns that are left out, and of those that say something again.
  func remarks(_ columns: [String], known: [String]) -> [Remark] {
    unknown.map { Self.remark(unknown: columns[$0], known: known) } + remarks(columns)
  }

  /// What to say of the columns that say something again, or stand for two items.
  func remarks(_ columns: [String]) -> [Remark] {
    repeated.map {
      Remark(
        column: columns[$0.column],
        problem: Message(
          "table.repeated_column",
          ["column": columns[$0.column], "other": columns[$0.other]]),
        action: Message("table.first_column_counts"))
    }
      + ambiguous.map {
        Remark(
          column: columns[$0.column],
          problem: Message(
            "table.ambiguous_column",
            [
              "column": columns[$0.column],
              "items": $0.items.map(\.id).joined(separator: ", "),
            ]),
          action: Message("table.name_one_item"))
      }
  }

  /// What to say of a column that nobody knows.
  static func remark(unknown column: String, known: [String]) -> Remark {
    let nearest = NearestName.of(column, in: known)
    return Remark(
      column: column,
      problem: nearest.map {
        Message("table.unknown_column_nearest", ["column": column, "nearest": $0])
      } ?? Message("table.unknown_column", ["column": column]),
      action: Message("layer.column_left_out"))
  }
}
