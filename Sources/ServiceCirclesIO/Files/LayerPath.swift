/// Paths into archives.
enum LayerPath {
  private static let archives = ["/vsizip/", "/vsigzip/"]

  /// The archive that a path goes through; nil where it goes through none, or anywhere else.
  static func file(of path: String) -> String? {
    guard let prefix = archives.first(where: path.hasPrefix) else { return nil }
    let inner = String(path.dropFirst(prefix.count))
    guard !inner.contains("/vsi"), !inner.hasPrefix("vsi"), !inner.contains("{") else { return nil }
    // The first part of the path that is a file is the archive; the rest is a name in it.
    return ([inner] + FilePath.folders(above: inner)).last(where: FilePath.isFile) ?? inner
  }
}
