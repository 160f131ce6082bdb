/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1 March of the year 0.
  private let number: Int
  /// Year, month, day as ISO 8601 writes them.
  public let description: String

  /// A day; nil where the calendar does not have it, or the year is not 1900…2199.
  public init?(year: Int, month: Int, day: Int) {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1900...2199).contains(year), (1...12).contains(month),
      (1...lengths[month - 1]).contains(day)
    else { return nil }
    // The year begins in March, so that the leap day is its last.
    let y = month > 2 ? year : year - 1
    let m = (month + 9) % 12
    number = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1
    func padded(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    description = "\(year)-\(padded(month))-\(padded(day))"
  }

  /// A day in the forms that tables use: 2025-06-30, 2025/6/30, 2025.6.30, 2025年6月30日, 20250630, each
  /// perhaps with a time behind it; nil for anything else.
  public init?(_ text: String) {
    var fields = [""]
    var rest = text[...]
    if let end = rest.firstIndex(where: { $0 == " " || $0 == "T" }) {
      let time = rest[rest.index(after: end)...]
      guard time.allSatisfy({ $0.isASCII && ($0.isNumber || ":.Z+-".contains($0)) }) else {
        return nil
      }
      rest = rest[..<end]
    }
    var separators = ""
    for character in rest {
      if character.isASCII, character.isNumber {
        fields[fields.count - 1].append(character)
      } else {
        separators.append(character)
        fields.append("")
      }
    }
    switch separators {
    case "--", "//", "..": break
    case "年月日": fields.removeLast(fields.last == "" ? 1 : 0)
    case "年月": break
    case "":
      guard rest.count == 8 else { return nil }
      fields = [
        String(rest.prefix(4)), String(rest.dropFirst(4).prefix(2)), String(rest.suffix(2)),
      ]
    default: return nil
    }
    guard fields.count == 3, fields[0].count == 4, let year = Int(fields[0]),
      (1...2).contains(fields[1].count), let month = Int(fields[1]),
      (1...2).contains(fields[2].count), let day = Int(fields[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// How many days this one is after another; negative before it.
  func days(since other: CalendarDay) -> Int { number - other.number }

  /// The earlier one is less.
  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

extension CalendarDay: Codable {
  /// A day from its ISO 8601 text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = CalendarDay(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no day: \(text)")
    }
    self = day
  }

  /// The ISO 8601 text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
