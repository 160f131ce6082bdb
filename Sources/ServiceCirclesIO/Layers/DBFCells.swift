import CGDAL

/// Looks through the table of a shapefile for columns that are there twice, and for cells of number columns that
/// are no such numbers.
///
/// A dBASE file keeps numbers as texts; GDAL reads as much of one as looks like a number: 1 of `1,500`, 12 of
/// `12abc`.
struct DBFCells {
  /// The cells of which GDAL would make something else.
  private(set) var cells = StoredCells()
  /// The names that the file has again.
  private(set) var repeated: [String] = []
  /// Whether texts have more than 255 bytes, with the higher byte of their length where numbers have their decimals:
  /// GDAL does not look there, and takes what is behind such a text from other places.
  private(set) var hasLongTexts = false

  private struct Field {
    var name: [UInt8]
    var isNumber: Bool
    var isWhole: Bool
    var start: Int
    var count: Int
    /// The length where the byte of the decimals is its higher byte.
    var longCount: Int
  }

  private static let isDigit: ClosedRange<UInt8> = 48...57
  /// A binary number has so many digits that mean something.
  private static let mostDigits = 15

  /// - Parameters:
  ///   - path: The file of the table, in an archive or not.
  ///   - columns: The names of its columns.
  init(_ path: String, columns: [String]) {
    guard let file = VSIFOpenL(path, "rb") else { return }
    defer { _ = VSIFCloseL(file) }
    var header = [UInt8](repeating: 0, count: 32)
    guard VSIFReadL(&header, 1, 32, file) == 32 else { return }
    let headerCount = Int(header[8]) | Int(header[9]) << 8
    let recordCount = Int(header[10]) | Int(header[11]) << 8
    guard headerCount > 32, recordCount > 1 else { return }
    var descriptors = [UInt8](repeating: 0, count: headerCount - 32)
    guard VSIFReadL(&descriptors, 1, descriptors.count, file) == descriptors.count else { return }
    let fields = Self.fields(descriptors)
    hasLongTexts =
      fields.contains { $0.longCount != $0.count }
      && recordCount == 1 + fields.reduce(0) { $0 + $1.longCount }
    // Without the columns of its table a shapefile has places only.
    guard !hasLongTexts, fields.count == columns.count else { return }
    for (i, field) in fields.enumerated()
    where fields[..<i].contains(where: { $0.name == field.name }) {
      repeated.append(columns[fields.firstIndex { $0.name == field.name } ?? i])
    }
    let numbers = fields.enumerated().filter {
      $0.element.isNumber && $0.element.start + $0.element.count <= recordCount
    }
    if numbers.isEmpty { return }
    var record = [UInt8](repeating: 0, count: recordCount)
    var feature: Int64 = 0
    while VSIFReadL(&record, 1, recordCount, file) == recordCount {
      record.withUnsafeBufferPointer { record in
        for (i, field) in numbers {
          let text = Self.trimmed(record[field.start..<field.start + field.count])
          if !Self.isPlain(text, isWhole: field.isWhole) {
            cells.note(
              UnsafeBufferPointer(rebasing: text), feature: feature, field: Int32(i), isNumber: true
            )
          }
        }
      }
      feature += 1
    }
  }

  private static func fields(_ descriptors: [UInt8]) -> [Field] {
    var fields: [Field] = []
    var start = 1
    for position in stride(from: 0, to: descriptors.count - 31, by: 32) {
      if descriptors[position] == 0x0D { break }
      let type = descriptors[position + 11]
      let decimals = descriptors[position + 17]
      let isText = type == UInt8(ascii: "C")
      let count = Int(descriptors[position + 16])
      let isNumber = type == UInt8(ascii: "N") || type == UInt8(ascii: "F")
      fields.append(
        Field(
          name: Array(descriptors[position..<position + 11].prefix { $0 != 0 }),
          isNumber: isNumber, isWhole: decimals == 0, start: start, count: count,
          longCount: count + (isText ? Int(decimals) << 8 : 0)))
      start += count
    }
    return fields
  }

  private static func trimmed(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var bytes = bytes.drop { $0 == 32 || $0 == 0 }
    while bytes.last == 32 || bytes.last == 0 { bytes = bytes.dropLast() }
    return bytes
  }

  /// Whether GDAL reads the number that a text says, or takes it for empty.
  private static func isPlain(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, isWhole: Bool
  ) -> Bool {
    // Programs fill empty cells with stars.
    guard let first = text.first, text.contains(where: { $0 != UInt8(ascii: "*") }) else {
      return true
    }
    var rest = text
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let whole = rest.prefix { isDigit.contains($0) }
    rest = rest.dropFirst(whole.count)
    var decimals = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      decimals = rest.dropFirst().prefix { isDigit.contains($0) }
      rest = rest.dropFirst(1 + decimals.count)
    }
    guard !whole.isEmpty || !decimals.isEmpty else { return false }
    let isFraction = decimals.contains { $0 != 48 }
    if rest.isEmpty {
      // A column of whole numbers may go by 32 bits, 64, or fifteen digits, by its width.
      return isWhole ? !isFraction && whole.count <= mostDigits : whole.count <= mostDigits
    }
    guard !isWhole, rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else {
      return false
    }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy { isDigit.contains($0) }
  }
}
