import Foundation

/// What a MapInfo table says it is made of, before GDAL opens it.
enum MapInfoTable {
  /// A table's description is some kilobytes.
  private static let mostBytes = 1 << 20

  /// Looks that a `.tab` file holds its own table: a seamless table and a view name others, which would be opened
  /// wherever they lie.
  ///
  /// - Throws: ``LayerError`` of the reason unsafeSchema.
  static func check(file path: String, shownAs name: String) throws(LayerError) {
    guard path.lowercased().hasSuffix(".tab"), let file = FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: mostBytes)
    else { return }
    let text = String(decoding: data, as: UTF8.self).lowercased()
    let words = text.split { $0.isWhitespace || "\"=\\".contains($0) }
    for (first, second, what) in [
      ("isseamless", "true", "a seamless table"), ("open", "table", "a view of tables"),
    ] where zip(words, words.dropFirst()).contains(where: { $0 == first && $1 == second }) {
      throw LayerError(.unsafeSchema(what), file: name)
    }
  }
}
