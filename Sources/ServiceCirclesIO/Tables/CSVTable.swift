import CGDAL
import Foundation
import ServiceCircles

/// Reads CSV so that a record with too many or too few fields is noticed, not shifted.
enum CSVTable {
  /// The projects or the registers of a province have some megabytes.
  private static let mostBytes = 1 << 30

  /// - Throws: ``LayerError`` of the reasons cannotOpen, fileIsTooLarge, isFolder, changed and cannotRead.
  static func read(_ path: String) throws(LayerError) -> TextTable {
    try InputFile.check(path)
    let bytes: Data
    do {
      bytes = try WholeFile.bytes(of: path, most: mostBytes)
    } catch {
      throw LayerError(path, reading: error, most: mostBytes)
    }
    if bytes.isEmpty { throw LayerError(.cannotOpen("it is empty"), file: path) }
    var notes: [Message] = []
    let text: String
    if let decoded = String(validating: bytes, as: UTF8.self) {
      text = decoded
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]),
      let decoded = String(data: bytes, encoding: .utf16)
    {
      text = decoded
    } else if let decoded = ChineseText.decoded(bytes) {
      text = decoded
      notes.append(Message("table.read_as", ["file": path, "encoding": "GB18030"]))
    } else {
      throw LayerError(.cannotOpen("neither UTF-8 nor GB18030"), file: path)
    }
    var table = try parse(text, path)
    table.notes = notes
    return table
  }

  private static func parse(_ text: String, _ path: String) throws(LayerError) -> TextTable {
    let header = text.prefix { !$0.isNewline }
    let delimiter = [",", ";", "\t"].max { a, b in
      header.filter { String($0) == a }.count < header.filter { String($0) == b }.count
    }
    try CSVQuotes.check(Array(text.utf8), of: path)
    var table = TextTable(file: path, columns: [], rows: [])
    try GDALLibrary.quietly { () throws(LayerError) in
      var bytes = Array(text.utf8)
      let name = "/vsimem/circles-\(UUID().uuidString).csv"
      let isRead = bytes.withUnsafeMutableBufferPointer { buffer in
        guard
          let file = VSIFileFromMemBuffer(
            name, buffer.baseAddress, vsi_l_offset(buffer.count), 0)
        else { return false }
        read(file, delimiter ?? ",", into: &table)
        _ = VSIFCloseL(file)
        return true
      }
      _ = VSIUnlink(name)
      guard isRead else { throw LayerError(.outOfMemory, file: path) }
    }
    guard !table.columns.isEmpty else {
      throw LayerError(.cannotOpen("it has no header"), file: path)
    }
    return table
  }

  private static func read(
    _ file: UnsafeMutablePointer<VSILFILE>, _ delimiter: String, into table: inout TextTable
  ) {
    var number = 0
    while let list = circles_read_csv(file, delimiter) {
      defer { CSLDestroy(list) }
      number += 1
      let fields = (0..<Int(CSLCount(list))).map { field in
        list[field].map { String(cString: $0) } ?? ""
      }
      let cells = fields.map { $0.trimmingBlanks.isEmpty ? nil : $0 }
      if cells.allSatisfy({ $0 == nil }) { continue }
      if table.columns.isEmpty {
        table.columns = fields.map(\.trimmingBlanks)
        continue
      }
      let columns = table.columns.count
      // Spreadsheets write empty cells behind the last column.
      let surplus = cells.dropFirst(columns).contains { $0 != nil }
      let problem =
        surplus || cells.count < columns
        ? Message("table.ragged", ["fields": "\(cells.count)", "columns": "\(columns)"]) : nil
      let filled =
        Array(cells.prefix(columns))
        + [String?](
          repeating: nil, count: max(0, columns - cells.count))
      table.rows.append(TextTable.Row(number: number, cells: filled, problem: problem))
    }
  }
}
