@preconcurrency import Dispatch
import Foundation
import ServiceCirclesIO

/// Removes temporary files when the command is stopped.
enum Signals {
  /// The temporary files of this run.
  static let temporaryFiles = TemporaryFiles.ofProgram

  /// A private serial queue still gets a thread when the global queues are saturated.
  private static let queue = DispatchQueue(label: "signals")

  private static let sources: [any DispatchSourceSignal] =
    [SIGINT, SIGTERM, SIGHUP].compactMap { number in
      let before = signal(number, SIG_IGN)
      // `nohup` has told the command to outlive its terminal.
      if number == SIGHUP,
        unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
      {
        return nil
      }
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        temporaryFiles.removeAll {
          // The status a shell reports for the signal: 129, 130 or 143.
          // `_exit`, not `exit`: other threads still use what exit handlers would destroy.
          _exit(128 + number)
        }
      }
      return source
    }

  /// Begins to listen for SIGINT and SIGTERM, and for the end of the terminal.
  static func removeTemporaryFilesWhenStopped() { for source in sources { source.resume() } }
}
