import Foundation

/// An output that appears whole or not at all: written in a hidden folder beside its place, then
/// renamed.
///
/// A folder, because formats consist of several files or keep journals beside theirs. What stood
/// there before stays until the new is complete. Given up where the output is let go of unfinished.
final class OutputFile {
  /// Where the output will be.
  let path: String
  /// Where it is written until then.
  let temporaryPath: String

  private let folder: String
  private let temporaryFiles: TemporaryFiles
  private var isOver = false

  /// Makes the hidden folder.
  ///
  /// - Throws: ``LayerError`` of the reason cannotCreate.
  init(_ path: String, temporaryFiles: TemporaryFiles) throws(LayerError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      let type =
        try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      // Renaming onto a device or a pipe would replace it.
      if isFolder.boolValue || (type != .typeRegular && type != .typeSymbolicLink) {
        throw LayerError(.cannotCreate("it exists and is not a file"), file: path)
      }
    }
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let parent = url.deletingLastPathComponent()
    let name = url.lastPathComponent
    let unique = "\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0 ... .max))"
    self.path = url.path
    folder = parent.appendingPathComponent(".\(name).tmp-\(unique)").path
    temporaryPath = folder + "/" + name
    self.temporaryFiles = temporaryFiles
    temporaryFiles.add(folder)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false)
    } catch {
      temporaryFiles.remove(folder)
      throw LayerError(
        .cannotCreate("the folder \(parent.path) is missing or may not be written"), file: path)
    }
  }

  deinit { discard() }

  /// Puts the output in its place: every file of the hidden folder, the main one last.
  ///
  /// - Parameter staleEndings: endings of files that belong to what stood there before (indexes)
  ///   and must not stay beside the new.
  /// - Throws: ``LayerError`` of the reason writeFailed.
  func commit(removing staleEndings: [String] = []) throws(LayerError) {
    let main = URL(fileURLWithPath: path)
    let parent = main.deletingLastPathComponent().path
    do {
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0 != main.lastPathComponent }.sorted()
      for ending in staleEndings {
        let stale = main.deletingPathExtension().appendingPathExtension(ending).path
        if FileManager.default.fileExists(atPath: stale) {
          try FileManager.default.removeItem(atPath: stale)
        }
      }
      for file in files + [main.lastPathComponent] {
        guard rename(folder + "/" + file, parent + "/" + file) == 0 else {
          throw CocoaError(.fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: errorText])
        }
      }
    } catch {
      discard()
      throw LayerError(.writeFailed(error.localizedDescription), file: path)
    }
    discard()
  }

  private var errorText: String { String(cString: strerror(errno)) }

  /// Removes what was written so far.
  func discard() {
    if isOver { return }
    isOver = true
    temporaryFiles.remove(folder)
  }
}
