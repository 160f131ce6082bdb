/// What a query of a database would do, by its text.
struct SQLiteQuery {
  /// Words that a parenthesis may follow.
  private static let words: Set<String> = [
    "all", "and", "as", "between", "by", "case", "cross", "distinct", "else", "escape", "except",
    "exists", "filter", "from", "glob", "having", "in", "intersect", "is", "join", "like",
    "limit", "match", "materialized", "not", "notnull", "offset", "on", "or", "over", "partition",
    "returning", "select", "then", "union", "using", "values", "when", "where",
  ]
  /// Types with a length, in CAST.
  private static let types: Set<String> = [
    "blob", "char", "character", "decimal", "double", "float", "integer", "numeric", "nvarchar",
    "text", "varchar",
  ]
  /// Functions that do nothing but compute, and make no large result of nothing. `printf('%.900000000c')`, `zeroblob` and `randomblob` make texts of any size of nothing.
  private static let functions: Set<String> = [
    // SQLite.
    "abs", "avg", "cast", "ceil", "ceiling", "changes", "char", "coalesce", "concat", "concat_ws",
    "count", "cume_dist", "date", "datetime", "dense_rank", "exp", "first_value", "floor",
    "group_concat", "hex", "ifnull", "iif", "instr", "json", "json_extract", "julianday", "lag",
    "last_value", "lead", "length", "like", "ln", "log", "log10", "lower", "ltrim", "max", "min",
    "mod", "ntile", "nullif", "percent_rank", "pow", "power", "quote", "rank", "replace", "round",
    "row_number", "rtrim", "sign", "sqrt", "strftime", "substr", "substring", "sum", "time",
    "total", "trim", "trunc", "typeof", "unicode", "unixepoch", "upper",
    // Geometry, each with `st_` before it, too. None that makes a grid, points along lines or rounded corners:
    // as many as they are asked for.
    "area", "asbinary", "asgeojson", "astext", "castautomagic", "casttomultipolygon",
    "casttomultilinestring", "casttomultipoint", "casttopoint", "casttopolygon",
    "casttolinestring", "casttoxy", "centroid", "collect", "contains", "convexhull", "coveredby",
    "covers", "crosses", "difference", "disjoint", "distance", "envelope", "equals",
    "exteriorring", "geometryn", "geometrytype", "geomfromtext", "geomfromwkb", "intersection",
    "intersects", "isclosed", "isempty", "issimple", "isvalid", "length", "makepoint",
    "makevalid", "maxx", "maxy", "mbrmaxx", "mbrmaxy", "mbrminx", "mbrminy", "minx", "miny",
    "multi", "numgeometries", "overlaps", "perimeter", "point", "pointfromtext", "pointonsurface",
    "setsrid", "simplify", "srid", "touches", "transform", "union", "within", "x", "y",
    // SpatiaLite's own views, which are in every such file, ask their styles and documents for these.
    "getfontfamily", "getmimetype", "isfontbold", "isfontitalic", "xb_getabstract",
    "xb_getschemauri", "xb_gettitle", "xb_isschemavalidated",
  ]

  private let tokens: [SQLToken]
  /// For each parenthesis that opens, where it closes: the end of the text where it does not.
  private let closings: [Int: Int]
  private let openings: [Int: Int]
  /// Where each name stands, in order.
  private let places: [String: [Int]]
  private let mayNameQueries: Bool

  /// A query, or an expression.
  ///
  /// - Parameter mayNameQueries: Whether it may be `WITH name (columns) AS (…)`: in a table's columns it cannot, and
  ///   what is written so is something else.
  init(_ tokens: ArraySlice<SQLToken>, mayNameQueries: Bool = true) {
    self.mayNameQueries = mayNameQueries
    self.tokens = Array(tokens)
    closings = SQLToken.closings(in: self.tokens)
    openings = Dictionary(closings.map { ($1, $0) }, uniquingKeysWith: min)
    var places: [String: [Int]] = [:]
    for (position, token) in self.tokens.enumerated() {
      if let name = token.name { places[name, default: []].append(position) }
    }
    self.places = places
  }

  /// Whether a function may be called, by its name in small letters.
  static func isPlain(_ function: String) -> Bool {
    if functions.contains(function) { return true }
    return function.hasPrefix("st_") && functions.contains(String(function.dropFirst(3)))
  }

  /// What the query would do that it must not: call another function than plain ones, or go round; nil where it
  /// does neither.
  ///
  /// - Complexity: O(*n* log *n*) in the number of tokens.
  var threat: String? {
    if places["recursive"] != nil { return "recursive query" }
    // An operator that is a function, whatever is behind it.
    if places["regexp"] != nil { return "calls regexp" }
    for position in tokens.indices.dropLast() where tokens[position + 1] == .opening {
      switch tokens[position] {
      case .word("as"), .word("materialized"):
        if namesItself(position) { return "recursive query" }
      case .word(let name) where SQLiteQuery.words.contains(name): break
      case .word(let name), .quoted(let name):
        // Names in quotes are called as well as those without.
        guard
          SQLiteQuery.isPlain(name) || SQLiteQuery.types.contains(name)
            || mayNameQueries && namesColumns(position)
        else { return "calls \(name)" }
      case .text(let name):
        // SQLite takes a text for a name where only a name can stand.
        return "calls \(name)"
      case .number, .sign: break
      }
    }
    return nil
  }

  /// Whether the parentheses behind a name hold the columns of a query with a name: `name (a, b) AS (SELECT …)`.
  private func namesColumns(_ position: Int) -> Bool {
    guard let end = closings[position + 1], end + 2 < tokens.count, tokens[end + 1] == .word("as")
    else { return false }
    let following = Array(tokens[(end + 2)...].prefix(3))
    return following.first == .opening
      || following.starts(with: [.word("materialized"), .opening])
      || following.starts(with: [.word("not"), .word("materialized"), .opening])
  }

  /// Whether the query whose parenthesis opens behind `AS` or `MATERIALIZED` has its own name in it. It goes
  /// round then: SQLite does not ask for the word RECURSIVE.
  private func namesItself(_ position: Int) -> Bool {
    var before = position
    if tokens[before] == .word("materialized") {
      before -= 1
      if before >= 0, tokens[before] == .word("not") { before -= 1 }
    }
    guard before > 0, tokens[before] == .word("as") else { return false }
    before -= 1
    if tokens[before] == .closing, let opening = openings[before] { before = opening - 1 }
    guard before >= 0, let name = tokens[before].name,
      let end = closings[position + 1], let own = places[name]
    else { return false }
    // The first place of the name behind the parenthesis.
    var (low, high) = (0, own.count)
    while low < high {
      let middle = (low + high) / 2
      if own[middle] <= position + 1 { low = middle + 1 } else { high = middle }
    }
    return low < own.count && own[low] < end
  }
}
