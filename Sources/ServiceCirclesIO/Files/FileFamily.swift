import Foundation

/// The files that formats keep beside the one that is named, and that are read or written with it.
enum FileFamily {
  /// Endings that go together: who reads a file with one of them reads the others.
  private static let endings: [[String]] = [
    shapefile,
    ["gml", "xml", "xsd", "gfs"],
    ["tab", "dat", "map", "id", "ind"],
    ["mif", "mid"],
    ["csv", "csvt", "prj"], ["tsv", "csvt", "prj"], ["psv", "csvt", "prj"], ["txt", "csvt", "prj"],
  ]
  /// The files of a Shapefile, and the indexes that programs keep of them.
  static let shapefile = [
    "shp", "shx", "dbf", "prj", "cpg", "qix", "sbn", "sbx", "idm", "ind", "qpj",
  ]
  /// What databases put behind the whole name.
  static let journals = ["-wal", "-shm", "-journal"]
  /// What readers of any format, and of compressed files, put behind the whole name.
  private static let notes = [".aux.xml", ".properties"]

  /// The paths of what belongs to an input: of what is there, in whatever letters its ending is written, and of
  /// what would be read with it if it came to be there.
  static func companions(ofInput path: String) -> [String] {
    var found = (journals + notes).map { path + $0 }
    // A file behind a link has its companions where it stands, too.
    for place in Set([path, FilePath.resolved(path)]) {
      let (stem, ending) = FilePath.parts(of: place)
      guard
        let family = endings.first(where: { $0[0] == ending.lowercased() })
          ?? endings.first(where: { $0.contains(ending.lowercased()) })
      else { continue }
      found += family.flatMap { [stem + "." + $0, stem + "." + $0.uppercased()] }
      let folder = FilePath.folder(of: place)
      let name = FilePath.name(of: stem).lowercased()
      for other in contents(of: folder) {
        let parts = FilePath.parts(of: other)
        if parts.stem.lowercased() == name, family.contains(parts.ending.lowercased()) {
          found.append(folder + "/" + other)
        }
      }
    }
    return found
  }

  /// The names in a folder; none where it cannot be listed, and then nothing in it can be written either.
  private static func contents(of folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }
}
