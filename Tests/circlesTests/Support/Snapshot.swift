import Foundation
import Testing

/// A text that is kept in a file beside the tests, to be compared word for word.
struct Snapshot {
  let name: String

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Snapshots")

  /// Compares a text with the file, and shows the lines that differ; with `UPDATE_SNAPSHOTS` in the
  /// environment it writes the file instead.
  func expect(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    let file = Self.folder.appendingPathComponent(name + ".txt")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: file)
      return
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    let difference = Self.difference(from: kept, to: text)
    #expect(difference == "", "\(name) differs from its snapshot", sourceLocation: location)
  }

  /// The lines that went (-) and came (+), with their numbers; empty where the texts are the same.
  static func difference(from old: String, to new: String) -> String {
    if old == new { return "" }
    let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
    let changes = lines(new).difference(from: lines(old)).map { change in
      switch change {
      case .remove(let offset, let line, _): (offset, "- \(offset + 1): \(line)")
      case .insert(let offset, let line, _): (offset, "+ \(offset + 1): \(line)")
      }
    }
    // Texts can differ in characters that look and compare alike.
    if changes.isEmpty { return "the same characters in other bytes" }
    return changes.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: "\n")
  }
}
