import Foundation

/// Results as programs read them.
enum JSONOutput {
  /// A document with its names in order, indented for people unless it goes into a column.
  static func text(_ document: some Encodable, isIndented: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }
}
