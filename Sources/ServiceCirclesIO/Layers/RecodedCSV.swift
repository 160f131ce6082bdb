import CGDAL
import Foundation
import ServiceCircles

/// CSV in another encoding than UTF-8, in memory as UTF-8: GDAL takes no other.
///
/// Chinese in GB 18030, which holds GBK and GB 2312, and UTF-16 with its mark; what is neither stays as it is, and its
/// texts are said to be no UTF-8.
final class RecodedCSV {
  /// Where GDAL finds it.
  let path: String
  /// The encoding of the file.
  let encoding: String

  /// Larger files are not held in memory.
  private static let mostBytes: UInt64 = 1 << 30

  /// Nil for a file that is in UTF-8, or in an encoding that nobody knows.
  init?(_ source: LayerSource) {
    guard let (text, encoding) = Self.text(of: source.path) else { return nil }
    self.encoding = encoding
    let bytes = Array(text.utf8)
    // GDAL calls the layer as the file is called.
    path = "/vsimem/circles-\(UUID().uuidString)/" + (source.path as NSString).lastPathComponent
    let isThere = bytes.withUnsafeBufferPointer { buffer -> Bool in
      // GDAL owns a copy, for these bytes may move.
      guard let start = buffer.baseAddress, let copy = VSIMalloc(buffer.count) else {
        return false
      }
      memcpy(copy, start, buffer.count)
      guard
        let file = VSIFileFromMemBuffer(
          path, copy.assumingMemoryBound(to: GByte.self), vsi_l_offset(buffer.count), 1)
      else { return false }
      _ = VSIFCloseL(file)
      return true
    }
    guard isThere else { return nil }
  }

  deinit { _ = VSIUnlink(path) }

  private static func text(of path: String) -> (String, encoding: String)? {
    guard let file = VSIFOpenL(path, "rb") else { return nil }
    defer { _ = VSIFCloseL(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var found = TextBytes()
    var rest: [UInt8] = []
    var isFirst = true
    var isUTF16 = false
    var size: UInt64 = 0
    while !isUTF16 {
      let count = VSIFReadL(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      size += UInt64(count)
      if isFirst {
        isUTF16 = buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF])
        isFirst = false
      }
      // Lines, so that no character is cut.
      let end = buffer[..<count].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      found.take(rest + buffer[..<end])
      rest = end == 0 ? rest + buffer[..<count] : Array(buffer[end..<count])
      if rest.count > 1 << 24 { return nil }
    }
    found.take(rest)
    guard isUTF16 || found.isChinese, size <= mostBytes else { return nil }
    VSIFSeekL(file, 0, SEEK_SET)
    var all = Data()
    while true {
      let count = VSIFReadL(&buffer, 1, buffer.count, file)
      if count == 0 || UInt64(all.count) > mostBytes { break }
      all.append(contentsOf: buffer[..<count])
    }
    if isUTF16 { return String(data: all, encoding: .utf16).map { ($0, "UTF-16") } }
    return ChineseText.decoded(all).map { ($0, TableEncoding.chinese) }
  }

  /// What is to be said of it.
  var note: Message { Message("layer.read_in", ["encoding": encoding]) }
}
