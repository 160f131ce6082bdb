import CGDAL
import CSpatiaLite
import Foundation
import ServiceCircles

/// Looks through a table or view of a SQLite file (GeoPackage, SpatiaLite) for what GDAL would make of it silently.
///
/// SQLite keeps any value in any column, whatever the column declares. The values are asked of SQLite itself, over
/// the connection that GDAL reads by.
///
/// - Complexity: O(n) in the number of cells; nothing is kept of cells that are what their columns declare.
struct DatabaseCells {
  /// The cells that are something else than their columns declare.
  private(set) var cells = StoredCells()
  /// The first of them: its column and what it says.
  private(set) var first: (column: String, text: String)?
  /// The number of a geometry's reference system that is not the layer's, and the layer's; nil where there is none.
  private(set) var system: (own: Int32, layer: Int32)?

  /// Whether the records' numbers tell them apart, as those of a view need not, nor those of a table that has a
  /// column of its own in their place.
  private(set) var isNumbered = true
  /// Why not all records could be looked at, in SQLite's words; nil where all were.
  private(set) var failure: String?
  /// Whether it is a view, or a table with computed columns.
  let isView: Bool

  private let fields: [(name: String, type: OGRFieldType, subtype: OGRFieldSubType)]
  /// The number of the layer's reference system; nil where the file does not say it.
  private var layerSystem: Int32?

  /// Whole numbers that a binary number of fifteen digits holds.
  private static let mostWhole: UInt64 = 999_999_999_999_999
  /// Longer bytes are no number in any writing.
  private static let mostBytes = 64

  /// - Parameter waiting: Called with what reads the next record.
  init(_ opened: OpenedLayer, on connection: OpaquePointer, waiting: (() -> Int32) -> Int32) {
    let (layer, name) = (opened.layer, opened.name)
    let definition = OGR_L_GetLayerDefn(layer)
    fields = (0..<OGR_FD_GetFieldCount(definition)).map { i in
      let field = OGR_FD_GetFieldDefn(definition, i)
      return (
        OGR_Fld_GetNameRef(field).map { String(cString: $0) } ?? "",
        OGR_Fld_GetType(field), OGR_Fld_GetSubType(field)
      )
    }
    let geometry = OGR_L_GetGeometryColumn(layer).map { String(cString: $0) } ?? ""
    // A table with several geometries is several layers, `table(geometry)`.
    let suffix = "(\(geometry))"
    let isSuffixed = !geometry.isEmpty && name.hasSuffix(suffix)
    let table = isSuffixed ? String(name.dropLast(suffix.count)) : name
    layerSystem = Self.system(of: table, geometry, on: connection)
    let id = OGR_L_GetFIDColumn(layer).map { String(cString: $0) } ?? ""
    isView = opened.allowance != nil
    let numbers = Self.numbers(id, isView: isView, format: opened.format)
    let columns =
      [geometry.isEmpty ? "NULL" : "substr(\(Self.quoted(geometry)), 1, 39)"]
      + fields.map { Self.quoted($0.name) }
    func prepare(_ columns: [String]) -> OpaquePointer? {
      var statement: OpaquePointer?
      let query = "SELECT \(columns.joined(separator: ", ")) FROM \(Self.quoted(table))"
      sqlite3_prepare_v2(connection, query, -1, &statement, nil)
      return statement
    }
    var number: String?
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    for expression in numbers where statement == nil {
      number = expression
      statement = prepare([expression] + columns)
    }
    if statement == nil {
      isNumbered = false
      statement = prepare(["NULL"] + columns)
    }
    guard statement != nil else {
      failure = String(cString: sqlite3_errmsg(connection))
      return
    }
    var found: Set<Int64> = []
    // What a view gives beyond is not read anyhow.
    var left = opened.allowance?.records ?? .max
    var result = SQLITE_DONE
    while left > 0 {
      result = waiting { sqlite3_step(statement) }
      guard result == SQLITE_ROW else { break }
      left -= 1
      let feature = sqlite3_column_int64(statement, 0)
      if isView, isNumbered {
        isNumbered =
          sqlite3_column_type(statement, 0) == SQLITE_INTEGER && found.insert(feature).inserted
      }
      if system == nil { checkSystem(statement) }
      for (field, column) in fields.enumerated() {
        check(statement, Int32(field), of: column.type, column.subtype, feature)
      }
    }
    guard result == SQLITE_ROW || result == SQLITE_DONE else {
      failure = String(cString: sqlite3_errmsg(connection))
      return
    }
    // Nearly all tables have no such cell.
    guard first != nil, !isView, isNumbered, let number else { return }
    // GDAL counts where a number that is no column of the table is 0.
    let isNumber = "typeof(\(number)) = 'integer'" + (id.isEmpty ? " AND \(number) <> 0" : "")
    let counts = prepare([
      "count(*) = count(DISTINCT CASE WHEN \(isNumber) THEN \(number) END)"
    ])
    defer { sqlite3_finalize(counts) }
    isNumbered =
      waiting { sqlite3_step(counts) } == SQLITE_ROW && sqlite3_column_int(counts, 0) == 1
  }

