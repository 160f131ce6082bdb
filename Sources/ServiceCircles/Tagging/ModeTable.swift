import Streets

/// Which streets of OpenStreetMap each mode may use, and in which direction, as data.
package struct ModeTable: Sendable {
  /// What a street is to all modes together.
  package struct Use: Hashable, Sendable {
    /// The modes that may go along the street.
    package var forward: ModeSet = []
    /// The modes that may go against it.
    package var backward: ModeSet = []
    /// Whether it is closed to the public; the modes are then those it would serve if it were open.
    package var isRestricted = false

    /// Whether no mode could ever use it.
    package var isEmpty: Bool { forward.isEmpty && backward.isEmpty }
  }

  private let rules: [(mode: ModeSet, rule: ModeRule)]
  /// Values of `highway` that no mode uses.
  private let unused: Set<String>

  /// The keys of the tags that decide, sorted.
  package let keys: [String]

  /// The table of this library: walk and cycle.
  package static let standard: ModeTable = {
    do {
      return try ModeTable(yaml: String(decoding: PackageResources.modes_yaml, as: UTF8.self))
    } catch {
      preconditionFailure("modes.yaml: \(error)")
    }
  }()

  /// A table in the form of `modes.yaml`; the names must be those of `Mode.all`.
  ///
  /// - Throws: ``TableError`` with the first thing that is wrong.
  package init(yaml: String) throws(TableError) {
    var rules: [(mode: ModeSet, rule: ModeRule)] = []
    var unused: Set<String> = []
    for (name, node) in try YAMLReading.entries(try YAMLReading.root(yaml)) {
      if name == "unused" {
        unused = Set(try YAMLReading.texts(node))
        continue
      }
      guard let mode = Mode.all.first(where: { $0.name == name }) else {
        throw TableError("unknown mode '\(name)'", at: node)
      }
      rules.append((ModeSet(mode), try ModeRule(node)))
    }
    self.rules = rules
    self.unused = unused
    keys = Set(rules.flatMap(\.rule.keys)).sorted()
  }

  /// Whether a value of `highway` is one that some mode may use, or one that none does; any other may be a street
  /// whose value is misspelt.
  package func knows(highway: String) -> Bool {
    unused.contains(highway) || rules.contains { $0.rule.names(highway: highway) }
  }

  /// What a street with these tags is to every mode.
  ///
  /// Open streets carry the modes that may use them. A street that suits modes by its kind and is
  /// closed to all of them by its access tags is restricted.
  ///
  /// - Parameter value: the value of a key, empty where the street has no such tag.
  package func use(of value: (String) -> String) -> Use {
    var open = Use()
    var closed = Use(isRestricted: true)
    for (mode, rule) in rules {
      let access = rule.access(value)
      guard access != .unsuitable else { continue }
      let direction = rule.direction(value)
      if direction != .backward {
        if access == .open { open.forward.formUnion(mode) } else { closed.forward.formUnion(mode) }
      }
      if direction != .forward {
        if access == .open {
          open.backward.formUnion(mode)
        } else {
          closed.backward.formUnion(mode)
        }
      }
    }
    return open.isEmpty && !closed.isEmpty ? closed : open
  }
}
