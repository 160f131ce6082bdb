import Foundation

/// Where paths lead.
enum FilePath {
  /// The one path of a file without links and `..`, as the system itself follows them; of a file that is
  /// not there yet, that of its folder and its name.
  ///
  /// A text that takes `..` away before links are followed leads elsewhere: what is looked at and what is
  /// written must go through this one function.
  static func resolved(_ path: String) -> String {
    if path == "." || path == "/" { return real(path) ?? path }
    if let whole = real(path) { return whole }
    let parent = resolved(folder(of: path))
    switch name(of: path) {
    case "", ".": return parent
    case "..": return folder(of: parent)
    case let name: return (parent == "/" ? "" : parent) + "/" + name
    }
  }

  /// The last part of a path. By bytes, for a slash with an accent behind it is one character, and parts a path.
  static func name(of path: String) -> String {
    String(
      decoding: path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed(), as: UTF8.self)
  }

  /// What stands before the last part of a path: `.` before a name alone.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    let folder = path.utf8[..<slash]
    return folder.isEmpty ? "/" : String(decoding: folder, as: UTF8.self)
  }

  /// A path up to the ending of its name, and the ending without its dot; a name may begin with a dot.
  static func parts(of path: String) -> (stem: String, ending: String) {
    let name = name(of: path).utf8
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      return (path, "")
    }
    let ending = name[name.index(after: dot)...]
    return (
      String(decoding: path.utf8.dropLast(ending.count + 1), as: UTF8.self),
      String(decoding: ending, as: UTF8.self)
    )
  }

  /// The folders above a resolved path, the nearest first.
  static func folders(above path: String) -> [String] {
    var folders: [String] = []
    var rest = path
    while rest != "/", rest != "." {
      rest = folder(of: rest)
      folders.append(rest)
    }
    return folders
  }

  /// Whether a file, no folder, stands there.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Whether a folder stands there.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func real(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
