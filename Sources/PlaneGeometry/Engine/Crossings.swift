/// Where the lines of a geometry cross, counted before GEOS cuts them there.
///
/// A ring of twenty thousand corners can cross itself two hundred million times, and what is made of it has as many
/// corners: gigabytes. What people have drawn crosses itself a few times.
enum Crossings {
  /// How many there may be.
  static let most = 1_000_000
  /// How many pairs of segments may lie so near to each other that only looking at them tells.
  private static let mostPairs = 100_000_000

  /// Whether the lines of a geometry cross more often, or lie so close that it cannot be told in time.
  ///
  /// - Complexity: O(n log n + pairs of segments whose boxes meet), at most the limit of those.
  static func areTooMany(in geometry: Geometry) -> Bool {
    let segments = geometry.segments
    // Fewer segments have fewer pairs.
    guard segments.count > 1000 else { return false }
    let boxes = segments.map {
      Box(min: pointwiseMin($0.0, $0.1), max: pointwiseMax($0.0, $0.1))
    }
    let index = GeometryIndex(boxes: boxes)
    var (crossings, pairs) = (0, 0)
    for (i, segment) in segments.enumerated() {
      index.forEach(meeting: boxes[i]) { j in
        guard j > i else { return }
        pairs += 1
        if cross(segment, segments[j]) { crossings += 1 }
      }
      if crossings > most || pairs > mostPairs { return true }
    }
    return false
  }

  /// Whether two segments cross in the inside of both.
  private static func cross(
    _ s: (PlanePoint, PlanePoint), _ t: (PlanePoint, PlanePoint)
  ) -> Bool {
    side(of: t.0, s) * side(of: t.1, s) < 0 && side(of: s.0, t) * side(of: s.1, t) < 0
  }

  /// Positive to the left of a segment, negative to its right.
  private static func side(of p: PlanePoint, _ s: (PlanePoint, PlanePoint)) -> Double {
    let (v, w) = (s.1 - s.0, p - s.0)
    let cross = v.x * w.y - v.y * w.x
    return cross > 0 ? 1 : cross < 0 ? -1 : 0
  }
}

extension Geometry {
  /// The straight pieces of its lines and rings.
  fileprivate var segments: [(PlanePoint, PlanePoint)] {
    func pieces(_ path: [PlanePoint]) -> [(PlanePoint, PlanePoint)] {
      Array(zip(path, path.dropFirst()))
    }
    func pieces(_ polygon: Polygon) -> [(PlanePoint, PlanePoint)] {
      ([polygon.exterior] + polygon.holes).flatMap { pieces($0) }
    }
    return switch self {
    case .point, .multiPoint: []
    case .lineString(let line): pieces(line)
    case .multiLineString(let lines): lines.flatMap { pieces($0) }
    case .polygon(let polygon): pieces(polygon)
    case .multiPolygon(let polygons): polygons.flatMap { pieces($0) }
    case .collection(let parts): parts.flatMap(\.segments)
    }
  }
}
