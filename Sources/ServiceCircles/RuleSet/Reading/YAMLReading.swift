import Yams

/// What is wrong with the YAML of a rule set.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and where, in one English line.
  public let description: String

  init(_ description: String, at node: Node? = nil) {
    self.description = node?.mark.map { "line \($0.line): \(description)" } ?? description
  }
}

/// Strict reading of YAML: unknown keys are errors, texts are taken as they are written.
enum YAMLReading {
  static func root(_ yaml: String) throws(TableError) -> Node {
    guard !YAMLText.hasTooManyAliases(yaml) else {
      throw TableError("more than \(YAMLText.mostAliases) aliases")
    }
    do {
      if let root = try Yams.compose(yaml: yaml) { return root }
    } catch {
      throw TableError("not YAML: \(brief(error))")
    }
    throw TableError("the table is empty")
  }

  /// What a parser says, without the text it quotes: that may be a whole file.
  static func brief(_ error: any Error) -> String {
    let line = "\(error)".prefix { !$0.isNewline }.prefix(200)
    return line.hasSuffix(":") ? String(line.dropLast()) : String(line)
  }

  /// The entries of a mapping in their order; only `known` keys where given.
  static func entries(
    _ node: Node, known: [String]? = nil
  ) throws(TableError) -> [(key: String, value: Node)] {
    guard case .mapping(let mapping) = node else {
      throw TableError("expected a mapping", at: node)
    }
    var entries: [(key: String, value: Node)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else { throw TableError("expected a text", at: key) }
      if let known, !known.contains(scalar.string) {
        throw TableError(
          "unknown key '\(scalar.string)'; known are \(known.joined(separator: ", "))", at: key)
      }
      entries.append((scalar.string, value))
    }
    return entries
  }

  static func text(_ node: Node) throws(TableError) -> String {
    guard case .scalar(let scalar) = node else { throw TableError("expected a text", at: node) }
    return scalar.string
  }

  /// A sequence of texts, or one text.
  static func texts(_ node: Node) throws(TableError) -> [String] {
    guard case .sequence(let sequence) = node else { return [try text(node)] }
    var texts: [String] = []
    for item in sequence { texts.append(try text(item)) }
    return texts
  }

  /// A decimal of at most nine digits, so that its products with sums of data stay exact.
  static func decimal(_ node: Node, _ key: String) throws(TableError) -> ExactDecimal {
    let text = try text(node)
    guard let number = ExactDecimal(text) else {
      throw TableError("'\(key)': '\(text)' is not a decimal number", at: node)
    }
    guard text.utf8.count(where: { (48...57).contains($0) }) <= 9 else {
      throw TableError("'\(key)': '\(text)' has more than nine digits", at: node)
    }
    return number
  }

  /// The items of a sequence.
  static func items(_ node: Node) throws(TableError) -> [Node] {
    guard case .sequence(let sequence) = node else {
      throw TableError("expected a list", at: node)
    }
    return Array(sequence)
  }
}
