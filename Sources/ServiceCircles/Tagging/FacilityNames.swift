import Yams

/// What kinds of facilities are called, by this program and by people in their tables, as data.
package struct FacilityNames: Sendable {
  /// A kind, or a whole category, and what it is called.
  package struct Entry: Sendable {
    /// The kind; without a name it is the whole category.
    package let kind: FacilityKind
    /// What it is called.
    package let name: LocalizedText
    /// Whole cells that mean it, beside its code and its names.
    package let words: [String]
  }

  /// What a text means.
  package enum Meaning: Hashable, Sendable {
    case kind(FacilityKind)
    /// Something that is no service of the plan.
    case noService
  }

  /// The kinds, each category before its kinds.
  package private(set) var entries: [Entry] = []
  private var meanings: [String: Meaning] = [:]
  /// The types of AMap, by the texts of their levels.
  private var types: [[String]: Meaning] = [:]

  /// The names that come with this library.
  package static let standard: FacilityNames = {
    do {
      return try FacilityNames(
        yaml: String(decoding: PackageResources.facility_names_yaml, as: UTF8.self))
    } catch {
      preconditionFailure("facility-names.yaml: \(error)")
    }
  }()

  /// Names in the form of `facility-names.yaml`.
  ///
  /// - Throws: ``TableError`` with the first thing that is wrong, a word of two kinds among them.
  package init(yaml: String) throws(TableError) {
    let root = try YAMLReading.root(yaml)
    for (key, value) in try YAMLReading.entries(root, known: ["kinds", "none", "amap"]) {
      switch key {
      case "kinds":
        for (code, entry) in try YAMLReading.entries(value) { try readKind(code, entry) }
      case "none":
        for word in try YAMLReading.texts(value) { try add(word, .noService, value) }
      default:
        for (type, kind) in try YAMLReading.entries(value) {
          types[Self.levels(type)] = try Self.meaning(kind)
        }
      }
    }
  }

  private mutating func readKind(_ code: String, _ node: Node) throws(TableError) {
    guard let kind = FacilityKind(code: code) else {
      throw TableError("'\(code)' is no kind of facility", at: node)
    }
    var (chinese, english) = ("", "")
    var words: [String] = []
    for (key, value) in try YAMLReading.entries(node, known: ["zh", "en", "words"]) {
      switch key {
      case "zh": chinese = try YAMLReading.text(value)
      case "en": english = try YAMLReading.text(value)
      default: words = try YAMLReading.texts(value)
      }
    }
    entries.append(
      Entry(kind: kind, name: LocalizedText(chinese: chinese, english: english), words: words))
    for word in [chinese, english] + words { try add(word, .kind(kind), node) }
  }

  private mutating func add(
    _ word: String, _ meaning: Meaning, _ node: Node
  ) throws(TableError) {
    guard meanings.updateValue(meaning, forKey: word.folded) == nil else {
      throw TableError("'\(word)' is there twice", at: node)
    }
  }

  private static func meaning(_ node: Node) throws(TableError) -> Meaning {
    let text = try YAMLReading.text(node)
    if text == "none" { return .noService }
    guard let kind = FacilityKind(code: text) else {
      throw TableError("'\(text)' is no kind of facility", at: node)
    }
    return .kind(kind)
  }

  /// What a whole cell means: a code, a name, a word, or types of AMap between `|`; nil where nobody knows.
  ///
  /// Several types are one kind where all that are services are of one category: that of the first.
  package func meaning(of text: String) -> Meaning? {
    let folded = text.folded
    if folded.isEmpty { return nil }
    if let known = meanings[folded] { return known }
    if let kind = FacilityKind(code: text) { return .kind(kind) }
    guard folded.contains(";") else { return nil }
    let known = folded.split(separator: "|").map(type)
    var kinds: [FacilityKind] = []
    for meaning in known {
      guard let meaning else { return nil }
      if case .kind(let kind) = meaning { kinds.append(kind) }
    }
    guard let first = kinds.first else { return .noService }
    return kinds.allSatisfy { $0.category == first.category } ? .kind(first) : nil
  }

  /// The kind that a whole cell means; nil where it means none.
  package func kind(of text: String) -> FacilityKind? {
    if case .kind(let kind)? = meaning(of: text) { kind } else { nil }
  }

  private func type(_ text: some StringProtocol) -> Meaning? {
    var levels = Self.levels(String(text))
    while !levels.isEmpty {
      if let known = types[levels] { return known }
      levels.removeLast()
    }
    return nil
  }

  private static func levels(_ type: String) -> [String] {
    type.folded.split(separator: ";").map { String($0).trimmingBlanks }
  }
}
