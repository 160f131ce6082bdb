import Foundation

/// Standard input, output and error as a program that writes files must have them.
enum StandardStreams {
  /// Makes writing to them safe, whatever the program was started with.
  static func prepare() {
    // A reader that goes early, or a limit on the size of files, is an error of the write: it is
    // told in words, and temporary files are removed.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // The next file that is opened gets the lowest number that is free. Were that 2, messages would
    // go into it; so closed ones are taken, in the one way that lets writing results still fail.
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

  /// Keeps from the terminal what C libraries print to standard error past every switch they have:
  /// SpatiaLite does on a full disk, in several lines, and then returns an error, which is told in one.
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
