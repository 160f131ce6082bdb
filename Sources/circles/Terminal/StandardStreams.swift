import Foundation

/// Standard input, output and error as a program that writes files must have them.
enum StandardStreams {
  /// Makes writing to the streams safe, whatever the program was started with.
  static func prepare() {
    // A pipe that its reader closed and a limit on the size of files become errors of the write, which are
    // reported in words, and temporary files are removed.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // The next file opened gets the lowest free descriptor. If that were 2, messages would go into the
    // file; so closed descriptors are taken, 0 and 1 for reading only: writing results still fails.
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Where the command's own messages go: standard error as the program was started with it.
  static let messages: Int32 = {
    let own = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    return own < 0 ? STDERR_FILENO : own
  }()

  /// Discards what C libraries print to standard error and no setting turns off: on a full disk SpatiaLite
  /// prints several lines and then returns an error, which the command reports in one line.
  ///
  /// From here on only ``messages`` reaches whoever reads standard error.
  static func muteLibraries() {
    guard messages != STDERR_FILENO else { return }
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    if nowhere >= 0 {
      dup2(nowhere, STDERR_FILENO)
      close(nowhere)
    }
  }
}
