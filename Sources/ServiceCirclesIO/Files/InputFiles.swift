import Foundation

/// The files that a run reads, with all that belongs to them: no output takes the place of one.
package struct InputFiles {
  /// Under which name a file was given.
  private var names: [FileIdentity: String] = [:]
  /// Folders that are read as a whole.
  private var folders: [FileIdentity: String] = [:]

  /// The files of some layers, which may be folders or in archives, and other files. What is not there counts for
  /// nothing, nor does a folder where a file is read.
  package init(_ layers: [String] = [], files: [String] = []) {
    for path in layers { add(LayerPath.file(of: path) ?? path, as: path) }
    for path in files where !FilePath.isFolder(path) { add(path, as: path) }
  }

  private mutating func add(_ file: String, as name: String) {
    guard FilePath.isFile(file) || FilePath.isFolder(file) else { return }
    if FilePath.isFolder(file) { return add(folder: file, as: name) }
    for path in [file] + FileFamily.companions(ofInput: file) {
      if let identity = FileIdentity(path) { names[identity] = names[identity] ?? name }
    }
    // The tables of a file geodatabase are its folder's.
    for folder in FilePath.folders(above: FilePath.resolved(file))
    where folder.lowercased().hasSuffix(".gdb") { add(folder: folder, as: name) }
  }

  /// Its files one by one, too: they may have other names elsewhere.
  private mutating func add(folder: String, as name: String) {
    guard let identity = FileIdentity(folder), folders[identity] == nil else { return }
    folders[identity] = name
    let files = FileManager.default.enumerator(atPath: folder)
    while let file = files?.nextObject() as? String {
      if let identity = FileIdentity(folder + "/" + file) {
        names[identity] = names[identity] ?? name
      }
    }
  }

  /// The input, as it was given, of which a file that is written at one of these paths would take the place of
  /// a part, or in which it would stand; nil where there is none.
  func input(hitBy paths: [String]) -> String? {
    for path in paths {
      if let identity = FileIdentity(path), let name = names[identity] { return name }
      for folder in [path] + FilePath.folders(above: FilePath.resolved(path)) {
        if let identity = FileIdentity(folder), let name = folders[identity] { return name }
      }
    }
    return nil
  }
}
