import CGDAL
import CSpatiaLite
import Foundation

/// Stops a query of a SQLite file that gives no record for too long: a view may be anything.
final class ReadingClock {
  /// How long a record may take to come.
  static let seconds = 60

  private var deadline = ContinuousClock.now + .seconds(seconds)
  private let handle: OpaquePointer

  /// The clock of a dataset; nil where it is no SQLite file.
  init?(_ dataset: GDALDatasetH) {
    guard let handle = GDALGetInternalHandle(dataset, "SQLITE_HANDLE") else { return nil }
    self.handle = OpaquePointer(handle)
    sqlite3_progress_handler(
      self.handle, 1_000_000,
      { clock in
        guard let clock else { return 0 }
        return Unmanaged<ReadingClock>.fromOpaque(clock).takeUnretainedValue().hasRunOut ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Whether the time is over.
  var hasRunOut: Bool { ContinuousClock.now > deadline }

  /// Begins to wait for the next record.
  func restart() { deadline = .now + .seconds(Self.seconds) }

  /// Stops watching; the dataset is still open.
  func stop() { sqlite3_progress_handler(handle, 0, nil, nil) }
}
