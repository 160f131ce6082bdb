import CGDAL
import CSpatiaLite
import Foundation

/// Stops a query of a SQLite file that gives no record for too long: a view may be anything.
final class ReadingClock {
  /// How long a record may take to come.
  @TaskLocal static var seconds = 60

  /// How long a record of this file may take.
  let seconds = ReadingClock.seconds
  /// Whether a query was stopped.
  private(set) var hasStopped = false
  private var deadline: ContinuousClock.Instant
  private let handle: OpaquePointer

  /// The clock of a dataset; nil where it is no SQLite file.
  init?(_ dataset: GDALDatasetH) {
    guard let handle = GDALGetInternalHandle(dataset, "SQLITE_HANDLE") else { return nil }
    self.handle = OpaquePointer(handle)
    deadline = .now + .seconds(seconds)
    sqlite3_progress_handler(
      self.handle, 1_000_000,
      { clock in
        guard let clock else { return 0 }
        return Unmanaged<ReadingClock>.fromOpaque(clock).takeUnretainedValue().stops() ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func stops() -> Bool {
    if ContinuousClock.now > deadline { hasStopped = true }
    return hasStopped
  }

  /// Begins to wait for the next record.
  func restart() { deadline = .now + .seconds(seconds) }

  /// Stops watching; the dataset is still open.
  func stop() { sqlite3_progress_handler(handle, 0, nil, nil) }
}
