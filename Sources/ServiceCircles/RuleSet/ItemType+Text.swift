import Foundation

/// Why a cell cannot be used.
public struct QuantityError: Error, Hashable, Sendable {
  /// What is wrong, for people.
  public let message: Message

  init(_ key: String, _ text: String) { message = Message(key, ["value": text]) }
}

extension ItemType {
  /// What a cell says, in the ways tables write it: full-width digits, thousands apart, a unit or 万 behind
  /// the number, 是 and 否, Chinese and ISO dates. What could mean two things is an error; nothing, a dash or
  /// `N/A` is missing, never 0.
  ///
  /// - Throws: ``QuantityError`` for what is no such thing: negative, or of a trillion or more, or with more
  ///   than six decimals among it.
  public func quantity(of cell: String?) throws(QuantityError) -> Quantity {
    let text = (cell ?? "").narrowed
    if CellText.isMissing(text) { return .missing }
    switch self {
    case .flag:
      guard let flag = Self.flag(text) else { throw QuantityError("cell.not_a_flag", text) }
      return .number(ExactDecimal(flag ? 1 : 0))
    case .date:
      guard let day = CalendarDay(text) else { throw QuantityError("cell.not_a_date", text) }
      return .day(day)
    case .area: return .number(try Self.number(text, units: ["平方米", "平米", "m²", "㎡", "m2"]))
    case .number: return .number(try Self.number(text, units: []))
    case .count:
      let number = try Self.number(
        text, units: ["户", "套", "人", "个", "名", "所", "处", "家", "张", "次"])
      guard number.isWhole else { throw QuantityError("cell.not_whole", text) }
      return .number(number.trimmed)
    }
  }

  /// By how much a number that is given in 万 may have been rounded: half a unit of its last digit; nil for a cell
  /// that is not in 万, whose decimals tell.
  package static func roundingInTenThousands(of cell: String?) -> ExactDecimal? {
    let text = (cell ?? "").narrowed
    guard text.last == "万", let number = ExactDecimal(String(text.dropLast()).narrowed) else {
      return nil
    }
    return (number.halfOfLastPlace * ExactDecimal(10_000)).trimmed
  }

  /// The whole number that a cell says where its points keep thousands apart, as some countries write them: 107000
  /// for `107.000`; nil where they do not.
  package static func thousands(of cell: String?) -> String? {
    let text = (cell ?? "").narrowed
    guard text.wholeMatch(of: /[1-9][0-9]{0,2}(\.[0-9]{3})+/) != nil else { return nil }
    return text.replacing(".", with: "")
  }

  private static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "是", "有", "yes", "y", "true", "t", "1", "√", "✓", "✔": true
    case "否", "无", "no", "n", "false", "f", "0", "×", "✗", "✘": false
    default: nil
    }
  }

  private static func number(
    _ cell: String, units: [String]
  ) throws(QuantityError) -> ExactDecimal {
    var text = cell[...]
    if let unit = units.first(where: { text.lowercased().hasSuffix($0) }) {
      text = text.dropLast(unit.count)
    }
    while text.last == " " { text = text.dropLast() }
    // A unit of ten thousand: 9.8万.
    let isInTenThousands = text.last == "万"
    if isInTenThousands { text = text.dropLast() }
    while text.last == " " { text = text.dropLast() }
    if text.first == "-" || text.first == "−" { throw QuantityError("cell.negative", cell) }
    if text.first == "+" { text = text.dropFirst() }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2 else {
      throw QuantityError("cell.not_a_number", cell)
    }
    var digits = try ungrouped(whole, cell)
    var decimals = parts.count > 1 ? String(parts[1]) : ""
    // Databases leave out the zero before the point: .5
    if digits.isEmpty, !decimals.isEmpty { digits = "0" }
    // Zeros behind the point are no digits.
    if decimals.count > 6 {
      while decimals.count > 1, decimals.last == "0" { decimals.removeLast() }
    }
    if decimals.count > 6, let short = Self.fifteenDigits(digits, decimals) {
      (digits, decimals) = short
    }
    guard let number = ExactDecimal(parts.count > 1 ? "\(digits).\(decimals)" : digits) else {
      let isNumeric = (digits + decimals).allSatisfy { $0.isASCII && $0.isNumber }
      throw QuantityError(
        isNumeric && !decimals.isEmpty || digits.count > 12 && isNumeric
          ? "cell.too_long" : "cell.not_a_number", cell)
    }
    let scaled = isInTenThousands ? (number * ExactDecimal(10_000)).trimmed : number
    guard scaled.places <= 6, scaled < ExactDecimal(1_000_000_000_000) else {
      throw QuantityError("cell.too_long", cell)
    }
    return scaled
  }

  /// A decimal of more than fifteen digits as the binary number that it is the print of, in fifteen digits;
  /// nil for a decimal that is shorter, or no number.
  private static func fifteenDigits(
    _ whole: String, _ decimals: String
  ) -> (whole: String, decimals: String)? {
    let all = (whole + decimals).drop { $0 == "0" }
    guard all.count > 15, all.allSatisfy({ $0.isASCII && $0.isNumber }),
      let binary = Double("\(whole).\(decimals)")
    else { return nil }
    let parts = binary.text(significantDigits: 15).split(separator: ".")
    // Below a ten-thousandth it has an exponent, and too many decimals anyhow.
    guard let first = parts.first, parts.count <= 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    return (String(first), parts.count == 2 ? String(parts[1]) : "0")
  }

  /// The digits without what keeps thousands apart: commas or blanks, one kind, every three digits.
  private static func ungrouped(
    _ whole: Substring, _ cell: String
  ) throws(QuantityError) -> String {
    guard let separator = whole.first(where: { $0 == "," || $0 == " " || $0 == "'" }) else {
      return String(whole)
    }
    let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
    let areDigits = groups.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    guard areDigits else { throw QuantityError("cell.not_a_number", cell) }
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
      throw QuantityError("cell.ambiguous", cell)
    }
    return groups.joined()
  }
}
