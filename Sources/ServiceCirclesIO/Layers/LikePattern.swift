import Foundation

/// A comparison by LIKE in a condition that GDAL evaluates itself.
///
/// GDAL tries for each `%` but the last every place of the text, and for each of these every place for the next:
/// with *k* of them, a text of *n* bytes and a pattern of *m*, up to *nᵏ·m* steps. A database does not.
struct LikePattern: Equatable {
  /// The column that is compared, where it is a column alone.
  let column: String?
  /// How many times a text may be looked through from each place on.
  let wildcards: Int
  /// The length of the pattern.
  let bytes: Int

  /// What a condition may take in all: about half a minute.
  static let mostSteps = 5e9

  /// Why the steps of a condition cannot be counted.
  struct PatternIsNoText: Error {}

  /// The comparisons of a condition.
  ///
  /// - Throws: ``PatternIsNoText`` where a pattern is not written out: records could hold any.
  static func all(in condition: String) throws(PatternIsNoText) -> [LikePattern] {
    let tokens = Token.all(of: condition)
    var patterns: [LikePattern] = []
    for (position, token) in tokens.enumerated() where token.isWord("like") || token.isWord("ilike")
    {
      guard position + 1 < tokens.count, case .text(let pattern) = tokens[position + 1],
        position + 2 == tokens.count || tokens[position + 2].endsExpression
      else { throw PatternIsNoText() }
      let isNegated = position > 0 && tokens[position - 1].isWord("not")
      patterns.append(
        LikePattern(
          column: column(before: isNegated ? position - 1 : position, in: tokens), pattern))
    }
    return patterns
  }

  private init(column: String?, _ pattern: String) {
    self.column = column
    let runs = pattern.utf8.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: true)
    // As many as there are beginnings of what is to be found behind one.
    wildcards = runs.count - (pattern.hasPrefix("%") || runs.isEmpty ? 0 : 1)
    bytes = pattern.utf8.count
  }

  /// Whether every text is looked through once at most, by a pattern of a usual length.
  var isQuick: Bool { wildcards <= 1 && bytes <= 200 }

  /// How many steps a text takes.
  func steps(textBytes: Int) -> Double { pow(Double(textBytes), Double(wildcards)) * Double(bytes) }

  private static func column(before position: Int, in tokens: [Token]) -> String? {
    guard position > 0 else { return nil }
    if position > 1, !tokens[position - 2].beginsExpression { return nil }
    switch tokens[position - 1] {
    case .word(let name), .quoted(let name): return name
    case .text, .sign: return nil
    }
  }
}

extension LikePattern {
  /// A piece of a condition as GDAL parts it: it knows no comments, and quotes are escaped.
  private enum Token {
    case word(String)
    case quoted(String)
    case text(String)
    case sign(UInt8)

    func isWord(_ word: String) -> Bool {
      if case .word(let own) = self { own.lowercased() == word } else { false }
    }

    /// Whether an operand may begin behind it that belongs to no other operator than LIKE.
    var beginsExpression: Bool {
      if case .sign(let sign) = self { return sign == UInt8(ascii: "(") }
      return isWord("and") || isWord("or") || isWord("not")
    }

    /// Whether an operand that stands before it ends there.
    var endsExpression: Bool {
      if case .sign(let sign) = self { return sign == UInt8(ascii: ")") }
      return isWord("and") || isWord("or") || isWord("escape")
    }

    static func all(of condition: String) -> [Token] {
      let bytes = Array(condition.utf8)
      var tokens: [Token] = []
      var position = 0
      while position < bytes.count {
        let byte = bytes[position]
        let start = position
        position += 1
        switch byte {
        case 0x09...0x0D, 0x20: break
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          let content = quotation(byte, bytes, &position)
          tokens.append(byte == UInt8(ascii: "'") ? .text(content) : .quoted(content))
        case _ where isOfNames(byte):
          while position < bytes.count, isOfNames(bytes[position]) { position += 1 }
          tokens.append(.word(String(decoding: bytes[start..<position], as: UTF8.self)))
        default: tokens.append(.sign(byte))
        }
      }
      return tokens
    }

    private static func quotation(
      _ quote: UInt8, _ bytes: [UInt8], _ position: inout Int
    ) -> String {
      var content: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        let next = position + 1 < bytes.count ? bytes[position + 1] : 0
        if next == quote, byte == UInt8(ascii: "\\") || byte == quote && quote == UInt8(ascii: "'")
        {
          content.append(next)
          position += 2
        } else {
          position += 1
          if byte == quote { break }
          content.append(byte)
        }
      }
      return String(decoding: content, as: UTF8.self)
    }

    private static func isOfNames(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        true
      default: false
      }
    }
  }
}