  /// How the records' numbers can be asked for as GDAL does, in the order in which it is tried; nothing where there
  /// are none.
  private static func numbers(_ id: String, isView: Bool, format: String) -> [String] {
    // GDAL asks for the number that SQLite has, and then calls it by the name that SQLite gives it: there may be a
    // column `rowid`, which is another.
    if format == "SQLite", !isView || id.lowercased() == "rowid" {
      return ["_rowid_"] + (isView ? [quoted(id)] : [])
    }
    if id.isEmpty { return isView ? [] : ["_rowid_"] }
    return [quoted(id)]
  }

  private static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }

  private mutating func check(
    _ statement: OpaquePointer?, _ field: Int32, of type: OGRFieldType,
    _ subtype: OGRFieldSubType, _ feature: Int64
  ) {
    let column = field + 2
    switch (sqlite3_column_type(statement, column), type) {
    case (SQLITE_NULL, _): break
    case (SQLITE_INTEGER, OFTInteger), (SQLITE_INTEGER, OFTInteger64):
      let number = sqlite3_column_int64(statement, column)
      let isHeld =
        switch (type, subtype) {
        case (_, OFSTBoolean): number == 0 || number == 1
        case (_, OFSTInt16): Int16(exactly: number) != nil
        case (OFTInteger, _): Int32(exactly: number) != nil
        default: true
        }
      if !isHeld { note("\(number)", field, feature) }
    case (SQLITE_INTEGER, OFTReal):
      let number = sqlite3_column_int64(statement, column)
      if number.magnitude > Self.mostWhole { note("\(number)", field, feature) }
    case (SQLITE_INTEGER, OFTString), (SQLITE_FLOAT, OFTReal), (SQLITE_FLOAT, OFTString): break
    case (SQLITE_INTEGER, _): note("\(sqlite3_column_int64(statement, column))", field, feature)
    case (SQLITE_FLOAT, _):
      note(FieldText.text(of: sqlite3_column_double(statement, column)), field, feature)
    case (SQLITE_TEXT, OFTDate), (SQLITE_TEXT, OFTDateTime):
      // GDAL leaves a day that it does not understand empty.
      let bytes = bytes(statement, column)
      if !Self.isDay(bytes) { note(bytes, field, feature, isNumber: true) }
    case (SQLITE_TEXT, OFTString), (SQLITE_BLOB, OFTString):
      // What is behind a NUL is no part of a text for GDAL.
      let bytes = text(statement, column)
      if bytes.contains(0) { note(bytes, field, feature, isNumber: false) }
    case (SQLITE_TEXT, _): note(text(statement, column), field, feature, isNumber: true)
    default:
      // GDAL gives bytes as digits of sixteen, which look like a number now and then.
      let bytes = bytes(statement, column)
      guard bytes.count <= Self.mostBytes || type != OFTBinary else { break }
      let digits = bytes.prefix(Self.mostBytes).map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
      note("X'\(digits.joined())'", field, feature)
    }
  }

  private func bytes(
    _ statement: OpaquePointer?, _ column: Int32
  ) -> UnsafeBufferPointer<UInt8> {
    // A text is in UTF-8 only where it is asked for as one: in the file it may be in UTF-16.
    let start =
      sqlite3_column_type(statement, column) == SQLITE_TEXT
      ? sqlite3_column_text(statement, column)
      : sqlite3_column_blob(statement, column)?.assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
  }

  /// The bytes of a text without NULs at its end, which are no part of it for anybody.
  private func text(_ statement: OpaquePointer?, _ column: Int32) -> UnsafeBufferPointer<UInt8> {
    var bytes = bytes(statement, column)
    while bytes.last == 0 { bytes = UnsafeBufferPointer(rebasing: bytes.dropLast()) }
    return bytes
  }

  private mutating func note(_ text: String, _ field: Int32, _ feature: Int64) {
    if first == nil { first = (fields[Int(field)].name, text) }
    cells.note(text, feature: feature, field: field)
  }

  private mutating func note(
    _ bytes: UnsafeBufferPointer<UInt8>, _ field: Int32, _ feature: Int64, isNumber: Bool
  ) {
    if first == nil {
      first = (fields[Int(field)].name, String(decoding: bytes.prefix(80), as: UTF8.self))
    }
    cells.note(bytes, feature: feature, field: field, isNumber: isNumber)
  }

  /// Whether a text begins as the day that ISO 8601 writes.
  private static func isDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 10 else { return false }
    return bytes.prefix(10).enumerated().allSatisfy { i, byte in
      i == 4 || i == 7 ? byte == UInt8(ascii: "-") : (48...57).contains(byte)
    }
  }
}

