import Foundation

/// A run of the command that has ended.
struct CommandRun {
  /// The exit code, or the number of the signal that ended it.
  let code: Int32
  /// Whether a signal that the command did not catch has ended it: a crash.
  let isKilled: Bool
  /// What it wrote to standard output.
  let output: Data
  /// What it wrote to standard error.
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [String] { CommandRun.lines(of: text) }
  var errorLines: [String] { CommandRun.lines(of: errors) }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}

/// The built command, as its users run it.
enum Command {
  /// The command stands beside the tests.
  static let url: URL = {
    let folders =
      [URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()]
      + (Bundle.allBundles + [.main]).map(\.bundleURL)
      + CommandLine.arguments.prefix(1).map { URL(filePath: $0) }
    let files = folders.map { $0.deletingLastPathComponent().appending(path: "circles") }
    return files.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? files[0]
  }()

  /// The environment of a run: this one's, with a language and a folder for temporary files.
  static func environment(language: String, temporary: String) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_MESSAGES", "LANGUAGE", "COLUMNS"] { environment[name] = nil }
    environment["LANG"] = language
    environment["TMPDIR"] = temporary
    return environment
  }
}

/// A run of the command that goes on.
final class RunningCommand {
  let process = Process()
  private let scratch: Scratch
  private let number: Int

  /// Starts a program; what it writes goes to files, so that it never waits for a reader.
  ///
  /// - Parameter output: where standard output goes instead.
  init(
    _ program: URL, _ arguments: [String], in scratch: Scratch, language: String,
    output: FileHandle? = nil, errors: FileHandle? = nil
  ) throws {
    self.scratch = scratch
    number = scratch.nextRun()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: scratch.path)
    process.environment = Command.environment(language: language, temporary: scratch.temporary)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try output ?? scratch.recording(number, "output")
    process.standardError = try errors ?? scratch.recording(number, "errors")
    try process.run()
  }

  /// Waits for the end, and makes one where none comes: a command that hangs is a failure, no hang.
  func end() -> CommandRun {
    let patience = Date(timeIntervalSinceNow: 300)
    while process.isRunning, Date() < patience { usleep(1000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return CommandRun(
      code: process.terminationStatus, isKilled: process.terminationReason == .uncaughtSignal,
      output: scratch.recorded(number, "output"),
      errors: String(decoding: scratch.recorded(number, "errors"), as: UTF8.self))
  }
}
