import Foundation
import ServiceCircles
import ServiceCirclesIO

/// Results as programs read them.
enum JSONOutput {
  /// A document with its names in order, indented for people unless it goes into a column.
  static func text(_ document: some Encodable, isIndented: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
    return HiddenCharacters.escaped(
      inJSON: String(decoding: try encoder.encode(document), as: UTF8.self))
  }
}

/// An exact decimal as a number of JSON.
struct JSONDecimal: Encodable {
  let value: ExactDecimal

  init(_ value: ExactDecimal) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    guard let decimal = Decimal(string: value.description) else {
      throw EncodingError.invalidValue(
        value, EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "too long"))
    }
    try container.encode(decimal)
  }
}

/// A value that stands as null where there is none, so that every object of a kind has the same names.
@propertyWrapper
struct OrNull<Value: Encodable>: Encodable {
  var wrappedValue: Value?

  init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}
