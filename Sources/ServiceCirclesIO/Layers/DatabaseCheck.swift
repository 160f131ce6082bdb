import CGDAL
import Foundation

/// What is known of a database before GDAL opens it.
struct DatabaseCheck {
  let schema: SQLiteSchema
  /// The size of the file.
  let bytes: Int
  /// Where it is read; nil where that is in its archive.
  let input: DatabaseInput?

  /// A database in an archive is copied out to be looked into, up to this size.
  private static let mostArchivedBytes = 4 << 30

  /// The database of a layer; nil where the file is none.
  ///
  /// - Throws: ``LayerError`` of the reasons unsafeSchema, cannotOpen, archivedDatabaseIsTooLarge,
  ///   cannotRead, notAFile, cannotCopy and changed.
  init?(_ source: LayerSource) throws(LayerError) {
    if source.path.hasPrefix("/vsi") {
      guard let found = try DatabaseCheck.archived(source) else { return nil }
      self = found
    } else {
      guard SQLiteFile(source.path) != nil else { return nil }
      let input = try DatabaseInput(source.path, shownAs: source.shownPath)
      guard let file = SQLiteFile(input.path) else { return nil }
      self.input = input
      var status = stat()
      // Of a file with holes what it holds, not how long it is.
      bytes =
        stat(input.path, &status) == 0
        ? min(Int(status.st_size), Int(status.st_blocks) * 512) : 0
      schema = try DatabaseCheck.schema(of: file, source)
    }
  }

  private init(_ schema: SQLiteSchema, bytes: Int) {
    self.schema = schema
    self.bytes = bytes
    input = nil
  }

  /// How much a layer may give; nil where it is a table.
  func allowance(of layer: String) -> ViewAllowance? {
    schema.isTable(layer) ? nil : ViewAllowance(fileBytes: bytes)
  }

  private static func schema(
    of file: SQLiteFile, _ source: LayerSource
  ) throws(LayerError) -> SQLiteSchema {
    guard let schema = SQLiteSchema(of: file) else {
      throw LayerError(.cannotOpen("its schema cannot be read"), file: source.shownPath)
    }
    if let threat = schema.threat {
      throw LayerError(.unsafeSchema(threat), file: source.shownPath)
    }
    return schema
  }

  /// GDAL reads a database where it lies in its archive; only GDAL can. So a copy is looked into, which has no
  /// journal, as GDAL plays none from there.
  private static func archived(_ source: LayerSource) throws(LayerError) -> DatabaseCheck? {
    guard let file = VSIFOpenL(source.path, "rb") else { return nil }
    defer { VSIFCloseL(file) }
    var start = [UInt8](repeating: 0, count: 16)
    guard VSIFReadL(&start, 1, start.count, file) == start.count, SQLiteFile.isDatabase(start)
    else { return nil }
    let folder: HiddenFolder
    let bytes: Int
    do throws(ByteFile.Failure) {
      folder = try HiddenFolder(
        for: "database", in: FileManager.default.temporaryDirectory.path,
        temporaryFiles: .ofProgram)
      bytes = try copy(file, to: folder.path + "/copy")
    } catch {
      throw LayerError(.cannotRead(error.words), file: source.shownPath)
    }
    defer { folder.remove() }
    guard bytes <= mostArchivedBytes else {
      throw LayerError(.archivedDatabaseIsTooLarge, file: source.shownPath)
    }
    guard let database = SQLiteFile(folder.path + "/copy") else { return nil }
    return DatabaseCheck(try schema(of: database, source), bytes: bytes)
  }

  /// Copies a file, to where it is too large; gives how many bytes that are.
  private static func copy(
    _ file: UnsafeMutablePointer<VSILFILE>, to path: String
  ) throws(ByteFile.Failure) -> Int {
    let output = try ByteFile(creating: path)
    VSIRewindL(file)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var bytes = 0
    while bytes <= mostArchivedBytes {
      let count = VSIFReadL(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      try output.write(Array(buffer.prefix(count)))
      bytes += count
    }
    try output.finish()
    return bytes
  }
}
