import Foundation
import ServiceCircles
import Yams

/// A value of a project file with the file it stands in, read strictly.
struct ProjectNode {
  let file: String
  let node: Node

  /// The whole of a file.
  static func root(of path: String) throws(ProjectError) -> ProjectNode {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ProjectError(path, nil, "project.not_found")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: String(decoding: data, as: UTF8.self))
    } catch {
      // The parser quotes the text around, and that may be the whole file.
      let reason = "\(error)".prefix { !$0.isNewline }.prefix(200)
      throw ProjectError(path, nil, "project.not_yaml", ["reason": String(reason)])
    }
    guard let root else { throw ProjectError(path, nil, "project.empty") }
    return ProjectNode(file: path, node: root)
  }

  /// The entries of a mapping; another key than the known ones is an error that suggests the nearest.
  func entries(known: [String]) throws(ProjectError) -> [String: ProjectNode] {
    var found: [String: ProjectNode] = [:]
    for (key, value) in try pairs() {
      guard known.contains(key) else {
        let nearest = NearestName.of(key, in: known)
        throw ProjectError(
          file, value.node, nearest == nil ? "project.unknown_key" : "project.unknown_key_nearest",
          [
            "key": key, "nearest": nearest ?? "",
            "available": known.joined(separator: ", "),
          ])
      }
      guard found.updateValue(value, forKey: key) == nil else {
        throw ProjectError(file, value.node, "project.key_twice", ["key": key])
      }
    }
    return found
  }

  /// The entries of a mapping with any keys, in their order.
  func pairs() throws(ProjectError) -> [(key: String, value: ProjectNode)] {
    guard case .mapping(let mapping) = node else {
      throw ProjectError(file, node, "project.not_a_mapping")
    }
    var found: [(key: String, value: ProjectNode)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        throw ProjectError(file, key, "project.not_a_text")
      }
      found.append((scalar.string, ProjectNode(file: file, node: value)))
    }
    return found
  }

  /// The elements of a list; one value stands for a list of one.
  var elements: [ProjectNode] {
    guard case .sequence(let sequence) = node else { return [self] }
    return sequence.map { ProjectNode(file: file, node: $0) }
  }

  /// A text as it is written.
  func text() throws(ProjectError) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw ProjectError(file, node, "project.not_a_text")
    }
    return scalar.string
  }

  /// A number in a range.
  func number(_ range: ClosedRange<Double>) throws(ProjectError) -> Double {
    let text = try text()
    guard let number = WholeNumber.decimal(text), range.contains(number) else {
      throw ProjectError(
        file, node, "project.not_a_number",
        ["value": text, "low": "\(range.lowerBound)", "high": "\(range.upperBound)"])
    }
    return number
  }

  /// A whole number in a range.
  func wholeNumber(_ range: ClosedRange<Int>) throws(ProjectError) -> Int {
    let text = try text()
    guard let number = WholeNumber.parse(text), range.contains(number) else {
      throw ProjectError(
        file, node, "project.not_a_number",
        ["value": text, "low": "\(range.lowerBound)", "high": "\(range.upperBound)"])
    }
    return number
  }

  /// One of some words.
  func choice(_ words: [String]) throws(ProjectError) -> String {
    let text = try text()
    guard words.contains(text) else {
      throw ProjectError(
        file, node, "project.not_a_choice",
        ["value": text, "available": words.joined(separator: ", ")])
    }
    return text
  }

  /// A path, relative to the folder of the project file.
  func path() throws(ProjectError) -> String {
    let text = try text()
    if text.hasPrefix("PG:") || text.hasPrefix("/") { return text }
    let folder = (file as NSString).deletingLastPathComponent
    return folder.isEmpty ? text : folder + "/" + text
  }
}
