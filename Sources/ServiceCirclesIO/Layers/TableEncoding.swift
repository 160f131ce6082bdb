import CGDAL
import ServiceCircles

/// In which encoding the texts of a shapefile's table are, where what the file says of it, or says not, is not so.
///
/// Many files of Chinese offices say nothing, or what the program that wrote them always says, and are in GBK. Texts in
/// UTF-8 are hardly ever anything else; those in GBK are told from Latin letters with accents by their bytes, which come
/// in pairs.
struct TableEncoding {
  /// The encoding to read the table in; nil where what the file says, or what all programs take, is right.
  private(set) var name: String?
  /// What the file says instead; nil where it says nothing.
  private(set) var declared: String?

  private static let utf8 = "UTF-8"
  static let chinese = "GB18030"
  /// - Parameter path: The file of the table, in an archive or not.
  init(ofTable path: String) {
    guard let table = DBFTexts(path), table.bytes.hasForeign else { return }
    let declared = Self.declared(beside: path) ?? table.language
    let (isUTF8, isChinese) = (table.bytes.isUTF8, table.bytes.isChinese)
    switch declared.map(Self.family) {
    case .utf8?: if !isUTF8, isChinese { name = Self.chinese }
    case .chinese?: if isUTF8 { name = Self.utf8 }
    case .other?: break
    case .western?, nil: name = isUTF8 ? Self.utf8 : isChinese ? Self.chinese : nil
    }
    if name != nil { self.declared = declared }
  }

  /// What is to be said of it; nil for nothing.
  var note: Message? {
    name.map { name in
      declared.map { Message("layer.read_in_instead", ["encoding": name, "declared": $0]) }
        ?? Message("layer.read_in", ["encoding": name])
    }
  }

  private enum Family { case utf8, chinese, western, other }

  private static func family(_ name: String) -> Family {
    let plain = name.uppercased().filter { $0.isLetter || $0.isNumber }
    if ["UTF8", "65001"].contains(plain) { return .utf8 }
    if ["936", "CP936", "GBK", "GB2312", "GB18030", "54936", "EUCCN", "LDID77"].contains(plain) {
      return .chinese
    }
    let western = [
      "88591", "ISO88591", "ISO885915", "1252", "CP1252", "ANSI1252", "LDID87", "LDID3",
    ]
    return western.contains(plain) ? .western : .other
  }

  /// What a file beside the table says; nil where there is none.
  private static func declared(beside path: String) -> String? {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    for ending in [".cpg", ".CPG", ".Cpg"] {
      guard let file = VSIFOpenL(path[..<dot] + ending, "rb") else { continue }
      defer { _ = VSIFCloseL(file) }
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = VSIFReadL(&bytes, 1, bytes.count, file)
      let text = String(decoding: bytes[..<count].prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        .trimmingBlanks
      if !text.isEmpty { return text }
    }
    return nil
  }
}
