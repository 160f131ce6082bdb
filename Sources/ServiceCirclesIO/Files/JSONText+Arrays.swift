import Foundation

extension JSONText {
  /// An array of texts.
  static func array(_ texts: [String]) -> String {
    "[" + texts.map(quoted).joined(separator: ",") + "]"
  }

  /// An array of whole numbers.
  static func array(_ numbers: [Int]) -> String {
    "[" + numbers.map(String.init).joined(separator: ",") + "]"
  }

  /// A value as a JSON object with its names in order.
  ///
  /// - Throws: `EncodingError` where a number is none of JSON.
  static func object(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return HiddenCharacters.escaped(
      inJSON: String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
