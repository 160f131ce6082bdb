import Foundation

/// Files for tests: the repository's fixture, other extracts beside the repository, and scratch files.
enum Files {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let monaco = root.appending(path: "fixtures/monaco/monaco.osm.pbf").path

  /// An extract of the shared collection, nil where the collection is not there.
  static func shared(_ name: String) -> String? {
    let path = root.deletingLastPathComponent().appending(path: "shared/data").appending(path: name)
      .path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Gives `body` the path of a new file with these bytes, and removes it afterwards.
  static func withFile<R>(
    _ bytes: some DataProtocol, suffix: String = ".osm", _ body: (String) throws -> R
  ) throws -> R {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "osm-reader-\(UUID().uuidString)\(suffix)")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
  }

  /// Gives `body` the path of a new XML file with these objects.
  static func withXML<R>(_ objects: String, _ body: (String) throws -> R) throws -> R {
    try withFile(Array("<osm version=\"0.6\">\n\(objects)\n</osm>".utf8), body)
  }
}
