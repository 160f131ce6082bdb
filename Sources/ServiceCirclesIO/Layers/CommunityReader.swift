import PlaneGeometry
import ServiceCircles
import Streets

/// Reads communities from a layer of polygons.
///
/// A polygon that is not valid is repaired; one of which nothing is left, and a record without an area, are
/// left out. Each becomes an issue. None is left out because of its id: see ``UniqueIDs``.
struct CommunityReader: Sendable {
  /// The layer.
  var source: LayerSource
  /// The plane of the run.
  var plane: WorkingPlane
  /// Which columns say what.
  var columns: CommunityColumns
  /// Urban or rural for all, whatever the layer says.
  var setting: Setting?
  /// The plan whose items are looked for among the columns.
  var standard: RuleSet

  private static let role = "communities"

  /// A reader of a layer.
  init(
    _ source: LayerSource, plane: WorkingPlane, columns: CommunityColumns = .init(),
    setting: Setting? = nil, standard: RuleSet = .zhejiang14thFiveYearPlan
  ) {
    self.source = source
    self.plane = plane
    self.columns = columns
    self.setting = setting
    self.standard = standard
  }

  /// The communities.
  ///
  /// - Throws: ``LayerError`` where the layer as a whole cannot be read.
  func communities() throws(LayerError) -> PlaceTable<Community> {
    let reader = try LayerReader(source, role: Self.role, plane: plane)
    reader.reportsInvalid = false
    reader.keepsSkipped = true
    let positions = try ColumnPositions(columns, in: reader)
    let items = try itemColumns(positions, reader)
    (reader.idColumn, reader.nameColumn) = (positions["id"], positions["name"])
    let projector = try makeProjector()
    let engine = GeometryEngine()
    var rows: [Community] = []
    var unusable: [UnusableCommunity] = []
    var withoutSetting = 0
    var byClass = 0
    var ids = UniqueIDs<CommunityContent>()
    var lost: [String] = []
    if positions["id"] == nil { reader.reportLayer("place.no_id_column", "place.number_taken") }
    while let feature = try reader.next() {
      let field = FeatureFields(feature, positions, reader)
      guard let polygons = try polygons(of: feature, field, engine) else {
        reader.skippedCount += 1
        unusable.append(self.unusable(feature, field, positions))
        continue
      }
      let id =
        positions["id"] == nil
        ? "\(feature.number)" : field.id("id") ?? ids.numbered(feature.number)
      if CellText.hasLostDigits(id) { lost.append(id) }
      let readings = settings(of: id, field)
      let told = setting ?? readings[.column] ?? readings[.committee]
      let used = told ?? readings[.statisticalClass] ?? .urban
      if told == nil {
        if readings[.statisticalClass] == nil { withoutSetting += 1 } else { byClass += 1 }
      }
      report(readings, used, field)
      var community = Community(
        id: id, name: field.text("name"), setting: used, regions: regions(of: id, field),
        polygons: polygons, households: field.count("households"),
        population: field.count("population"), seat: seat(field, projector),
        quantities: quantities(of: id, feature, items, reader), settings: readings)
      settle(&community, field)
      switch ids.add(
        id, number: rows.count, feature: feature.number, CommunityContent(community),
        earlier: { CommunityContent(rows[$0]) })
      {
      case .own: break
      case .renamed(let newID): community.id = newID
      case .identical:
        reader.skippedCount += 1
        continue
      }
      rows.append(community)
    }
    if let first = lost.first {
      throw LayerError(
        .lostDigits(
          column: positions["id"].map { reader.schema.columns[$0] } ?? "", example: first,
          count: lost.count), file: source.shownPath, layer: source.layer)
    }
    for (count, action) in [
      (withoutSetting, "community.taken_as_urban"), (byClass, "community.taken_by_class"),
    ] where count > 0 {
      reader.report(
        RecordIssue(
          .warning, role: Self.role, layer: source.description, feature: "", field: "setting",
          problem: Message(
            "community.no_setting",
            ["count": "\(count)", "all": "\(reader.readCount - reader.skippedCount)"]),
          action: Message(action)))
    }
    unusable += reader.skipped.map {
      self.unusable($0, FeatureFields($0, positions, reader), positions)
    }
    var table = PlaceTable(
      rows: rows, issues: reader.issues, featureCount: reader.readCount, format: reader.format,
      crs: reader.crs)
    table.unusable = unusable
    table.totalCount = reader.totalCount
    table.note(
      ids, role: Self.role, layer: source.description,
      field: positions["id"].map { reader.schema.columns[$0] } ?? "")
    return table
  }

