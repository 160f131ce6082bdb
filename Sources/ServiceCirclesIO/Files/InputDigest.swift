import Foundation

/// Digests of input files, so that a report says from which data exactly it was made.
enum InputDigest {
  /// The SHA-256 of a file, in lowercase hexadecimal digits, read piece by piece.
  ///
  /// Of a folder (a file geodatabase is one) it is the SHA-256 of the lines that `sha256sum` would
  /// print for its files, sorted by relative path.
  ///
  /// - Throws: ``LayerError`` of the reason cannotRead.
  static func sha256(of url: URL) throws(LayerError) -> String {
    do {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
        isFolder.boolValue
      else { return try digest(ofFile: url) }
      var lines = SHA256()
      for name in try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted() {
        let file = url.appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
          !isFolder.boolValue
        else { continue }
        lines.update("\(try digest(ofFile: file))  \(name)\n".utf8)
      }
      return hexadecimal(lines.digest())
    } catch {
      throw LayerError(.cannotRead(error.localizedDescription), file: url.path)
    }
  }

  private static func digest(ofFile url: URL) throws -> String {
    let file = try FileHandle(forReadingFrom: url)
    defer { try? file.close() }
    var hash = SHA256()
    while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
      hash.update(piece)
    }
    return hexadecimal(hash.digest())
  }

  private static func hexadecimal(_ digest: [UInt8]) -> String {
    digest.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
