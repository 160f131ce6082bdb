import CGDAL
import Foundation

/// What GDAL says when it makes a number of a text that is more than one, feature by feature.
///
/// Formats that keep values as texts and types beside them (MIF, KML, GML with a schema, CSV with a `.csvt`) are read
/// so: `Value '1,500' of field m.households parsed incompletely to integer 1.`
final class ParsingNotes {
  private static let verb = " parsed incompletely to "
  private static let preposition = "' of field "
  private static let noun = "Value '"

  /// What was said of the last feature.
  private var messages: [String] = []

  /// Calls `body`, which reads a feature, and takes down what is said of it.
  func taking<Result>(_ body: () -> Result) -> Result {
    if !messages.isEmpty { messages.removeAll() }
    CPLPushErrorHandlerEx(
      { type, _, message in
        guard type == CE_Warning, let message, strstr(message, ParsingNotes.verb) != nil,
          let notes = CPLGetErrorHandlerUserData()
        else { return }
        Unmanaged<ParsingNotes>.fromOpaque(notes).takeUnretainedValue().messages
          .append(String(cString: message))
      }, Unmanaged.passUnretained(self).toOpaque())
    defer { CPLPopErrorHandler() }
    return body()
  }

  /// The texts of the last feature of which numbers were made, by the positions of their columns.
  func texts(in columns: [String]) -> [Int32: String] {
    // Nearly all features have none.
    if messages.isEmpty { return [:] }
    var texts: [Int32: String] = [:]
    for message in messages {
      guard let end = message.range(of: Self.verb, options: .backwards)?.lowerBound else {
        continue
      }
      let subject = message[..<end]
      let column = columns.indices.filter { subject.hasSuffix(".\(columns[$0])") }
        .max { columns[$0].utf8.count < columns[$1].utf8.count }
      guard let column, subject.hasPrefix(Self.noun),
        let close = subject.range(of: Self.preposition, options: .backwards)?.lowerBound
      else { continue }
      texts[Int32(column)] = String(subject[..<close].dropFirst(Self.noun.count))
    }
    return texts
  }
}
