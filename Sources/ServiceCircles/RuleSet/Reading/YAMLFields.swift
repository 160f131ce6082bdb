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

  /// The entries of a mapping in their order; none where the key is missing.
  func optionalEntries(_ key: String) throws(TableError) -> [(key: String, value: Node)] {
    guard let node = nodes[key] else { return [] }
    return try YAMLReading.entries(node)
  }

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

  /// Texts of which there is at least one.
  func someTexts(_ key: String) throws(TableError) -> [String] {
    let texts = try YAMLReading.texts(try node(key))
    guard !texts.isEmpty else { throw TableError("'\(key)' is empty", at: try node(key)) }
    return texts
  }

  func number(_ key: String) throws(TableError) -> Double {
    guard let number = try optionalNumber(key) else {
      throw TableError("'\(key)' is missing", at: owner)
    }
    return number
  }

  func optionalNumber(_ key: String) throws(TableError) -> Double? {
    try optionalDecimal(key)?.double
  }

  /// A decimal of at most nine digits, so that its products with sums of data stay exact.
  func optionalDecimal(_ key: String) throws(TableError) -> ExactDecimal? {
    guard let node = nodes[key] else { return nil }
    return try YAMLReading.decimal(node, key)
  }

  func optionalWhole(_ key: String) throws(TableError) -> Int? {
    guard let text = try optionalText(key) else { return nil }
    guard let number = Int(text) else {
      throw TableError("'\(key)': '\(text)' is not a whole number", at: nodes[key])
    }
    return number
  }

  /// A text that is the same in both languages, or one for each.
  func optionalLocalized(_ key: String) throws(TableError) -> LocalizedText? {
    guard let node = nodes[key] else { return nil }
    if case .scalar(let scalar) = node { return LocalizedText(scalar.string) }
    return try LocalizedText(node)
  }

  /// One of some words.
  func choice(_ key: String, of words: [String]) throws(TableError) -> String? {
    guard let text = try optionalText(key) else { return nil }
    guard words.contains(text) else {
      throw TableError("'\(key)' is one of \(words.joined(separator: ", "))", at: nodes[key])
    }
    return text
  }

  /// One of the words of an enumeration.
  func choice<Value: CaseIterable & RawRepresentable>(
    _ key: String, _ type: Value.Type
  ) throws(TableError) -> Value? where Value.RawValue == String {
    try choice(key, of: Value.allCases.map(\.rawValue)).flatMap { Value(rawValue: $0) }
  }
}

extension LocalizedText {
  init(_ node: Node) throws(TableError) {
    let fields = try YAMLFields(node, known: ["zh", "en"])
    self.init(chinese: try fields.text("zh"), english: try fields.text("en"))
  }
}
