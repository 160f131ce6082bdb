import COSMReader
import Foundation
import PlaneGeometry

/// An OpenStreetMap file: PBF or XML, plain or compressed with gzip or bzip2.
///
/// The format is told by the content. Every reading goes over the file anew; what is read belongs to the
/// caller, and nothing is kept.
public struct OSMFile: Hashable, Sendable {
  /// Where the file is.
  public let path: String

  /// A file; it is opened when something is read.
  public init(path: String) { self.path = path }

  /// A file; it is opened when something is read.
  public init(_ url: URL) { self.init(path: url.path) }

  /// The ways that carry `filterKey`, with their nodes and the values of `keys`.
  func streets(filterKey: String, keys: [String]) throws(OSMFileError) -> OSMStreetData {
    try check()
    var out: UnsafeMutablePointer<osm_streets>?
    var error = osm_error()
    let state = InputState(path)
    let status = OSMFile.withCStrings(keys) {
      osm_read_streets(path, filterKey, $0, keys.count, &out, &error)
    }
    guard status == 0, let out else { throw failure(error, since: state) }
    let data = OSMStreetData(out)
    try checkChange(since: state)
    return data
  }

  /// The nodes, ways and areas that carry any of the tags (any value where nil), with the values of
  /// `keys`.
  func features(
    tags: [(key: String, value: String?)], keys: [String]
  ) throws(OSMFileError) -> OSMFeatureData {
    try check()
    var out: UnsafeMutablePointer<osm_features>?
    var error = osm_error()
    let state = InputState(path)
    let status = OSMFile.withCStrings(tags.flatMap { [$0.key, $0.value ?? ""] }) { texts in
      let filters = tags.indices.map {
        osm_filter(key: texts[2 * $0], value: tags[$0].value == nil ? nil : texts[2 * $0 + 1])
      }
      return OSMFile.withCStrings(keys) {
        osm_read_features(path, filters, filters.count, $0, keys.count, &out, &error)
      }
    }
    guard status == 0, let out else { throw failure(error, since: state) }
    let data = OSMFeatureData(out, keys: keys)
    try checkChange(since: state)
    return data
  }

  /// A pipe or a device may never end: only files are read.
  private func check() throws(OSMFileError) {
    do {
      try InputFile.check(path)
    } catch {
      // That it is not there is told by the reader, in the system's own words.
      guard error.reason == .notAFile else { return }
      throw OSMFileError(
        path: path, kind: .notOpenStreetMap, detail: "a pipe or a device, not a file")
    }
  }

  /// The file is read several times, and is to be the same each time.
  private func checkChange(since state: InputState) throws(OSMFileError) {
    if state.hasChanged { throw OSMFileError(path: path, kind: .changed, detail: "") }
  }

  private func failure(_ error: osm_error, since state: InputState) -> OSMFileError {
    state.hasChanged
      ? OSMFileError(path: path, kind: .changed, detail: "") : OSMFileError(path: path, error)
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies.map { UnsafePointer($0) })
  }
}

extension osm_box {
  /// The box; nil where the file states none.
  var value: OSMBox? {
    guard has_box != 0 else { return nil }
    return OSMBox(
      min: OSMCoordinate(longitude: min_lon, latitude: min_lat),
      max: OSMCoordinate(longitude: max_lon, latitude: max_lat))
  }
}

/// A place in OpenStreetMap's own unit, 1e-7 degree.
struct OSMCoordinate: Hashable, Sendable {
  var longitude: Int32
  var latitude: Int32

  /// The place in degrees. The quotient is the double nearest to the decimal number.
  var degrees: GeographicPoint {
    GeographicPoint(longitude: Double(longitude) / 1e7, latitude: Double(latitude) / 1e7)
  }
}

/// Texts by number, decoded when asked for.
struct OSMTexts {
  private let texts: osm_texts

  init(_ texts: osm_texts) { self.texts = texts }

  subscript(id: UInt32) -> String {
    let first = Int(texts.offsets[Int(id)])
    let end = Int(texts.offsets[Int(id) + 1])
    return String(
      decoding: UnsafeRawBufferPointer(start: texts.bytes + first, count: end - first),
      as: UTF8.self)
  }
}
