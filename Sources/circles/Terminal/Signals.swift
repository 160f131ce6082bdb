@preconcurrency import Dispatch
import Foundation
import ServiceCirclesIO

/// Removes temporary files when the command is stopped.
enum Signals {
  /// The temporary files of this run.
  static let temporaryFiles = TemporaryFiles.ofProgram

  /// A queue of its own has a thread of its own: the shared ones wait while every core is at work.
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
          // As if the signal had not been caught: 130 or 143. At once, for other threads still work
          // with what the usual end of a program would take from them.
          _exit(128 + number)
        }
      }
      return source
    }

  /// Begins to listen for SIGINT and SIGTERM, and for the end of the terminal.
  static func removeTemporaryFilesWhenStopped() { for source in sources { source.resume() } }
}
