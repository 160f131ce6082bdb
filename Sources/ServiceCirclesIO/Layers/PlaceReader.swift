import PlaneGeometry
import ServiceCircles
import Streets

/// Reads places (facilities, residences, points) from a layer.
///
/// A record without geometry or without a usable one is left out and becomes an issue. A repeated id is
/// renamed; a record that says the same as an earlier one of the same id is skipped: see ``UniqueIDs``.
package struct PlaceReader: Sendable {
  /// The layer.
  var source: LayerSource
  /// The layer's role, for issues: facilities, residences, points.
  var role: String
  /// The plane of the run.
  var plane: WorkingPlane
  /// Which columns say what.
  var columns: PlaceColumns
  /// What stands for every kind that is neither named nor a code.
  private static let anyOtherKind = "*"
  /// The coordinate reference system that the user says the layer is in; wins over the file's.
  var declaredCRS: String?

  /// A reader of a layer.
  package init(
    _ source: LayerSource, role: String, plane: WorkingPlane, columns: PlaceColumns = .init(),
    declaredCRS: String? = nil
  ) {
    self.source = source
    self.role = role
    self.plane = plane
    self.columns = columns
    self.declaredCRS = declaredCRS
  }

  /// The records of the layer.
  ///
  /// - Parameter needsKind: Whether a layer without a column of kinds is an error.
  /// - Throws: ``LayerError`` where the layer as a whole cannot be read.
  /// - Complexity: O(n), and memory for all records.
  func records(needsKind: Bool = false) throws(LayerError) -> PlaceTable<PlaceRecord> {
    let reader = try LayerReader(
      source, role: role, plane: plane, declaredCRS: declaredCRS,
      longitudeColumn: columns.longitude, latitudeColumn: columns.latitude)
    let positions = try PlacePositions(columns, in: reader)
    if needsKind, positions.kind == nil {
      let available = reader.schema.columns
      throw LayerError(
        .noKindColumn(nearest: NearestName.of("kind", in: available), available: available),
        file: source.shownPath, layer: reader.layerName)
    }
    (reader.idColumn, reader.nameColumn) = (positions.id, positions.name)
    reader.keepsSkipped = true
    var rows: [PlaceRecord] = []
    var unlocated: [UnlocatedRecord] = []
    var ids = UniqueIDs<PlaceContent>()
    if positions.id == nil { reader.reportLayer("place.no_id_column", "place.number_taken") }
    while let feature = try reader.next() {
      guard let geometry = feature.geometry, !geometry.isEmpty else {
        reader.skip(feature, field: reader.pointFields, problem: "place.unlocated")
        if let record = UnlocatedRecord(feature, positions) { unlocated.append(record) }
        continue
      }
      func cell(_ position: Int?) -> String? { position.flatMap { feature.values[$0] } }
      func text(_ position: Int?) -> String? { CellText.named(cell(position)) }
      let id =
        positions.id == nil
        ? "\(feature.number)" : text(positions.id) ?? ids.numbered(feature.number)
      func count(_ position: Int?) -> Int? {
        guard let position, let text = feature.values[position] else { return nil }
        do throws(QuantityError) {
          return try CellCount.read(text)
        } catch {
          reader.report(
            .warning, feature.number, field: reader.schema.columns[position],
            problem: error.message, action: Message("place.value_ignored"))
          return nil
        }
      }
      var record = PlaceRecord(
        place: Place(id: id, geometry: geometry), geometry: geometry,
        kind: cell(positions.kind), name: text(positions.name),
        households: count(positions.households), population: count(positions.population),
        floorArea: floorArea(of: feature, positions, reader),
        communityID: CellText.id(cell(positions.community)),
        servedCommunityID: CellText.id(cell(positions.serves)))
      switch ids.add(
        id, number: rows.count, feature: feature.number, record.content,
        earlier: { rows[$0].content })
      {
      case .own: break
      case .renamed(let newID): record.place.id = newID
      case .identical:
        reader.skippedCount += 1
        continue
      }
      rows.append(record)
    }
    var table = PlaceTable(
      rows: rows, issues: reader.issues, featureCount: reader.readCount, format: reader.format,
      crs: reader.crs)
    table.unlocated = unlocated + reader.skipped.compactMap { UnlocatedRecord($0, positions) }
    table.hasHouseholds = positions.households != nil
    table.totalCount = reader.totalCount
    table.note(
      ids, role: role, layer: source.description,
      field: positions.id.map { reader.schema.columns[$0] } ?? "")
    return table
  }

  /// The places and what the texts of their kinds say; any text may be a kind here.
  package func points() throws(LayerError) -> PlaceTable<LocatedPoint> {
    try records().mapRows { .success(LocatedPoint(place: $0.place, kind: KindText($0.kind))) }
  }

  /// The facilities, each with the kind that its text means.
  ///
  /// - Parameters:
  ///   - kinds: What the texts of the kind column mean, in letters of any case and width; a text that is not in it
  ///     must be a code such as `MED.clinic`, or what ``FacilityNames`` knows. A record of neither is left out and
  ///     becomes an issue; one that is known to be no service is not read, either.
  ///   - others: Texts of the kind column that stand for no service of the plan, or `*` for all that are neither in
  ///     `kinds` nor known; their records are not read.
  ///   - all: The kind of all records, whatever a column says; one issue tells of those that say otherwise.
  func facilities(
    kinds: [String: FacilityKind] = [:], withoutKinds others: Set<String> = [],
    kind all: FacilityKind? = nil
  ) throws(LayerError) -> PlaceTable<Facility> {
    var table = try records(needsKind: all == nil)
    if let all { table.note(givenKind: all) { kindIssue($0, $1) } }
    let alike = Dictionary(grouping: kinds, by: { $0.key.folded })
      .compactMapValues { $0.count == 1 ? $0[0].value : nil }
    func kind(_ cell: String?) -> FacilityKind? {
      let text = cell ?? ""
      return all ?? kinds[text] ?? alike[text.folded] ?? FacilityNames.standard.kind(of: text)
    }
    table.noteUnused(kinds.keys.sorted() + others.sorted().filter { $0 != Self.anyOtherKind }) {
      kindIssue(.warning, $0, action: "place.check_kinds")
    }
    let folded = Set(others.map(\.folded))
    table.leaveOut { cell in
      guard let text = CellText.named(cell) else { return nil }
      if folded.contains(text.folded) { return "place.no_service" }
      guard kind(text) == nil else { return nil }
      if FacilityNames.standard.meaning(of: text) == .noService { return "place.known_no_service" }
      guard folded.contains(Self.anyOtherKind), case .own = KindText(text, kind: kind) else {
        return nil
      }
      return isWrittenAsCode(text) ? nil : "place.no_service"
    }
    var unusable = table.unlocated.map { record in
      UnusableFacility(
        id: record.id, kind: kind(record.kind), place: nil,
        servedCommunityID: record.servedCommunityID ?? record.communityID)
    }
    var facilities: PlaceTable<Facility> = table.mapRows { record in
      guard let kind = kind(record.kind) else {
        unusable.append(
          UnusableFacility(
            id: record.place.id, kind: nil, place: record.place,
            servedCommunityID: record.servedCommunityID ?? record.communityID))
        let isEmpty = CellText.named(record.kind) == nil
        return .failure(
          issue(
            of: record, field: columns.kind ?? "kind",
            problem: isEmpty ? "place.no_kind" : "place.unknown_kind",
            isEmpty ? [:] : ["kind": record.kind ?? ""]))
      }
      return .success(
        Facility(
          place: record.place, kind: kind, name: record.name, floorArea: record.floorArea,
          servedCommunityID: record.servedCommunityID ?? record.communityID,
          geometry: record.geometry))
    }
    facilities.unusableFacilities = unusable
    return facilities
  }

  /// Residences. Without a column of households each residence counts as one household. With one, an empty or
  /// unreadable cell means unknown. One issue of the layer tells of all such residences.
  func residences() throws(LayerError) -> PlaceTable<Residence> {
    var table = try records()
    let missing = table.rows.count { $0.households == nil }
    let isColumnMissing = !table.hasHouseholds
    if missing > 0 {
      table.issues.append(
        RecordIssue(
          isColumnMissing ? .note : .warning, role: role, layer: source.description, feature: "",
          field: columns.households ?? "households",
          problem: isColumnMissing
            ? Message("place.no_households_column")
            : Message(
              "place.households_missing",
              [
                "count": ExactDecimal(missing).grouped,
                "all": ExactDecimal(table.rows.count).grouped,
              ]),
          action: Message(
            isColumnMissing ? "place.one_household" : "place.households_unknown")))
    }
    func households(_ number: Int?) -> Int? { number ?? (isColumnMissing ? 1 : nil) }
    var residences: PlaceTable<Residence> = table.mapRows {
      .success(
        Residence(
          place: $0.place, households: households($0.households), population: $0.population,
          communityID: $0.communityID))
    }
    residences.unusableResidences = table.unlocated.compactMap { record in
      record.communityID.map {
        UnusableResidence(
          id: record.id, communityID: $0, households: households(record.households),
          population: record.population)
      }
    }
    return residences
  }

  /// Whether a text that is no kind may well be meant as one: it is written as a code is.
  private func isWrittenAsCode(_ text: String) -> Bool {
    let words = text.narrowed.split(separator: ".", omittingEmptySubsequences: false)
    return words.count == 2
      && words.allSatisfy {
        !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") }
      }
  }

  private func kindIssue(
    _ severity: RecordIssue.Severity, _ problem: Message, action: String = "place.kind_not_read"
  ) -> RecordIssue {
    RecordIssue(
      severity, role: role, layer: source.description, feature: "", field: columns.kind ?? "kind",
      problem: problem, action: Message(action))
  }

  private func floorArea(
    of feature: LayerFeature, _ positions: PlacePositions, _ reader: LayerReader
  ) -> String? {
    guard let position = positions.floorArea, let text = feature.values[position] else {
      return nil
    }
    do throws(QuantityError) {
      let area = try ItemType.area.quantity(of: text).number
      guard area == .zero else { return area?.description }
      // Nothing that is there has no floor: nobody wrote it down.
      reader.report(
        .warning, feature.number, field: reader.schema.columns[position],
        problem: Message("place.no_floor"), action: Message("place.value_ignored"))
      return nil
    } catch {
      reader.report(
        .warning, feature.number, field: reader.schema.columns[position], problem: error.message,
        action: Message("place.value_ignored"))
      return nil
    }
  }

  private func issue(
    of record: PlaceRecord, field: String, problem: String, _ values: [String: String]
  ) -> RecordIssue {
    RecordIssue(
      .error, role: role, layer: source.description, feature: record.place.id, field: field,
      problem: Message(problem, values), action: Message("layer.skipped"))
  }
}

