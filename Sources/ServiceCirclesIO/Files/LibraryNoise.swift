import Foundation

/// Keeps from standard error what C libraries print there, past everything that could be told to them.
///
/// SpatiaLite does so on a full disk, in several lines, and then returns an error: the caller's to
/// report, in one.
enum LibraryNoise {
  private static let lock = NSLock()

  /// Runs `body`, during which nothing of the whole program reaches standard error.
  static func muted<Result, E: Error>(_ body: () throws(E) -> Result) throws(E) -> Result {
    lock.lock()
    defer { lock.unlock() }
    let saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    if saved >= 0, nowhere >= 0 { dup2(nowhere, STDERR_FILENO) }
    if nowhere >= 0 { close(nowhere) }
    defer {
      if saved >= 0 {
        dup2(saved, STDERR_FILENO)
        close(saved)
      }
    }
    return try body()
  }
}
