/// One part of a service circle: an outline and its holes in the working plane.
///
/// Rings are closed (the last point is the first), simple and disjoint; the outline runs
/// counter-clockwise, holes clockwise.
public struct CirclePolygon: Hashable, Sendable {
  /// The outline.
  public var exterior: [PlanePoint]
  /// The holes.
  public var holes: [[PlanePoint]]

  /// A polygon of closed rings.
  public init(exterior: [PlanePoint], holes: [[PlanePoint]] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// The planar area in square metres.
  public var areaSquareMetres: Double {
    Self.signedArea(exterior) + holes.reduce(0) { $0 + Self.signedArea($1) }
  }

  /// The area of a closed ring, positive when it runs counter-clockwise.
  static func signedArea(_ ring: [PlanePoint]) -> Double {
    guard let origin = ring.first else { return 0 }
    var sum = 0.0
    for (a, b) in zip(ring, ring.dropFirst()) { sum += (a - origin).cross(b - origin) }
    return sum / 2
  }

  /// The polygons of rings that have the inside on their left: each hole in the smallest outline around it.
  static func assemble(_ rings: [[PlanePoint]]) -> [CirclePolygon] {
    var shells: [(polygon: CirclePolygon, area: Double, low: PlanePoint, high: PlanePoint)] = []
    var holes: [[PlanePoint]] = []
    for ring in rings {
      let area = signedArea(ring)
      if area <= 0 {
        holes.append(ring)
        continue
      }
      var (low, high) = (ring[0], ring[0])
      for p in ring {
        low = PlanePoint.lower(low, p)
        high = PlanePoint.upper(high, p)
      }
      shells.append((CirclePolygon(exterior: ring), area, low, high))
    }
    shells.sort { a, b in
      if a.area != b.area { return a.area < b.area }
      return (a.low.x, a.low.y) < (b.low.x, b.low.y)
    }
    for hole in holes {
      let p = hole[0]
      let home = shells.firstIndex { s in
        p.x >= s.low.x && p.y >= s.low.y && p.x <= s.high.x && p.y <= s.high.y
          && (shells.count == 1 || Outline.contains(p, rings: [s.polygon.exterior]))
      }
      if let home { shells[home].polygon.holes.append(hole) }
    }
    return shells.map { shell in
      var polygon = shell.polygon
      polygon.holes.sort { ($0[0].x, $0[0].y) < ($1[0].x, $1[0].y) }
      return polygon
    }
    .sorted { ($0.exterior[0].x, $0.exterior[0].y) < ($1.exterior[0].x, $1.exterior[0].y) }
  }
}
