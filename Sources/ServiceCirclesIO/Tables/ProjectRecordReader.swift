import Foundation
import PlaneGeometry
import ServiceCircles

/// Turns records into projects: every cell strictly read, every bound kept, every id made the only one.
struct ProjectRecordReader {
  let file: String
  let standard: RuleSet
  private let spelling: KindSpelling

  init(file: String, standard: RuleSet) {
    self.file = file
    self.standard = standard
    spelling = KindSpelling(standard)
  }

  /// The projects of a table.
  func read(_ table: TextTable) throws -> ProjectList {
    var list = ProjectList()
    list.notes = table.notes
    let positions = Dictionary(
      uniqueKeysWithValues: ProjectField.allCases.map { field in
        let all = table.positions(ofAny: field.names)
        return (field, field.isName ? Array(all.prefix(1)) : all)
      })
    let columns = ItemColumns(
      table.columns, of: standard, others: Set(positions.values.flatMap { $0 }))
    list.note(columns.remarks(table.columns, known: known), file: file)
    guard columns.items.contains(where: { !$0.isEmpty }) else {
      throw LayerError(.noItemColumn(available: table.columns), file: file)
    }
    try table.checkRepeated(
      columns.items.indices.filter { !columns.items[$0].isEmpty }
        + positions.values.flatMap { $0 }.sorted())
    var ids = UniqueIDs<ProjectContent>()
    for row in table.rows {
      let idPosition = positions[.id]?.first
      if let total = TotalRow(
        id: idPosition.flatMap { row.cells[$0] },
        name: positions[.name]?.first.flatMap { row.cells[$0] }, cells: row.cells)
      {
        list.note(total, row: "\(row.number)", file: file)
        continue
      }
      var draft = ProjectDraft(file: file, standard: standard, spelling, row: row.number)
      draft.readID(idPosition.flatMap { row.cells[$0] })
      draft.place = row.position
      if let problem = row.problem {
        draft.reject("", problem)
      } else {
        for field in ProjectField.allCases {
          for position in positions[field] ?? [] {
            draft.read(field, row.cells[position], column: table.columns[position])
          }
        }
        for (i, items) in columns.items.enumerated() {
          draft.read(items, row.cells[i], column: table.columns[i])
        }
      }
      list.append(&draft, &ids)
    }
    list.note(ids, file: file, column: positions[.id]?.first.map { table.columns[$0] } ?? "")
    return list
  }

