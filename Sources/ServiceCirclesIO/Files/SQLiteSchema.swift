/// What a SQLite file (GeoPackage, SpatiaLite) would do when its tables are read.
///
/// A view may hold any query: it can call functions that read files or ask a service, or that make texts of any
/// size, and go round for ever. A virtual table may be another file. Nothing of a file is run before its schema
/// is known to hold neither.
struct SQLiteSchema {
  /// What is wrong with it, as the first object that is not read; nil where there is nothing.
  let threat: String?
  /// The names of its tables, in small letters: what gives no more than it holds.
  private let tables: Set<String>

  /// The schema of a database; nil where it cannot be read.
  init?(of database: SQLiteFile) {
    guard let objects = database.objects else { return nil }
    var threat: String?
    var tables: Set<String> = []
    var views: Set<String> = []
    for object in objects {
      let statement = SQLiteStatement(object.sql)
      if threat == nil, let what = statement.threat {
        threat = "\(object.type) '\(object.name)': \(what)"
      }
      if let table = statement.table { tables.insert(table) }
      if let view = statement.view { views.insert(view) }
    }
    self.threat = threat
    // A schema may hold two statements for one name; which of them counts is SQLite's to say.
    self.tables = tables.subtracting(views)
  }

  /// Whether a layer is a table that gives what it holds: no view, and without columns that are computed.
  func isTable(_ layer: String) -> Bool { tables.contains(layer.lowercased()) }
}
