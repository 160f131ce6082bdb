import CGDAL
import PlaneGeometry
import ServiceCircles

/// Reads one vector layer of any format that GDAL knows, feature by feature, into the working
/// plane.
///
/// Tables without geometry (CSV) give points from their columns `lon` (or `lng`, `longitude`) and
/// `lat` (or `latitude`) on WGS 84. Every other layer must declare its coordinate reference system;
/// GeoJSON is WGS 84 by its own standard. Curves become lines, heights and measures are dropped,
/// open rings are closed.
///
/// A record that cannot be used is skipped and becomes a row of ``issues``; an invalid geometry is
/// kept and becomes one too. Not Sendable: one task reads a layer.
final class LayerReader {
  /// The layer.
  let source: LayerSource
  /// The layer's role in the run, for issues: facilities, points, communities …
  let role: String
  /// The layer's name in the file.
  let layerName: String
  /// The format's short name, such as `GPKG`.
  let format: String
  /// The code of the layer's coordinate reference system, or its name where it has none.
  let crs: String
  /// The layer's columns.
  let schema: LayerSchema
  /// The plane geometries come in.
  let plane: WorkingPlane
  /// How many features the file says it has; nil where it would have to count.
  let announcedCount: Int?

  /// What was wrong with records read so far.
  var issues: [RecordIssue] = []
  /// How many features were read so far, skipped ones counted.
  var readCount = 0
  /// How many of them were skipped.
  var skippedCount = 0

  /// Whether ``skipped`` is kept.
  var keepsSkipped = false
  /// The features that were skipped, without geometry.
  private(set) var skipped: [LayerFeature] = []

  private let dataset: GDALDataset
  let layer: OGRLayerH
  private var cells: StoredCells
  let engine = GeometryEngine()
  let reprojector: Reprojector
  /// Where the coordinates of a table without geometry are.
  let pointColumns: (x: Int, y: Int)?
  var hasReportedEncoding = false
  /// The columns that tell people which record is meant, beside its number: the first that holds anything does.
  var naming: [Int] { [idColumn, nameColumn].compactMap { $0 } }
  /// Where the ids and the names of records are; set before the first record is read.
  var idColumn: Int?
  var nameColumn: Int?
  /// How many of the skipped features add up others.
  private(set) var totalCount = 0
  /// The record that is being read: its number and its fields.
  private var current: (number: Int64, values: [String?])?
  /// Whether invalid geometries become issues; false for a caller who repairs them.
  var reportsInvalid = true

  /// Opens a layer.
  ///
  /// The coordinate reference system (code or WKT) that the user says the layer is in wins over the
  /// file's. A table keeps its coordinates in the columns that are named, else in the usual ones.
  ///
  /// - Throws: ``LayerError`` of the reasons notFound, cannotOpen, unknownLayer, severalLayers,
  ///   missingColumn, missingCRS, legacyDatum, unusableCRS.
  convenience init(
    _ source: LayerSource, role: String, plane: WorkingPlane, declaredCRS: String? = nil,
    longitudeColumn: String? = nil, latitudeColumn: String? = nil
  ) throws(LayerError) {
    let opened = try OpenedLayer(source)
    try self.init(
      opened, role: role, plane: plane, declaredCRS: declaredCRS ?? source.crs,
      longitudeColumn: longitudeColumn, latitudeColumn: latitudeColumn)
  }

  private init(
    _ opened: OpenedLayer, role: String, plane: WorkingPlane, declaredCRS: String?,
    longitudeColumn: String?, latitudeColumn: String?
  ) throws(LayerError) {
    let source = opened.source
    let file = try GDALLibrary.quietly { () throws(LayerError) in try FileCells(opened) }
    if let conflict = file.systemConflict, declaredCRS == nil { throw conflict }
    let schema = LayerSchema(columns: opened.columns, repeated: file.repeated)
    // Of a system that nobody knows GDAL says nothing, and takes the format's own.
    let isKnown =
      file.system.map { (try? Reprojector(from: $0, to: plane)) != nil } ?? true
    let own = isKnown ? opened.crs : nil
    // A CSV may also hold well-known text; without a declared system its degrees say more.
    let isTable =
      opened.hasNoGeometry
      || opened.format == "CSV" && declaredCRS == nil && own == nil
        && schema.positions(of: .longitude).position != nil
        && schema.positions(of: .latitude).position != nil
    var pointColumns: (x: Int, y: Int)?
    if isTable || longitudeColumn != nil || latitudeColumn != nil {
      func find(_ given: String?, _ usual: ColumnNames) throws(LayerError) -> Int {
        let names = given.map { [$0] } ?? usual.all
        if let position = given.map({ schema.position(of: $0) })
          ?? schema.positions(of: usual).position
        {
          try schema.checkRepeated(schema.columns[position], of: source, layer: opened.name)
          return position
        }
        throw LayerError(
          .missingColumn(
            names[0],
            nearest: names.lazy.compactMap { NearestName.of($0, in: schema.columns) }.first,
            available: schema.columns),
          file: source.shownPath, layer: opened.name)
      }
      pointColumns = (
        try find(longitudeColumn, .longitude), try find(latitudeColumn, .latitude)
      )
    }
    let definition: String
    if let declaredCRS {
      definition = declaredCRS
      crs = declaredCRS
    } else if pointColumns != nil {
      definition = "EPSG:4326"
      crs = definition
    } else if let own {
      definition = own.definition
      crs = own.name
    } else {
      throw opened.missingCRS
    }
    if let legacy = LegacyDatum.name(of: definition) {
      throw LayerError(.legacyDatum(legacy), file: source.shownPath, layer: opened.name)
    }
    if crs == plane.code, source.datum == nil {
      reprojector = Reprojector(alreadyIn: plane)
    } else {
      do {
        reprojector = try Reprojector(from: definition, shiftedBy: source.datum, to: plane)
      } catch {
        throw LayerError(
          .unusableCRS(crs: crs, reason: "\(error)"), file: source.shownPath, layer: opened.name)
      }
    }
    self.source = source
    self.role = role
    self.schema = schema
    self.plane = plane
    self.pointColumns = pointColumns
    layerName = opened.name
    format = opened.format
    announcedCount = opened.count
    dataset = opened.dataset
    layer = opened.layer
    cells = file.cells
    if let note = opened.encodingNote {
      issues.append(
        RecordIssue(
          .warning, role: role, layer: source.description, feature: "", problem: note,
          action: Message("layer.compare_texts")))
    }
    if let datum = source.datum {
      issues.append(
        RecordIssue(
          .note, role: role, layer: source.description, feature: "",
          problem: Message("layer.shifted", ["datum": datum.rawValue]),
          action: Message("layer.prefer_unshifted")))
    }
    GDALLibrary.quietly { OGR_L_ResetReading(opened.layer) }
  }

