import Foundation

/// The place of an output, looked at before long work is done for it.
package enum OutputPlace {
  /// Whether an output may be put there: it takes no place of an input or of what belongs to one, stands in none,
  /// and replaces nothing, but where it was asked to, another output of its kind.
  ///
  /// - Throws: ``LayerError`` of the reasons outputIsInput, cannotCreate, outputExists, outputIsForeign and
  ///   companionExists.
  package static func check(
    _ path: String, kind: OutputKind, overwrite: Bool, against inputs: InputFiles = InputFiles()
  ) throws(LayerError) {
    let target = FilePath.resolved(path)
    if let input = inputs.input(hitBy: [target] + kind.companions(of: target)) {
      throw LayerError(.outputIsInput(input), file: path)
    }
    try check(path)
    let companions = kind.companions(of: target)
      .filter { FileManager.default.fileExists(atPath: $0) }
    guard FileManager.default.fileExists(atPath: target) else {
      // Without the file they belong to they are something else's.
      if let first = companions.first { throw LayerError(.companionExists(first), file: path) }
      return
    }
    guard overwrite else { throw LayerError(.outputExists, file: path) }
    guard kind.isFound(target) else {
      throw LayerError(.outputIsForeign(FileContent.description(of: target)), file: path)
    }
    // Removing or renaming onto a folder fails when everything else is done.
    for companion in companions where !FilePath.isFile(companion) {
      throw LayerError(.companionExists(companion), file: path)
    }
  }

  /// The URL of a path that leads where the system leads it: of a relative one Foundation takes `..` away
  /// before links are followed.
  package static func url(_ path: String) -> URL {
    URL(
      fileURLWithPath: path.hasPrefix("/")
        ? path : FileManager.default.currentDirectoryPath + "/" + path)
  }

  /// Whether a file can be put there, as far as that can be told beforehand.
  ///
  /// - Throws: ``LayerError`` of the reason cannotCreate.
  static func check(_ path: String) throws(LayerError) {
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw LayerError(.cannotCreate("it names no file"), file: path)
    }
    let target = FilePath.resolved(path)
    if let mode = mode(of: target) {
      // Renaming onto a device or a pipe would replace it, and what the system makes up may never be read.
      if mode & S_IFMT == S_IFLNK {
        throw LayerError(.cannotCreate("it is a link to nowhere"), file: path)
      }
      if mode & S_IFMT != S_IFREG || !InputFile.isFileOrFolder(target) {
        throw LayerError(.cannotCreate("it exists and is not a file"), file: path)
      }
    }
    let parent = FilePath.folder(of: target)
    // The slash makes a file that stands there an error of its own.
    if access(parent + "/", W_OK | X_OK) != 0 {
      throw LayerError(
        .cannotCreate("the folder \(parent): \(String(cString: strerror(errno)))"), file: path)
    }
  }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode : nil
  }
}
