import ServiceCircles

/// Statistics by region and year: a table with the columns region, level, year, item and value.
public struct StatisticsTable: Sendable {
  /// The regions and years, the larger regions first.
  public private(set) var regions: [RegionRecord] = []
  /// Records that were left out, and why.
  public private(set) var issues: [RecordIssue] = []
  /// Remarks on the file as a whole.
  public private(set) var notes: [Message] = []
  /// The table as a list of inputs has it: how many records it holds, and how many were left out and why.
  package private(set) var input = InputSource(role: "statistics", path: "")

  /// Reads statistics. An item is named by its id, its Chinese name or an alias; a rule's id stands for the
  /// rule's value itself.
  ///
  /// - Throws: ``LayerError`` where the file as a whole cannot be read, no record can be used, or more than half
  ///   of them cannot and `acceptsLosses` is false.
  public init(
    _ source: LayerSource, standard: RuleSet, acceptsLosses: Bool = false
  ) throws(LayerError) {
    let table = try TextTable.read(source)
    notes = table.notes
    let columns = try Columns(table)
    let names = ItemColumns.names(of: standard)
    var found: [Key: RegionRecord] = [:]
    var totals = 0
    for row in table.rows {
      if let total = TotalRow(id: row.cells[columns.region], name: nil, cells: row.cells) {
        report(source, row, "", total.problem(row: "\(row.number)"), .warning)
        totals += 1
        continue
      }
      if let problem = row.problem {
        report(source, row, "", problem)
        continue
      }
      guard let key = key(of: row, columns, source) else { continue }
      if let own = AdministrativeCode.level(ofRegion: key.region.name), own != key.region.level {
        throw LayerError(
          .codeOfOtherLevel(
            code: key.region.name, level: key.region.level, own: own, row: row.number),
          file: source.shownPath, layer: source.layer)
      }
      let name = row.cells[columns.item]?.trimmingBlanks ?? ""
      let cell = row.cells[columns.value]
      let items = names[ColumnNames.bare(name)] ?? []
      let rule = standard.rules.first { $0.id.lowercased() == name.lowercased() }
      guard !items.isEmpty || rule != nil else {
        let known = standard.items.map(\.id) + standard.rules.map(\.id)
        let nearest = NearestName.of(name, in: known)
        report(
          source, row, "item",
          Message(
            nearest == nil ? "statistics.unknown_item" : "statistics.unknown_item_nearest",
            ["item": name, "nearest": nearest ?? ""]))
        continue
      }
      guard items.count < 2 else {
        report(
          source, row, "item",
          Message(
            "statistics.several_items",
            ["item": name, "available": items.map(\.id).joined(separator: ", ")]))
        continue
      }
      var statistics = found[key] ?? RegionRecord(key.region, year: key.year)
      let before: Quantity?
      let value: Quantity
      do throws(QuantityError) {
        if let item = items.first {
          // A region's flag is the number of its units that say yes; a community says yes or no itself.
          let isNumber = key.region.level != .community || !Self.isWord(cell)
          let type = item.type == .flag && isNumber ? ItemType.count : item.type
          value = try type.quantity(of: cell)
          before = statistics.quantities[item.id]
        } else {
          value = try ItemType.number.quantity(of: cell)
          before = rule.flatMap { statistics.values[$0.id] }.map { .number($0) }
        }
      } catch {
        report(source, row, "value", error.message)
        continue
      }
      if let thousands = ItemType.thousands(of: cell), let taken = value.number?.wholeNumber {
        report(
          source, row, "value",
          Message(
            "statistics.maybe_thousands",
            ["value": cell?.trimmingBlanks ?? "", "taken": "\(taken)", "thousands": thousands]),
          .warning, Message("statistics.value_taken", ["value": "\(taken)"]))
      }
      guard before == nil || before == .missing || value == .missing else {
        if before == value {
          report(source, row, "item", Message("statistics.again", ["item": name]), .warning)
        } else {
          report(
            source, row, "value",
            Message("statistics.twice", ["item": name, "value": cell?.trimmingBlanks ?? ""]))
        }
        continue
      }
      if let item = items.first {
        if value != .missing || before == nil { statistics.quantities[item.id] = value }
      } else if let rule, let number = value.number {
        statistics.values[rule.id] = number
        statistics.roundings[rule.id] = ItemType.roundingInTenThousands(of: cell)
      }
      found[key] = statistics
    }
    let losses = LossTally(issues)
    regions = found.sorted { a, b in
      a.key.region != b.key.region ? a.key.region < b.key.region : a.key.year < b.key.year
    }.map(\.value)
    var impossible = LossTally()
    for i in regions.indices {
      for (problem, items) in standard.withdrawExcesses(from: &regions[i].quantities) {
        issues.append(
          RecordIssue(
            .error, role: "statistics", layer: source.description,
            feature: Self.name(of: regions[i]), field: items.joined(separator: ", "),
            problem: problem, action: Message("statistics.values_unknown")))
        impossible.add(Message("loss.value", parts: ["problem": problem]), items.count)
      }
    }
    input.ignore(impossible)
    for region in regions {
      for rule in standard.rules {
        guard let value = region.values[rule.id], standard.exceedsAll(value, rule) else { continue }
        issues.append(
          RecordIssue(
            .warning, role: "statistics", layer: source.description,
            feature: Self.name(of: region), field: rule.id,
            problem: Message("share.exceeds_all", ["value": value.grouped]),
            action: Message("share.not_judged")))
      }
    }
    input.path = source.shownPath
    input.layer = source.layer
    input.features = table.rows.count
    input.losses = losses.reasons
    let lost = losses.reasons.reduce(0) { $0 + $1.count }
    input.rejected = lost
    guard !regions.isEmpty else {
      throw LayerError(.noUsableRecord(issues.first), file: source.shownPath)
    }
    try losses.check(
      of: table.rows.count - totals, lost: lost - totals, source, accepted: acceptsLosses)
  }

