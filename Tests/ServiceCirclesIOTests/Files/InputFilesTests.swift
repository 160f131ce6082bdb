import Foundation
import Testing

@testable import ServiceCirclesIO

/// Which files belong to an input, whatever the path to them.
@Suite struct InputFilesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["sub", "far", "data/deep", "g.gdb"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: true)
    }
    try link("around", to: folder.path)
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(name), withDestinationPath: target)
  }

  private func write(_ names: String...) throws {
    for name in names { _ = try folder.write("bytes of \(name)", to: name) }
  }

  /// The address of a layer with its file in the folder.
  private func address(_ layer: String) -> String {
    layer.hasPrefix("/vsi") ? layer.replacing("HERE", with: folder.path) : folder.file(layer)
  }

  /// A layer, the files that it is made of or that are read with it, and files that would change it if they
  /// came to be there.
  static let layers: [(layer: String, files: [String], absent: [String])] = [
    (
      "s.shp", ["s.shp", "s.shx", "s.dbf", "s.prj", "s.cpg", "s.qix", "s.sbn", "s.shp.aux.xml"],
      ["s.sbx", "sub/../s.qpj"]
    ),
    ("S.SHP", ["S.SHP", "S.DBF", "S.SHX"], ["S.CPG"]), ("t.dbf", ["t.dbf", "t.cpg"], ["t.shp"]),
    ("g.gml", ["g.gml", "g.xsd", "g.gfs"], ["g.GFS"]),
    ("m.tab", ["m.tab", "m.dat", "m.map", "m.id", "m.ind"], []),
    ("i.mif", ["i.mif", "i.mid"], []),
    ("c.csv", ["c.csv", "c.csvt", "c.prj"], ["around/c.CSVT"]),
    (
      "d.sqlite", ["d.sqlite", "d.sqlite-wal", "d.sqlite-shm", "d.sqlite-journal"],
      ["sub/../d.sqlite-wal"]
    ),
    ("d.gpkg", ["d.gpkg", "d.gpkg-wal"], ["d.gpkg-journal"]),
    ("/vsizip/HERE/a.zip/in/x.shp", ["a.zip"], []),
    ("/vsigzip/HERE/b.csv.gz", ["b.csv.gz"], []),
    (
      "data", ["data/one.shp", "data/one.dbf", "data/deep/two.csv"],
      ["data/new.csv", "around/data/new.csv", "data/deep/new", "data"]
    ),
    ("g.gdb", ["g.gdb/a1.gdbtable"], ["g.gdb/new.csv"]),
    ("g.gdb/a1.gdbtable", ["g.gdb/a1.gdbtable", "g.gdb/a2.gdbtable"], ["g.gdb/new.csv"]),
  ]

  @Test(arguments: layers)
  func everyWayToWhatBelongsToALayer(layer: String, files: [String], absent: [String]) throws {
    for file in files {
      try write(file)
      let flat = file.replacing("/", with: "-")
      try FileManager.default.linkItem(
        atPath: folder.file(file), toPath: folder.file("hard-" + flat))
      try link("soft-" + flat, to: file)
    }
    let inputs = InputFiles([address(layer)])
    for file in files {
      let flat = file.replacing("/", with: "-")
      for way in [
        file, "./sub/../\(file)", "around/\(file)", "around/far/../\(file)", "hard-" + flat,
        "soft-" + flat,
      ] {
        let path = folder.file(way)
        #expect(inputs.input(hitBy: [folder.file("new"), path]) == address(layer), "\(way)")
      }
    }
    for file in absent {
      #expect(inputs.input(hitBy: [folder.file(file)]) == address(layer), "\(file)")
    }
    for file in ["new.csv", "s.csv", "c.gpkg", "d.geojson", "far/s.shp", "datas", "g.sqlite"]
    where !files.contains(where: { $0.hasPrefix(file.prefix(2)) && file.hasSuffix(".csv") }) {
      #expect(inputs.input(hitBy: [folder.file(file)]) == nil, "\(file)")
    }
  }

  /// A link in another folder leads to a file with companions in its own.
  @Test func companionsStandWhereAFileIsAndWhereItsLinkIs() throws {
    try write("far/s.shp", "far/s.dbf")
    try link("sub/l.shp", to: "../far/s.shp")
    let inputs = InputFiles([folder.file("sub/l.shp")])
    for file in ["far/s.dbf", "far/s.cpg", "sub/l.dbf"] {
      #expect(inputs.input(hitBy: [folder.file(file)]) != nil, "\(file)")
    }
    #expect(inputs.input(hitBy: [folder.file("sub/s.dbf")]) == nil)
  }

  @Test func addressesOfDatabasesNameNoFiles() throws {
    try write("dbname", "host")
    #expect(
      InputFiles(["PG:dbname=\(folder.file("host"))"]).input(hitBy: [folder.file("host")]) == nil)
    #expect(InputFiles([""]).input(hitBy: [folder.file("host")]) == nil)
  }

  // MARK: Paths

  @Test func pathsLeadWhereTheSystemLeadsThem() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("far/away"), withIntermediateDirectories: true)
    try link("near", to: "far/away")
    let base = FilePath.resolved(folder.path)
    for (path, expected) in [
      ("near/../x", "far/x"), ("sub/../x", "x"), ("near/x", "far/away/x"), ("none/x", "none/x"),
      ("none/../x", "x"), ("none/./a/../../x", "x"), ("around/x", "x"), ("sub/.", "sub"),
    ] {
      #expect(FilePath.resolved(folder.file(path)) == base + "/" + expected, "\(path)")
    }
    #expect(FilePath.resolved("/") == "/" && FilePath.resolved("/none") == "/none")
    #expect(FilePath.folders(above: "/a/b/c") == ["/a/b", "/a", "/"])
  }
}
