/// How texts are written: in which encodings their bytes may be.
struct TextBytes {
  /// Whether some text has a byte that is no ASCII.
  private(set) var hasForeign = false
  /// Whether all texts are UTF-8, but for a character that the end of a text cuts.
  private(set) var isUTF8 = true
  /// The pairs of bytes that are a character of GBK, and those of them that are one of GB 2312, as nearly all in use are.
  private var pairs = 0
  private var common = 0
  /// Bytes that are no part of a character of GBK or GB 18030.
  private var strays = 0

  /// So many of the pairs of Chinese texts are of the common characters.
  private static let leastCommon = 0.8

  /// Whether the texts are not UTF-8, and Chinese in GB 18030. Letters with accents stand between others, and hardly
  /// ever beside each other as the two bytes of a common character do.
  var isChinese: Bool {
    !isUTF8 && pairs > 0 && Double(common) >= Self.leastCommon * Double(pairs + strays)
  }

  /// Reads another text.
  mutating func take(_ bytes: [UInt8]) {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return }
    hasForeign = true
    if isUTF8 { isUTF8 = Self.isUTF8(bytes) }
    var i = 0
    while i < bytes.count {
      guard bytes[i] >= 0x80 else {
        i += 1
        continue
      }
      let rest = bytes.count - i
      // A character that the end of the cell cuts.
      if rest == 1 { return }
      let (first, second) = (bytes[i], bytes[i + 1])
      guard (0x81...0xFE).contains(first) else {
        strays += 1
        i += 1
        continue
      }
      if (0x40...0xFE).contains(second), second != 0x7F {
        pairs += 1
        if first >= 0xA1, second >= 0xA1 { common += 1 }
        i += 2
      } else if (0x30...0x39).contains(second), rest >= 4, bytes[i + 2] >= 0x81,
        (0x30...0x39).contains(bytes[i + 3])
      {
        pairs += 1
        common += 1
        i += 4
      } else {
        strays += 1
        i += 1
      }
    }
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    if String(validating: bytes, as: UTF8.self) != nil { return true }
    return (1...3).contains { cut in
      guard bytes.count > cut, let tail = bytes.suffix(cut).first, tail >= 0xC2 else {
        return false
      }
      let isCut = tail >= 0xF0 ? cut < 4 : tail >= 0xE0 ? cut < 3 : cut < 2
      return isCut && String(validating: bytes.dropLast(cut), as: UTF8.self) != nil
    }
  }
}