  /// The projects of a YAML list.
  func read(_ yaml: ProjectYAML) throws -> ProjectList {
    var list = ProjectList()
    var ids = UniqueIDs<ProjectContent>()
    var unknown: Set<String> = []
    let names = ItemColumns.names(of: standard)
    for record in yaml.records {
      var draft = ProjectDraft(file: file, standard: standard, spelling, row: record.line)
      let fields = Dictionary(
        record.values.map { ($0.key.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
      func value(of field: ProjectField) -> ProjectYAML.Value? {
        field.names.lazy.compactMap { fields[$0] }.first
      }
      draft.readID(value(of: .id)?.text)
      for value in record.values {
        let key = value.key.lowercased()
        if let field = ProjectField.allCases.first(where: { $0.names.contains(key) }) {
          if let planned = value.planned {
            draft.read(planned, column: value.key)
          } else {
            draft.read(field, value.text, column: value.key)
          }
        } else if let items = names[ColumnNames.bare(key)] {
          draft.read(items, value.text, column: value.key)
        } else if unknown.insert(key).inserted {
          list.note([ItemColumns.remark(unknown: value.key, known: known)], file: file)
        }
      }
      list.append(&draft, &ids)
    }
    list.note(ids, file: file, column: "")
    return list
  }

  private var known: [String] {
    standard.newBuildRules.flatMap(\.items) + ProjectField.allCases.flatMap(\.names)
  }
}

extension ProjectList {
  /// Ends a draft: a project, or a rejected record.
  fileprivate mutating func append(
    _ draft: inout ProjectDraft, _ ids: inout UniqueIDs<ProjectContent>
  ) {
    draft.finish()
    let content =
      draft.problems.isEmpty ? ProjectContent.project(draft.project) : .rejected(records.count)
    let answer = ids.add(
      draft.project.id, number: records.count, feature: Int64(draft.row), content,
      earlier: { number in
        records[number].project.map { ProjectContent.project($0) } ?? .rejected(number)
      })
    switch answer {
    case .own: break
    case .renamed(let newID): draft.rename(newID)
    case .identical: return
    }
    if draft.problems.isEmpty {
      records.append(.project(draft.project, remarks: draft.remarks))
    } else {
      records.append(.rejected(id: draft.project.id, issues: draft.problems + draft.remarks))
    }
  }

  fileprivate mutating func note(_ ids: UniqueIDs<ProjectContent>, file: String, column: String) {
    idIssues = ids.issues(role: "projects", layer: file, field: column)
    identicalCount = ids.identicalCount
  }

  fileprivate mutating func note(_ total: TotalRow, row: String, file: String) {
    totalIssues.append(
      RecordIssue(
        .warning, role: "projects", layer: file, feature: row, problem: total.problem(row: row),
        action: Message("layer.skipped")))
  }

  fileprivate mutating func note(_ remarks: [ItemColumns.Remark], file: String) {
    notes += remarks.map { $0.note(of: file) }
    columnIssues += remarks.map {
      RecordIssue(
        .note, role: "projects", layer: file, feature: "", field: $0.column, problem: $0.problem,
        action: $0.action)
    }
  }
}

/// What a record of a project says: projects of which that is the same are one; what is rejected is no other
/// record's equal.
private enum ProjectContent: Hashable {
  case project(BuildProject)
  case rejected(Int)
}

/// A project while its record is read.
struct ProjectDraft {
  let file: String
  let standard: RuleSet
  /// The row or line.
  let row: Int
  private let spelling: KindSpelling
  private(set) var project = BuildProject(id: "", quantities: Quantities())
  private(set) var problems: [RecordIssue] = []
  private(set) var remarks: [RecordIssue] = []
  private var items: ItemRecord
  /// What the record says of a field, by the first of its columns that says something.
  private var said: [ProjectField: String] = [:]
  /// Where the record's geometry lies; longitude and latitude, where they are given, come before it.
  var place: GeographicPoint?
  private var longitude: Double?
  private var latitude: Double?

  init(file: String, standard: RuleSet, _ spelling: KindSpelling, row: Int) {
    self.file = file
    self.spelling = spelling
    self.standard = standard
    self.row = row
    items = ItemRecord(standard: standard)
  }

  /// Gives the project another id, for an earlier one has its own.
  mutating func rename(_ id: String) { project.id = id }

  mutating func readID(_ text: String?) {
    if let id = CellText.named(text)?.trimmingBlanks {
      project.id = id
    } else {
      project.id = "#\(row)"
      remarks.append(issue(.warning, "", Message("place.no_id"), "place.number_taken"))
    }
  }

  /// Refuses the record.
  mutating func reject(_ column: String, _ problem: Message) {
    problems.append(issue(.error, column, problem, "table.correct_record"))
  }

  private func issue(
    _ severity: RecordIssue.Severity, _ column: String, _ problem: Message, _ action: String
  ) -> RecordIssue {
    RecordIssue(
      severity, role: "projects", layer: file, feature: feature, field: column, problem: problem,
      action: Message(action))
  }

  /// The record as issues name it.
  private var feature: String {
    project.id.hasPrefix("#") || project.id.isEmpty ? "\(row)" : "\(row) (\(project.id))"
  }

  mutating func read(_ items: [Item], _ cell: String?, column: String) {
    self.items.read(items, cell, column: column)
  }

  mutating func read(_ field: ProjectField, _ cell: String?, column: String) {
    guard let text = CellText.named(cell)?.trimmingBlanks else { return }
    if let earlier = said[field] {
      guard !field.isName, earlier.narrowed != text.narrowed else { return }
      remarks.append(
        issue(
          .warning, column,
          Message("table.columns_differ", ["value": text, "taken": earlier]),
          "table.first_column_counts"))
      return
    }
    said[field] = text
    switch field {
    case .id: break
    case .name: project.name = text
    case .setting:
      project.setting = SettingText.setting(text)
      if project.setting == nil {
        reject(column, Message("community.unknown_setting", ["value": text]))
      }
    case .longitude: longitude = degrees(text, 180, column)
    case .latitude: latitude = degrees(text, 90, column)
    case .facilities:
      add(text, at: nil, column: column)
    }
  }

  mutating func read(_ planned: [ProjectYAML.Planned], column: String) {
    for facility in planned {
      guard (facility.longitude == nil) == (facility.latitude == nil) else {
        reject(column, Message("table.half_position"))
        continue
      }
      var position: GeographicPoint?
      if let x = facility.longitude, let y = facility.latitude {
        guard let longitude = degrees(x, 180, column), let latitude = degrees(y, 90, column) else {
          continue
        }
        position = GeographicPoint(longitude: longitude, latitude: latitude)
      }
      add(facility.kind, at: position, column: column)
    }
  }

  /// Adds a facility of each kind that a text names.
  private mutating func add(
    _ codes: String, at position: GeographicPoint?, column: String
  ) {
    for code in FacilityKind.codes(in: codes) {
      guard let kind = FacilityNames.standard.kind(of: code) else {
        reject(column, Message("place.unknown_kind", ["kind": code]))
        continue
      }
      if let problem = spelling.problem(of: kind) {
        remarks.append(issue(.warning, column, problem, "place.kind_as_category"))
      } else if !spelling.isKnown(kind) {
        remarks.append(
          issue(
            .note, column, Message("place.kind_unusual", ["kind": code]), "place.kind_as_category"))
      }
      project.facilities.append(BuildProject.Facility(kind: kind, position: position))
    }
  }

  private mutating func degrees(_ text: String, _ most: Double, _ column: String) -> Double? {
    guard let number = WholeNumber.decimal(text) else {
      reject(column, Message("layer.not_a_number", ["value": text]))
      return nil
    }
    return isWithin(number, most, text, column) ? number : nil
  }

  /// Rejects degrees beyond the most that they can be.
  private mutating func isWithin(
    _ number: Double, _ most: Double, _ text: String, _ column: String
  ) -> Bool {
    if abs(number) <= most { return true }
    reject(
      column,
      abs(number) <= 180
        ? Message("place.latitude_exchanged", ["value": text])
        : Message("place.no_degrees", ["value": text]))
    return false
  }

  /// How far the geometry may lie from longitude and latitude before it is said.
  private static let nearMetres = 100.0

  /// The record's position: longitude and latitude, else its geometry.
  private mutating func settlePosition() {
    if (longitude == nil) != (latitude == nil), problems.isEmpty {
      reject("", Message("table.half_position"))
    }
    guard let longitude, let latitude else {
      guard said[.longitude] == nil, said[.latitude] == nil, let place else { return }
      if isWithin(place.longitude, 180, "\(place.longitude)", ""),
        isWithin(place.latitude, 90, "\(place.latitude)", "")
      {
        project.position = place
      }
      return
    }
    let position = GeographicPoint(longitude: longitude, latitude: latitude)
    project.position = position
    // Of what is no place on the Earth the distance is no number.
    guard let place, !(Geodesic.lengthMetres(from: position, to: place) <= Self.nearMetres) else {
      return
    }
    remarks.append(
      issue(.warning, "", Message("project.geometry_apart"), "project.columns_count"))
  }

  /// What can be said of the record as a whole.
  mutating func finish() {
    project.quantities = items.quantities
    for problem in items.problems { reject(problem.column, problem.message) }
    items.checkSums()
    remarks += items.conflictIssues(role: "projects", layer: file, feature: feature)
    settlePosition()
    if problems.isEmpty, let (_, message) = standard.violated(in: project.quantities) {
      reject("", message)
    }
    noteZeros()
  }

  /// That a number is 0 by which hard rules divide: they do not apply then, which a number that nobody recorded
  /// would bring about as well.
  private mutating func noteZeros() {
    for (item, rules) in standard.zeroDivisors(in: project.quantities) {
      remarks.append(
        issue(
          .warning, item,
          Message(
            "project.zero", ["rules": rules.joined(separator: ", ")],
            names: ["item": standard.name(ofItem: item)]), "project.check_zero"))
    }
  }
}
