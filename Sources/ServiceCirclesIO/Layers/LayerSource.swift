import Foundation
import PlaneGeometry

/// A vector layer by its file and, where the file has several, its name.
public struct LayerSource: Hashable, Sendable, CustomStringConvertible {
  /// A file, a folder of files, a file in a zip archive (`/vsizip/a.zip/b.shp`) or behind gzip
  /// (`/vsigzip/a.geojson.gz`), or a PostGIS database (`PG:dbname=…`).
  public var path: String
  /// The layer's name; nil where the file has only one.
  public var layer: String?
  /// Which of its records are read, as a condition that GDAL understands (`kind = 'clinic'`); nil for all.
  public var filter: String?
  /// Where the condition stands, as a file and its line; nil where it is not from a file.
  var filterOrigin: String?
  /// The coordinate reference system that the layer is in, whatever it says itself: a code or WKT; nil for its own.
  public var crs: String?
  /// The datum of a Chinese web map that its positions are shifted by; nil where they are not.
  public var datum: MapDatum?
  /// Whether a database may be connected to; a file says nothing about that, only who runs the program.
  public var allowsNetwork = false

  /// A layer of a file.
  public init(path: String, layer: String? = nil, filter: String? = nil) {
    self.path = path
    self.layer = layer
    self.filter = filter
  }

  /// A layer as the command line writes it: `FILE` or `FILE:LAYER`.
  ///
  /// A colon is part of the path where a file with the whole name exists, or none without the part
  /// behind it.
  package init(argument: String) {
    self.init(path: argument)
    guard !argument.hasPrefix(Self.postgres), !LayerSource.exists(argument),
      let colon = argument.lastIndex(of: ":"), colon != argument.startIndex
    else { return }
    let file = String(argument[..<colon])
    let layer = String(argument[argument.index(after: colon)...])
    if LayerSource.exists(file), !layer.isEmpty {
      self.init(path: file, layer: layer)
    }
  }

  /// The place on WGS 84 of a position of the layer in degrees; nil where its datum has none for it.
  func unshifted(_ position: GeographicPoint) -> GeographicPoint? {
    datum.map { $0.unshifted(position) } ?? position
  }

  /// `FILE` or `FILE:LAYER`.
  public var description: String { layer.map { "\(shownPath):\($0)" } ?? shownPath }

  /// The path without the password of a database.
  package var shownPath: String {
    guard path.hasPrefix(Self.postgres) else { return path }
    return path.replacing(/(?i)(password\s*=\s*)('(?:[^'\\]|\\.)*'|\S*)/) { "\($0.output.1)****" }
      .replacing(/(:\/\/[^:\/@\s]*:)[^@\s]*@/) { "\($0.output.1)****@" }
  }

  /// How the path of a PostGIS database begins.
  static let postgres = "PG:"

  /// Looks whether the file is there and is one, before long work is done that needs it.
  ///
  /// - Throws: ``LayerError`` of the reasons notFound, notAFile, needsNetwork and unknownAddress.
  package func check() throws(LayerError) {
    if path.hasPrefix(Self.postgres) {
      guard allowsNetwork else { throw LayerError(.needsNetwork, file: shownPath) }
      return
    }
    if path.hasPrefix("/vsi") {
      guard let archive = LayerPath.file(of: path) else {
        throw LayerError(.unknownAddress, file: shownPath)
      }
      return try InputFile.check(archive)
    }
    if !FileManager.default.fileExists(atPath: path),
      path.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]+:/) != nil
    {
      throw LayerError(.unknownAddress, file: shownPath)
    }
    try InputFile.check(path)
  }

  /// Looks that nothing has failed for want of memory: that says nothing about a record.
  ///
  /// - Throws: ``LayerError`` of the reason outOfMemory.
  func checkMemory(_ error: GeometryError) throws(LayerError) {
    if error.isOutOfMemory {
      throw LayerError(.outOfMemory, file: shownPath, layer: layer)
    }
  }

  /// Whether there is a file or folder of this name; paths into archives are looked at when they are opened.
  static func exists(_ path: String) -> Bool {
    path.hasPrefix("/vsi") || FileManager.default.fileExists(atPath: path)
  }
}