extension PlaceTable<PlaceRecord> {
  /// Leaves out records by the text of their kind, and counts them as such.
  ///
  /// - Parameter reason: What is said of a text, by its key; nil for records that stay.
  fileprivate mutating func leaveOut(reason: (String?) -> String?) {
    rows.removeAll { record in
      guard let reason = reason(record.kind) else { return false }
      declined.add(Message(reason, ["kind": record.kind ?? ""]))
      return true
    }
    unlocated.removeAll { reason($0.kind) != nil }
  }

  /// Notes which texts no record has as its kind, though the project says what they mean.
  fileprivate mutating func noteUnused(
    _ texts: [String], issue: (Message) -> RecordIssue
  ) {
    if texts.isEmpty { return }
    let used = Set((rows.map(\.kind) + unlocated.map(\.kind)).compactMap { $0?.folded })
    let unused = texts.filter { !used.contains($0.folded) }
    guard let first = unused.first else { return }
    issues.append(
      issue(
        Message(
          "place.kinds_unused",
          ["count": "\(unused.count)", "all": "\(texts.count)", "kind": first])))
  }

  /// Notes which records have another kind than the one that is given for all of them.
  fileprivate mutating func note(
    givenKind kind: FacilityKind, issue: (RecordIssue.Severity, Message) -> RecordIssue
  ) {
    let texts = rows.compactMap { CellText.named($0.kind) }
    guard let first = texts.first else { return }
    // A category says less than a kind of it, and nothing else.
    let others = texts.filter { text in
      switch FacilityNames.standard.meaning(of: text) {
      case .kind(let other): other != kind && other != FacilityKind(kind.category, "")
      case .noService: true
      case nil: false
      }
    }
    guard let other = others.first else {
      issues.append(
        issue(.note, Message("place.kind_given", ["kind": kind.description, "other": first])))
      return
    }
    doubts.add(
      Message("place.kind_differs", ["kind": kind.description]), others.count)
    issues.append(
      issue(
        .warning,
        Message(
          "place.kinds_differ",
          [
            "kind": kind.description, "other": other, "count": "\(others.count)",
            "all": "\(rows.count)",
          ])))
  }
}

