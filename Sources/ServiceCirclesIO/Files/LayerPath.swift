import Foundation

/// Paths into archives.
enum LayerPath {
  private static let archives = ["/vsizip/", "/vsigzip/"]

  /// The archive that a path goes through; nil where it goes through none, or anywhere else.
  static func file(of path: String) -> String? {
    guard let prefix = archives.first(where: path.hasPrefix) else { return nil }
    let inner = path.dropFirst(prefix.count)
    guard !inner.contains("/vsi"), !inner.hasPrefix("vsi"), !inner.contains("{") else { return nil }
    // The first part of the path that is a file is the archive; the rest is a name in it.
    var end = inner.startIndex
    while end < inner.endIndex {
      end = inner[end...].dropFirst().firstIndex(of: "/") ?? inner.endIndex
      var isFolder: ObjCBool = false
      let part = String(inner[..<end])
      if FileManager.default.fileExists(atPath: part, isDirectory: &isFolder), !isFolder.boolValue {
        return part
      }
    }
    return String(inner)
  }
}
