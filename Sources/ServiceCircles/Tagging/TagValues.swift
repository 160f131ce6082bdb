/// Conditions on tags: for each key the values of which one must be there.
///
/// A value ending in `*` stands for every value that begins so; `*` alone for any value but an empty one.
struct TagValues: Hashable, Sendable {
  struct Condition: Hashable, Sendable {
    var key: String
    var values: Set<String>
    var prefixes: [String]

    func holds(for value: String) -> Bool {
      !value.isEmpty && (values.contains(value) || prefixes.contains { value.hasPrefix($0) })
    }

    /// As `holds(for:)`, for texts such as `cafe;pub` that list several values.
    func holds(forAnyOf list: String) -> Bool {
      // A character, not a text: Foundation searches for texts, a hundred times slower.
      if !list.contains(";" as Character) { return holds(for: list) }
      return list.split(separator: ";").contains { item in
        let trimmed = item.drop { $0 == " " }
        return holds(for: String(trimmed.reversed().drop { $0 == " " }.reversed()))
      }
    }
  }

  var conditions: [Condition] = []

  init() {}

  init(_ conditions: [(key: String, values: [String])]) {
    self.conditions = conditions.map { key, values in
      Condition(
        key: key, values: Set(values.filter { !$0.hasSuffix("*") }),
        prefixes: values.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) })
    }
  }

  var keys: [String] { conditions.map(\.key) }

  /// The conditions in one text.
  var text: String {
    conditions.map { condition in
      let values = condition.values.sorted() + condition.prefixes.map { $0 + "*" }
      return condition.key + "=" + values.joined(separator: "|")
    }.joined(separator: " + ")
  }

  /// Whether any of the conditions holds.
  func anyHolds(_ value: (String) -> String) -> Bool {
    conditions.contains { $0.holds(forAnyOf: value($0.key)) }
  }

  /// Whether all of the conditions hold; a tag may list several values.
  func allHold(_ value: (String) -> String) -> Bool {
    conditions.allSatisfy { $0.holds(forAnyOf: value($0.key)) }
  }
}
