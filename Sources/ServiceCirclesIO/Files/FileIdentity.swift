import Foundation

/// What tells a file from all others, whatever the path to it.
///
/// A file that is there is its number on its device: symbolic links, hard links and the case of letters, where
/// the file system takes no notice of it, do not matter. One that is not there yet is its name in its folder.
enum FileIdentity: Hashable {
  case existing(device: dev_t, number: ino_t)
  case named(String, device: dev_t, folder: ino_t)

  /// Nil where not even the folder is there.
  init?(_ path: String) {
    if let (device, number) = FileIdentity.number(of: path) {
      self = .existing(device: device, number: number)
      return
    }
    let resolved = FilePath.resolved(path)
    let folder = FilePath.folder(of: resolved)
    guard let (device, number) = FileIdentity.number(of: folder) else { return nil }
    let name = FilePath.name(of: resolved)
    self = .named(
      FileIdentity.ignoresCase(folder) ? name.lowercased() : name, device: device, folder: number)
  }

  private static func number(of path: String) -> (dev_t, ino_t)? {
    var status = stat()
    return stat(path, &status) == 0 ? (status.st_dev, status.st_ino) : nil
  }

  /// Whether the files of a folder are found under names in other letters, too; asked of one that is there.
  private static func ignoresCase(_ folder: String) -> Bool {
    guard let list = opendir(folder) else { return false }
    defer { closedir(list) }
    while let entry = readdir(list) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let other = name.lowercased() == name ? name.uppercased() : name.lowercased()
      guard other != name, let own = number(of: folder + "/" + name) else { continue }
      return number(of: folder + "/" + other).map { $0 == own } ?? false
    }
    return false
  }
}
