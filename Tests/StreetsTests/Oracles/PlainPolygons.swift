import Streets
import Testing

/// Drawn polygons, looked at with ``PlainGeometry`` only.
struct PlainPolygons {
  private let polygons: [(exterior: [PlanePoint], holes: [[PlanePoint]])]

  init(_ polygons: [PlanePolygon]) { self.polygons = polygons.map { ($0.exterior, $0.holes) } }

  /// Every outline and every hole.
  var rings: [[PlanePoint]] { polygons.flatMap { [$0.exterior] + $0.holes } }

  /// Whether a point lies in one of them.
  func contain(_ p: PlanePoint) -> Bool {
    polygons.contains { polygon in
      PlainGeometry.windings(of: polygon.exterior, around: p) != 0
        && polygon.holes.allSatisfy { PlainGeometry.windings(of: $0, around: p) == 0 }
    }
  }

  /// Their area together; holes run clockwise, so theirs is negative.
  var area: Double { rings.reduce(0) { $0 + PlainGeometry.area(of: $1) } }

  /// The length of their boundary.
  var perimeter: Double { rings.reduce(0) { $0 + PlainGeometry.perimeter(of: $1) } }

  /// A random place: at the boundary, up to `aside` metres beside it in x and in y; nil where there is none.
  func placeAtBoundary(
    aside: Double, _ random: inout some RandomNumberGenerator
  ) -> PlanePoint? {
    guard let ring = rings.randomElement(using: &random) else { return nil }
    let k = Int.random(in: 1..<ring.count, using: &random)
    let on = ring[k - 1] + (ring[k] - ring[k - 1]) * Double.random(in: 0...1, using: &random)
    return on
      + PlanePoint(
        .random(in: -aside...aside, using: &random), .random(in: -aside...aside, using: &random))
  }

  /// Rings are closed, turn the right way, and no two edges cross or touch.
  func checkRings() {
    var edges: [(from: PlanePoint, to: PlanePoint, ring: Int, index: Int, count: Int)] = []
    for polygon in polygons {
      #expect(PlainGeometry.area(of: polygon.exterior) > 0)
      for hole in polygon.holes { #expect(PlainGeometry.area(of: hole) < 0) }
    }
    for (number, ring) in rings.enumerated() {
      #expect(ring.count >= 4 && ring.first == ring.last)
      for i in 1..<ring.count {
        edges.append((ring[i - 1], ring[i], number, i - 1, ring.count - 1))
      }
    }
    // By their left ends, so that each is held against those it may meet only.
    edges.sort { min($0.from.x, $0.to.x) < min($1.from.x, $1.to.x) }
    for i in edges.indices {
      let right = max(edges[i].from.x, edges[i].to.x)
      for j in (i + 1)..<edges.count {
        let (a, b) = (edges[i], edges[j])
        if min(b.from.x, b.to.x) > right { break }
        if a.ring == b.ring,
          (a.index + 1) % a.count == b.index || (b.index + 1) % a.count == a.index
        {
          continue
        }
        #expect(!PlainGeometry.cross(a.from, a.to, b.from, b.to))
      }
    }
  }
}
