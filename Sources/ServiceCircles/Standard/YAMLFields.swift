import Yams

/// The fields of a mapping by name, with what may be missing and what not.
struct YAMLFields {
  /// The mapping, for the lines of errors.
  let owner: Node
  private let nodes: [String: Node]

  /// - Throws: ``TableError`` where it is no mapping or has another key.
  init(_ node: Node, known: [String]) throws(TableError) {
    owner = node
    nodes = Dictionary(
      try YAMLReading.entries(node, known: known).map { ($0.key, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  func node(_ key: String) throws(TableError) -> Node {
    guard let node = nodes[key] else { throw TableError("'\(key)' is missing", at: owner) }
    return node
  }

  func optionalNode(_ key: String) -> Node? { nodes[key] }

  func text(_ key: String) throws(TableError) -> String {
    try YAMLReading.text(try node(key))
  }

  func optionalText(_ key: String) throws(TableError) -> String? {
    guard let node = nodes[key] else { return nil }
    return try YAMLReading.text(node)
  }

  func texts(_ key: String) throws(TableError) -> [String]? {
    guard let node = nodes[key] else { return nil }
    return try YAMLReading.texts(node)
  }

  func number(_ key: String) throws(TableError) -> Double {
    guard let number = try optionalNumber(key) else {
      throw TableError("'\(key)' is missing", at: owner)
    }
    return number
  }

  func optionalNumber(_ key: String) throws(TableError) -> Double? {
    guard let text = try optionalText(key) else { return nil }
    guard let number = ExactDecimal(text) else {
      throw TableError("'\(text)' is not a decimal number", at: owner)
    }
    return number.double
  }

  /// One of some words.
  func choice(_ key: String, of words: [String]) throws(TableError) -> String? {
    guard let text = try optionalText(key) else { return nil }
    guard words.contains(text) else {
      throw TableError("'\(key)' is one of \(words.joined(separator: ", "))", at: owner)
    }
    return text
  }
}
