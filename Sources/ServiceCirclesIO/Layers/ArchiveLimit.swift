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
      let front = "/vsizip/\(file)/"
      let inner = source.path.hasPrefix(front) ? String(source.path.dropFirst(front.count)) : ""
      try check(archive: file, of: file, alwaysAllowed, source, reading: inner)
    } else if source.path.hasPrefix("/vsigzip/") {
      try check(stream: source.path, of: file, source)
    }
    // A workbook may lie in an archive, and formats look into compressed files themselves.
    let start = start(of: source.path)
    if start.starts(with: zip) {
      try check(archive: source.path, of: file, alwaysAllowedInMemory, source, reading: "")
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
  /// What its directory says of the sizes need not be so, and GDAL reads each to its end. So what belongs to the layer
  /// is read once, unless the directory says enough.
  ///
  /// - Parameter inner: The path of the layer's file or folder in the archive; empty where it is all of it.
  private static func check(
    archive: String, of file: String, _ least: Int, _ source: LayerSource, reading inner: String
  ) throws(LayerError) {
    let folder = "/vsizip/{\(archive)}"
    guard let list = VSIOpenDir(folder, -1, nil) else {
      throw LayerError(
        .cannotOpen("the list of what is packed in it cannot be read"), file: source.shownPath)
    }
    defer { VSICloseDir(list) }
    // What lies beside a file goes by its name but for the ending.
    let stem = FilePath.parts(of: inner).stem
    let most = limit(of: file, least)
    var left = most
    var isFound = false
    while let entry = VSIGetNextDirEntry(list) {
      let name = entry.pointee.pszName.map { String(cString: $0) } ?? ""
      let isFolder = mode_t(truncatingIfNeeded: entry.pointee.nMode) & S_IFMT == S_IFDIR
      if isFolder { continue }
      let stated = Int(clamping: entry.pointee.nSize)
      let isRead = name.hasPrefix(stem)
      isFound = isFound || isRead
      left =
        stated > left || !isRead
        ? left.subtractingReportingOverflow(stated).partialValue
        : remainder(of: left, after: folder + "/" + name)
      guard left >= 0 else {
        throw LayerError(.archiveIsTooLarge(mostTimes: mostTimes), file: source.shownPath)
      }
    }
    // The path may be written in another way.
    if !isFound, !stem.isEmpty {
      try check(archive: archive, of: file, least, source, reading: "")
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
