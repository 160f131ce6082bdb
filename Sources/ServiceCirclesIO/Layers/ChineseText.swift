import CGDAL
import Foundation

/// Texts in the national encoding of China, GB 18030, which holds GBK and GB 2312.
enum ChineseText {
  /// The text of bytes; nil where they are not in it.
  static func decoded(_ bytes: Data) -> String? {
    if bytes.contains(0) { return nil }
    return GDALLibrary.quietly { () -> String? in
      let converted = (bytes + [0]).withUnsafeBytes {
        CPLRecode($0.bindMemory(to: CChar.self).baseAddress, "GB18030", "UTF-8")
      }
      defer { VSIFree(converted) }
      // A warning already tells of bytes that were lost.
      guard CPLGetLastErrorType() == CE_None else { return nil }
      return String(validatingCString: converted)
    }
  }
}
