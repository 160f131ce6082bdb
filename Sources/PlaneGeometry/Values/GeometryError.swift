/// Why a geometry could not be made, read, measured or projected.
public enum GeometryError: Error, Hashable, Sendable {
  /// Bytes that are not well-known binary: what is wrong, and at which byte.
  case malformedWKB(reason: String, offset: Int)
  /// A coordinate is NaN or infinite.
  case notFinite
  /// A ring is not closed or has fewer than four points; a line has one point.
  case badPath(reason: String)
  /// An operation of the planar engine failed, with the engine's own words.
  case operationFailed(operation: String, reason: String)
  /// Lines cross each other more often than there is time and memory for; how often they may.
  case tooManyCrossings(most: Int)
  /// A coordinate reference system is unknown or cannot be used, with the reason.
  case unusableCRS(crs: String, reason: String)
  /// The projection library could not be started.
  case projectionUnavailable(reason: String)
}

extension GeometryError {
  /// Whether there was not enough memory: nothing is wrong with the geometry then.
  package var isLackOfMemory: Bool {
    guard case .operationFailed(_, let reason) = self else { return false }
    return reason.contains("bad_alloc")
  }
}

extension GeometryError: CustomStringConvertible {
  /// The error in one English line, for logs; people are shown a message of the catalogue.
  public var description: String {
    switch self {
    case .malformedWKB(let reason, let offset): "malformed WKB at byte \(offset): \(reason)"
    case .notFinite: "a coordinate is not a finite number"
    case .badPath(let reason): reason
    case .operationFailed(let operation, let reason): "\(operation) failed: \(reason)"
    case .tooManyCrossings(let most): "its lines cross more than \(most) times"
    case .unusableCRS(let crs, let reason): "cannot use coordinate system \(crs): \(reason)"
    case .projectionUnavailable(let reason): "projections are not available: \(reason)"
    }
  }
}
