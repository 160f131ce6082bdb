import Foundation

/// What an input has to be.
enum InputFile {
  /// Looks whether a path is a file or a folder. A pipe or a device may never end, or do something when it is
  /// read, and so may the files that the system makes up (`/proc/kmsg`); the same holds for what is read with the
  /// file, which somebody may have put beside it as a link.
  ///
  /// - Throws: ``LayerError`` of the reasons notFound and notAFile.
  static func check(_ path: String) throws(LayerError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw LayerError(.notFound, file: path) }
    let system = SystemFiles()
    for file in [path] + FileFamily.companions(ofInput: path) + contents(of: path)
    where !isFileOrFolder(file, system) {
      throw LayerError(.notAFile, file: file)
    }
  }

  /// The files of a folder that is read as one input; none of what is no folder.
  static func contents(of path: String) -> [String] {
    guard FilePath.isFolder(path) else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).map {
      path + "/" + $0
    }
  }

  /// Whether nothing but a file or a folder of a disk stands there, if anything does.
  static func isFileOrFolder(_ path: String, _ system: SystemFiles = SystemFiles()) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return true }
    let kind = status.st_mode & S_IFMT
    return (kind == S_IFREG || kind == S_IFDIR) && !system.hold(status.st_dev)
  }
}
