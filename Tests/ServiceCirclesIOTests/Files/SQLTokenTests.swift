import Foundation
import TestSupport
import Testing

@testable import ServiceCirclesIO

@Suite struct SQLTokenTests {
  /// Texts of the characters that quotes and comments begin and end with.
  private static func randomText(_ random: inout SplitMix) -> String {
    let pieces = [
      "'", "\"", "`", "[", "]", "--", "-", "/*", "*/", "/", "*", "\n", " ", "a", "B_1", "9x", "(",
      ")", "''", "\"\"", "é", "\u{FEFF}",
    ]
    return (0..<Int.random(in: 0...24, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  /// The tokens by rules that are tried one after another at the beginning of what is left.
  private static func naiveTokens(_ sql: String) -> [SQLToken] {
    var rest = Substring(sql)
    var tokens: [SQLToken] = []
    func content(_ text: Substring, _ quote: String) -> String {
      var inside = String(text.dropFirst())
      let quotes = inside.reversed().prefix { String($0) == quote }.count
      if quotes % 2 == 1 { inside.removeLast() }
      return inside.replacingOccurrences(of: quote + quote, with: quote)
    }
    while !rest.isEmpty {
      if let blank = rest.prefixMatch(of: /[ \n]+|\uFEFF|--[^\n]*/) {
        rest = rest[blank.range.upperBound...]
      } else if rest.hasPrefix("/*") {
        let end = rest.dropFirst(2).range(of: "*/")?.upperBound ?? rest.endIndex
        rest = rest[end...]
      } else if let match = rest.prefixMatch(of: /'(?:[^']|'')*(?:'|$)/) {
        tokens.append(.text(content(match.output, "'")))
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /"(?:[^"]|"")*(?:"|$)/) {
        tokens.append(.quoted(content(match.output, "\"").lowercased()))
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /`(?:[^`]|``)*(?:`|$)/) {
        tokens.append(.quoted(content(match.output, "`").lowercased()))
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\[([^\]]*)(?:\]|$)/) {
        tokens.append(.quoted(match.output.1.lowercased()))
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /[0-9][A-Za-z0-9_é\uFEFF]*/) {
        tokens.append(.number)
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /[A-Za-zé_][A-Za-z0-9_é\uFEFF]*/) {
        tokens.append(.word(match.output.lowercased()))
        rest = rest[match.range.upperBound...]
      } else {
        tokens.append(.sign(rest.utf8.first ?? 0))
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  @Test func tokensAreThoseOfTheNaiveRules() {
    var random = SplitMix(state: 7)
    for _ in 0..<4000 {
      let sql = Self.randomText(&random)
      #expect(SQLToken.all(of: sql) == Self.naiveTokens(sql), "\(sql.debugDescription)")
    }
  }

  /// Quotes of every kind, with anything in them, and comments between words that are known.
  @Test func whatStandsBetweenQuotesAndCommentsIsFound() {
    var random = SplitMix(state: 11)
    for _ in 0..<2000 {
      var sql = ""
      var expected: [SQLToken] = []
      for _ in 0..<12 {
        let inside = Self.randomText(&random)
        func doubled(_ quote: String) -> String {
          quote + inside.replacingOccurrences(of: quote, with: quote + quote) + quote
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
          sql += doubled("'")
          expected.append(.text(inside))
        case 1:
          sql += doubled("\"")
          expected.append(.quoted(inside.lowercased()))
        case 2:
          sql += doubled("`")
          expected.append(.quoted(inside.lowercased()))
        case 3:
          let name = inside.filter { $0 != "]" }
          sql += "[\(name)]"
          expected.append(.quoted(name.lowercased()))
        case 4: sql += "/*" + inside.replacingOccurrences(of: "*", with: "") + "*/"
        default: sql += "--" + inside.filter { $0 != "\n" } + "\n"
        }
        sql += " printf("
        expected += [.word("printf"), .opening]
      }
      #expect(SQLToken.all(of: sql) == expected, "\(sql.debugDescription)")
    }
  }

  @Test func whatIsBehindAByteOfZeroIsNotThere() {
    #expect(SQLToken.all(of: "a\0b") == [.word("a")])
  }
}
