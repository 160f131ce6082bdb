import Foundation
import Synchronization

/// The temporary files and folders of a run, so that a command that is stopped can remove them.
///
/// Sendable: a handler of SIGINT or SIGTERM that runs on a dispatch queue may call ``removeAll()``
/// while writers work. It takes a lock, so it must not be called inside a raw signal handler.
public final class TemporaryFiles: Sendable {
  private let paths = Mutex<Set<String>>([])

  /// A registry without files.
  public init() {}

  /// What is registered now.
  public var current: Set<String> { paths.withLock { $0 } }

  /// Registers a file or folder that is about to be made.
  public func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  /// Removes a file or folder, with all in it, and forgets it.
  public func remove(_ path: String) {
    paths.withLock { _ = $0.remove(path) }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Removes everything that is registered.
  public func removeAll() {
    let all = paths.withLock { paths in
      defer { paths = [] }
      return paths
    }
    for path in all { try? FileManager.default.removeItem(atPath: path) }
  }
}
