import ServiceCircles
import Yams

/// What is wrong with a YAML file that a user wrote: where, and what to do.
public struct YAMLFileError: Error, Hashable, Sendable {
  /// The file.
  public let file: String
  /// The line; nil where it is about the whole file.
  public let line: Int?
  /// What is wrong and what to do, for people.
  public let message: Message

  /// Whether the file, or one it names, is not there.
  public let isMissingFile: Bool

  init(
    _ file: String, _ node: Node?, _ key: String, _ values: [String: String] = [:],
    parts: [String: Message] = [:], isMissingFile: Bool = false
  ) {
    self.isMissingFile = isMissingFile
    self.file = file
    line = node?.mark?.line
    var values = values
    values["file"] = file
    values["line"] = line.map { "\($0)" } ?? "1"
    message = Message(key, values, parts: parts)
  }

  /// Why a file could not be read at all.
  init(_ file: String, reading failure: WholeFile.Failure, most: Int) {
    switch failure {
    case .tooLarge:
      self.init(file, nil, "file.too_large", ["megabytes": "\(most >> 20)"])
    case .folder: self.init(file, nil, "file.folder", isMissingFile: true)
    case .changed: self.init(file, nil, "file.changed")
    case .system(let failure):
      self.init(file, nil, "file.cannot_read", ["reason": failure.words], isMissingFile: true)
    }
  }
}
