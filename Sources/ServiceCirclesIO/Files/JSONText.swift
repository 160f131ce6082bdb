/// Pieces of JSON.
enum JSONText {
  /// A text in quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for c in text.unicodeScalars {
      switch c {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where c.value < 0x20:
        let hex = String(c.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(c)
      }
    }
    return quoted + "\""
  }

  /// A number, whole ones without decimal point; `null` where it is not finite.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return "\(Int64(value))" }
    return "\(value)"
  }

  /// Appends degrees with at most 8 decimals, without trailing zeros.
  ///
  /// - Precondition: at most 360 in size, so that the digits fit an integer.
  static func appendDegrees(_ degrees: Double, to buffer: inout [UInt8]) {
    let scaled = Int64((degrees * GeographicRounding.scale).rounded())
    if scaled < 0 { buffer.append(UInt8(ascii: "-")) }
    let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: 100_000_000)
    buffer.append(contentsOf: "\(whole)".utf8)
    guard fraction > 0 else { return }
    buffer.append(UInt8(ascii: "."))
    var rest = fraction
    var unit: UInt64 = 10_000_000
    while rest > 0 {
      buffer.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }
}
