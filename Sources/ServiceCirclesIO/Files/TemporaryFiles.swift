import Foundation
import Synchronization

/// The temporary files and folders of a run, so that a command that is stopped can remove them.
///
/// Sendable: a handler of SIGINT or SIGTERM that runs on a dispatch queue may call
/// ``removeAll(then:)`` while writers work. It takes a lock, so it must not be called inside a raw
/// signal handler.
public final class TemporaryFiles: Sendable {
  private let paths = Mutex<Set<String>>([])

  /// The registry of this program, for what no caller has one for.
  public static let ofProgram = TemporaryFiles()

  /// A registry without files.
  public init() {}

  /// What is registered now.
  package var current: Set<String> { paths.withLock { $0 } }

  /// Registers a file or folder and makes it, so that nothing stops the run between the two.
  func making<Result>(_ path: String, _ make: () -> Result) -> Result {
    paths.withLock { paths in
      paths.insert(path)
      return make()
    }
  }

  /// Runs what must happen as a whole, like putting several files in their places.
  func undisturbed(_ body: () throws -> Void) throws {
    try paths.withLock { _ in try body() }
  }

  /// Removes a file or folder, with all in it, and forgets it.
  func remove(_ path: String) {
    paths.withLock { paths in
      paths.remove(path)
      TemporaryFiles.clear(path)
    }
  }

  /// Removes everything that is registered.
  ///
  /// - Parameter end: Called before anything else can be registered or put in its place; may end the
  ///   program.
  public func removeAll(then end: () -> Void = {}) {
    paths.withLock { paths in
      for path in paths { TemporaryFiles.clear(path) }
      paths = []
      end()
    }
  }

  private static func clear(_ path: String) {
    // A writer that still works may put one more file into a folder that is just being emptied.
    for _ in 0..<100 {
      try? FileManager.default.removeItem(atPath: path)
      if !FileManager.default.fileExists(atPath: path) { return }
    }
  }
}
