import CGDAL

/// How the texts of a dBASE table are written: in which encodings they may be.
///
/// - Complexity: One reading of the table.
struct DBFTexts {
  /// What the table's header says of its language, by its number; nil where it says nothing.
  private(set) var language: String?
  /// The names of its columns and its texts.
  private(set) var bytes = TextBytes()

  /// Nil where the table cannot be read.
  init?(_ path: String) {
    guard let file = VSIFOpenL(path, "rb") else { return nil }
    defer { _ = VSIFCloseL(file) }
    var header = [UInt8](repeating: 0, count: 32)
    guard VSIFReadL(&header, 1, 32, file) == 32 else { return nil }
    language = header[29] == 0 ? nil : "LDID/\(header[29])"
    let headerCount = Int(header[8]) | Int(header[9]) << 8
    let recordCount = Int(header[10]) | Int(header[11]) << 8
    guard headerCount > 32, recordCount > 1 else { return nil }
    var descriptors = [UInt8](repeating: 0, count: headerCount - 32)
    guard VSIFReadL(&descriptors, 1, descriptors.count, file) == descriptors.count else {
      return nil
    }
    var texts: [Range<Int>] = []
    var start = 1
    for position in stride(from: 0, to: descriptors.count - 31, by: 32) {
      if descriptors[position] == 0x0D { break }
      let end = start + Int(descriptors[position + 16])
      let name = descriptors[position..<position + 11].prefix { $0 != 0 }
      bytes.take(Array(name))
      if descriptors[position + 11] == UInt8(ascii: "C"), end <= recordCount {
        texts.append(start..<end)
      }
      start = end
    }
    var record = [UInt8](repeating: 0, count: recordCount)
    while VSIFReadL(&record, 1, recordCount, file) == recordCount {
      for range in texts {
        let cell = record[range].prefix { $0 != 0 }
        if cell.contains(where: { $0 >= 0x80 }) { bytes.take(Array(cell)) }
      }
    }
  }
}
