/// A statement of a database's schema, which makes one of its objects.
///
/// Only the statement counts: what the schema says beside it about the object's type and name, SQLite does not
/// ask either.
struct SQLiteStatement {
  /// What happens when the object is read that must not; nil where there is nothing.
  let threat: String?
  /// The name of the table, in small letters, that the statement makes; nil where it makes something else, or a
  /// table that computes columns when it is read.
  let table: String?
  /// The name of the view, in small letters, that the statement makes; nil where it makes something else.
  let view: String?

  /// Modules of virtual tables that keep their content in the file itself, and what may be asked of each (`name=…`)
  /// beside its columns. FTS4 calls any function that is named to pack its texts (`uncompress=…`).
  private static let modules: [String: Set<String>] = [
    "rtree": [], "rtree_i32": [], "geopoly": [], "virtualspatialindex": [],
    "virtualelementary": [], "virtualknn": [], "virtualknn2": [],
    "fts3": fullText, "fts4": fullText,
    "fts5": ["tokenize", "prefix", "content", "content_rowid", "columnsize", "detail"],
  ]
  private static let fullText: Set<String> = [
    "tokenize", "matchinfo", "prefix", "order", "languageid", "notindexed", "content",
  ]

  init(_ sql: String) {
    var tokens = SQLToken.all(of: sql)[...]
    var (threat, table, view): (String?, String?, String?)
    if tokens.popFirst() == .word("create") {
      if tokens.first == .word("temp") || tokens.first == .word("temporary") {
        tokens.removeFirst()
      }
      switch tokens.popFirst() {
      case .word("view"):
        view = SQLiteStatement.name(tokens)
        threat = SQLiteQuery(SQLiteStatement.body(ofView: tokens)).threat
      case .word("virtual"): threat = SQLiteStatement.threat(inVirtualTable: tokens)
      case .word("table"):
        let isComputed = SQLiteStatement.hasGeneratedColumn(tokens)
        table = isComputed ? nil : SQLiteStatement.name(tokens)
        threat = SQLiteStatement.threat(inTable: tokens)
      // Indexes hold values that are there already, and reading fires no trigger.
      default: break
      }
    }
    (self.threat, self.table, self.view) = (threat, table, view)
  }

  /// The name behind CREATE TABLE or CREATE VIEW, which is perhaps IF NOT EXISTS and has the name of its database before it.
  private static func name(_ tokens: ArraySlice<SQLToken>) -> String? {
    var tokens = tokens
    if tokens.starts(with: [.word("if"), .word("not"), .word("exists")]) {
      tokens.removeFirst(3)
    }
    guard let name = tokens.popFirst() else { return nil }
    if tokens.popFirst() == .sign(UInt8(ascii: ".")) { return tokens.first?.name }
    // SQLite takes a text for a name where only a name can stand.
    if case .text(let text) = name { return text.lowercased() }
    return name.name
  }

  /// A view's query, behind its name and the names of its columns.
  private static func body(ofView tokens: ArraySlice<SQLToken>) -> ArraySlice<SQLToken> {
    guard let start = tokens.firstIndex(of: .word("as")) else { return tokens }
    return tokens[(start + 1)...]
  }

  private static func threat(inVirtualTable tokens: ArraySlice<SQLToken>) -> String? {
    guard let using = tokens.firstIndex(of: .word("using")), using + 1 < tokens.endIndex else {
      return "virtual table"
    }
    let module: String
    switch tokens[using + 1] {
    case .word(let name), .quoted(let name): module = name
    case .text(let name): module = name.lowercased()
    case .number, .sign: return "virtual table"
    }
    guard let options = modules[module] else { return "virtual table of \(module)" }
    let arguments = tokens[(using + 2)...]
    for (option, sign) in zip(arguments, arguments.dropFirst())
    where sign == .sign(UInt8(ascii: "=")) {
      guard case .word(let name) = option, options.contains(name) else {
        return "virtual table of \(module) with \(option.name ?? "=")"
      }
    }
    return nil
  }

  /// Whether a table computes columns: `AS (…)`. One that is made of a query has AS before it.
  private static func hasGeneratedColumn(_ tokens: ArraySlice<SQLToken>) -> Bool {
    zip(tokens, tokens.dropFirst()).contains { $0 == .word("as") && $1 == .opening }
  }

  /// Of a table only its generated columns compute something when it is read: `AS (…)`.
  private static func threat(inTable tokens: ArraySlice<SQLToken>) -> String? {
    if tokens.contains(.word("select")) { return SQLiteQuery(tokens, mayNameQueries: false).threat }
    let tokens = Array(tokens)
    let closings = SQLToken.closings(in: tokens)
    var position = 0
    while position + 1 < tokens.count {
      guard tokens[position] == .word("as"), let end = closings[position + 1] else {
        position += 1
        continue
      }
      if let threat = SQLiteQuery(
        tokens[(position + 2)..<end], mayNameQueries: false
      ).threat {
        return threat
      }
      position = end
    }
    return nil
  }
}
