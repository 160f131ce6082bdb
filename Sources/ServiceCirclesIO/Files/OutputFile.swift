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

  /// What it is, and whether another of its kind makes way for it.
  private let kind: OutputKind
  private let mayReplace: Bool
  private let folder: HiddenFolder
  private let temporaryFiles: TemporaryFiles

  /// Makes the hidden folder.
  ///
  /// - Parameters:
  ///   - path: Where the output will be.
  ///   - kind: What it is.
  ///   - overwrite: Whether another output of its kind makes way for it.
  ///   - temporaryFiles: Where the hidden folder is registered.
  /// - Throws: ``LayerError`` as ``OutputPlace/check(_:kind:overwrite:against:)``.
  init(
    _ path: String, kind: OutputKind, overwrite: Bool, temporaryFiles: TemporaryFiles
  ) throws(LayerError) {
    try OutputPlace.check(path, kind: kind, overwrite: overwrite)
    let target = FilePath.resolved(path)
    let name = FilePath.name(of: target)
    self.path = target
    self.kind = kind
    mayReplace = overwrite
    self.temporaryFiles = temporaryFiles
    do throws(ByteFile.Failure) {
      folder = try HiddenFolder(
        for: name, in: FilePath.folder(of: target), temporaryFiles: temporaryFiles)
    } catch {
      throw LayerError(.cannotCreate(error.words), file: path)
    }
    temporaryPath = folder.path + "/" + name
  }

  deinit { discard() }

  /// Puts the output in its place: every file of the hidden folder, the main one last. What belonged to
  /// an output that stood there before, such as an index, does not stay beside the new.
  ///
  /// - Throws: ``LayerError`` of the reason writeFailed; as ``OutputPlace/check(_:kind:overwrite:against:)``
  ///   where something has come to stand there since.
  func commit() throws(LayerError) {
    let name = FilePath.name(of: path)
    let parent = FilePath.folder(of: path)
    do {
      let files = try folder.contents().filter { $0 != name } + [name]
      for file in files { try synchronize(folder.path + "/" + file) }
      try temporaryFiles.undisturbed {
        try OutputPlace.check(path, kind: kind, overwrite: mayReplace)
        for companion in kind.companions(of: path) where unlink(companion) != 0 && errno != ENOENT {
          throw ByteFile.Failure(number: errno)
        }
        for file in files {
          guard rename(folder.path + "/" + file, parent + "/" + file) == 0 else {
            throw ByteFile.Failure(number: errno)
          }
        }
      }
    } catch let error as LayerError {
      discard()
      throw error
    } catch {
      discard()
      let words = (error as? ByteFile.Failure)?.words ?? error.localizedDescription
      throw LayerError(.writeFailed(words), file: path)
    }
    discard()
  }

  /// Puts a file's bytes on the disk: renaming it must not come first, and only now does a disk that
  /// is out of order say so.
  private func synchronize(_ path: String) throws(ByteFile.Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ByteFile.Failure(number: errno) }
    defer { close(descriptor) }
    // Some file systems know no such thing.
    if fsync(descriptor) != 0, errno != EINVAL { throw ByteFile.Failure(number: errno) }
  }

  /// Why nothing more can be written beside what there is, in the system's words; nil where it can.
  ///
  /// The libraries that write formats have words of their own for a full disk, which name tables that
  /// are missing because there was no room for them.
  func obstacle() -> String? {
    let probe = folder.path + "/.probe"
    defer { unlink(probe) }
    do {
      let file = try ByteFile(creating: probe)
      try file.write([UInt8](repeating: 0, count: 1 << 18))
      try file.finish()
      return nil
    } catch {
      return error.words
    }
  }

  /// Removes what was written so far.
  func discard() { folder.remove() }
}
