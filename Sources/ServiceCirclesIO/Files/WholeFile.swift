import Foundation

/// A file that is read into memory as a whole.
enum WholeFile {
  /// Why it is not.
  enum Failure: Error {
    /// It has more bytes than such a file may have.
    case tooLarge
    /// It is a folder.
    case folder
    /// Somebody has written to it meanwhile.
    case changed
    /// The system does not give it.
    case system(ByteFile.Failure)
  }

  /// The bytes of a file.
  ///
  /// - Parameter most: How many there may be; a file of more is not read.
  static func bytes(of path: String, most: Int) throws(Failure) -> Data {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(ByteFile.Failure(number: errno)) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(ByteFile.Failure(number: errno)) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .folder }
    if status.st_size > most { throw .tooLarge }
    let state = FileState(path)
    var data = Data(capacity: Int(status.st_size))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .system(ByteFile.Failure(number: errno)) }
      if count == 0 { break }
      data.append(contentsOf: buffer[..<count])
      if data.count > most { throw .tooLarge }
    }
    guard data.count == status.st_size, FileState(path) == state else { throw .changed }
    return data
  }
}