  /// What the record of a community that cannot be used says of where it belongs.
  private func unusable(
    _ feature: LayerFeature, _ field: FeatureFields, _ positions: ColumnPositions
  ) -> UnusableCommunity {
    let id = positions["id"] == nil ? nil : field.id("id")
    let readings = settings(of: id ?? "", field)
    return UnusableCommunity(
      id: id ?? "#\(feature.number)",
      setting: setting ?? readings[.column] ?? readings[.committee]
        ?? readings[.statisticalClass],
      regions: regions(of: id ?? "", field))
  }

  /// Households and people have columns of their own, which come before those of the plan's items.
  private func settle(_ community: inout Community, _ field: FeatureFields) {
    for item in standard.items {
      guard let path = item.communityColumn, let number = community[keyPath: path],
        let other = community.quantities[item.id]
      else { continue }
      let own = Quantity.number(ExactDecimal(number))
      community.quantities[item.id] = own
      guard other != .missing, other != own else { continue }
      field.report(
        QuantityConflict(item: item.id, taken: own, other: other).issue(
          standard, role: Self.role, layer: source.description, feature: community.id,
          other: Message("source.other_column")))
    }
  }

  private func makeProjector() throws(LayerError) -> Projector {
    do {
      return try Projector(plane)
    } catch {
      throw LayerError(
        .unusableCRS(crs: plane.code, reason: "\(error)"), file: source.path, layer: source.layer)
    }
  }

  /// The valid polygons of a feature; nil, with an issue, where there are none.
  private func polygons(
    of feature: LayerFeature, _ field: FeatureFields, _ engine: GeometryEngine
  ) throws(LayerError) -> [Polygon]? {
    guard let geometry = feature.geometry, !geometry.polygons.isEmpty else {
      field.report(.error, nil, problem: "community.no_area", action: "layer.skipped")
      return nil
    }
    let whole = Geometry.multiPolygon(geometry.polygons.map(\.wound))
    do {
      guard try engine.invalidReason(whole) != nil else { return whole.polygons }
      let repaired = try engine.makeValid(whole).polygons.map(\.wound)
      guard !repaired.isEmpty else {
        field.report(.error, nil, problem: "community.no_area", action: "layer.skipped")
        return nil
      }
      field.report(.warning, nil, problem: "community.invalid", action: "community.repaired")
      return repaired
    } catch {
      try source.checkMemory(error)
      field.report(
        .error, nil, problem: "layer.invalid_geometry", values: ["reason": "\(error)"],
        action: "layer.skipped")
      return nil
    }
  }

  /// > From the committee type in the 12-digit code (001–199 urban, 200–399 rural), or a declared column; the
  /// > statistical class (111…220) is reported as a sensitivity.
  ///
  /// Where neither tells, the class decides.
  private func settings(of id: String, _ field: FeatureFields) -> SettingReadings {
    var readings = SettingReadings()
    readings[.committee] = AdministrativeCode(id)?.setting
    if let text = field.text("setting") {
      readings[.column] = SettingText.setting(text)
      if readings[.column] == nil {
        field.report(
          .warning, "setting", problem: "community.unknown_setting", values: ["value": text],
          action: "place.value_ignored")
      }
    }
    if let text = field.text("urban_rural_class") {
      readings[.statisticalClass] = StatisticalClass(text)?.setting
      if readings[.statisticalClass] == nil {
        field.report(
          .warning, "urban_rural_class", problem: "community.unknown_class",
          values: ["value": text], action: "place.value_ignored")
      }
    }
    return readings
  }

  private func report(
    _ readings: SettingReadings, _ used: Setting, _ field: FeatureFields
  ) {
    guard let other = readings[.statisticalClass], other != used else { return }
    func name(_ setting: Setting) -> Message { Message("community.is_\(setting.rawValue)") }
    field.report(
      .note, "urban_rural_class",
      problem: Message(
        "community.class_disagrees", ["class": field.text("urban_rural_class") ?? ""],
        parts: ["setting": name(used), "other": name(other)]),
      action: Message("community.setting_kept"))
  }

