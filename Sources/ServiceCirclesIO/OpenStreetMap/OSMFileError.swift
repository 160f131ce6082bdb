import COSMReader
import ServiceCircles

/// Why an OpenStreetMap file could not be read.
public struct OSMFileError: Error, Hashable, Sendable {
  /// What is wrong with the file.
  public enum Kind: Hashable, Sendable {
    /// There is no such file, or it may not be read.
    case cannotOpen
    /// It is of another format, or holds no OpenStreetMap data.
    case notOpenStreetMap
    /// It is truncated or damaged.
    case corrupt
    /// It lists changes to a map (osmChange, o5c), and is no map itself.
    case changes
    /// It is in a form, or packed in a way, that is not read.
    case unsupported
    /// It holds what no map does: a way of millions of nodes, a gigabyte in every megabyte.
    case tooLarge
    /// Somebody has written to it while it was read.
    case changed
    /// It is too large for this machine.
    case outOfMemory
    /// The reader itself is at fault.
    case `internal`
    /// No street in it is open to any mode.
    case noStreets
    /// Its ways name nodes that are not in it.
    case noNodes
    /// Longitude and latitude of its nodes are exchanged.
    case exchangedAxes
    /// Its coordinates have no place in the working plane.
    case outsidePlane
  }

  /// The file.
  public let path: String
  /// What is wrong.
  public let kind: Kind
  /// The details, in English, on one line.
  public let detail: String

  /// An error of a file.
  init(path: String, kind: Kind, detail: String) {
    self.path = path
    self.kind = kind
    self.detail = detail
  }

  init(path: String, _ error: osm_error) {
    let detail = withUnsafeBytes(of: error.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let kind: Kind =
      switch error.code {
      case OSM_ERROR_CANNOT_OPEN: .cannotOpen
      case OSM_ERROR_NOT_OSM: .notOpenStreetMap
      case OSM_ERROR_CORRUPT: .corrupt
      case OSM_ERROR_CHANGES: .changes
      case OSM_ERROR_UNSUPPORTED: .unsupported
      case OSM_ERROR_TOO_LARGE: .tooLarge
      case OSM_ERROR_MEMORY: .outOfMemory
      default: .internal
      }
    self.init(path: path, kind: kind, detail: detail)
  }

  /// What went wrong and what to do, for people.
  public var message: Message {
    let key =
      switch kind {
      case .cannotOpen: "osm.cannot_open"
      case .notOpenStreetMap: "osm.not_osm"
      case .corrupt: "osm.corrupt"
      case .changes: "osm.changes"
      case .unsupported: "osm.unsupported"
      case .tooLarge: "osm.too_large"
      case .changed: "file.changed"
      case .outOfMemory: "file.out_of_memory"
      case .internal: "osm.internal"
      case .noStreets: "osm.no_streets"
      case .noNodes: "osm.no_nodes"
      case .exchangedAxes: "osm.exchanged_axes"
      case .outsidePlane: "osm.outside_plane"
      }
    return Message(key, ["file": path, "reason": detail])
  }
}

extension OSMFileError: CustomStringConvertible {
  /// The error in one English line, for logs.
  public var description: String { detail.isEmpty ? path : "\(path): \(detail)" }
}