  /// A region in a year.
  private struct Key: Hashable {
    var region: Region
    var year: Int
  }

  private static func name(of record: RegionRecord) -> String {
    record.year.map { "\(record.region.name) \($0)" } ?? record.region.name
  }

  private static func isWord(_ cell: String?) -> Bool {
    cell.map { !$0.contains(where: \.isNumber) } ?? false
  }

  private struct Columns {
    let region, level, year, item, value: Int

    init(_ table: TextTable) throws(LayerError) {
      func find(_ names: ColumnNames) throws(LayerError) -> Int {
        if let position = try table.position(ofAny: names.all) { return position }
        throw LayerError(
          .missingColumn(
            names.key, nearest: NearestName.of(names.key, in: table.columns),
            available: table.columns), file: table.file)
      }
      region = try find(.region)
      level = try find(.level)
      year = try find(.year)
      item = try find(.item)
      value = try find(.value)
    }
  }

  private mutating func key(
    of row: TextTable.Row, _ columns: Columns, _ source: LayerSource
  ) -> Key? {
    guard let region = CellText.id(row.cells[columns.region]) else {
      report(source, row, "region", Message("statistics.no_region"))
      return nil
    }
    let level = row.cells[columns.level]?.trimmingBlanks ?? ""
    guard let known = RegionLevelText.level(level) else {
      report(source, row, "level", Message("statistics.unknown_level", ["value": level]))
      return nil
    }
    let text = row.cells[columns.year]?.trimmingBlanks ?? ""
    guard let year = WholeNumber.parse(text.replacing("年", with: "")),
      (1900...2199).contains(year)
    else {
      report(source, row, "year", Message("statistics.not_a_year", ["value": text]))
      return nil
    }
    return Key(region: Region(known, region), year: year)
  }

  private mutating func report(
    _ source: LayerSource, _ row: TextTable.Row, _ field: String, _ problem: Message,
    _ severity: RecordIssue.Severity = .error, _ action: Message = Message("layer.skipped")
  ) {
    issues.append(
      RecordIssue(
        severity, role: "statistics", layer: source.description, feature: "\(row.number)",
        field: field, problem: problem, action: action))
  }
}

/// The words for levels of regions that tables use.
enum RegionLevelText {
  static func level(_ text: String) -> PlanLevel? {
    switch text.lowercased() {
    case "province", "省", "省级": .province
    case "prefecture", "city", "市", "设区市", "地级市", "市级": .prefecture
    case "county", "district", "县", "区", "县级", "县（市、区）": .county
    case "township", "town", "乡镇", "街道", "乡镇（街道）", "乡镇街道": .township
    case "community", "village", "社区", "村", "村（社区）": .community
    default: nil
    }
  }
}
