import Foundation
import Testing

@testable import ServiceCircles

/// The keys that the code names, literally or with a value interpolated, and those of the catalogue:
/// neither has one that the other lacks.
@Suite struct CatalogueKeyTests {
  private let keys: Set<String>
  private let files: [SourceText]
  private let enums: StringEnums

  init() throws {
    keys = Set(try Self.catalogues().flatMap(\.keys))
    files = SourceText.all
    enums = StringEnums(files)
  }

  static func catalogues() throws -> [Catalogue] {
    try SourceText.files(ending: "yaml").filter { $0.lastPathComponent.hasPrefix("messages") }
      .map { Catalogue(yaml: try String(contentsOf: $0, encoding: .utf8)) }
  }

  private var groups: Set<Substring> { Set(keys.compactMap { $0.split(separator: ".").first }) }

  /// The literals that are keys: `group.name` of a group of the catalogue, and no file's name.
  private func uses() -> [(file: SourceText, literal: SourceText.Literal)] {
    let groups = groups
    return files.flatMap { file in file.literals.map { (file, $0) } }.filter { _, literal in
      guard case .text(let start)? = literal.pieces.first,
        let point = start.firstIndex(of: "."), groups.contains(start[..<point])
      else { return false }
      let isName = literal.pieces.allSatisfy {
        if case .text(let text) = $0 { !text.contains(/[^A-Za-z0-9_.<>=\/]/) } else { true }
      }
      let endings = [".yaml", ".sqlite", ".pbf", ".csv"]
      return isName && !endings.contains { literal.text?.hasSuffix($0) ?? false }
    }
  }

  @Test func `every literal key is in the catalogue`() {
    let literal = uses().compactMap { use in use.literal.text.map { (use.file, use.literal, $0) } }
      .filter { !$0.2.hasSuffix(".") }
    #expect(literal.count > 200)
    for (file, literal, key) in literal {
      #expect(keys.contains(key), "\(key) at \(file.name):\(literal.line)")
    }
  }

  @Test func `every key with an interpolated value is in the catalogue for all values`() throws {
    let patterns = uses().filter { $0.literal.text == nil }
    #expect(patterns.count > 10)
    for (file, literal) in patterns {
      let place = "\(file.name):\(literal.line)"
      let pattern = KeyPattern(literal, enums)
      #expect(keys.contains { pattern.matches($0) }, "no key for \(pattern.shown) at \(place)")
      for value in pattern.literalValues where !value.isEmpty {
        #expect(keys.contains(pattern.key(value)), "\(pattern.key(value)) at \(place)")
      }
      guard pattern.isRawValue else { continue }
      let candidates = pattern.enumValues.map { values in
        values.filter { !keys.contains(pattern.key($0)) }
      }
      let fewest = try #require(
        candidates.min { $0.count < $1.count },
        "no enum of the sources is the type of \(pattern.shown) at \(place)")
      #expect(fewest == [], "cases without a key for \(pattern.shown) at \(place)")
    }
  }

  @Test func `every key of the catalogue is used`() {
    let uses = uses().map(\.literal)
    let literal = Set(uses.compactMap(\.text))
    // A group that is looked through as a whole: `keys.filter { $0.hasPrefix("parser.") }`.
    let prefixes = literal.filter { $0.hasSuffix(".") }
    let patterns = uses.filter { $0.text == nil }.map { KeyPattern($0, enums) }
    let unused = keys.filter { key in
      !literal.contains(key) && !prefixes.contains { key.hasPrefix($0) }
        && !patterns.contains { $0.matches(key) }
    }
    #expect(unused.sorted() == [])
  }
}

/// A key with interpolated values, such as `"verdict.\(verdict.rawValue)"`.
private struct KeyPattern {
  private let pieces: [SourceText.Literal.Piece]
  /// Texts that stand in the interpolated code: `"none"` of `verdict?.rawValue ?? "none"`.
  let literalValues: [String]
  /// The raw values of every enum that the interpolated value may be of.
  let enumValues: [[String]]
  let isRawValue: Bool

  init(_ literal: SourceText.Literal, _ enums: StringEnums) {
    pieces = literal.pieces
    let code = pieces.map { if case .code(let code) = $0 { code } else { "" } }.joined(
      separator: " ")
    literalValues = code.matches(of: /"([^"\\]*)"/).map { String($0.1) }
    isRawValue = code.contains("rawValue")
    let names = code.replacing(/"[^"]*"/, with: "").matches(of: /[A-Za-z_]\w*/).map { String($0.0) }
    enumValues = isRawValue ? names.flatMap { enums.values(ofTypesOf: $0) } : []
  }

  var shown: String { pieces.map { if case .text(let text) = $0 { text } else { "…" } }.joined() }

  func key(_ value: String) -> String {
    pieces.map { if case .text(let text) = $0 { text } else { value } }.joined()
  }

  func matches(_ key: String) -> Bool {
    guard case .text(let start)? = pieces.first, key.hasPrefix(start) else { return false }
    // Where the values are known, nothing else is meant.
    if isRawValue, !enumValues.isEmpty {
      return (enumValues.joined() + literalValues).contains { self.key($0) == key }
    }
    guard case .text(let end)? = pieces.last else { return key.count > start.count }
    return key.count > start.count + end.count && key.hasSuffix(end)
  }
}

/// The enums of strings in the sources, and which names have them as type.
private struct StringEnums {
  private var values: [String: [String]] = [:]
  private var types: [String: Set<String>] = [:]

  init(_ files: [SourceText]) {
    for file in files {
      for match in file.code.matches(of: /\benum\s+(\w+)\s*:\s*String\b[^{]*\{/) {
        values[String(match.1), default: []] += Self.rawValues(file.code[match.range.upperBound...])
      }
    }
    for file in files {
      // `let verdict: Verdict?`, `_ mode: Mode`, `setting: Setting = .urban`
      for match in file.code.matches(of: /\b([a-z]\w*)\s*:\s*(?:\w+\.)*([A-Z]\w*)/)
      where values[String(match.2)] != nil {
        types[String(match.1), default: []].insert(String(match.2))
      }
    }
  }

  /// The raw values of the cases in the body of an enum, which begins behind its brace.
  private static func rawValues(_ body: Substring) -> [String] {
    var depth = 1
    var own = ""
    for character in body {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0 { break }
      if depth == 1 { own.append(character) }
    }
    // A list of cases goes on where a line ends with a comma.
    own = own.replacing(/,\s*\n\s*/, with: ", ")
    return own.matches(of: /\bcase\s+([^\n]+)/).flatMap { list in
      list.1.matches(of: /(\w+)`?(?:\s*=\s*"([^"]*)")?/).map { String($0.2 ?? $0.1) }
    }
  }

  func values(ofTypesOf name: String) -> [[String]] {
    (types[name] ?? []).sorted().compactMap { values[$0] }
  }
}
