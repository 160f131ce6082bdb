/// A polygon of the working plane: an outline and its holes.
///
/// Polygons that this library draws have closed rings (the last point is the first), simple and disjoint;
/// the outline runs counter-clockwise, holes clockwise. Where polygons are handed in, rings may be closed or
/// not. Coded as `{"exterior": [[x, y], …], "holes": […]}`.
public struct PlanePolygon: Hashable, Sendable, Codable {
  /// The outline.
  public var exterior: [PlanePoint]
  /// The holes.
  public var holes: [[PlanePoint]]

  /// A polygon from its outline and its holes.
  public init(exterior: [PlanePoint], holes: [[PlanePoint]] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// The outline and then the holes.
  package var rings: [[PlanePoint]] { [exterior] + holes }

  /// The planar area in square metres, for an outline that runs counter-clockwise and clockwise holes.
  public var areaSquareMetres: Double {
    holes.reduce(Self.signedArea(exterior)) { $0 + Self.signedArea($1) }
  }

  /// The area of a ring, closed or not; positive when it runs counter-clockwise.
  static func signedArea(_ ring: [PlanePoint]) -> Double {
    guard let origin = ring.first, ring.count > 2 else { return 0 }
    var sum = 0.0
    for i in 2..<ring.count { sum += (ring[i - 1] - origin).cross(ring[i] - origin) }
    return sum / 2
  }

  /// Whether a point lies inside by the even-odd rule, whichever way the rings run.
  package func contains(_ p: PlanePoint) -> Bool {
    var isInside = false
    forEachEdge { a, b in
      if (a.y > p.y) != (b.y > p.y),
        p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)
      {
        isInside.toggle()
      }
    }
    return isInside
  }

  /// Calls `body` with every edge of every ring, from each point to the next.
  @inline(__always)
  func forEachEdge(_ body: (PlanePoint, PlanePoint) -> Void) {
    for (a, b) in RingEdges(exterior) { body(a, b) }
    for hole in holes {
      for (a, b) in RingEdges(hole) { body(a, b) }
    }
  }
}

/// The edges of a ring, closed or not, from each point to the next; nothing is copied.
struct RingEdges: Sequence, IteratorProtocol {
  private let ring: [PlanePoint]
  private let count: Int
  private var position = 0

  init(_ ring: [PlanePoint]) {
    self.ring = ring
    count = ring.count > 1 && ring.first == ring.last ? ring.count - 1 : ring.count
  }

  mutating func next() -> (PlanePoint, PlanePoint)? {
    guard position < count else { return nil }
    defer { position += 1 }
    return (ring[position], ring[position + 1 < count ? position + 1 : 0])
  }
}
