import Yams

extension YAMLReading {
  /// A mapping of keys to values.
  static func tagValues(_ node: Node) throws(TableError) -> TagValues {
    var conditions: [(key: String, values: [String])] = []
    for (key, value) in try entries(node) { conditions.append((key, try texts(value))) }
    return TagValues(conditions)
  }
}
