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
    try OutputPlace.check(path)
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let parent = url.deletingLastPathComponent()
    let name = url.lastPathComponent
    // A name may be as long as the system allows; with what stands around it here it must not be.
    let prefix = ".\(name.prefix(40)).tmp-\(Self.machine)-"
    Self.removeLeftovers(prefix, in: parent.path)
    let unique = "\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0 ... .max))"
    let folder = parent.appendingPathComponent(prefix + unique).path
    self.path = url.path
    self.folder = folder
    temporaryPath = folder + "/" + name
    self.temporaryFiles = temporaryFiles
    let number = temporaryFiles.making(folder) { mkdir(folder, 0o777) == 0 ? 0 : errno }
    if number != 0 {
      temporaryFiles.remove(folder)
      throw LayerError(.cannotCreate(String(cString: strerror(number))), file: path)
    }
  }

  deinit { discard() }

  /// The machine's name: the number of a process means nothing on another one that shares the folder.
  private static let machine: String = {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let text = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(24))
  }()

  /// Removes what runs that were killed left at this place; never what a live one works on.
  private static func removeLeftovers(_ prefix: String, in folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(prefix) {
      let parts = name.dropFirst(prefix.count).split(separator: "-")
      guard parts.count == 2, let process = pid_t(parts[0]), UInt32(parts[1]) != nil, process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

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
      for file in files + [main.lastPathComponent] { try synchronize(folder + "/" + file) }
      try temporaryFiles.undisturbed {
        for ending in staleEndings {
          let stale = main.deletingPathExtension().appendingPathExtension(ending).path
          if FileManager.default.fileExists(atPath: stale) {
            try FileManager.default.removeItem(atPath: stale)
          }
        }
        for file in files + [main.lastPathComponent] {
          guard rename(folder + "/" + file, parent + "/" + file) == 0 else {
            throw ByteFile.Failure(number: errno)
          }
        }
      }
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
    let probe = folder + "/.probe"
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
  func discard() {
    if isOver { return }
    isOver = true
    temporaryFiles.remove(folder)
  }
}
