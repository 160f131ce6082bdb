extension ExactDecimal {
  /// The number as people read it, with commas between thousands.
  package var grouped: String {
    let parts = description.split(separator: ".", omittingEmptySubsequences: false)
    let isNegative = parts[0].hasPrefix("-")
    let digits = Array(parts[0].drop { $0 == "-" })
    var text = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (isNegative ? "-" : "") + text + (parts.count > 1 ? "." + parts[1] : "")
  }
}

extension ExactDecimal: Codable {
  /// A number from its decimal text, which may be longer than what data may hold: sums are.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = ExactDecimal(exactText: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no decimal: \(text)")
    }
    self = number
  }

  /// The decimal text, digit by digit: a JSON number would pass through binary.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// A number from what ``description`` writes; nil for anything else, or beyond 128 bits.
  private init?(exactText text: String) {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let digits = Int128(parts.joined())
    else { return nil }
    self.init(
      digits: isNegative ? -digits : digits, places: parts.count > 1 ? parts[1].count : 0)
  }
}
