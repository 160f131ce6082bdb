import Foundation

/// The place of an output, looked at before long work is done for it.
package enum OutputPlace {
  /// Whether a file can be put there, as far as that can be told beforehand.
  ///
  /// - Throws: ``LayerError`` of the reason cannotCreate.
  package static func check(_ path: String) throws(LayerError) {
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw LayerError(.cannotCreate("it names no file"), file: path)
    }
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    if let mode = mode(of: url.path) {
      // Renaming onto a device or a pipe would replace it.
      if mode & S_IFMT != S_IFREG {
        throw LayerError(.cannotCreate("it exists and is not a file"), file: path)
      }
    } else if let mode = mode(of: path), mode & S_IFMT == S_IFLNK {
      throw LayerError(.cannotCreate("it is a link to nowhere"), file: path)
    }
    let parent = url.deletingLastPathComponent().path
    // The slash makes a file that stands there an error of its own.
    if access(parent + "/", W_OK | X_OK) != 0 {
      throw LayerError(
        .cannotCreate("the folder \(parent): \(String(cString: strerror(errno)))"), file: path)
    }
  }

  /// Looks that an output is none of the files that are read, and takes no other file's place: that of an
  /// output of its kind where it was asked to.
  ///
  /// - Parameter isOurs: Whether a file is an output of the same kind.
  /// - Throws: ``LayerError`` of the reasons outputIsInput, outputExists, outputIsForeign and cannotCreate.
  package static func check(
    _ path: String, against inputs: InputFiles, overwrite: Bool, isOurs: (String) -> Bool
  ) throws(LayerError) {
    if let input = inputs.replaced(by: path) {
      throw LayerError(.outputIsInput(input), file: path)
    }
    try check(path)
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard overwrite else { throw LayerError(.outputExists, file: path) }
    guard isOurs(path) else { throw LayerError(.outputIsForeign, file: path) }
  }

  /// The first bytes of a file, as text.
  package static func beginning(of path: String, count: Int = 4096) -> String {
    guard let file = FileHandle(forReadingAtPath: path) else { return "" }
    defer { try? file.close() }
    return String(decoding: (try? file.read(upToCount: count)) ?? Data(), as: UTF8.self)
  }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode : nil
  }
}
