import CGDAL

/// Looks whether the quotes of CSV close what they open.
///
/// GDAL joins lines until their quotes are even in number: one quote that is not closed, or stands for inches,
/// swallows all records up to the next quote, and the last ones of the file without a word. Quotes that stay
/// within their line swallow nothing and are left to GDAL.
struct CSVQuotes {
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")

  /// Whether a byte may stand before an opening quote and behind a closing one. In UTF-8 and GB 18030 no byte of a
  /// longer character is one of these or a quote, but for the stroke: it lets a quote pass, and finds none.
  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "\t"),
      UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  private enum State {
    /// At the start of a field; in a field without quotes; in quotes; behind a quote that may close them.
    case start, bare, quoted, closing
  }

  private var state = State.start
  /// Whether the quotes of the record so far are odd in number, as GDAL counts them.
  private var isOdd = false
  /// Whether a quote of the line stands where none may.
  private var isMisplaced = false
  private var line = 1
  /// The line in which the quote stands that GDAL takes to be open.
  private var openLine = 1
  /// Whether the record goes on from an earlier line.
  private var isContinued = false
  /// The line whose quote made the record go on.
  private var firstLine = 1
  /// The first line with a quote that is not closed or misplaced, where lines are joined because of it.
  private(set) var badLine: Int?

  /// Reads on.
  mutating func read(_ bytes: some Sequence<UInt8>) {
    for byte in bytes where badLine == nil { read(byte) }
  }

  private mutating func read(_ byte: UInt8) {
    if byte == Self.quote {
      isOdd.toggle()
      if isOdd { openLine = line }
      switch state {
      case .start, .closing: state = .quoted
      case .quoted: state = .closing
      case .bare: isMisplaced = true
      }
    } else {
      let isSeparator = Self.isSeparator(byte)
      switch state {
      case .start where !isSeparator: state = .bare
      case .bare where isSeparator && byte != UInt8(ascii: " "): state = .start
      case .closing where isSeparator: state = .start
      case .closing:
        isMisplaced = true
        state = .bare
      default: break
      }
    }
    // A line that ends in quotes goes on; where one of its quotes is misplaced, it does so by mistake.
    if isMisplaced, isOdd && byte == Self.lineFeed || isContinued {
      badLine = isContinued ? firstLine : openLine
    }
    if byte == Self.lineFeed { endLine() }
  }

  private mutating func endLine() {
    if isOdd {
      if !isContinued { firstLine = openLine }
      isContinued = true
    } else {
      isContinued = false
      isMisplaced = false
      state = .start
    }
    line += 1
  }

  /// Ends the text: quotes that are open now stay open.
  mutating func end() {
    if isOdd, badLine == nil { badLine = isContinued ? firstLine : openLine }
  }

  /// Looks at a file, in an archive or not; what cannot be read has no bad line.
  ///
  /// - Throws: ``LayerError`` of the reasons openQuote and zeroByte.
  static func check(file path: String, shownAs name: String) throws(LayerError) {
    guard let file = VSIFOpenL(path, "rb") else { return }
    defer { _ = VSIFCloseL(file) }
    var quotes = CSVQuotes()
    var zeros = CSVZeros()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = VSIFReadL(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      quotes.read(buffer[..<count])
      zeros.read(buffer[..<count])
    }
    try zeros.check(name)
    try quotes.check(name)
  }

  /// - Throws: ``LayerError`` of the reasons openQuote and zeroByte.
  static func check(_ bytes: [UInt8], of name: String) throws(LayerError) {
    var quotes = CSVQuotes()
    var zeros = CSVZeros()
    zeros.read(bytes[...])
    try zeros.check(name)
    quotes.read(bytes)
    try quotes.check(name)
  }

  private mutating func check(_ name: String) throws(LayerError) {
    end()
    if let badLine { throw LayerError(.openQuote(line: badLine), file: name) }
  }
}
