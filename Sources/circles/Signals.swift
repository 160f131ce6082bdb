@preconcurrency import Dispatch
import Foundation
import ServiceCirclesIO

/// Removes temporary files when the command is stopped.
enum Signals {
  /// The temporary files of this run.
  static let temporaryFiles = TemporaryFiles()

  private static let sources: [any DispatchSourceSignal] = [SIGINT, SIGTERM].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      temporaryFiles.removeAll()
      // As if the signal had not been caught: 130 or 143.
      exit(128 + number)
    }
    return source
  }

  /// Begins to listen for SIGINT and SIGTERM.
  static func removeTemporaryFilesWhenStopped() { for source in sources { source.resume() } }
}