  /// Reads everything that is left.
  ///
  /// - Throws: ``LayerError`` of the reasons readFailed and damaged where the file breaks off.
  func readAll() throws(LayerError) -> [LayerFeature] {
    var features: [LayerFeature] = []
    while let feature = try next() { features.append(feature) }
    return features
  }

  /// The next feature that can be used; nil at the end. Features without a geometry are given, for
  /// the caller knows what that means.
  ///
  /// - Throws: ``LayerError`` of the reasons readFailed and damaged where the file breaks off.
  func next() throws(LayerError) -> LayerFeature? {
    try GDALLibrary.quietly { () throws(LayerError) in
      while true {
        guard let feature = try dataset.next(layer, source, layerName) else { return nil }
        defer { OGR_F_Destroy(feature) }
        readCount += 1
        let number = OGR_F_GetFID(feature)
        cells.take(dataset.notes, columns: schema.columns)
        let values = texts(of: feature, number: number)
        current = (number, values)
        if skipsTotal(feature, number: number, values: values) {
          CPLErrorReset()
          continue
        }
        switch try geometry(of: feature, number: number, values: values) {
        case .found(let geometry):
          return LayerFeature(number: number, schema: schema, values: values, geometry: geometry)
        case .skipped:
          skippedCount += 1
          guard keepsSkipped else { break }
          skipped.append(
            LayerFeature(number: number, schema: schema, values: values, geometry: nil))
        }
        CPLErrorReset()
      }
    }
  }

  /// Skips a record that adds up others; one of which the word may as well be the name only where it has no place.
  private func skipsTotal(_ feature: OGRFeatureH, number: Int64, values: [String?]) -> Bool {
    guard
      let total = TotalRow(
        id: idColumn.flatMap { values[$0] }, name: nameColumn.flatMap { values[$0] }, cells: values),
      total.isCertain || !hasPlace(feature, values: values)
    else { return false }
    skippedCount += 1
    totalCount += 1
    report(
      .warning, number, field: "", problem: total.problem(row: "\(number)"),
      action: Message("layer.skipped"))
    return true
  }

  private func texts(of feature: OGRFeatureH, number: Int64) -> [String?] {
    (0..<Int32(schema.columns.count)).map { field in
      cells.text(of: feature, field) {
        // Once a layer: where one text is in another encoding, all are.
        guard !hasReportedEncoding else { return }
        hasReportedEncoding = true
        report(
          .warning, number, field: schema.columns[Int(field)], problem: "layer.not_utf8",
          action: "layer.declare_encoding")
      }
    }
  }

  /// Adds an issue of one feature.
  func report(
    _ severity: RecordIssue.Severity, _ number: Int64, field: String = "", problem: String,
    values: [String: String] = [:], action: String
  ) {
    issues.append(
      RecordIssue(
        severity, role: role, layer: source.description, feature: label(of: number),
        field: field, problem: Message(problem, values.mapValues(LayerReader.shortened)),
        action: Message(action)))
  }

  /// Adds an issue of one feature.
  func report(
    _ severity: RecordIssue.Severity, _ number: Int64, field: String, problem: Message,
    action: Message
  ) {
    issues.append(
      RecordIssue(
        severity, role: role, layer: source.description, feature: label(of: number),
        field: field,
        problem: Message(
          problem.key, problem.values.mapValues(LayerReader.shortened), parts: problem.parts,
          names: problem.names), action: action))
  }

  /// The number of a record, and its id or its name where it has one.
  private func label(of number: Int64) -> String {
    guard let current, current.number == number,
      let text = naming.lazy.compactMap({ CellText.named(current.values[$0]) }).first,
      text != "\(number)"
    else { return "\(number)" }
    return "\(number) (\(LayerReader.shortened(text)))"
  }

  /// Adds an issue.
  func report(_ issue: RecordIssue) { issues.append(issue) }

  /// A text of a record, as far as it helps to find the record.
  private static func shortened(_ text: String) -> String {
    let start = text.prefix(80)
    return start.endIndex == text.endIndex ? text : start + "…"
  }
}
