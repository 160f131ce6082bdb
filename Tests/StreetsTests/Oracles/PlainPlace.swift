import Streets

/// A place as the definition sees it: its access points, else its closed geometry.
struct PlainPlace {
  private var points: [PlanePoint] = []
  private var lines: [(PlanePoint, PlanePoint)] = []
  private var areas: [[[PlanePoint]]] = []

  init(_ place: Place) {
    points = place.accessPoints.map { $0.position }
    if !points.isEmpty { return }
    for part in place.parts {
      switch part {
      case .point(let p): points.append(p)
      case .line(let line): lines += zip(line, line.dropFirst())
      case .area(let polygon):
        let rings = [polygon.exterior] + polygon.holes
        areas.append(rings)
        for ring in rings { lines += PlainGeometry.sides(of: ring) }
      }
    }
  }

  /// Some point of it.
  var somePoint: PlanePoint { points.first ?? lines.first?.0 ?? .zero }

  /// Whether a point lies inside one of its areas: inside an odd number of rings.
  private func holds(_ p: PlanePoint) -> Bool {
    areas.contains { rings in
      rings.count { PlainGeometry.windings(of: $0, around: p) % 2 != 0 } % 2 != 0
    }
  }

  /// The distance from a point, 0 inside an area.
  func distance(from p: PlanePoint) -> Double {
    if holds(p) { return 0 }
    var least = Double.infinity
    for q in points { least = min(least, PlainGeometry.distance(p, q)) }
    for (a, b) in lines {
      least = min(least, PlainGeometry.distance(from: p, toLineFrom: a, to: b))
    }
    return least
  }

  /// The distance between two places, 0 where they touch or one holds the other.
  func distance(to other: PlainPlace) -> Double {
    var least = Double.infinity
    for p in points + lines.map(\.0) { least = min(least, other.distance(from: p)) }
    for p in other.points + other.lines.map(\.0) { least = min(least, distance(from: p)) }
    for (a, b) in lines {
      for (p, q) in other.lines {
        least = min(least, PlainGeometry.distance(fromLine: a, b, toLine: p, q))
      }
    }
    return least
  }

  /// A box around it, widened.
  func box(widenedBy metres: Double) -> (low: PlanePoint, high: PlanePoint) {
    let all = points + lines.flatMap { [$0.0, $0.1] }
    let (x, y) = (all.map(\.x), all.map(\.y))
    return (
      PlanePoint((x.min() ?? 0) - metres, (y.min() ?? 0) - metres),
      PlanePoint((x.max() ?? 0) + metres, (y.max() ?? 0) + metres)
    )
  }
}
