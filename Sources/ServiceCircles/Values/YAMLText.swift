/// What can be told of a YAML text before it is parsed.
package enum YAMLText {
  /// How many aliases (`*name`) a text may hold.
  ///
  /// The parser compares the keys of a mapping as soon as it has them, and a key may be an alias of lists of
  /// aliases of lists: the work multiplies at every level. So few cannot grow to much, and no project or rule
  /// set needs more.
  package static let mostAliases = 8

  /// Whether a text holds more aliases than that; what only looks like one is counted, too.
  package static func hasTooManyAliases(_ text: String) -> Bool {
    var count = 0
    var before: UInt8 = 0x0A
    var isStar = false
    for byte in text.utf8 {
      if isStar, byte > 0x20, !"*,[]{}\"'".utf8.contains(byte) {
        count += 1
        if count > mostAliases { return true }
      }
      // A star within a word or a number is none.
      isStar = byte == 0x2A && (before <= 0x20 || "[{,:?-".utf8.contains(before))
      before = byte
    }
    return false
  }
}
