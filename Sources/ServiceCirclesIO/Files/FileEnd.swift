import Foundation

/// The last bytes of a file.
struct FileEnd {
  /// The bytes; none where the file cannot be read, or is shorter.
  let bytes: [UInt8]

  init(_ path: String, count: Int) {
    bytes = (try? FileEnd.read(path, count)) ?? []
  }

  private static func read(_ path: String, _ count: Int) throws -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    let size = try file.seekToEnd()
    guard size >= count else { return [] }
    try file.seek(toOffset: size - UInt64(count))
    return try file.read(upToCount: count).map(Array.init) ?? []
  }
}
