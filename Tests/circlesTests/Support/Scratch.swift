import Foundation
import Synchronization

/// A folder to run the command in, removed with its last user.
///
/// Temporary files and what runs print have folders of their own, so that all that is in this one was
/// put there by the test or is an output.
final class Scratch: Sendable {
  /// The folder, the current one of runs.
  let path: String
  private let runs = Mutex(0)
  private let records: String
  /// The folder for temporary files.
  let temporary: String

  init() throws {
    let base = NSTemporaryDirectory() + "/circles-e2e-\(UUID().uuidString)"
    path = base + "/here"
    records = base + "/records"
    temporary = base + "/temporary"
    for folder in [path, records, temporary] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  deinit {
    try? FileManager.default.removeItem(
      atPath: URL(filePath: path).deletingLastPathComponent().path)
  }

  /// The path of a file of the folder.
  func file(_ name: String) -> String { path + "/" + name }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  @discardableResult
  func write(_ bytes: Data, to name: String) throws -> String {
    try bytes.write(to: URL(filePath: file(name)))
    return name
  }

  func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: file(name))) }

  func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

  /// All that is in the folder, hidden files too.
  var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// What temporary files are there.
  var temporaryContents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: temporary)) ?? []).sorted()
  }

  /// Runs the command to its end.
  func run(_ arguments: String..., language: String = "en_US.UTF-8") throws -> CommandRun {
    try run(arguments, language: language)
  }

  func run(_ arguments: [String], language: String = "en_US.UTF-8") throws -> CommandRun {
    try start(arguments, language: language).end()
  }

  func start(
    _ arguments: [String], language: String = "en_US.UTF-8", output: FileHandle? = nil,
    errors: FileHandle? = nil
  ) throws -> RunningCommand {
    try RunningCommand(
      Command.url, arguments, in: self, language: language, output: output, errors: errors)
  }

  /// Runs a line of the shell, in which `circles` is the command, to its end.
  func shell(_ line: String) throws -> CommandRun {
    let script = "circles() { \"\(Command.url.path)\" \"$@\"; }\n" + line
    return try RunningCommand(
      URL(filePath: "/bin/sh"), ["-c", script], in: self, language: "en_US.UTF-8"
    ).end()
  }

  func nextRun() -> Int {
    runs.withLock { runs in
      runs += 1
      return runs
    }
  }

  func recording(_ run: Int, _ stream: String) throws -> FileHandle {
    let url = URL(filePath: "\(records)/\(run).\(stream)")
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  func recorded(_ run: Int, _ stream: String) -> Data {
    (try? Data(contentsOf: URL(filePath: "\(records)/\(run).\(stream)"))) ?? Data()
  }
}
