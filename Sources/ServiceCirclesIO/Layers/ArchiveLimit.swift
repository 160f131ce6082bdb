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

  /// Looks at the file of a layer before GDAL opens it.
  ///
  /// - Throws: ``LayerError`` of the reasons archiveIsTooLarge and cannotOpen.
  static func check(_ source: LayerSource) throws(LayerError) {
    if source.path.hasPrefix("/vsigzip/") { return try checkStream(source) }
    let isArchive = source.path.hasPrefix("/vsizip/")
    let file = LayerPath.file(of: source.path) ?? source.path
    guard isArchive || FileStart(file, count: 4).bytes == Array("PK\u{3}\u{4}".utf8) else { return }
    guard let sizes = sizes(inZip: file) else {
      throw LayerError(
        .cannotOpen("the list of what is packed in it cannot be read"), file: source.shownPath)
    }
    let most = limit(of: file, isArchive ? alwaysAllowed : alwaysAllowedInMemory)
    var left = most
    for size in sizes {
      left = left.subtractingReportingOverflow(size).partialValue
      guard size <= most, left >= 0 else {
        throw LayerError(.archiveIsTooLarge(mostTimes: mostTimes), file: source.shownPath)
      }
    }
  }

  private static func limit(of file: String, _ least: Int) -> Int {
    var status = stat()
    let size = stat(file, &status) == 0 ? Int(status.st_size) : 0
    return max(least, size.multipliedReportingOverflow(by: mostTimes).partialValue)
  }

  /// The sizes of what is packed in a file, as its directory states them; GDAL reads no more of each.
  private static func sizes(inZip file: String) -> [Int]? {
    guard let list = VSIOpenDir("/vsizip/{\(file)}", -1, nil) else { return nil }
    defer { VSICloseDir(list) }
    var sizes: [Int] = []
    while let entry = VSIGetNextDirEntry(list) {
      sizes.append(Int(clamping: entry.pointee.nSize))
    }
    return sizes
  }

  /// A stream has no directory: it is read once to its end, or to where it is too long.
  private static func checkStream(_ source: LayerSource) throws(LayerError) {
    guard let file = LayerPath.file(of: source.path), let stream = VSIFOpenL(source.path, "rb")
    else { return }
    defer { VSIFCloseL(stream) }
    var left = limit(of: file, alwaysAllowed)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = VSIFReadL(&buffer, 1, buffer.count, stream), count > 0 {
      left -= count
      guard left >= 0 else {
        throw LayerError(.archiveIsTooLarge(mostTimes: mostTimes), file: source.shownPath)
      }
    }
    CPLErrorReset()
  }
}
