/// Why a geometry could not be made, read, measured or projected.
public enum GeometryError: Error, Hashable, Sendable {
  /// Bytes that are not well-known binary: what is wrong, and at which byte.
  case malformedWKB(reason: String, offset: Int)
  /// A coordinate or distance is not finite, or a point has no image in the projection.
  case notFinite
  /// A ring is not closed or has fewer than four points; a line has one point.
  case badPath(reason: String)
  /// An operation of the planar engine failed, with the engine's own words.
  case operationFailed(operation: String, reason: String)
  /// Lines cross, or nearly touch, too often to process; `limit` is the number of crossings allowed.
  case tooManyCrossings(limit: Int)
  /// A coordinate reference system is unknown or cannot be used, with the reason.
  case unusableCRS(crs: String, reason: String)
  /// The projection library could not be started.
  case projectionUnavailable(reason: String)
}

extension GeometryError {
  /// Whether GEOS ran out of memory (`bad_alloc`); the geometry may be valid.
  package var isOutOfMemory: Bool {
    guard case .operationFailed(_, let reason) = self else { return false }
    return reason.contains("bad_alloc")
  }
}

extension GeometryError: CustomStringConvertible {
  /// The error in one English line, for logs; people are shown a message of the catalogue.
  public var description: String {
    switch self {
    case .malformedWKB(let reason, let offset): "malformed WKB at byte \(offset): \(reason)"
    case .notFinite:
      "a coordinate or distance is not finite, or a point has no image in the projection"
    case .badPath(let reason): reason
    case .operationFailed(let operation, let reason): "\(operation) failed: \(reason)"
    case .tooManyCrossings(let limit): "its lines cross more than \(limit) times"
    case .unusableCRS(let crs, let reason): "cannot use coordinate system \(crs): \(reason)"
    case .projectionUnavailable(let reason): "projections are not available: \(reason)"
    }
  }
}
