/// A piece of SQL text, as SQLite itself parts it.
enum SQLToken: Hashable {
  /// A word without quotes, in small letters: a keyword or a name.
  case word(String)
  /// A name in quotes (`"…"`, `` `…` `` or `[…]`), without them, in small letters.
  case quoted(String)
  /// A text (`'…'`), without its quotes.
  case text(String)
  /// A number.
  case number
  /// Any other byte.
  case sign(UInt8)

  static let opening = sign(UInt8(ascii: "("))
  static let closing = sign(UInt8(ascii: ")"))

  /// What a word or a quoted name names; nil for anything else.
  var name: String? {
    switch self {
    case .word(let name), .quoted(let name): name
    case .text, .number, .sign: nil
    }
  }

  /// The pieces of a statement, without blanks and comments.
  ///
  /// Quotes may stand in comments, comments in quotes, and quotes of one kind in those of another: only who
  /// reads from left to right, once, knows which of them begins first.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func all(of sql: String) -> [SQLToken] {
    var lexer = SQLLexer(sql)
    var tokens: [SQLToken] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  /// For each parenthesis that opens, where it closes: the end of the text where it does not.
  static func closings(in tokens: [SQLToken]) -> [Int: Int] {
    var closings: [Int: Int] = [:]
    var open: [Int] = []
    for (position, token) in tokens.enumerated() {
      if token == .opening { open.append(position) }
      if token == .closing, let last = open.popLast() { closings[last] = position }
    }
    for position in open { closings[position] = tokens.count }
    return closings
  }
}

/// Reads SQL text from left to right.
private struct SQLLexer {
  private let bytes: [UInt8]
  private var position = 0

  init(_ sql: String) {
    // The text ends for SQLite with a byte of zero.
    bytes = Array(sql.utf8.prefix { $0 != 0 })
  }

  mutating func next() -> SQLToken? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "'"): return .text(quotation(UInt8(ascii: "'")))
    case UInt8(ascii: "\""): return .quoted(quotation(UInt8(ascii: "\"")).lowercased())
    case UInt8(ascii: "`"): return .quoted(quotation(UInt8(ascii: "`")).lowercased())
    case UInt8(ascii: "["): return .quoted(bracketed().lowercased())
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      _ = run()
      return .number
    case let byte where SQLLexer.isOfNames(byte): return .word(run().lowercased())
    case let byte:
      position += 1
      return .sign(byte)
    }
  }

  private static func isOfNames(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  /// Letters, digits and what else names are made of, from here on.
  private mutating func run() -> String {
    let start = position
    while position < bytes.count, SQLLexer.isOfNames(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// What stands between quotes, of which two inside stand for one; to the end where they do not close.
  private mutating func quotation(_ quote: UInt8) -> String {
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == quote {
        guard position < bytes.count, bytes[position] == quote else { break }
        position += 1
      }
      content.append(byte)
    }
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func bracketed() -> String {
    let start = position + 1
    position = start
    while position < bytes.count, bytes[position] != UInt8(ascii: "]") { position += 1 }
    defer { position = min(position + 1, bytes.count) }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09...0x0A, 0x0C...0x0D: position += 1
      // A mark of byte order is a blank where no name is before it.
      case 0xEF where follows([0xBB, 0xBF]): position += 3
      case UInt8(ascii: "-") where follows([UInt8(ascii: "-")]):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      case UInt8(ascii: "/") where follows([UInt8(ascii: "*")]): skipComment()
      default: return
      }
    }
  }

  /// A comment ends with the text where nothing closes it.
  private mutating func skipComment() {
    position += 2
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), follows([UInt8(ascii: "/")]) {
        position += 2
        return
      }
      position += 1
    }
  }

  private func follows(_ expected: [UInt8]) -> Bool {
    bytes.dropFirst(position + 1).starts(with: expected)
  }
}
