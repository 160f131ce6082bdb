import Foundation
import ServiceCircles
import Yams

/// A YAML list of projects: the same names as the columns of a table, and `planned`, a list of facilities
/// with their kinds and positions.
struct ProjectYAML {
  struct Planned {
    var kind: String
    var longitude: String?
    var latitude: String?
  }

  struct Value {
    var key: String
    /// Nil where the value is null or empty.
    var text: String?
    var planned: [Planned]?
  }

  struct Record {
    var line: Int
    var values: [Value]
  }

  private(set) var records: [Record] = []

  /// - Throws: ``YAMLFileError``.
  init(path: String) throws(YAMLFileError) {
    var list = try YAMLNode.root(of: path)
    if case .mapping = list.node {
      let fields = try list.entries(known: ["projects"])
      guard let projects = fields["projects"] else {
        throw YAMLFileError(path, list.node, "project.missing_key", ["key": "projects"])
      }
      list = projects
    }
    for element in list.elements { records.append(try Self.record(element, path)) }
  }

  private static func record(
    _ element: YAMLNode, _ path: String
  ) throws(YAMLFileError) -> Record {
    var record = Record(line: element.node.mark?.line ?? 1, values: [])
    for (key, value) in try element.pairs() {
      if case .sequence = value.node {
        var planned: [Planned] = []
        for element in value.elements { planned.append(try facility(element, path)) }
        record.values.append(Value(key: key, text: nil, planned: planned))
        continue
      }
      guard case .scalar(let scalar) = value.node else {
        throw YAMLFileError(path, value.node, "project.not_a_text")
      }
      let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string.lowercased())
      record.values.append(Value(key: key, text: isNull ? nil : scalar.string))
    }
    return record
  }

  private static func facility(
    _ node: YAMLNode, _ path: String
  ) throws(YAMLFileError) -> Planned {
    if case .scalar = node.node { return Planned(kind: try node.text()) }
    let fields = try node.entries(known: ["kind", "name", "lon", "lat"])
    guard let kind = fields["kind"] else {
      throw YAMLFileError(path, node.node, "project.missing_key", ["key": "kind"])
    }
    return Planned(
      kind: try kind.text(), longitude: try fields["lon"]?.text(),
      latitude: try fields["lat"]?.text())
  }
}
