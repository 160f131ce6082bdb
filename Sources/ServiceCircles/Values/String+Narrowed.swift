extension String {
  /// Full-width letters, digits and signs as ASCII has them, without blanks at the ends.
  package var narrowed: String {
    // Nearly all texts are so already, and there are millions of them.
    func isBare(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 } ?? true }
    if isBare(utf8.first), isBare(utf8.last), utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3000, 0xA0, 0x2009, 0x202F: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    let trimmed = String(scalars).drop { $0.isWhitespace }
    return String(trimmed.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// The text narrowed, in small letters: what words have in common that mean the same.
  package var folded: String { narrowed.lowercased() }
}
