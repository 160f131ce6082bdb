import Foundation

/// The files that a run reads, with all that belongs to them: none of them is ever an output.
package struct InputFiles {
  /// The name under which a file was given.
  private var names: [FileIdentity: String] = [:]
  /// Folders that are inputs as a whole, by their canonical path.
  private var folders: [(path: String, name: String)] = []

  /// What tells a file from all others, whatever the path to it: links and `./a/../` do not matter.
  private struct FileIdentity: Hashable {
    var device: dev_t
    var number: ino_t

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (device, number) = (status.st_dev, status.st_ino)
    }
  }

  /// Endings of the files that formats keep beside the one that is named.
  private static let sidecars: Set<String> = [
    "shp", "shx", "dbf", "prj", "cpg", "qix", "sbn", "sbx", "idx", "ind", "id", "dat", "map", "tab",
    "mif", "mid", "csvt", "vrt", "gfs", "xsd", "qml", "qmd", "qpj", "sld", "xml",
  ]
  /// What databases and compressed files put behind a whole name.
  private static let suffixes = ["-wal", "-shm", "-journal", ".gz", ".xml", ".zip", ".idx"]

  /// The files of some layers, which may be folders, and other files; those that are not there count for
  /// nothing.
  package init(layers: [String] = [], files: [String] = []) {
    for path in layers { add(path) }
    for path in files {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        add(path)
      }
    }
  }

  private mutating func add(_ path: String) {
    let file = LayerPath.file(of: path) ?? path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else { return }
    if isFolder.boolValue {
      folders.append((Self.canonical(file), path))
      return
    }
    note(file, as: path)
    for suffix in Self.suffixes { note(file + suffix, as: path) }
    // A file behind a link has its companions where it stands, too.
    for place in Set([file, Self.canonical(file)]) {
      let url = URL(fileURLWithPath: place)
      let stem = url.deletingPathExtension().lastPathComponent.lowercased()
      let folder = url.deletingLastPathComponent().path
      for other in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        let name = URL(fileURLWithPath: other)
        guard name.deletingPathExtension().lastPathComponent.lowercased() == stem,
          Self.sidecars.contains(name.pathExtension.lowercased())
        else { continue }
        note(folder + "/" + other, as: path)
      }
    }
  }

  private mutating func note(_ file: String, as name: String) {
    if let identity = FileIdentity(file) { names[identity] = names[identity] ?? name }
  }

  private static func canonical(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else {
      return URL(fileURLWithPath: path).standardizedFileURL.path
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The input that an output would take the place of, or stand in; nil where there is none.
  package func replaced(by output: String) -> String? {
    for path in Self.family(of: output) {
      if let identity = FileIdentity(path), let name = names[identity] { return name }
    }
    let url = URL(fileURLWithPath: output)
    let place =
      Self.canonical(url.deletingLastPathComponent().path) + "/" + url.lastPathComponent
    let target = Self.canonical(output)
    return folders.first { folder in
      [place, target].contains { $0 == folder.path || $0.hasPrefix(folder.path + "/") }
    }?.name
  }

  /// The files that an output of this name consists of.
  private static func family(of output: String) -> [String] {
    let url = URL(fileURLWithPath: output)
    let stem = url.deletingPathExtension().path
    switch url.pathExtension.lowercased() {
    case "shp": return [output] + ["shx", "dbf", "prj", "cpg", "qix"].map { stem + "." + $0 }
    case "sqlite", "gpkg": return [output, output + "-journal", output + "-wal", output + "-shm"]
    default: return [output]
    }
  }
}
