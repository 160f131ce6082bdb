import Streets
import TestSupport

/// A circle with its boundary sorted into rows, so that many places can be looked up.
struct DrawnCircle {
  let polygons: [PlanePolygon]
  /// The straight pieces of the boundary.
  private(set) var sides: [(PlanePoint, PlanePoint)] = []
  private(set) var low = PlanePoint(repeating: .infinity)
  private(set) var high = PlanePoint(repeating: -.infinity)
  private var rows: [Int: [Int]] = [:]
  private static let rowMetres = 16.0

  init(_ polygons: [PlanePolygon]) {
    self.polygons = polygons
    for polygon in polygons {
      for ring in [polygon.exterior] + polygon.holes {
        for (a, b) in zip(ring, ring.dropFirst()) {
          for r in Self.row(min(a.y, b.y))...Self.row(max(a.y, b.y)) {
            rows[r, default: []].append(sides.count)
          }
          sides.append((a, b))
          low = PlanePoint(min(low.x, a.x), min(low.y, a.y))
          high = PlanePoint(max(high.x, a.x), max(high.y, a.y))
        }
      }
    }
  }

  private static func row(_ y: Double) -> Int { Int((y / rowMetres).rounded(.down)) }

  /// The planar area in square metres.
  var areaSquareMetres: Double { polygons.reduce(0) { $0 + $1.areaSquareMetres } }

  /// The length of the whole boundary in metres.
  var boundaryMetres: Double {
    sides.reduce(0) { sum, side in
      let d = side.1 - side.0
      return sum + (d.x * d.x + d.y * d.y).squareRoot()
    }
  }

  /// Whether a place lies inside, by the even-odd rule over all rings.
  func contains(_ p: PlanePoint) -> Bool {
    var isInside = false
    for i in rows[Self.row(p.y)] ?? [] {
      let (a, b) = sides[i]
      guard (a.y > p.y) != (b.y > p.y) else { continue }
      if p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y) { isInside.toggle() }
    }
    return isInside
  }

  /// A place within some metres of the boundary.
  func placeNearBoundary(within metres: Double, _ random: inout SplitMix) -> PlanePoint? {
    guard let (a, b) = sides.randomElement(using: &random) else { return nil }
    return a + (b - a) * Double.random(in: 0...1, using: &random)
      + PlanePoint(
        .random(in: -metres...metres, using: &random), .random(in: -metres...metres, using: &random)
      )
  }

  /// A place in its box, a hundred metres around included.
  func placeAround(_ random: inout SplitMix) -> PlanePoint {
    PlanePoint(
      .random(in: low.x - 100...high.x + 100, using: &random),
      .random(in: low.y - 100...high.y + 100, using: &random))
  }
}
