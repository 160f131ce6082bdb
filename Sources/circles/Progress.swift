import Foundation
import ServiceCircles
import Synchronization

/// Tells how far long work is: a bar on a terminal, else a line a minute, on standard error.
final class Progress: Sendable {
  private struct State {
    var done = 0
    var lastShown: Date
    var wasShown = false
  }

  private let total: Int
  private let isQuiet: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State(lastShown: Date()))

  init(total: Int, _ common: CommonOptions) {
    self.total = total
    isQuiet = common.quiet
  }

  /// Notes how much is done; may be called from any worker, in any order.
  func update(_ done: Int) {
    guard !isQuiet else { return }
    state.withLock { state in
      state.done = max(state.done, done)
      let pause = isTerminal ? 0.2 : 60
      guard Date().timeIntervalSince(state.lastShown) >= pause else { return }
      state.lastShown = Date()
      state.wasShown = true
      show(state.done)
    }
  }

  /// Completes the bar.
  func finish() {
    state.withLock { state in
      guard state.wasShown, isTerminal else { return }
      show(total)
      FileHandle.standardError.write(Data("\n".utf8))
    }
  }

  private func show(_ done: Int) {
    let share = total > 0 ? Double(done) / Double(total) : 1
    if isTerminal {
      let filled = Int(share * 30)
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
      FileHandle.standardError.write(Data("\r\(bar) \(done)/\(total)".utf8))
    } else {
      Interface.note(Interface.text("command.progress", ["done": "\(done)", "total": "\(total)"]))
    }
  }
}
