import Foundation

/// What an input has to be.
enum InputFile {
  /// Looks whether a path is a file or a folder. A pipe or a device may never end, or do something when it is
  /// read.
  ///
  /// - Throws: ``LayerError`` of the reasons notFound and notAFile.
  static func check(_ path: String) throws(LayerError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw LayerError(.notFound, file: path) }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFDIR else { throw LayerError(.notAFile, file: path) }
  }
}
