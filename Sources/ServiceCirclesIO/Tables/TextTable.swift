import CGDAL
import PlaneGeometry
import ServiceCircles

/// A table of texts, as it stands in a file.
struct TextTable {
  /// A record.
  struct Row {
    /// Its number in the file, the header being 1, as a spreadsheet counts.
    var number: Int
    /// Its cells in the order of the columns; nil where empty.
    var cells: [String?]
    /// Why it cannot be read; nil where it can.
    var problem: Message?
    /// Where the record's geometry lies, where that is a point.
    var position: GeographicPoint?
  }

  /// The file.
  var file: String
  /// The names of the columns, without blanks at their ends.
  var columns: [String]
  /// The names that the file has again for columns that go by other names here, or that are left out.
  var repeated: [String] = []
  /// The records.
  var rows: [Row]
  /// What is to be known of how it was read.
  var notes: [Message] = []

  /// Reads a table: CSV (comma, semicolon or tab; UTF-8 or GB18030), or any table that GDAL reads.
  ///
  /// - Throws: ``LayerError`` of the reasons notFound, cannotOpen, unknownLayer, severalLayers.
  static func read(_ source: LayerSource) throws(LayerError) -> TextTable {
    try source.check()
    let path = source.path.lowercased()
    if [".csv", ".tsv", ".txt"].contains(where: path.hasSuffix) {
      return try CSVTable.read(source.path)
    }
    return try fromLayer(source)
  }

  private static func fromLayer(_ source: LayerSource) throws(LayerError) -> TextTable {
    let opened = try OpenedLayer(source)
    var table = TextTable(
      file: source.shownPath, columns: opened.columns.map(\.trimmingBlanks), rows: [])
    if let note = opened.encodingNote {
      table.notes.append(
        Message("layer.note", ["file": source.shownPath], parts: ["problem": note]))
    }
    try GDALLibrary.quietly { () throws(LayerError) in
      let file = try FileCells(opened)
      var own = file.cells
      if let conflict = file.systemConflict { throw conflict }
      table.repeated = file.repeated
      if !opened.hasNoGeometry,
        let legacy = opened.crs.flatMap({ LegacyDatum.name(of: $0.definition) })
      {
        throw LayerError(.legacyDatum(legacy), file: source.shownPath, layer: opened.name)
      }
      let degrees = opened.crs.flatMap { GeographicTransformation(from: $0.definition) }
      OGR_L_ResetReading(opened.layer)
      while let feature = try opened.dataset.next(opened.layer, source, opened.name) {
        defer { OGR_F_Destroy(feature) }
        own.take(opened.dataset.notes, columns: opened.columns)
        let cells = (0..<Int32(table.columns.count)).map { own.text(of: feature, $0) }
        table.rows.append(
          Row(
            number: table.rows.count + 2, cells: cells, position: degrees?.place(of: feature)))
      }
    }
    return table
  }

  /// Where the only column of any of some names is; upper and lower case do not count. A name may be there again
  /// where another one of them stands before it.
  ///
  /// - Throws: ``LayerError`` of the reason repeatedColumn.
  func position(ofAny names: [String]) throws(LayerError) -> Int? {
    guard let position = positions(ofAny: names).first else { return nil }
    try checkRepeated([position])
    return position
  }

  /// Looks that the names of columns are there once.
  ///
  /// - Throws: ``LayerError`` of the reason repeatedColumn.
  func checkRepeated(_ positions: some Sequence<Int>) throws(LayerError) {
    var counts: [String: Int] = [:]
    for name in columns + repeated { counts[name.lowercased(), default: 0] += 1 }
    for position in positions where counts[columns[position].lowercased(), default: 0] > 1 {
      throw LayerError(.repeatedColumn(columns[position]), file: file)
    }
  }

  /// Where columns of any of some names are; see ``ColumnNames`` for what makes no difference.
  func positions(ofAny names: [String]) -> [Int] {
    let wanted = Set(names.map(ColumnNames.bare))
    return columns.indices.filter { wanted.contains(ColumnNames.bare(columns[$0])) }
  }
}