extension DatabaseCells {
  /// The number of the reference system that the file's tables say a layer is in.
  private static func system(
    of table: String, _ geometry: String, on connection: OpaquePointer
  ) -> Int32? {
    let queries = [
      "SELECT srs_id FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?1)"
        + " AND lower(column_name) = lower(?2)",
      "SELECT srid FROM geometry_columns WHERE lower(f_table_name) = lower(?1)"
        + " AND lower(f_geometry_column) = lower(?2)",
    ]
    for query in queries {
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      guard sqlite3_prepare_v2(connection, query, -1, &statement, nil) == SQLITE_OK else {
        continue
      }
      for (i, text) in [table, geometry].enumerated() {
        spatialite_shim_bind_text(
          statement, Int32(i + 1), text, sqlite3_uint64(text.utf8.count))
      }
      if sqlite3_step(statement) == SQLITE_ROW { return sqlite3_column_int(statement, 0) }
    }
    return nil
  }

  /// Looks whether a geometry is in another reference system than the layer. GDAL reads it as if it were in the
  /// layer's, whatever its own header says.
  private mutating func checkSystem(_ statement: OpaquePointer?) {
    // Of 0 and -1 nobody knows what they are.
    guard let layerSystem, layerSystem > 0, sqlite3_column_type(statement, 1) == SQLITE_BLOB
    else { return }
    let header = bytes(statement, 1)
    let offset: Int
    let isLittleEndian: Bool
    if header.count >= 8, header[0] == UInt8(ascii: "G"), header[1] == UInt8(ascii: "P") {
      (offset, isLittleEndian) = (4, header[3] & 1 == 1)
    } else if header.count == 39, header[0] == 0, header[1] <= 1, header[38] == 0x7C {
      // SpatiaLite's own, by its first and its thirty-ninth byte.
      (offset, isLittleEndian) = (2, header[1] == 1)
    } else {
      return
    }
    let number = UnsafeRawBufferPointer(header).loadUnaligned(
      fromByteOffset: offset, as: Int32.self)
    let own = isLittleEndian ? Int32(littleEndian: number) : Int32(bigEndian: number)
    if own > 0, own != layerSystem { system = (own, layerSystem) }
  }
}
