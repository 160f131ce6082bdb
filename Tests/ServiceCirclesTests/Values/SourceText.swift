import Foundation

/// A Swift file of this repository, and the string literals in it.
struct SourceText {
  /// A string literal: its text, and the code interpolated into it, in the order they stand in.
  struct Literal {
    enum Piece {
      case text(String)
      case code(String)
    }

    var pieces: [Piece] = []
    let line: Int

    /// The text of a literal without interpolation.
    var text: String? {
      switch pieces.count {
      case 0: ""
      case 1: if case .text(let text) = pieces[0] { text } else { nil }
      default: nil
      }
    }

    fileprivate mutating func append(_ text: String) {
      if case .text(let before)? = pieces.last {
        pieces[pieces.count - 1] = .text(before + text)
      } else {
        pieces.append(.text(text))
      }
    }
  }

  let name: String
  /// The file without its comments.
  private(set) var code = ""
  private(set) var literals: [Literal] = []

  init(_ text: String, name: String) {
    self.name = name
    var reader = Reader(characters: Array(text))
    code = reader.code(until: nil)
    literals = reader.literals
  }

  /// Every Swift file below `Sources` that can be read.
  static let all: [SourceText] = files(ending: "swift").compactMap { file in
    (try? String(contentsOf: file, encoding: .utf8)).map {
      SourceText($0, name: file.lastPathComponent)
    }
  }

  /// Every file below `Sources` with an ending, sorted by path.
  static func files(ending: String) -> [URL] {
    var root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let sources = root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == ending }
      .sorted { $0.path < $1.path }
  }
}

/// Separates code, comments and string literals.
private struct Reader {
  let characters: [Character]
  var at = 0
  var line = 1
  var literals: [SourceText.Literal] = []

  init(characters: [Character]) { self.characters = characters }

  private func sees(_ text: String) -> Bool {
    let text = Array(text)
    return at + text.count <= characters.count
      && characters[at..<at + text.count].elementsEqual(text)
  }

  private mutating func take() -> Character {
    defer { at += 1 }
    if characters[at] == "\n" { line += 1 }
    return characters[at]
  }

  private mutating func take(_ count: Int) -> String {
    (0..<count).reduce(into: "") { text, _ in text.append(take()) }
  }

  /// The code from here to the end, or to the parenthesis that closes an interpolation.
  mutating func code(until closing: Character?) -> String {
    var code = ""
    var depth = 0
    while at < characters.count {
      if sees("//") {
        while at < characters.count, characters[at] != "\n" { at += 1 }
      } else if sees("/*") {
        comment()
      } else if let hashes = opensLiteral() {
        code += literal(hashes)
      } else {
        if closing != nil, characters[at] == "(" { depth += 1 }
        if characters[at] == closing {
          if depth == 0 { return code }
          depth -= 1
        }
        code.append(take())
      }
    }
    return code
  }

  private mutating func comment() {
    var depth = 0
    repeat {
      if sees("/*") {
        depth += 1
        _ = take(2)
      } else if sees("*/") {
        depth -= 1
        _ = take(2)
      } else {
        _ = take()
      }
    } while depth > 0 && at < characters.count
  }

  /// How many number signs stand before the quotation mark that opens a literal here, if one does.
  private func opensLiteral() -> Int? {
    let hashes = characters[at...].prefix { $0 == "#" }.count
    return at + hashes < characters.count && characters[at + hashes] == "\"" ? hashes : nil
  }

  /// Reads a literal, and returns it as it stands in the code.
  private mutating func literal(_ hashes: Int) -> String {
    var literal = SourceText.Literal(line: line)
    let signs = String(repeating: "#", count: hashes)
    var shown = take(hashes)
    let quote = sees("\"\"\"") ? "\"\"\"" : "\""
    shown += take(quote.count)
    while at < characters.count {
      if sees(quote + signs) {
        shown += take(quote.count + hashes)
        break
      } else if sees("\\" + signs + "(") {
        shown += take(2 + hashes)
        let code = code(until: ")")
        shown += code
        if at < characters.count { shown.append(take()) }
        literal.pieces.append(.code(code))
      } else if sees("\\" + signs), at + hashes + 1 < characters.count {
        let escaped = take(hashes + 2)
        shown += escaped
        literal.append(escaped)
      } else {
        let character = take()
        shown.append(character)
        literal.append(String(character))
      }
    }
    literals.append(literal)
    return shown
  }
}
