import Foundation

/// Bytes to a file or to standard output, every one of them or an error.
///
/// `FileHandle` says "couldn't be saved" of everything that goes wrong; here the system's own number
/// stays, so that a full disk can be told from a reader that has gone.
final class ByteFile {
  /// Why the system did not do it.
  struct Failure: Error {
    let number: Int32

    /// The system's own words.
    var words: String { String(cString: strerror(number)) }
  }

  /// How `lseek` is asked for the next data and the next hole: glibc keeps the names to itself.
  #if canImport(Darwin)
    private static let (toData, toHole) = (Int32(4), Int32(3))
  #else
    private static let (toData, toHole) = (Int32(3), Int32(4))
  #endif

  private var descriptor: Int32
  private let isOwned: Bool

  /// Standard output.
  init() {
    descriptor = STDOUT_FILENO
    isOwned = false
  }

  /// A new file.
  init(creating path: String) throws(Failure) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    isOwned = true
    if descriptor < 0 { throw Failure(number: errno) }
  }

  deinit { if isOwned, descriptor >= 0 { _ = Foundation.close(descriptor) } }

  /// Writes all of the bytes.
  func write(_ bytes: [UInt8]) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let n = bytes.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if n > 0 {
        done += n
      } else if n < 0, errno == EAGAIN {
        // Whoever gave us the descriptor has made it one that does not wait.
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wanted, 1, -1)
      } else if n == 0 || errno != EINTR {
        throw Failure(number: n == 0 ? EIO : errno)
      }
    }
  }

  /// Copies a file; its holes stay holes, so that the copy takes no more room on the disk.
  static func copy(_ source: String, to path: String) throws(Failure) {
    let input = open(source, O_RDONLY | O_CLOEXEC)
    if input < 0 { throw Failure(number: errno) }
    defer { _ = Foundation.close(input) }
    let output = try ByteFile(creating: path)
    var status = stat()
    guard fstat(input, &status) == 0 else { throw Failure(number: errno) }
    var position: off_t = 0
    while position < status.st_size {
      var start = lseek(input, position, ByteFile.toData)
      if start < 0, errno == ENXIO { break }
      // Not every file system knows its holes.
      if start < 0 { start = position }
      let end = lseek(input, start, ByteFile.toHole)
      try output.copy(input, from: start, to: end > start ? end : status.st_size)
      position = end > start ? end : status.st_size
    }
    guard ftruncate(output.descriptor, status.st_size) == 0 else { throw Failure(number: errno) }
    try output.finish()
  }

  /// Copies a part of a file to the same place, as far as there is one.
  private func copy(_ input: Int32, from start: off_t, to end: off_t) throws(Failure) {
    guard lseek(input, start, SEEK_SET) == start, lseek(descriptor, start, SEEK_SET) == start else {
      throw Failure(number: errno)
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var left = end - start
    while left > 0 {
      let count = Foundation.read(input, &buffer, min(buffer.count, Int(left)))
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Failure(number: errno) }
      if count == 0 { break }
      try write(count == buffer.count ? buffer : Array(buffer.prefix(count)))
      left -= off_t(count)
    }
  }

  /// Closes a file; nothing for standard output.
  func finish() throws(Failure) {
    guard isOwned, descriptor >= 0 else { return }
    let isClosed = Foundation.close(descriptor) == 0
    descriptor = -1
    if !isClosed { throw Failure(number: errno) }
  }
}
