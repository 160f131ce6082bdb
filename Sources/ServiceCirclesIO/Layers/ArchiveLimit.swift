import CGDAL
import Foundation

/// How much may come out of an archive: a few kilobytes can hold terabytes of blanks.
enum ArchiveLimit {
  /// Tables of text are packed to a tenth, and hardly any to a fiftieth.
  static let mostTimes = 100
  /// What is read piece by piece may have this size in any case.
  private static let alwaysAllowed = 1 << 30
  /// Workbooks and packed maps are read into memory, where they take several times as much.
  private static let alwaysAllowedInMemory = 64 << 20

  private static let zip = Array("PK\u{3}\u{4}".utf8)
  private static let gzip: [UInt8] = [0x1F, 0x8B]

  /// Looks at the file of a layer before GDAL opens it.
  ///
  /// - Throws: ``LayerError`` of the reasons archiveIsTooLarge and cannotOpen.
  static func check(_ source: LayerSource) throws(LayerError) {
    if source.path.hasPrefix(LayerSource.postgres) { return }
    defer { CPLErrorReset() }
    let file = LayerPath.file(of: source.path) ?? source.path
    if source.path.hasPrefix("/vsizip/") {
      try check(archive: file, of: file, alwaysAllowed, source)
    } else if source.path.hasPrefix("/vsigzip/") {
      try check(stream: source.path, of: file, source)
    }
    // A workbook may lie in an archive, and formats look into compressed files themselves.
    let start = start(of: source.path)
    if start.starts(with: zip) {
      try check(archive: source.path, of: file, alwaysAllowedInMemory, source)
    } else if start.starts(with: gzip) {
      try check(stream: "/vsigzip/" + source.path, of: file, source)
    }
  }

  /// The first bytes of a layer's file; none of a folder.
  private static func start(of path: String) -> [UInt8] {
    if !path.hasPrefix("/vsi") { return FileStart(path, count: 4).bytes }
    guard let file = VSIFOpenL(path, "rb") else { return [] }
    defer { VSIFCloseL(file) }
    var bytes = [UInt8](repeating: 0, count: 4)
    let count = VSIFReadL(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  /// How much may come out of a file.
  private static func limit(of file: String, _ least: Int) -> Int {
    var status = stat()
    let size = stat(file, &status) == 0 ? Int(status.st_size) : 0
    return max(least, size.multipliedReportingOverflow(by: mostTimes).partialValue)
  }

  /// Looks at all that is packed in a zip archive.
  ///
  /// What its directory says of the sizes need not be so, and GDAL reads each to its end. So each is read once, unless
  /// the directory says enough.
  private static func check(
    archive: String, of file: String, _ least: Int, _ source: LayerSource
  ) throws(LayerError) {
    let folder = "/vsizip/{\(archive)}"
    guard let list = VSIOpenDir(folder, -1, nil) else {
      throw LayerError(
        .cannotOpen("the list of what is packed in it cannot be read"), file: source.shownPath)
    }
    defer { VSICloseDir(list) }
    let most = limit(of: file, least)
    var left = most
    while let entry = VSIGetNextDirEntry(list) {
      if entry.pointee.nSize > UInt64(most) { left = -1 }
      let isFolder = mode_t(truncatingIfNeeded: entry.pointee.nMode) & S_IFMT == S_IFDIR
      if left >= 0, !isFolder, let name = entry.pointee.pszName {
        left = remainder(of: left, after: folder + "/" + String(cString: name))
      }
      guard left >= 0 else {
        throw LayerError(.archiveIsTooLarge(mostTimes: mostTimes), file: source.shownPath)
      }
    }
  }

  /// A stream has no directory.
  private static func check(
    stream: String, of file: String, _ source: LayerSource
  ) throws(LayerError) {
    guard remainder(of: limit(of: file, alwaysAllowed), after: stream) >= 0 else {
      throw LayerError(.archiveIsTooLarge(mostTimes: mostTimes), file: source.shownPath)
    }
  }

  /// What is left of a number of bytes when a file has been read to its end, or to where it is too long; a file that
  /// cannot be read takes nothing.
  private static func remainder(of bytes: Int, after path: String) -> Int {
    guard let file = VSIFOpenL(path, "rb") else { return bytes }
    defer { VSIFCloseL(file) }
    var left = bytes
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while left >= 0, case let count = VSIFReadL(&buffer, 1, buffer.count, file), count > 0 {
      left -= count
    }
    return left
  }
}
