import Foundation
import ServiceCircles
import Synchronization

/// Shows the progress of long work: a bar on a terminal, otherwise a line a minute, on standard error.
final class Progress: Sendable {
  private struct State {
    var done = 0
    var total: Int
    var lastShown: Date
    var isBarOpen = false
  }

  private let isQuiet: Bool
  private let isTerminal: Bool
  private let now: @Sendable () -> Date
  private let write: @Sendable (String) -> Void
  private let state: Mutex<State>

  /// Progress of a command that is about to begin.
  convenience init(total: Int, isQuiet: Bool) {
    self.init(
      total: total, isQuiet: isQuiet, isTerminal: isatty(StandardStreams.messages) == 1)
  }

  /// Tests pass their own `now` and `write`.
  init(
    total: Int, isQuiet: Bool, isTerminal: Bool, now: @escaping @Sendable () -> Date = { Date() },
    write: @escaping @Sendable (String) -> Void = Interface.write
  ) {
    self.isQuiet = isQuiet
    self.isTerminal = isTerminal
    self.now = now
    self.write = write
    state = Mutex(State(total: total, lastShown: now()))
    if isTerminal, !isQuiet { state.withLock { show(&$0) } }
  }

  /// Ends the bar's line, so that an error message starts on a new one.
  deinit { closeBar() }

  /// Records how much is done; may be called from any worker, in any order.
  ///
  /// - Parameter total: How much there is to do, where that was not known before.
  func update(_ done: Int, of total: Int? = nil) {
    guard !isQuiet else { return }
    state.withLock { state in
      if let total { state.total = total }
      state.done = max(state.done, done)
      guard now().timeIntervalSince(state.lastShown) >= (isTerminal ? 0.2 : 60) else { return }
      show(&state)
    }
  }

  /// Completes the bar; does nothing off a terminal.
  func finish() {
    guard !isQuiet, isTerminal else { return }
    state.withLock { state in
      state.done = state.total
      show(&state)
    }
    closeBar()
  }

  private func closeBar() {
    state.withLock { state in
      if state.isBarOpen { write("\n") }
      state.isBarOpen = false
    }
  }

  private func show(_ state: inout State) {
    state.lastShown = now()
    guard isTerminal else {
      write(
        Interface.text("command.progress", ["done": "\(state.done)", "total": "\(state.total)"])
          + "\n")
      return
    }
    state.isBarOpen = true
    let filled = state.total > 0 ? min(30, 30 * state.done / state.total) : 30
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    write("\r\(bar) \(state.done)/\(state.total)")
  }
}
