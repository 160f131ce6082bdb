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

  /// Whether two paths lead to the same file, over links too.
  package static func isSame(_ a: String, _ b: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev
      && first.st_ino == second.st_ino
  }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode : nil
  }
}
