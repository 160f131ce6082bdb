extension String {
  /// The text without blanks at its ends, wide ones and byte order marks among them.
  package var trimmingBlanks: String {
    let front = drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return String(front.reversed().drop { $0.isWhitespace }.reversed())
  }
}
