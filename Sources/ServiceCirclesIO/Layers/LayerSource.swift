import Foundation

/// A vector layer by its file and, where the file has several, its name.
public struct LayerSource: Hashable, Sendable, CustomStringConvertible {
  /// A path, or anything else GDAL opens (`PG:dbname=…`).
  public var path: String
  /// The layer's name; nil where the file has only one.
  public var layer: String?
  /// Which of its records are read, as a condition that GDAL understands (`kind = 'clinic'`); nil for all.
  public var filter: String?

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
    guard !argument.hasPrefix("PG:"), !LayerSource.exists(argument),
      let colon = argument.lastIndex(of: ":"), colon != argument.startIndex
    else { return }
    let file = String(argument[..<colon])
    let layer = String(argument[argument.index(after: colon)...])
    if LayerSource.exists(file), !layer.isEmpty {
      self.init(path: file, layer: layer)
    }
  }

  /// `FILE` or `FILE:LAYER`.
  public var description: String { layer.map { "\(path):\($0)" } ?? path }

  /// Looks whether the file is there, before long work is done that needs it.
  ///
  /// - Throws: ``LayerError`` of the reason notFound.
  package func check() throws(LayerError) {
    let isFile = !path.contains(":") || path.hasPrefix("/")
    if isFile, !LayerSource.exists(path) { throw LayerError(.notFound, file: path) }
  }

  /// Whether there is a file or folder of this name; GDAL's own file systems (`/vsizip/…`) are left
  /// to GDAL.
  static func exists(_ path: String) -> Bool {
    path.hasPrefix("/vsi") || FileManager.default.fileExists(atPath: path)
  }
}