  /// The items of the plan by the layer's columns.
  private func itemColumns(
    _ positions: ColumnPositions, _ reader: LayerReader
  ) throws(LayerError) -> [(column: Int, items: [Item])] {
    let schema = reader.schema
    var known = Set(CommunityColumns.keys.compactMap { positions[$0.key] })
    var found: [(column: Int, items: [Item])] = []
    for (id, column) in columns.items.sorted(by: { $0.key < $1.key }) {
      guard let position = schema.position(of: column) else {
        throw LayerError(
          .missingColumn(
            column, nearest: NearestName.of(column, in: schema.columns), available: schema.columns),
          file: source.path, layer: reader.layerName)
      }
      try schema.checkRepeated(column, of: source, layer: reader.layerName)
      known.insert(position)
      found.append((position, [standard.item(id)].compactMap { $0 }))
    }
    let usual = ItemColumns(schema.columns, of: standard, others: known)
    for remark in usual.remarks(schema.columns) {
      reader.report(
        RecordIssue(
          .warning, role: Self.role, layer: source.description, feature: "",
          field: remark.column, problem: remark.problem, action: remark.action))
    }
    for (column, items) in usual.items.enumerated() where !items.isEmpty {
      try schema.checkRepeated(schema.columns[column], of: source, layer: reader.layerName)
      found.append((column, items.filter { columns.items[$0.id] == nil }))
    }
    return found
  }

  private func quantities(
    of id: String, _ feature: LayerFeature, _ columns: [(column: Int, items: [Item])],
    _ reader: LayerReader
  ) -> Quantities {
    var record = ItemRecord(standard: standard)
    for (column, items) in columns {
      record.read(items, feature.values[column], column: reader.schema.columns[column])
    }
    record.checkSums()
    for issue in record.conflictIssues(
      role: Self.role, layer: source.description, feature: id)
    {
      reader.report(issue)
    }
    record.checkBounds()
    for problem in record.problems {
      reader.report(
        .warning, feature.number, field: problem.column, problem: problem.message,
        action: Message("place.value_ignored"))
    }
    return record.quantities
  }

  private func regions(of id: String, _ field: FeatureFields) -> RegionPath {
    let code = AdministrativeCode(id)
    return RegionPath(
      township: field.id("township") ?? code?.township,
      county: field.id("county") ?? code?.county,
      prefecture: field.id("prefecture") ?? code?.prefecture,
      province: field.id("province") ?? code?.province)
  }

  private func seat(_ field: FeatureFields, _ projector: Projector) -> PlanePoint? {
    let (longitude, latitude) = (field.number("seat_lon"), field.number("seat_lat"))
    guard let longitude, let latitude else {
      if (longitude == nil) != (latitude == nil) {
        field.report(
          .warning, longitude == nil ? "seat_lat" : "seat_lon", problem: "seat.half",
          action: "place.value_ignored")
      }
      return nil
    }
    let position = GeographicPoint(longitude: longitude, latitude: latitude)
    if let point = source.unshifted(position).flatMap({ projector.forward($0) }) {
      return point
    }
    field.report(
      .warning, "seat_lon", problem: "layer.outside_world", action: "place.value_ignored")
    return nil
  }
}

extension Item {
  /// The column of communities that holds the item beside the columns of the plan's items.
  var communityColumn: WritableKeyPath<Community, Int?>? {
    switch source {
    case .households: \.households
    case .population: \.population
    default: nil
    }
  }
}

/// The words for urban and rural that tables use.
enum SettingText {
  static func setting(_ text: String) -> Setting? {
    switch text.trimmingBlanks.lowercased() {
    case "urban", "城市", "城镇", "u": .urban
    case "rural", "农村", "乡村", "r": .rural
    default: nil
    }
  }
}

/// What a record of a community says, without its id: records of which that is the same are one.
private struct CommunityContent: Hashable {
  private var texts: [String?]
  private var numbers: [Int?]
  private var setting: Setting
  private var polygons: [Polygon]
  private var seat: PlanePoint?
  private var quantities: Quantities

  init(_ community: Community) {
    let regions = community.regions
    texts = [
      community.name, regions.township, regions.county, regions.prefecture, regions.province,
    ]
    numbers = [community.households, community.population]
    setting = community.setting
    polygons = community.polygons
    seat = community.seat
    quantities = community.quantities
  }
}
