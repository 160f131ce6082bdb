import Foundation
import ServiceCircles

/// What a file holds, in words: so that who is not allowed to replace it knows what stands there.
enum FileContent {
  /// How many tables of a database are named.
  private static let mostTables = 5

  static func description(of path: String) -> Message {
    let start = FileStart(path)
    if access(path, R_OK) != 0 { return Message("content.unreadable") }
    if start.bytes.isEmpty { return Message("content.empty") }
    if let database = SQLiteFile(path) {
      let tables = database.tables
      let names = tables.prefix(mostTables).joined(separator: ", ")
      return Message(
        "content.database", ["tables": tables.count > mostTables ? names + ", …" : names])
    }
    for (format, signature) in signatures where start.bytes.starts(with: signature) {
      return Message("content.format", ["format": format])
    }
    let text = String(decoding: start.bytes, as: UTF8.self).trimmingBlanks
    if start.bytes.contains(0) { return Message("content.bytes") }
    switch text.first {
    case "{", "[": return Message("content.format", ["format": "JSON"])
    case "<": return Message("content.format", ["format": "XML"])
    default: return Message("content.text", ["line": String(start.firstLine.prefix(60))])
    }
  }

  private static let signatures: [(format: String, bytes: [UInt8])] = [
    ("Shapefile", [0, 0, 0x27, 0x0A]), ("FlatGeobuf", Array("fgb".utf8)),
    ("ZIP", Array("PK".utf8)), ("gzip", [0x1F, 0x8B]), ("bzip2", Array("BZh".utf8)),
    ("PDF", Array("%PDF".utf8)), ("PNG", [0x89, 0x50, 0x4E, 0x47]), ("JPEG", [0xFF, 0xD8, 0xFF]),
  ]
}
