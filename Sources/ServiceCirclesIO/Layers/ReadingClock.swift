import CSpatiaLite
import Foundation
import Synchronization

/// Stops the queries of a SQLite file that take too long: a view may be anything.
///
/// It watches every connection that is opened to the file, from the first query on: a file may have views where
/// the reader of its format expects tables, and the reader asks them before anybody else does.
final class ReadingClock: Sendable {
  /// How long a file may take.
  struct Patience {
    /// How long opening, or a record, may take.
    var once = Duration.seconds(60)
    /// By how much a record that comes prolongs the time for all records of a view or a condition.
    var aRecord = Duration.milliseconds(10)
  }

  private struct State {
    var deadline: ContinuousClock.Instant
    /// How long all records so far took.
    var spent = Duration.zero
    var records = 0
    var hasStopped = false
  }

  private let patience: Patience
  private let state: Mutex<State>

  /// The clock of the file that this thread opens.
  @TaskLocal private static var opening: ReadingClock?

  /// A clock that has begun to wait for a file to be opened.
  init(_ patience: Patience = Patience()) {
    self.patience = patience
    state = Mutex(State(deadline: .now + patience.once))
  }

  /// Calls `body`, and watches all connections that it opens on this thread; they keep the clock.
  func watching<Result>(_ body: () -> Result) -> Result {
    // GDAL forgets all observers when it has opened a file, also those of another thread.
    ReadingClock.oneByOne.lock()
    defer { ReadingClock.oneByOne.unlock() }
    _ = spatialite_shim_on_connection { connection, _, _ in
      // Others open files, too, which have no clock.
      if let connection { ReadingClock.opening?.watch(connection) }
      return SQLITE_OK
    }
    return ReadingClock.$opening.withValue(self, operation: body)
  }

  private static let oneByOne = NSLock()

  /// Whether something was stopped.
  var hasStopped: Bool { state.withLock(\.hasStopped) }

  /// How long opening, or a record, may take, in seconds.
  var seconds: Int { Int(patience.once.components.seconds) }

  /// Calls `body`, which reads the next record.
  ///
  /// - Parameter inAll: Whether all records together may take a minute and a hundredth of a second for each, and
  ///   not only each of them a minute: where something computes them.
  func waiting<Result>(inAll: Bool, _ body: () -> Result) -> Result {
    let start = ContinuousClock.now
    state.withLock { state in
      let left = patience.once + patience.aRecord * state.records - state.spent
      state.deadline = start + (inAll ? min(patience.once, left) : patience.once)
    }
    defer {
      state.withLock { state in
        state.spent += .now - start
        state.records += 1
      }
    }
    return body()
  }

  /// Whether what runs is to be stopped.
  private func mustStop() -> Bool {
    state.withLock { state in
      if ContinuousClock.now > state.deadline { state.hasStopped = true }
      return state.hasStopped
    }
  }

  /// How long a text or a record may be that a query makes: much longer than any outline of a region.
  private static let mostBytes: Int32 = 100_000_000
  /// SQLite asks the clock after so many steps: some milliseconds.
  private static let steps: Int32 = 200_000

  /// Watches a connection, which keeps the clock until it is closed.
  func watch(_ connection: OpaquePointer) {
    ViewAuthorizer.watch(connection)
    BoundedFunctions.install(in: connection)
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, ReadingClock.mostBytes)
    sqlite3_progress_handler(
      connection, ReadingClock.steps,
      { clock in
        guard let clock else { return 0 }
        return Unmanaged<ReadingClock>.fromOpaque(clock).takeUnretainedValue().mustStop() ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
    // Nothing calls the function. SQLite lets go of what belongs to it when the connection is closed.
    sqlite3_create_function_v2(
      connection, "circles_clock", 0, SQLITE_UTF8, Unmanaged.passRetained(self).toOpaque(),
      { context, _, _ in sqlite3_result_null(context) }, nil, nil,
      { clock in
        if let clock { Unmanaged<ReadingClock>.fromOpaque(clock).release() }
      })
  }
}
