import CGDAL

/// What the cells of a layer say, as the file keeps them.
///
/// GDAL makes a value of its column's type of every cell, without a word: 1 of the text `1,500` in a column of
/// integers, 3 of 3.7, the first digits of a text with a NUL in it. Cells of which that is another value than the
/// file's are found when the layer is opened, or as their features are read, and read as the file has them.
struct StoredCells {
  /// By the number of the feature and the column, the cells that GDAL gives otherwise.
  private var texts: [Int64: [Int32: String]] = [:]
  /// The same of the feature that was read last, found as it was read.
  private var current: [Int32: String] = [:]

  /// Longer texts of columns of numbers are cut: they are no numbers either way.
  private static let mostNumberBytes = 200

  /// Notes what a cell says.
  mutating func note(_ text: String, feature: Int64, field: Int32) {
    texts[feature, default: [:]][field] = text
  }

  /// Notes the bytes of a cell: of a column of numbers, or of texts.
  mutating func note(
    _ bytes: UnsafeBufferPointer<UInt8>, feature: Int64, field: Int32, isNumber: Bool
  ) {
    let isLong = isNumber && bytes.count > Self.mostNumberBytes
    let text = String(
      decoding: isLong ? bytes[..<Self.mostNumberBytes] : bytes[...], as: UTF8.self)
    note(isLong ? text + "…" : text, feature: feature, field: field)
  }

  /// Takes over what was said of the feature that was read last.
  mutating func take(_ notes: ParsingNotes, columns: [String]) {
    let texts = notes.texts(in: columns)
    if !texts.isEmpty || !current.isEmpty { current = texts }
  }

  /// What a cell of a feature says; nil where it is empty or holds nothing but blanks.
  ///
  /// - Parameter foundForeign: Called for a text that is not in UTF-8, which is read as far as it can be.
  func text(of feature: OGRFeatureH, _ field: Int32, foundForeign: () -> Void = {}) -> String? {
    // Nearly all layers have no such cell.
    let stored =
      current.isEmpty && texts.isEmpty
      ? nil : current[field] ?? texts[OGR_F_GetFID(feature)]?[field]
    if let text = stored ?? FieldText.typed(of: feature, field) {
      return text.first?.isWhitespace != false && text.trimmingBlanks.isEmpty ? nil : text
    }
    guard let bytes = FieldText.bytes(of: feature, field), bytes.pointee != 0 else { return nil }
    guard let text = String(validatingCString: bytes) else {
      foundForeign()
      return String(cString: bytes)
    }
    // Blanks say nothing; those around a text are its own.
    return text.first?.isWhitespace == true && text.trimmingBlanks.isEmpty ? nil : text
  }
}
