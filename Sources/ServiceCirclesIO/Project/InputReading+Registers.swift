import Foundation
import ServiceCircles

extension InputReading {
  /// Reads the registers: those of communities complete the values of their columns, those of regions are
  /// returned, each region once.
  ///
  /// > The register first, then the layer's column. Of several registers the first one named.
  ///
  /// A row of a community or region that the run does not have is lost.
  ///
  /// - Throws: ``LayerError`` where a register as a whole cannot be read, or has no row that can be used, or more
  ///   than half of its rows cannot.
  mutating func registers(_ communities: inout [Community]) throws -> [RegionRecord] {
    guard !project.registers.isEmpty else { return [] }
    var regions: [RegionRecord] = []
    var numberOfRegion: [Region: Int] = [:]
    let numbers = Dictionary(
      communities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var merged = communities.map { _ in Quantities() }
    var registered = RegisteredCommunities(
      beside: communities, unusableCommunities, setting: project.setting,
      isWhole: project.covers != nil)
    let tables = try project.registers.map { register in
      try RegisterTable(
        register.source, level: register.level, idColumn: register.idColumn,
        standard: project.standard)
    }
    for (register, table) in zip(project.registers, tables) where register.level == .community {
      for id in table.records.map(\.id) + table.unreadable { registered.add(id) }
    }
    let runRegions = RunRegions(
      of: communities, registered.communities, covers: project.covers)
    for (register, table) in zip(project.registers, tables) where register.level != .community {
      for id in table.records.map(\.id) + table.unreadable {
        let region = Region(register.level, id)
        if runRegions.contains(region) { registered.add(region) }
      }
    }
    for (register, table) in zip(project.registers, tables) {
      issues += table.issues
      var strangers: [String: Message] = [:]
      for record in table.records {
        let (id, quantities) = (record.id, record.quantities)
        if let name = record.name { registeredNames[name, default: []].insert(id) }
        let region = Region(register.level, id)
        if register.level == .community, let number = registered.number(of: id) {
          // It is not assessed, but its regions count what is known of it.
          merge(quantities, into: &registered.communities[number].quantities, id, register.source)
        }
        if register.level == .community, let number = numbers[id] {
          merge(quantities, into: &merged[number], id, register.source)
        } else if register.level != .community, runRegions.contains(region) {
          if let number = numberOfRegion[region] {
            for (item, rounding) in record.roundings
            where regions[number].quantities.lacks(item) {
              regions[number].roundings[item] = rounding
            }
            merge(quantities, into: &regions[number].quantities, id, register.source)
          } else {
            numberOfRegion[region] = regions.count
            var own = RegionRecord(region, quantities: quantities)
            own.roundings = record.roundings
            regions.append(own)
          }
        } else {
          let problem =
            register.level == .community
            ? unknownCommunity(id)
            : CellText.hasLostDigits(id)
              ? Message("id.lost_digits", ["id": id])
              : Message(
                "register.unknown_region", ["id": id],
                parts: ["level": Message("level.\(register.level.rawValue)")])
          strangers[id] = problem
          issues.append(
            RecordIssue(
              .warning, role: "registers", layer: register.source.description, feature: id,
              problem: problem, action: Message("layer.skipped")))
        }
      }
      try note(register, table, strangers)
    }
    for number in communities.indices {
      prefer(merged[number], in: &communities[number])
    }
    unusableCommunities = registered.communities
    issues += registered.remarks(layer: project.communities?.source.description ?? "")
    return regions
  }

  /// Completes what earlier registers say of a unit by what another one says.
  private mutating func merge(
    _ quantities: Quantities, into known: inout Quantities, _ id: String, _ source: LayerSource
  ) {
    issues += known.conflicts(with: quantities).map {
      $0.issue(
        project.standard, role: "registers", layer: source.description, feature: id,
        other: Message("source.this_file"))
    }
    known.complete(with: quantities)
  }

  /// Lets a community's registers say what they know, and its layer the rest.
  private mutating func prefer(_ registers: Quantities, in community: inout Community) {
    var own = community.quantities
    for item in project.standard.items where registers[item.id] != nil {
      guard let path = item.communityColumn, let number = community[keyPath: path] else { continue }
      own[item.id] = .number(ExactDecimal(number))
    }
    issues += registers.conflicts(with: own).map {
      $0.issue(
        project.standard, role: "communities", layer: project.communities?.source.description ?? "",
        feature: community.id, other: Message("source.this_file"))
    }
    var all = registers
    all.complete(with: own)
    community.quantities = all
    for item in project.standard.items {
      guard let path = item.communityColumn, let number = registers[item.id]?.number?.wholeNumber
      else { continue }
      community[keyPath: path] = number
    }
  }

  /// Notes what came of a register.
  ///
  /// - Parameter strangers: By id: why rows that can be read are of no use in this run.
  /// - Throws: ``LayerError`` of the reasons noUsableRecord and tooManyLost.
  private mutating func note(
    _ register: ProjectFile.Register, _ table: RegisterTable, _ strangers: [String: Message]
  ) throws {
    let source = register.source
    func nothingUsable() -> LayerError {
      LayerError(
        .noUsableRecord(
          issues.last { issue in
            issue.role == "registers" && issue.layer == source.description
              && issue.action.key == "layer.skipped"
          }), file: source.shownPath, layer: source.layer)
    }
    guard !table.records.isEmpty else { throw nothingUsable() }
    var losses = table.losses
    for problem in strangers.values { losses.add(problem) }
    // Rows that say what others say are no loss.
    let repeating = table.identicalCount + table.totalCount
    try losses.check(
      of: table.rowCount - repeating, lost: table.lostCount - repeating + strangers.count, source,
      accepted: project.acceptsLosses)
    guard strangers.count < table.records.count else { throw nothingUsable() }
    var row = InputSource(role: "registers", path: source.shownPath)
    row.layer = source.layer
    if FileManager.default.fileExists(atPath: source.path) { row.sha256 = try digest(source.path) }
    row.features = table.rowCount
    row.rejected = table.lostCount + strangers.count
    row.losses = losses.reasons
    row.ignore(
      LossTally(ignoredValuesOf: table.issues.filter { strangers[$0.feature] == nil }))
    sources.append(row)
  }
}
