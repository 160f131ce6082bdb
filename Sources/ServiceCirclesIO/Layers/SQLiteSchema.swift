/// What a SQLite file (GeoPackage, SpatiaLite) would do when its tables are read.
///
/// A view may hold any query: it can call functions that read files or ask a service, and go round for
/// ever. A virtual table may be another file. Nothing of a file is run before its schema is known to hold
/// neither.
enum SQLiteSchema {
  /// Modules of virtual tables that keep their content in the file itself.
  private static let modules: Set<String> = [
    "rtree", "rtree_i32", "geopoly", "fts3", "fts4", "fts5", "virtualspatialindex",
    "virtualelementary", "virtualknn", "virtualknn2",
  ]

  /// Functions, and words that a parenthesis may follow, that do nothing but compute.
  private static let functions: Set<String> = [
    // Words.
    "as", "in", "and", "or", "not", "on", "using", "over", "values", "select", "where", "from",
    "join", "when", "then",
    "else", "case", "by", "having", "union", "all", "except", "intersect", "exists", "between",
    "like", "glob", "is",
    "filter", "partition", "key", "unique", "check", "default", "references", "with", "table",
    "index", "view",
    // SQLite.
    "abs", "avg", "cast", "ceil", "ceiling", "changes", "char", "coalesce", "concat", "concat_ws",
    "count",
    "cume_dist", "date", "datetime", "dense_rank", "exp", "first_value", "floor", "format",
    "group_concat", "hex",
    "ifnull", "iif", "instr", "json", "json_extract", "julianday", "lag", "last_value", "lead",
    "length", "like",
    "ln", "log", "log10", "lower", "ltrim", "max", "min", "mod", "ntile", "nullif", "percent_rank",
    "pow", "power",
    "printf", "quote", "rank", "replace", "round", "row_number", "rtrim", "sign", "sqrt",
    "strftime", "substr",
    "substring", "sum", "time", "total", "trim", "trunc", "typeof", "unicode", "unixepoch", "upper",
    // Types with a length.
    "char", "character", "varchar", "nvarchar", "decimal", "numeric", "text", "blob", "float",
    "double", "integer",
    // Geometry.
    "area", "asbinary", "asgeojson", "astext", "buffer", "castautomagic", "casttomultipolygon",
    "casttoxy",
    "centroid", "envelope", "geometrytype", "makepoint", "multi", "pointonsurface", "setsrid",
    "srid", "transform",
    "x", "y", "mbrmaxx", "mbrmaxy", "mbrminx", "mbrminy",
  ]

  /// What a file holds that is not read; nil where there is nothing.
  static func threat(in path: String) -> String? {
    let objects = SQLiteFile(path, withJournal: true)?.rows(
      "SELECT type, name, sql FROM sqlite_master")
    for object in objects ?? [] {
      if let what = threat(object[0], object[2]) { return "\(object[0]) '\(object[1])': \(what)" }
    }
    return nil
  }

  static func threat(_ type: String, _ sql: String) -> String? {
    let text = withoutTexts(sql).lowercased()
    if let module = text.firstMatch(
      of: /create\s+virtual\s+table\s.*?\susing\s+([a-z0-9_]+)/.dotMatchesNewlines())
    {
      return modules.contains(String(module.output.1)) ? nil : "virtual table of \(module.output.1)"
    }
    guard type == "view" || type == "table" && text.contains(/\bas\s*\(/) else { return nil }
    if text.contains(/\brecursive\b/) { return "recursive query" }
    for call in text.matches(of: /([a-z_][a-z0-9_$]*)\s*\(/) {
      let name = String(call.output.1)
      if functions.contains(name) || name.hasPrefix("st_")
        || type == "table" && isOwnName(name, text)
      {
        continue
      }
      return "calls \(name)"
    }
    return nil
  }

  /// The name of the table itself, which its columns follow in parentheses.
  private static func isOwnName(_ name: String, _ text: String) -> Bool {
    text.firstMatch(of: /create\s+table\s+([a-z_][a-z0-9_$]*)/).map { $0.output.1 == name } ?? false
  }

  /// A statement without its texts, quoted names and comments.
  private static func withoutTexts(_ sql: String) -> String {
    sql.replacing(/'(?:[^']|'')*'/, with: "''").replacing(/"(?:[^"]|"")*"/, with: "quoted")
      .replacing(/`[^`]*`/, with: "quoted").replacing(/\[[^\]]*\]/, with: "quoted")
      .replacing(/--[^\n]*/, with: " ").replacing(/(?s)\/\*.*?\*\//, with: " ")
  }
}
