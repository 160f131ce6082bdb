import Foundation

/// The first bytes of a file: what tells its format.
struct FileStart {
  /// The bytes; none where the file cannot be read.
  let bytes: [UInt8]

  init(_ path: String, count: Int = 4096) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      bytes = []
      return
    }
    defer { try? file.close() }
    bytes = (try? file.read(upToCount: count)).map(Array.init) ?? []
  }

  /// The bytes up to the first end of a line, as text.
  var firstLine: String {
    String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
  }

  /// Whether the bytes begin with these.
  func starts(with text: String) -> Bool { bytes.starts(with: Array(text.utf8)) }
}
