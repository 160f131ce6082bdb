import PlaneGeometry
import Streets

/// One column of a report's table: its name, its type, and where a row keeps its value.
///
/// A value that is nil is stored as NULL.
struct ReportColumn<Row>: Sendable {
  /// What a column holds.
  enum Kind: Hashable, Sendable {
    case text
    case integer
    case real
    /// Areas; other parts of a geometry are not stored.
    case multiPolygon
    /// Points; other parts of a geometry are not stored.
    case multiPoint
    /// A geometry of any type.
    case geometry
  }

  /// One value.
  enum Value {
    case null
    case text(String)
    case integer(Int)
    case real(Double)
    case geometry(Geometry)
  }

  /// The column's name.
  let name: String
  /// What it holds.
  let kind: Kind

  let value: @Sendable (Row) -> Value

  /// The type in SQL. Geometries become columns of their type when the table is complete: filling
  /// a constrained and indexed column is ten times slower.
  var declaredType: String {
    switch kind {
    case .text: "TEXT"
    case .integer: "INTEGER"
    case .real: "REAL"
    case .multiPolygon, .multiPoint, .geometry: "BLOB"
    }
  }

  /// A column of multipoints.
  static func multiPoint(
    _ name: String, _ read: @escaping @Sendable (Row) -> [PlanePoint]
  ) -> Self {
    Self(name: name, kind: .multiPoint) { .geometry(.multiPoint(read($0))) }
  }

  /// SpatiaLite's name of the geometry's type; nil for other columns.
  var geometryType: String? {
    switch kind {
    case .multiPolygon: "MULTIPOLYGON"
    case .multiPoint: "MULTIPOINT"
    case .geometry: "GEOMETRY"
    default: nil
    }
  }

  static func text(_ name: String, _ read: @escaping @Sendable (Row) -> String?) -> Self {
    Self(name: name, kind: .text) { read($0).map { .text($0) } ?? .null }
  }

  static func integer(_ name: String, _ read: @escaping @Sendable (Row) -> Int?) -> Self {
    Self(name: name, kind: .integer) { read($0).map { .integer($0) } ?? .null }
  }

  static func real(_ name: String, _ read: @escaping @Sendable (Row) -> Double?) -> Self {
    Self(name: name, kind: .real) { read($0).map { .real($0) } ?? .null }
  }

  static func multiPolygon(
    _ name: String, _ read: @escaping @Sendable (Row) -> Geometry?
  ) -> Self {
    Self(name: name, kind: .multiPolygon) {
      read($0).map { .geometry(.multiPolygon($0.polygons)) } ?? .null
    }
  }

  static func geometry(_ name: String, _ read: @escaping @Sendable (Row) -> Geometry?) -> Self {
    Self(name: name, kind: .geometry) { read($0).map { .geometry($0) } ?? .null }
  }
}

/// A row of one of the report's tables.
protocol ReportRow: Sendable {
  /// The table's name.
  static var table: String { get }
  /// The names of the columns that tell rows apart; empty where all columns together do.
  static var key: [String] { get }
  /// The columns in their order.
  static var columns: [ReportColumn<Self>] { get }
}

extension ReportRow {
  /// The statement that creates the table.
  static var creation: String {
    var lines = columns.map { column in
      let constraint = key.contains(column.name) ? " NOT NULL" : ""
      return "\"\(column.name)\" \(column.declaredType)\(constraint)"
    }
    if !key.isEmpty {
      lines.append("PRIMARY KEY (\(key.map { "\"\($0)\"" }.joined(separator: ", ")))")
    }
    return "CREATE TABLE \"\(table)\" (\n  \(lines.joined(separator: ",\n  "))\n)"
  }

  /// The statement that inserts one row.
  static var insertion: String {
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \"\(table)\" (\(names)) VALUES (\(marks))"
  }
}
