import Foundation

/// The hidden folder beside an output in which it is written.
///
/// Its name says which process has made it, and its lock whether that one still lives: what a run that was
/// killed has left is removed by the next run at the same place, what a live one works on never is.
final class HiddenFolder {
  let path: String
  private let temporaryFiles: TemporaryFiles
  /// Held for as long as the process lives; the system lets go of it, however the process ends.
  private var lock: Int32 = -1

  private static let lockName = ".circles-lock"

  /// Makes the folder, and removes what killed runs have left beside it.
  init(
    for name: String, in parent: String, temporaryFiles: TemporaryFiles
  ) throws(ByteFile.Failure) {
    let prefix = HiddenFolder.prefix(for: name)
    for other in HiddenFolder.leftovers(prefix, in: parent) { temporaryFiles.remove(other) }
    let path =
      parent + "/" + prefix + HiddenFolderOwner.current.name + "-\(UInt32.random(in: 0 ... .max))"
    self.path = path
    self.temporaryFiles = temporaryFiles
    let number = temporaryFiles.making(path) { mkdir(path, 0o700) == 0 ? 0 : errno }
    if number != 0 {
      temporaryFiles.remove(path)
      throw ByteFile.Failure(number: number)
    }
    takeLock()
  }

  deinit { remove() }

  /// Removes the folder with all in it.
  func remove() {
    temporaryFiles.remove(path)
    if lock >= 0 { close(lock) }
    lock = -1
  }

  /// The names of what was written into the folder.
  func contents() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0 != HiddenFolder.lockName }.sorted()
  }

  /// Nobody sees the lock before it is held. A file system without locks goes by the process alone.
  private func takeLock() {
    let new = path + "/" + HiddenFolder.lockName + "-new"
    lock = open(new, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard lock >= 0 else { return }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0,
      rename(new, path + "/" + HiddenFolder.lockName) == 0
    else {
      unlink(new)
      return
    }
  }

  /// A name may be as long as the system allows; with what stands around it here it must not be.
  private static func prefix(for name: String) -> String {
    var start = ""
    for character in name {
      if start.utf8.count + character.utf8.count > 100 { break }
      start.append(character)
    }
    return ".\(start).tmp-"
  }

  /// The hidden folders that runs at the same place have left which no longer live.
  private static func leftovers(_ prefix: String, in parent: String) -> [String] {
    // Where the folder cannot be listed, what is in it cannot be removed either.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.compactMap { name in
      let path = parent + "/" + name
      var status = stat()
      // Others may put links and folders of such names where everybody may write.
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
        status.st_uid == geteuid(),
        let owner = HiddenFolderOwner(name.dropFirst(prefix.count)), isLeft(path, by: owner)
      else { return nil }
      return path
    }
  }

  private static func isLeft(_ path: String, by owner: HiddenFolderOwner) -> Bool {
    guard owner.isOfThisMachine else { return false }
    let lock = open(path + "/" + lockName, O_RDWR | O_CLOEXEC)
    guard lock >= 0 else { return owner.isGone }
    defer { close(lock) }
    if flock(lock, LOCK_EX | LOCK_NB) == 0 { return true }
    return errno == EWOULDBLOCK ? false : owner.isGone
  }
}
