import Foundation

/// What changes of a file when somebody writes to it, or puts another in its place.
struct FileState: Hashable {
  private let device: dev_t
  private let number: ino_t
  private let bytes: off_t
  private let seconds: Int
  private let nanoseconds: Int

  /// Nil where there is no such file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    number = status.st_ino
    bytes = status.st_size
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = time.tv_sec
    nanoseconds = time.tv_nsec
  }

  /// The states of some files; nil for each that is not there.
  static func all(_ paths: [String]) -> [FileState?] { paths.map { FileState($0) } }
}
