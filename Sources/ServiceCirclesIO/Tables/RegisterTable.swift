import ServiceCircles

/// A register: a row for every community, township, county … with its id and what is known of it.
///
/// Several rows of one unit complete each other; where they contradict each other the first one counts, and
/// an issue says so.
struct RegisterTable: Sendable {
  /// The records, each id once, in the order of their first rows.
  private(set) var records: [Record] = []
  /// What was wrong with records, and what was done.
  private(set) var issues: [RecordIssue] = []
  /// How many rows there were.
  private(set) var rowCount = 0
  /// How many rows gave nothing, and why.
  private(set) var losses = LossTally()
  /// How many rows say the same as an earlier one.
  private(set) var identicalCount = 0
  /// How many rows add up others.
  private(set) var totalCount = 0
  /// How many rows gave nothing, these and the totals among them.
  private(set) var lostCount = 0
  /// The units of rows that cannot be read, as far as they have an id.
  private(set) var unreadable: [String] = []

  /// What a register says of one unit.
  struct Record: Sendable {
    let id: String
    /// Its name, where a column says it.
    let name: String?
    private(set) var quantities: Quantities
    /// By how much a value may have been rounded, by its item, where that is more than its decimals tell.
    private(set) var roundings: [String: ExactDecimal]

    /// Takes over what another row says of items that this one has no value for.
    mutating func complete(with other: ItemRecord) {
      for (item, rounding) in other.roundings where quantities.lacks(item) {
        roundings[item] = rounding
      }
      quantities.complete(with: other.quantities)
    }
  }

  /// Reads a register. A cell that cannot be used is missing, and an issue.
  ///
  /// - Throws: ``LayerError`` where the table cannot be read, or has no column of an id or of an item.
  init(
    _ source: LayerSource, level: PlanLevel, idColumn: String? = nil, standard: RuleSet
  ) throws(LayerError) {
    let table = try TextTable.read(source)
    let names = idColumn.map { [$0] } ?? ColumnNames.registered.all
    guard let idPosition = try table.position(ofAny: names) else {
      throw LayerError(
        .missingColumn(
          names[0], nearest: NearestName.of(names[0], in: table.columns), available: table.columns),
        file: source.shownPath)
    }
    let name = table.positions(ofAny: ["name", "名称"]).first
    let columns = ItemColumns(
      table.columns, of: standard, others: Set([idPosition, name].compactMap { $0 }),
      isSplit: level == .community)
    guard columns.items.contains(where: { !$0.isEmpty }) else {
      throw LayerError(.noItemColumn(available: table.columns), file: source.shownPath)
    }
    try table.checkRepeated(columns.items.indices.filter { !columns.items[$0].isEmpty })
    rowCount = table.rows.count
    func report(
      _ severity: RecordIssue.Severity, _ feature: String, _ field: String, _ problem: Message,
      _ action: Message
    ) {
      issues.append(
        RecordIssue(
          severity, role: "registers", layer: source.description, feature: feature, field: field,
          problem: problem, action: action))
    }
    func lose(_ problem: Message) {
      losses.add(problem)
      lostCount += 1
    }
    let remarks = columns.remarks(table.columns, known: standard.rules.flatMap(\.items))
    for remark in remarks { report(.note, "", remark.column, remark.problem, remark.action) }
    var numbers: [String: Int] = [:]
    for row in table.rows {
      if let total = TotalRow(
        id: row.cells[idPosition], name: name.flatMap { row.cells[$0] }, cells: row.cells)
      {
        let problem = total.problem(row: "\(row.number)")
        report(.warning, "\(row.number)", "", problem, Message("layer.skipped"))
        lose(problem)
        totalCount += 1
        continue
      }
      if let problem = row.problem {
        report(.error, "\(row.number)", "", problem, Message("layer.skipped"))
        lose(problem)
        if let id = CellText.id(row.cells[idPosition]) { unreadable.append(id) }
        continue
      }
      guard let id = CellText.id(row.cells[idPosition]) else {
        report(
          .error, "\(row.number)", table.columns[idPosition], Message("place.no_id"),
          Message("layer.skipped"))
        lose(Message("place.no_id"))
        continue
      }
      // Rows of which nobody knows whose they are may have one id in common, and contradict nothing.
      if CellText.hasLostDigits(id) {
        let problem = Message("id.lost_digits", ["id": id])
        report(.warning, id, table.columns[idPosition], problem, Message("layer.skipped"))
        lose(problem)
        continue
      }
      var record = ItemRecord(standard: standard)
      for (column, items) in columns.items.enumerated() {
        record.read(items, row.cells[column], column: table.columns[column])
      }
      record.checkSums()
      record.checkBounds()
      issues += record.conflictIssues(
        role: "registers", layer: source.description, feature: id)
      for problem in record.problems {
        report(.warning, id, problem.column, problem.message, Message("place.value_ignored"))
      }
      guard let number = numbers[id] else {
        numbers[id] = records.count
        records.append(
          Record(
            id: id, name: CellText.named(name.flatMap { row.cells[$0] })?.trimmingBlanks,
            quantities: record.quantities, roundings: record.roundings))
        continue
      }
      let before = records[number].quantities
      let conflicts = before.conflicts(with: record.quantities)
      issues += conflicts.map {
        $0.issue(
          standard, role: "registers", layer: source.description, feature: id,
          other: Message("source.row", ["row": "\(row.number)"]))
      }
      records[number].complete(with: record)
      if records[number].quantities != before {
        report(
          .warning, "\(row.number)", table.columns[idPosition],
          Message("place.duplicate_id", ["id": id]), Message("register.rows_complete"))
      } else if conflicts.isEmpty {
        report(
          .warning, "\(row.number)", table.columns[idPosition],
          Message("place.identical", ["id": id]), Message("layer.skipped"))
        lose(Message("place.identical_records"))
        identicalCount += 1
      } else {
        lose(Message("register.contradicting"))
      }
    }
  }
}