extension PlaceTable {
  /// The table with each row made into another, or into an issue.
  fileprivate func mapRows<Other>(
    _ make: (Row) -> RowOutcome<Other>
  ) -> PlaceTable<Other> {
    var rows: [Other] = []
    var issues = self.issues
    for row in self.rows {
      switch make(row) {
      case .success(let other): rows.append(other)
      case .failure(let issue): issues.append(issue)
      }
    }
    return PlaceTable<Other>(
      rows: rows, issues: issues, featureCount: featureCount, format: format, crs: crs,
      identicalCount: identicalCount, totalCount: totalCount, declined: declined,
      unlocated: unlocated,
      originalIDs: originalIDs,
      doubts: doubts)
  }
}

private enum RowOutcome<Row> {
  case success(Row)
  case failure(RecordIssue)
}

extension LayerReader {
  /// Counts a feature as skipped, and says why.
  fileprivate func skip(
    _ feature: LayerFeature, field: String = "", problem: String, values: [String: String] = [:]
  ) {
    skippedCount += 1
    report(
      .error, feature.number, field: field, problem: problem, values: values,
      action: "layer.skipped")
  }

  /// Adds an issue of the layer as a whole.
  func reportLayer(_ problem: String, _ action: String) {
    issues.append(
      RecordIssue(
        .note, role: role, layer: source.description, feature: "", problem: Message(problem),
        action: Message(action)))
  }
}
