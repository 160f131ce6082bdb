import Foundation

/// The columns of one CSV file of numbers and short words, with a header line.
///
/// Made for files of millions of lines: one pass over the bytes, no text is made of a number. Fields may
/// stand in quotes but hold neither commas nor quotes, as the peers' data sets are written.
public struct CSVTable {
  /// What is wrong with a file.
  public struct Failure: Error, CustomStringConvertible {
    /// The file, the record, the column, and what is the matter.
    public var description: String
  }

  /// The number of records.
  public private(set) var count = 0
  private var numbers: [String: [Double]] = [:]
  private var words: [String: [String]] = [:]

  /// Reads the named columns of a file.
  ///
  /// - Throws: ``Failure`` where a column is missing or a field is no number; the error of reading.
  public init(_ url: URL, numbers: [String], words: [String] = []) throws {
    // A final zero: a number at the end of the file has to end somewhere.
    let bytes = try Data(contentsOf: url, options: .mappedIfSafe) + [0]
    var failure: Failure?
    bytes.withUnsafeBytes { raw in
      let text = raw.bindMemory(to: CChar.self)
      var reader = FieldReader(text: text)
      let header = reader.readLine()
      let wanted = numbers + words
      for name in wanted where !header.contains(name) {
        failure = Failure(description: "\(url.path): no column \(name)")
        return
      }
      let places = header.map { name in wanted.firstIndex(of: name) }
      var numberColumns = numbers.map { _ in [Double]() }
      var wordColumns = words.map { _ in [String]() }
      while !reader.isAtEnd {
        for place in places {
          guard let place else {
            reader.skipField()
            continue
          }
          if place < numbers.count {
            guard let number = reader.readNumber() else {
              failure = Failure(
                description: "\(url.path), record \(count + 1), \(wanted[place]): not a number")
              return
            }
            numberColumns[place].append(number)
          } else {
            wordColumns[place - numbers.count].append(reader.readWord())
          }
        }
        count += 1
      }
      for (name, column) in zip(numbers, numberColumns) { self.numbers[name] = column }
      for (name, column) in zip(words, wordColumns) { self.words[name] = column }
    }
    if let failure { throw failure }
  }

  /// A column of numbers.
  ///
  /// - Precondition: it was asked for when the file was read.
  public func numbers(_ name: String) -> [Double] {
    guard let column = numbers[name] else { preconditionFailure("column \(name) was not read") }
    return column
  }

  /// A column of words.
  ///
  /// - Precondition: it was asked for when the file was read.
  public func words(_ name: String) -> [String] {
    guard let column = words[name] else { preconditionFailure("column \(name) was not read") }
    return column
  }
}

/// Goes through a text field by field.
private struct FieldReader {
  let text: UnsafeBufferPointer<CChar>
  private var position = 0

  private static let comma = CChar(UInt8(ascii: ","))
  private static let newline = CChar(UInt8(ascii: "\n"))

  init(text: UnsafeBufferPointer<CChar>) { self.text = text }

  /// The last byte is the zero that was added.
  var isAtEnd: Bool { position >= text.count - 1 }

  mutating func readLine() -> [String] {
    let line = text[position...].prefix { $0 != Self.newline }
    position = min(line.endIndex + 1, text.count - 1)
    return Self.string(line).split(separator: ",").map { Self.unquoted(String($0)) }
  }

  /// The number that fills the next field.
  mutating func readNumber() -> Double? {
    let field = takeField()
    guard !field.isEmpty, let start = text.baseAddress.map({ $0 + field.lowerBound }) else {
      return nil
    }
    var end: UnsafeMutablePointer<CChar>?
    let number = strtod(start, &end)
    guard let end, UnsafePointer(end) - start == field.count else { return nil }
    return number
  }

  mutating func readWord() -> String { Self.unquoted(Self.string(text[takeField()])) }

  mutating func skipField() { _ = takeField() }

  /// The bytes up to the next comma or line end, and goes behind it.
  private mutating func takeField() -> Range<Int> {
    let begin = position
    while !isAtEnd, text[position] != Self.comma, text[position] != Self.newline { position += 1 }
    let end = position
    if !isAtEnd { position += 1 }
    return begin..<end
  }

  private static func string(_ characters: Slice<UnsafeBufferPointer<CChar>>) -> String {
    String(decoding: characters.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func unquoted(_ word: String) -> String {
    word.filter { $0 != "\"" && $0 != "\r" }
  }
}
