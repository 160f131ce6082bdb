/// Looks for bytes of 0 in CSV: for GDAL a line ends there, and what follows is gone, so that `10` is left of `10\\00 00`.
///
/// Those at the end of a file stand for nothing: some programs fill files up with them.
struct CSVZeros {
  private var line = 1
  /// The line of the first byte of 0 that nothing but such bytes follows so far.
  private var last: Int?
  /// The first line that goes on behind a byte of 0.
  private var bad: Int?

  /// Reads on.
  mutating func read(_ bytes: ArraySlice<UInt8>) {
    guard bad == nil else { return }
    // Hardly any file has one.
    guard last != nil || bytes.contains(0) else {
      line += bytes.count { $0 == UInt8(ascii: "\n") }
      return
    }
    for byte in bytes {
      if byte == 0 {
        last = last ?? line
      } else if let last {
        bad = last
        return
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
    }
  }

  /// - Throws: ``LayerError`` of the reason zeroByte.
  func check(_ name: String) throws(LayerError) {
    if let bad { throw LayerError(.zeroByte(line: bad), file: name) }
  }
}
