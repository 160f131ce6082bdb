import Foundation
import ServiceCircles
import Yams

/// A value of a project file with the file it stands in, read strictly.
struct YAMLNode {
  let file: String
  let node: Node

  /// Where a key stands, for messages: the file, the line and the key.
  func origin(_ key: String) -> String {
    "\(file):\(node.mark.map { "\($0.line)" } ?? "1"), \(key)"
  }

  /// The whole of a file.
  static func root(of path: String) throws(YAMLFileError) -> YAMLNode {
    let data = try data(of: path)
    let root: Node?
    let text = String(decoding: data, as: UTF8.self)
    guard !YAMLText.hasTooManyAliases(text) else {
      throw YAMLFileError(
        path, nil, "project.too_many_aliases", ["most": "\(YAMLText.mostAliases)"])
    }
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      // The parser quotes the text around, and that may be the whole file.
      let reason = "\(error)".prefix { !$0.isNewline }.prefix(200)
      throw YAMLFileError(path, nil, "project.not_yaml", ["reason": String(reason)])
    }
    guard let root else { throw YAMLFileError(path, nil, "project.empty") }
    return YAMLNode(file: path, node: root)
  }

  /// The bytes of a file.
  static func data(of path: String) throws(YAMLFileError) -> Data {
    do {
      try InputFile.check(path)
    } catch {
      if error.reason == .notAFile { throw YAMLFileError(path, nil, "file.not_a_file") }
      throw YAMLFileError(path, nil, "project.not_found", isMissingFile: true)
    }
    do {
      return try WholeFile.bytes(of: path, most: mostBytes)
    } catch {
      throw YAMLFileError(path, reading: error, most: mostBytes)
    }
  }

  /// A project or a rule set has some kilobytes.
  private static let mostBytes = 64 << 20

  /// The entries of a mapping; another key than the known ones is an error that suggests the nearest.
  func entries(known: [String]) throws(YAMLFileError) -> [String: YAMLNode] {
    var found: [String: YAMLNode] = [:]
    for (key, value) in try pairs() {
      guard known.contains(key) else {
        let nearest = NearestName.of(key, in: known)
        throw YAMLFileError(
          file, value.node, nearest == nil ? "project.unknown_key" : "project.unknown_key_nearest",
          [
            "key": key, "nearest": nearest ?? "",
            "available": known.joined(separator: ", "),
          ])
      }
      guard found.updateValue(value, forKey: key) == nil else {
        throw YAMLFileError(file, value.node, "project.key_twice", ["key": key])
      }
    }
    return found
  }

  /// The entries of a mapping with any keys, in their order.
  func pairs() throws(YAMLFileError) -> [(key: String, value: YAMLNode)] {
    guard case .mapping(let mapping) = node else {
      throw YAMLFileError(file, node, "project.not_a_mapping")
    }
    var found: [(key: String, value: YAMLNode)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        throw YAMLFileError(file, key, "project.not_a_text")
      }
      found.append((scalar.string, YAMLNode(file: file, node: value)))
    }
    return found
  }

  /// The elements of a list; one value stands for a list of one.
  var elements: [YAMLNode] {
    guard case .sequence(let sequence) = node else { return [self] }
    return sequence.map { YAMLNode(file: file, node: $0) }
  }

  /// A text as it is written.
  func text() throws(YAMLFileError) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw YAMLFileError(file, node, "project.not_a_text")
    }
    return scalar.string
  }

  /// A number in a range.
  func number(_ range: ClosedRange<Double>) throws(YAMLFileError) -> Double {
    let text = try text()
    guard let number = WholeNumber.decimal(text), range.contains(number) else {
      throw YAMLFileError(
        file, node, "project.not_a_number",
        ["value": text, "low": "\(range.lowerBound)", "high": "\(range.upperBound)"])
    }
    return number
  }

  /// A whole number in a range.
  func wholeNumber(_ range: ClosedRange<Int>) throws(YAMLFileError) -> Int {
    let text = try text()
    guard let number = WholeNumber.parse(text), range.contains(number) else {
      throw YAMLFileError(
        file, node, "project.not_a_number",
        ["value": text, "low": "\(range.lowerBound)", "high": "\(range.upperBound)"])
    }
    return number
  }

  /// One of some words.
  func choice(_ words: [String]) throws(YAMLFileError) -> String {
    let text = try text()
    guard words.contains(text) else {
      throw YAMLFileError(
        file, node, "project.not_a_choice",
        ["value": text, "available": words.joined(separator: ", ")])
    }
    return text
  }

  /// A path, relative to the folder of the project file.
  func path() throws(YAMLFileError) -> String {
    let text = try text()
    if text.hasPrefix("PG:") || text.hasPrefix("/") { return text }
    let folder = (file as NSString).deletingLastPathComponent
    return folder.isEmpty ? text : folder + "/" + text
  }
}
