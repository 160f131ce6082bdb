/// A polygon: an outer ring and its holes. Every ring is closed: its first point is its last.
///
/// The type holds what the data says, valid or not; ``GeometryEngine/invalidReason(_:)`` judges it.
public struct Polygon: Hashable, Sendable {
  /// The outer ring; empty for the empty polygon.
  public var exterior: [PlanePoint]
  /// The rings of the holes.
  public var holes: [[PlanePoint]]

  /// A polygon of closed rings.
  public init(exterior: [PlanePoint], holes: [[PlanePoint]] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// The rectangle of a box, counter-clockwise.
  package init(_ box: Box) {
    let (a, b) = (box.min, box.max)
    self.init(exterior: [a, PlanePoint(b.x, a.y), b, PlanePoint(a.x, b.y), a])
  }

  /// The outer ring, then the holes.
  public var rings: [[PlanePoint]] { exterior.isEmpty ? [] : [exterior] + holes }

  /// The area in the square of the plane's unit: the outer ring's less the holes'.
  ///
  /// - Complexity: O(n).
  public var areaSquareMetres: Double {
    holes.reduce(abs(Polygon.signedArea(of: exterior))) { $0 - abs(Polygon.signedArea(of: $1)) }
  }

  /// The area that a ring encloses, positive when it runs counter-clockwise.
  ///
  /// Coordinates are taken relative to the ring's first point and summed with Neumaier's
  /// compensation: in a plane with northings of three million metres the plain shoelace formula
  /// loses a third of its digits.
  ///
  /// - Complexity: O(n).
  package static func signedArea(of ring: [PlanePoint]) -> Double {
    guard ring.count > 2 else { return 0 }
    let origin = ring[0]
    var sum = 0.0
    var lost = 0.0
    var p = PlanePoint.zero
    for i in 1..<ring.count {
      let q = ring[i] - origin
      let term = p.x * q.y - p.y * q.x
      let next = sum + term
      lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
      sum = next
      p = q
    }
    return (sum + lost) / 2
  }

  /// The same polygon with its outer ring counter-clockwise and its holes clockwise, as RFC 7946
  /// and OGC want them.
  package var wound: Polygon {
    Polygon(
      exterior: Polygon.signedArea(of: exterior) < 0 ? exterior.reversed() : exterior,
      holes: holes.map { Polygon.signedArea(of: $0) > 0 ? $0.reversed() : $0 })
  }
}
