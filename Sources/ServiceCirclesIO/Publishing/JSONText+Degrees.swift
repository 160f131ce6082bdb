extension JSONText {
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
